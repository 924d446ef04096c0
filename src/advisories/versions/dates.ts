/**
 * Dates that stand where a version is expected: of manufacture, shipping, release. As written in advisories: ISO, US
 * order, month names, month and year, year alone only where words say it is a date.
 */
import type { Order } from './generic.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH_NAME = `(${MONTHS.join('|')})[a-z]*\\.?`
const FORMS: readonly (readonly [RegExp, (m: string[]) => string | null])[] = [
  [/^(\d{4})-(\d{1,2})-(\d{1,2})(?:t.*)?$/, ([, y, m, d]) => iso(y!, m!, d!)],
  [/^(\d{4})-(\d{1,2})$/, ([, y, m]) => iso(y!, m!)],
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, ([, m, d, y]) => iso(y!, m!, d!)],
  [
    new RegExp(`^${MONTH_NAME}\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})$`),
    ([, m, d, y]) => iso(y!, number(m!), d!),
  ],
  [
    new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)?[\\s-]+${MONTH_NAME}[\\s-]+(\\d{4})$`),
    ([, d, m, y]) => iso(y!, number(m!), d!),
  ],
  [new RegExp(`^${MONTH_NAME}[\\s,-]+(\\d{4})$`), ([, m, y]) => iso(y!, number(m!))],
]

/** The pattern of one date inside a longer text, without groups. */
export const DATE_IN_TEXT = [
  String.raw`\d{1,2}/\d{1,2}/\d{4}`,
  String.raw`\d{4}-\d{1,2}-\d{1,2}`,
  `(?:${MONTHS.join('|')})[a-z]*\\.?\\s+\\d{1,2}(?:st|nd|rd|th)?,?\\s+\\d{4}`,
  `\\d{1,2}(?:st|nd|rd|th)?[\\s-]+(?:${MONTHS.join('|')})[a-z]*\\.?[\\s-]+\\d{4}`,
  `(?:${MONTHS.join('|')})[a-z]*\\.?[\\s,-]+\\d{4}`,
].join('|')

const UNDERSCORED = new RegExp(`\\b((?:${MONTHS.join('|')})[a-z]{0,6})_(\\d{1,2}_)?(?=\\d{4}\\b)`, 'gi')

/** "September_19_2025" with blanks. */
export const spacedDates = (text: string): string =>
  text.replace(UNDERSCORED, (_, month: string, day = '') => `${month} ${day.replace('_', ' ')}`)

/** ISO 8601, as precise as the text: `2018-05-01` or `2018-05`; `null` when it is no date. */
export function dateOf(text: string): string | null {
  const plain = spacedDates(text).trim().toLowerCase().replace(/\s+/g, ' ')
  for (const [pattern, make] of FORMS) {
    const match = pattern.exec(plain)
    if (match) return make(match)
  }
  return null
}

/** A day written in eight digits, ISO 8601 basic, or with dots, the day first: it is one beside another date, and a version beside versions. */
export function dateBeside(text: string): string | null {
  const [, year, month, day] = /^v?((?:19|20)\d\d)(\d\d)(\d\d)$/i.exec(text.trim()) ?? []
  if (year && month && day) return iso(year, month, day)
  const [, d, m, y] = /^(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)$/.exec(text.trim()) ?? []
  return y && m && d ? iso(y, m, d) : null
}

const ALONE: readonly (readonly [RegExp, (m: string[]) => string | null])[] = [
  [/^(\d{1,2})[/.-](\d{4})$/, ([, m, y]) => iso(y!, m!)],
  [/^(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?$/, ([, y, m, d]) => iso(y!, m!, d)],
  // no month is the 15th
  [/^(\d{1,2})\/(\d{1,2})\/(\d{4})$/, ([, d, m, y]) => iso(y!, m!, d!)],
]

/** Where nothing but a date can stand, in the ways that versions are written as well: "03/2018", "2018.03.05", "2018". */
export function dateAlone(text: string): string | null {
  const plain = text.trim().replace(/[\sT]\d{1,2}:\d\d.*$/i, '')
  const known = dateOf(plain) ?? dateBeside(plain)
  if (known !== null || /^(?:19|20)\d\d$/.test(plain)) return known ?? plain
  for (const [pattern, make] of ALONE) {
    const match = pattern.exec(plain)
    if (match) return make(match)
  }
  return null
}

/** `null` when one is part of the other (May 2018 and 3 May 2018): which is earlier is not said. */
export function compareDates(a: string, b: string): Order | null {
  if (a === b) return 0
  if (a.startsWith(b) || b.startsWith(a)) return null
  return a < b ? -1 : 1
}

const number = (month: string): string => String(MONTHS.indexOf(month.slice(0, 3)) + 1)

function iso(year: string, month: string, day?: string): string | null {
  if (Number(month) < 1 || Number(month) > 12 || (day && (Number(day) < 1 || Number(day) > 31))) return null
  const short = `${year}-${month.padStart(2, '0')}`
  return day ? `${short}-${day.padStart(2, '0')}` : short
}
