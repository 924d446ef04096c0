/** Which units of a product a recall is about: lots, serial numbers, or all of them. */
import type { Condition } from '../statement.ts'
import { oneLine } from './json.ts'

/** "All serial numbers", "all lots within expiry", "All units": what is listed confines nothing. */
const ALL = /^\s*all\b|\ball\s+(?:\w+\s+){0,2}(?:serial|lots?|batch(?:es)?|units?|devices?)\b/i
const LISTS = /\b(?:lots?|batch(?:es)?|serials?|s\/?ns?|udi)\b/i
/** Lots and batches are in no inventory; where they are named too, a serial number alone decides nothing. */
const LOTS = /\b(?:lots?|batch(?:es)?)\b/i
const SERIALS =
  /\b(?:serial\s*(?:numbers?|nos?\.?|#'?s?|s)?|s\/?n\.?(?:'?s)?)(?:\s*\((?:sn|s\/n)\))?\s*(?:\bis\b|\bare\b)?\s*[:#.=]?\s*/gi
/** What follows the numbers. */
const BEHIND =
  /\b(?:udi|gtin|models?|ref|catalogu?e?|parts?|product|software|firmware|versions?|expir\w*|manufactured|distributed|shipped)\b|\(01\)/i
const NUMBER = /^(?=.*\d)[A-Z0-9][A-Z0-9/.-]{2,40}$/i
const SPAN = /^(?:to|through|thru|-|–|—)$/i
/** Words that say that the list goes on elsewhere, or that it is none. */
const MORE = /\.{3}|…|\betc\b|\battached\b|\bsee\b|\bexcept\b|\bexcluding\b|\bnot\b/i

/** Longest text of which all is read, and most numbers. What is cut short confines nothing. */
const LONGEST = 60_000 // UTF-16 units
const MOST_NUMBERS = 5_000

/** What an inventory can be held against; else the words, which are told and not judged. */
export function unitsOf(lots: string | null): readonly Condition[] {
  if (lots === null || ALL.test(lots.slice(0, LONGEST)) || !LISTS.test(lots)) return []
  return serialsIn(lots) ?? [{ kind: 'text', text: oneLine(lots, 160)! }]
}

/** One list of serial numbers, or one span of them; `null` where there is more to it. */
function serialsIn(lots: string): readonly Condition[] | null {
  if (lots.length > LONGEST || LOTS.test(lots) || MORE.test(lots)) return null
  const labels = [...lots.matchAll(SERIALS)]
  const all: string[] = []
  for (const [i, label] of labels.entries()) {
    const told = lots.slice(label.index + label[0].length, labels[i + 1]?.index ?? lots.length)
    const words = told
      .split(BEHIND, 1)[0]!
      .replace(/[()[\]]/g, ' ')
      .split(/[\s,;:]+/)
      .map((word) => word.replace(/[.]+$/, ''))
      .filter((word) => word !== '' && !/^(?:and|or|&|from|between)$/i.test(word))
    if (words.length === 0 || words.some((word) => !NUMBER.test(word) && !SPAN.test(word))) return null
    for (const word of words) all.push(word)
  }
  if (all.length === 0 || all.length > MOST_NUMBERS) return null
  const [from, word, to] = all
  if (all.length === 3 && SPAN.test(word!)) return [{ kind: 'serial', from: from!, to: to! }]
  return all.some((one) => SPAN.test(one)) ? null : [{ kind: 'serial-list', numbers: [...new Set(all)] }]
}
