/** Which maker a spelling means, and whether two spellings mean the same house. */

import { nameKey, tidyCompany } from '../../knowledge/company.ts'
import { type Vendor, vendorById, vendorByName } from '../../knowledge/vendors.ts'
import { remember } from '../../model/remember.ts'
import { COMMON, tellingWords, tellsNothing } from './company-words.ts'
import { initialsOf } from './initials.ts'
import { misspelt } from './misspelt-maker.ts'
import { fold, MAX_NAME, squeeze, tokensOf } from './tokens.ts'
import { weightOf } from './words.ts'

export interface Maker {
  readonly spelled: string
  /** Vendors of the knowledge base it names; more than one for joint publications. */
  readonly known: readonly Vendor[]
  /** Telling words of the parts that are not known for sure, squeezed. */
  readonly words: readonly (readonly string[])[]
}

export type Kinship = 'same' | 'related' | 'different' | 'unknown'

const MAX_KEPT = 20_000 // spellings

/** Of a longer text the beginning is read. */
export const maker = remember(MAX_KEPT, (spelled) => resolve(spelled.slice(0, MAX_NAME)))

function resolve(spelled: string): Maker {
  const text = mended(spelled).replace(/\b([afnd])\/([kb])\/(a)\b/gi, '$1$2$3')
  const whole = BEHIND_BRACKETS.test(text) ? null : (lookUp(text) ?? leading(text))
  const aside = [...text.matchAll(/\(([^)]{0,200})\)/g)].map((m) => m[1]!)
  if (whole) return { spelled, known: [...new Set([whole, ...aside.flatMap(besides)])], words: [] }
  const parts = [text.replace(/\([^)]{0,200}\)/g, ' '), ...aside].flatMap((part) =>
    part.split(/\s*[,;/|]\s*(?:and\s+)?|\s+(?:and|&|[-\u2013\u2014])\s+/i),
  )
  const known: Vendor[] = []
  const words: string[][] = []
  for (const told of parts) {
    // "Acme Medical, formerly Emmer": never the first of them
    const part = told === parts[0] ? told.replace(PART_OF, '') : without(told)
    const vendor = lookUp(part) ?? leading(part)
    const sure = vendor ? [vendor] : together(part)
    known.push(...(sure.length > 0 ? sure : guessed(part)))
    const telling = sure.length > 0 ? [] : tellingWords(part)
    if (telling.length > 0) words.push(telling)
  }
  return { spelled, known: [...new Set(known)], words }
}

/** What the name may stand for, whose words are its own. */
function guessed(part: string): readonly Vendor[] {
  const vendor = misspelt(part) ?? misspelt(bare(part))
  return vendor ? [vendor] : opening(part)
}

/** "Lorex (now Dahua)": a known maker in brackets behind another. */
const besides = (told: string): Vendor[] => {
  const part = without(told)
  return [lookUp(part) ?? leading(part)].filter((one) => one !== null)
}

const without = (told: string): string => told.replace(FORMERLY, '').replace(PART_OF, '')

/** "Acme Electric (AE) and Emmer": another maker follows. */
const BEHIND_BRACKETS = /\)\s*(?:,|;|\/|&|and\b|or\b)\s*\p{Lu}/u

const FORMERLY =
  /^\s*(?:formerly|previously|now|also|legacy|[afn]\.?k\.?a\.?|d\.?b\.?a\.?|part\s+of|owned\s+by)(?:\s+(?:known\s+)?as)?\s+/i

/** "Sensormatic Electronics, a subsidiary of Johnson Controls" */
const PART_OF =
  /^\s*(?:an?\s+|the\s+)?(?:[\w-]{1,20}\s+){0,2}(?:subsidiary|division|brand|business(?:\s+unit)?|company|member|unit)\s+of\s+/i

const lookUp = (text: string): Vendor | null => {
  const trimmed = text.trim()
  if (trimmed === '') return null
  const spellings = UMLAUT.test(trimmed) ? [trimmed, withoutUmlauts(trimmed)] : [trimmed]
  for (const one of spellings) {
    const vendor = vendorByName(one) ?? vendorByName(tidyCompany(one))
    if (vendor) return vendor
  }
  return null
}

const UMLAUT = /[äöü]/i

/** "Draeger" for Dräger, as it is written where there are none. */
const withoutUmlauts = (text: string): string =>
  text.replace(/[äöü]/gi, (letter) => `${letter.normalize('NFD').slice(0, 1)}e`)

/** "Dahua Technology", "CareFusion 303", "Shenzhen Mindray": a known name, and where the company has its seat in front of it. */
const leading = (text: string): Vendor | null => {
  const name = tidyCompany(text)
  return longest(name) ?? (SEAT.test(name) ? longest(name.replace(SEAT, '')) : null)
}

/** The longest leading words that are a known name, the rest being common, a place, or a number. */
function longest(name: string): Vendor | null {
  const words = name.split(/\s+/)
  for (let n = words.length; n > 0; n--) {
    const vendor = vendorByName(words.slice(0, n).join(' '))
    if (vendor) return vendor
    if (!tellsNothing(words[n - 1]!)) return null
  }
  return null
}

/** Companies of China are called by it. */
const SEAT =
  /^(?:beijing|chengdu|dongguan|fujian|guangdong|guangzhou|hangzhou|hunan|jiangsu|nanjing|ningbo|qingdao|shanghai|shenzhen|suzhou|taiwan|tianjin|wuhan|xiamen|zhejiang|zhuhai)\s+(?=\S)/i

/** "Carrier LenelS2", "Lorex by Dahua": names of known makers, one behind the other; empty where a word is left over. */
function together(text: string): readonly Vendor[] {
  const words = tidyCompany(text).split(/\s+/)
  for (let n = Math.min(words.length - 1, MAX_WORDS); n > 0; n--) {
    const first = vendorByName(words.slice(0, n).join(' '))
    if (!first) continue
    const rest = without(words.slice(n).join(' ')).replace(JOINT, '')
    const other = lookUp(rest) ?? leading(rest)
    if (other) return [first, other]
  }
  return []
}

const JOINT = /^(?:by|ex)\s+/i

/** "Welch Allyn Protocol", "Natus Neurology": several words, or the vendor's own name, are hardly the beginning of another's. */
function opening(text: string): readonly Vendor[] {
  const words = tidyCompany(text).split(/\s+/)
  for (let n = Math.min(words.length - 1, MAX_WORDS); n > 0; n--) {
    const name = words.slice(0, n).join(' ')
    const vendor = vendorByName(name)
    if (vendor && (tellingWords(name).length > 1 || nameKey(name) === nameKey(vendor.name))) return [vendor]
  }
  return []
}

/** Words of a name in which two makers are looked for. */
const MAX_WORDS = 6

/** Without words of companies that tell none apart. */
const bare = (text: string): string =>
  tidyCompany(text)
    .split(/\s+/)
    .filter((word) => !COMMON.has(squeeze(word)))
    .join(' ')

/** UTF-8 that was read as Latin-1: "GeutebrÃ¼ck". */
function mended(text: string): string {
  if (!/[ÃÂ][\u0080-\u00bf]/.test(text)) return text
  const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff)
  const decoded = new TextDecoder('utf-8').decode(bytes)
  return decoded.includes('\ufffd') ? text : decoded
}

export function kinship(a: Maker, b: Maker): Kinship {
  if (a === b || nameKey(a.spelled) === nameKey(b.spelled)) return 'same'
  const known = kinOfKnown(a.known, b.known)
  if (known !== 'different') return known
  if (spellsKnown(a, b) || spellsKnown(b, a)) return 'same'
  if (isInitials(a, b) || isInitials(b, a)) return 'same'
  if (
    a.words.some((left) => b.words.some((right) => covers(left, right) || left.join('') === right.join('')))
  )
    return 'same'
  if (a.words.some((left) => b.words.some((right) => closes(left, right) || closes(right, left))))
    return 'related'
  if (closesWithKnown(a, b) || closesWithKnown(b, a)) return 'related'
  return a.known.length + a.words.length === 0 || b.known.length + b.words.length === 0
    ? 'unknown'
    : 'different'
}

/** "LPI" of LifePoint Informatics, "FTI" of Farley Telemetry Inc; none for one word, and where the letters are of many. */
export function initialsOfMaker({ spelled }: Maker): readonly string[] {
  const name = tidyCompany(spelled)
  // most makers are called by one word
  if (!/\s/.test(name)) return []
  const short = initialsOf(tokensOf(name))
  const form = INCORPORATED.test(spelled) ? `${short}i` : ''
  return [short, form].filter(({ length }) => length > 2 && length < 6)
}

/** The form of a company that its initials count. */
const INCORPORATED = /,?\s+inc(?:orporated|\.)?\s*$/i

/** Both are makers that nobody lists, and one is spelled by the initials of the other. */
const isInitials = (short: Maker, long: Maker): boolean =>
  short.known.length + long.known.length === 0 &&
  /^[A-Z]{3,5}$/.test(short.spelled.trim()) &&
  initialsOfMaker(long).includes(short.spelled.trim().toLowerCase())

/** A name nobody lists that goes on where a known one ends, or ends before: "Natus Neurology" and "Natus", "Metz" and "Metz Connect". */
const spellsKnown = (a: Maker, b: Maker): boolean =>
  [...a.known.map(({ name }) => name), a.known.length === 0 ? '' : a.spelled].some((name) => {
    const telling = tellingWords(name)
    return telling.length > 0 && b.words.some((words) => covers(telling, words))
  })

function kinOfKnown(a: readonly Vendor[], b: readonly Vendor[]): Kinship {
  if (a.some((left) => b.includes(left))) return 'same'
  return a.some((left) => b.some((right) => isKin(left, right))) ? 'related' : 'different'
}

/** Two that share products with a third need not be kin. */
const isKin = (a: Vendor, b: Vendor): boolean =>
  houses(a).includes(houses(b)[0]!) || houses(b).includes(houses(a)[0]!)

const ofVendor = new Map<Vendor, readonly string[]>()

/** Its house first, then those of the vendors that it shares products with. */
export function houses(vendor: Vendor): readonly string[] {
  let known = ofVendor.get(vendor)
  if (!known) {
    const others = vendor.shares.map(vendorById).filter((one) => one !== null)
    known = [...new Set([vendor, ...others].map(house))]
    ofVendor.set(vendor, known)
  }
  return known
}

/** The house a vendor belongs to, or its products went to. */
export function house(vendor: Vendor): string {
  let top = vendor
  for (let depth = 0; top.house && depth < 4; depth++) top = vendorById(top.house) ?? top
  return top.id
}

/** "FLIR" of "Teledyne FLIR": one word that closes the longer name. */
const closes = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === 1 && b.length > 1 && a[0]!.length >= 4 && b.at(-1) === a[0]

/** "Altas Valveda" of somebody unknown, and the known Valveda: a house in front of the maker's own name. */
const closesWithKnown = ({ words }: Maker, { known }: Maker): boolean =>
  known.some(({ name }) => {
    const [only = '', ...others] = tellingWords(name)
    return others.length === 0 && only.length >= 7 && words.some((one) => closes([only], one))
  })

/** All telling words of the shorter name, in order, at the beginning of the longer. */
function covers(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return short.every((word, i) => long[i] === word)
}

/** "Sante" of Santesoft, which its products begin with; `''` for other names. */
export const stemOf = (word: string): string =>
  /^(.{4,})(?:soft|software|tech|med|medical|health|care|labs?|systems?|dicom)$/.exec(word)?.[1] ?? ''

const brands = new Map<string, ReadonlySet<string>>()

/** The words (squeezed; also of several words joined) that are names of the house and so tell no product apart. */
export function brandWords(vendor: Vendor): ReadonlySet<string> {
  let known = brands.get(vendor.id)
  if (!known) {
    known = new Set(
      [vendor.name, ...vendor.aliases].flatMap((name) => {
        const words = fold(tidyCompany(name)).split(/\s+/)
        const telling = words.filter((word) => !COMMON.has(squeeze(word)))
        const whole = squeeze(words.join(''))
        const last = telling.findLastIndex((word) => weightOf(squeeze(word)) === 'strong')
        // "Trend" of "Trend Controls": what the house makes is no part of its name
        const short = squeeze(telling.slice(0, last + 1).join(''))
        return [whole, squeeze(telling.join('')), stemOf(whole), ...(short.length > 4 ? [short] : [])].filter(
          (word) => word !== '',
        )
      }),
    )
    brands.set(vendor.id, known)
  }
  return known
}
