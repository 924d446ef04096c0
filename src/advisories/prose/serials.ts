/** Serial numbers of the units that a text speaks of: "SN 138853 and higher", "serial numbers beginning with 7". */
import type { Condition } from '../statement.ts'

export type SerialCondition = Extract<Condition, { kind: 'serial' | 'serial-prefix' }>

export interface Serials {
  readonly condition: SerialCondition
  /** The words that say it. */
  readonly words: string
}

const ONE = String.raw`([A-Z0-9-]{0,40}\d[A-Z0-9-]{0,40})`
const SERIALS = String.raw`\(?\b(?:sn|s\/n|serial\s*(?:numbers?|nos?\.?)?)[:.#]?\s*(?:(?:is|are|that|which)\s+){0,2}`
const FROM = new RegExp(
  String.raw`${SERIALS}${ONE}\s*(?:and|or)\s+(?:higher|above|later|greater|up|newer)\)?`,
  'i',
)
const TO = new RegExp(
  String.raw`${SERIALS}${ONE}\s*(?:and|or)\s+(?:lower|less|smaller|below|earlier|prior|older)\)?`,
  'i',
)
const BETWEEN = new RegExp(
  String.raw`${SERIALS}(?:between\s+|from\s+)?([A-Z0-9]{0,40}\d[A-Z0-9]{0,40})\s*(?:to|through|-|–|and)\s*([A-Z0-9]{0,40}\d[A-Z0-9]{0,40})\)?`,
  'i',
)
const BELOW = new RegExp(
  String.raw`${SERIALS}(below|under|prior\s+to|before|(?:lower|less|smaller|earlier|older)\s+than(?:\s+or\s+equal\s+to)?|up\s+to(?:\s+and\s+including)?|<=?)\s*${ONE}\)?`,
  'i',
)
const ABOVE = new RegExp(
  String.raw`${SERIALS}(above|over|after|from|(?:starting|beginning)\s+(?:with|at|from)|(?:greater|higher|larger|later)\s+than(?:\s+or\s+equal\s+to)?|>=?)\s*${ONE}\)?(?!\s*(?:to|through|-|–))`,
  'i',
)
/** "<= serial number 22081" */
const SIGNED = new RegExp(String.raw`([<>]=?)\s*${SERIALS}${ONE}\)?`, 'i')
/** "the first 5 digits of serial number 22081", "first 5 serial numbers 22081": those digits alone are compared. */
const LEADING = /\b(?:the\s+)?first\s+([1-9])\s+(?:(?:digits?|characters?)\s+of\s+(?:the\s+)?)?(?=serial\b)/i

/** Short, or letters: "7", "KT", "M1". A longer number is where a row of them begins. */
const PREFIX = String.raw`["'“”]?([A-Z]{1,4}\d{0,2}|\d{1,4})["'“”]?(?![\w-])`
const BEGINNING = new RegExp(
  String.raw`${SERIALS}(?:start(?:s|ing)?|begin(?:s|ning)?)\s+with\s+(?:the\s+)?(?:(?:digits?|letters?|characters?|prefix(?:es)?)\s+)?${PREFIX}(?:\s*(?:,|,?\s*(?:and|or))\s*${PREFIX})?(?:\s*,?\s*(?:and|or)\s*${PREFIX})?\)?`,
  'i',
)

/** `null` where it names no serial numbers. */
export function takeSerials(text: string): (Serials & { readonly rest: string }) | null {
  const first = LEADING.exec(text)
  const bare = first ? text.replace(LEADING, '') : text
  const serials = beginning(bare) ?? compared(bare, first ? Number(first[1]) : undefined)
  return serials && { ...serials, rest: bare.replace(serials.words, ' ') }
}

function beginning(text: string): Serials | null {
  const [words, ...prefixes] = BEGINNING.exec(text) ?? []
  return words === undefined
    ? null
    : { condition: { kind: 'serial-prefix', prefixes: prefixes.filter((one) => one !== undefined) }, words }
}

function compared(text: string, leading: number | undefined): Serials | null {
  const kind = { kind: 'serial', ...(leading !== undefined && { leading }) } as const
  const signed = SIGNED.exec(text)
  if (signed) return { condition: { ...kind, ...end(signed[1]!, signed[2]!) }, words: signed[0] }
  const [from, to] = [FROM.exec(text), TO.exec(text)]
  if (from) return { condition: { ...kind, from: from[1]!, to: null }, words: from[0] }
  if (to) return { condition: { ...kind, from: null, to: to[1]! }, words: to[0] }
  const range = BETWEEN.exec(text)
  if (range) return { condition: { ...kind, from: range[1]!, to: range[2]! }, words: range[0] }
  const bound = BELOW.exec(text) ?? ABOVE.exec(text)
  return bound && { condition: { ...kind, ...end(bound[1]!, bound[2]!) }, words: bound[0] }
}

const UPWARD = /^(?:>|above|over|after|from|starting|beginning|greater|higher|larger|later)/i
const INCLUSIVE = /=|equal|^(?:up|from|starting|beginning)/i

const end = (word: string, serial: string): { from: string | null; to: string | null; exclusive?: true } => ({
  from: UPWARD.test(word) ? serial : null,
  to: UPWARD.test(word) ? null : serial,
  ...(INCLUSIVE.test(word) ? {} : { exclusive: true }),
})
