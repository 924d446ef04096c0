/** Words that are cut short, on the side of the device or of the product. */
import type { Token } from './tokens.ts'

/** What one of two names has and the other has not. */
export interface LeftOver {
  /** Of the product's. */
  readonly missing: readonly Token[]
  /** Of the device's. */
  readonly extra: readonly Token[]
}

/**
 * "PGMR" of "programmer", "config" of "configuration": a word of kind in short, on either side, accounts for what the device says
 * and for what it lacks.
 */
export function withoutAbbreviated({ missing, extra }: LeftOver): LeftOver {
  if (missing.length === 0 || extra.length === 0) return { missing, extra }
  if (isPumpForInfusion(missing, extra)) return { missing: [], extra: [] }
  const meant = new Map<Token, Token>()
  for (const one of extra) {
    const word = missing.find(
      (other) =>
        (other.weight === 'kind' && isShortFor(one, other)) ||
        (one.weight === 'kind' && isShortFor(other, one)),
    )
    if (word !== undefined) meant.set(one, word)
  }
  if (meant.size === 0) return { missing, extra }
  const said = new Set(meant.values())
  return { missing: missing.filter((one) => !said.has(one)), extra: extra.filter((one) => !meant.has(one)) }
}

/** The pump of an "infusion system" is what infuses; of other words of kind none says as much as another. */
const isPumpForInfusion = (missing: readonly Token[], extra: readonly Token[]): boolean =>
  missing.length === 1 && missing[0]!.text === 'infusion' && extra.every(({ text }) => text === 'pump')

/** Consonants of a word, or its beginning. */
const isShortFor = ({ text: short, codes }: Token, { text: word }: Token): boolean =>
  codes.length === 0 &&
  short.length > 2 &&
  short.length + 2 < word.length &&
  (/^.[^aeiou]+$/.test(short) ? abbreviates(short, word) : short.length > 3 && word.startsWith(short))

/** Its first letter, and others in their order. */
export function abbreviates(short: string, word: string): boolean {
  if (short[0] !== word[0]) return false
  let at = -1
  return [...short].every((letter) => {
    at = word.indexOf(letter, at + 1)
    return at >= 0
  })
}
