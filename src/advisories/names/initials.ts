/** Short forms that the words of a name could have. */
import { squeeze, type Token } from './tokens.ts'

/** `i` of Intelligent, `ib` of IntelliBridge. */
function capitals(raw: string): string {
  const upper = /[a-z]/.test(raw) ? (raw.match(/[A-Z]/g) ?? []) : []
  return upper.length > 1 ? upper.join('').toLowerCase() : firstLetter(raw)
}

/** The letters a name can be shortened to: "PC Unit" to "pcu", "Intelligent Power Manager" to "ipm". */
export function initials(tokens: readonly Token[]): string[] {
  const found = new Set<string>()
  for (const letters of [capitals, firstLetter]) {
    const parts = tokens.map(({ raw, text }) => (/^[A-Z]{2,4}$/.test(raw) ? text : letters(raw)))
    for (let from = 0; from < parts.length - 1; from++) {
      let short = parts[from]!
      for (let to = from + 1; to < Math.min(parts.length, from + MAX_INITIALS); to++) {
        short += parts[to]!
        found.add(short)
      }
    }
  }
  // "III" is no short form of "Inform II"
  return [...found].filter((short) => !/^(?:i{1,3}|iv|vi{0,3})$/.test(short))
}

/** Words that one short form stands for at most. */
const MAX_INITIALS = 6

const firstLetter = (raw: string): string => squeeze(raw.slice(0, 1))
