/** "Series A and B": forms of one product that are told by a letter. */
import { remember } from '../../model/remember.ts'

const NONE: ReadonlySet<string> = new Set()
const MAX_KEPT = 20_000 // names

/** Letters behind the word "series" in a name, in upper case. */
export const seriesLetters: (text: string) => ReadonlySet<string> = remember(MAX_KEPT, (text) => {
  if (!/series/i.test(text)) return NONE
  return new Set(
    [...text.matchAll(LETTERS)].flatMap(([, letters]) => letters!.toUpperCase().match(/\b[A-Z]\b/g) ?? []),
  )
})

const LETTERS =
  /\bseries[\s-]{1,2}([a-z]\b(?:\s{0,2}(?:,|\/|&|and|or)\s{0,2}(?:(?:and|or)\s)?[a-z]\b){0,8})/gi

/** "Series C" beside "Series A and B". */
export function isOfOtherSeries(device: string, product: string): boolean {
  const meant = seriesLetters(product)
  if (meant.size === 0) return false
  const own = seriesLetters(device)
  return own.size > 0 && [...own].every((letter) => !meant.has(letter))
}
