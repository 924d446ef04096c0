/** `vers:npm/>=1.2|<2.0` (version range specifier of the purl project): alternating bounds make intervals. */
import { type Bound, between, exactly, type Range } from '../versions/constraint.ts'

export interface Vers {
  readonly ranges: readonly Range[]
  /** Single versions that are left out (`!=`). */
  readonly except: readonly string[]
}

/** `null` for what is none; `*` is one range without ends. Blanks around a version are none of it. */
export function readVers(text: string): Vers | null {
  const [, list] = /^\s*vers:[\w.-]+\/(.+)$/.exec(text) ?? []
  if (list === undefined || list.length > 10_000) return null
  const ranges: Range[] = []
  const except: string[] = []
  let from: Bound | null = null
  for (const part of list.split('|')) {
    const [, operator, raw] = /^(<=|>=|<|>|!=|=)?\s*(\S.*)$/.exec(part.trim()) ?? []
    if (raw === undefined) return null
    const version = unescaped(raw)
    if (operator === '>' || operator === '>=') {
      if (from !== null) ranges.push(between(from, null))
      from = { version, inclusive: operator === '>=' }
    } else if (operator === '<' || operator === '<=') {
      ranges.push(between(from, { version, inclusive: operator === '<=' }))
      from = null
    } else if (operator === '!=') except.push(version)
    else ranges.push(version === '*' ? between(null, null) : exactly(version))
  }
  if (from !== null) ranges.push(between(from, null))
  return { ranges: ranges.length > 0 ? ranges : [between(null, null)], except }
}

function unescaped(version: string): string {
  try {
    return decodeURIComponent(version)
  } catch {
    return version
  }
}
