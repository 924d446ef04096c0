/** `vers:npm/>=1.2|<2.0` (version range specifier of the purl project): alternating bounds make intervals. */
import { type Bound, between, exactly, type Range } from '../versions/constraint.ts'

/** `null` for what is none; `*` is one range without ends. */
export function readVers(text: string): readonly Range[] | null {
  const [, list] = /^vers:[\w.-]+\/(.+)$/.exec(text) ?? []
  if (list === undefined || list.length > 10_000) return null
  if (list === '*') return [between(null, null)]
  const out: Range[] = []
  let from: Bound | null = null
  for (const part of list.split('|')) {
    const [, operator, raw] = /^(<=|>=|<|>|!=|=)?(.+)$/.exec(part.trim()) ?? []
    if (raw === undefined) return null
    const version = unescaped(raw)
    if (operator === '>' || operator === '>=') {
      if (from !== null) out.push(between(from, null))
      from = { version, inclusive: operator === '>=' }
    } else if (operator === '<' || operator === '<=') {
      out.push(between(from, { version, inclusive: operator === '<=' }))
      from = null
    } else if (operator === undefined || operator === '=') out.push(exactly(version))
    else return null
  }
  if (from !== null) out.push(between(from, null))
  return out
}

function unescaped(version: string): string {
  try {
    return decodeURIComponent(version)
  } catch {
    return version
  }
}
