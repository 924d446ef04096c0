/** "Series A and B": forms of one product that are told by a letter. */
import { remember } from '../../model/remember.ts'

const NONE: ReadonlySet<string> = new Set()
const MAX_KEPT = 20_000 // names

/** Letters behind the word "series" in a name. */
export const seriesLetters: (text: string) => ReadonlySet<string> = remember(MAX_KEPT, (text) => {
  if (!SERIES.test(text)) return NONE
  return new Set([...text.matchAll(LETTERS)].flatMap(([, letters]) => letters!.match(/\b[A-Z]\b/g) ?? []))
})

const SERIES = /\bseries\s+[A-Z]\b/i
const LETTERS =
  /\b[Ss](?:eries|ERIES)\s+([A-Z]\b(?:\s{0,2}(?:,|\/|&|and|or)\s{0,2}(?:and\s|or\s)?[A-Z]\b){0,8})(?!-)/g

/** "Series C" beside "Series A and B". */
export function isOfOtherSeries(device: string, product: string): boolean {
  const meant = seriesLetters(product)
  if (meant.size === 0) return false
  const own = seriesLetters(device)
  return own.size > 0 && [...own].every((letter) => !meant.has(letter))
}
