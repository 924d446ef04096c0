/** One row of cells as an inventory row, or the reason why not. */
import type { Component, InventoryRow } from '../../model/inventory.ts'
import { cleanText } from '../../wire/text.ts'
import type { ColumnName } from './columns.ts'
import { isRounded } from './version-numbers.ts'

/** Longest text kept of a cell, in characters. */
const MAX_CELL = 1024
/** Most devices one row can stand for: more than any fleet of one product. */
const MAX_QUANTITY = 10_000_000
/** Most components or options of one row. */
const MAX_PARTS = 200
/** Words that people write for "not known". */
const NOTHING = new Set([
  '',
  '-',
  '--',
  '---',
  '?',
  '.',
  'n/a',
  'na',
  'n.a.',
  'none',
  'null',
  'nil',
  'unknown',
  'unk',
  'tbd',
  'not known',
  'not available',
  'not applicable',
  'undefined',
  '#n/a',
  '#ref!',
  '#value!',
  '#name?',
  '#div/0!',
  'unbekannt',
  'k.a.',
])

const NOTHING_BEGINS = new Set([...NOTHING].flatMap((w) => [w.charCodeAt(0), w.toUpperCase().charCodeAt(0)]))

/** What a cell says; `null` for nothing. */
export function cellText(raw: string): string | null {
  if (raw === '') return null
  const plain = undisguised(raw)
  const text = isClean(plain) ? plain : cleanText(plain, MAX_CELL)
  return text === null || meansNothing(text) ? null : text
}

/** `="0012"` keeps leading zeros, `'-1` keeps a text from being taken for a formula (as our own tables write it). */
function undisguised(raw: string): string {
  const first = raw.charCodeAt(0)
  if (first === EQUALS && raw.length > 2 && raw.startsWith('="') && raw.endsWith('"')) return raw.slice(2, -1)
  return first === APOSTROPHE && '=+-@'.includes(raw[1] ?? ' ') ? raw.slice(1) : raw
}
const EQUALS = 61
const APOSTROPHE = 39

/** Most cells need no cleaning: asking first halves the time a table of millions of cells takes. */
function isClean(text: string): boolean {
  const end = text.length
  if (end > MAX_CELL || text.charCodeAt(0) <= 32 || text.charCodeAt(end - 1) <= 32) return false
  for (let i = 0; i < end; i++) {
    const unit = text.charCodeAt(i)
    if (unit < 32 || (unit > 126 && unit < 161) || unit > 0x2000) return false
  }
  return true
}

const meansNothing = (text: string): boolean =>
  text.length < 16 && NOTHING_BEGINS.has(text.charCodeAt(0)) && NOTHING.has(text.toLowerCase())

/** What stands in the columns of one thing, in the order in which they are asked. */
export interface Cells {
  first(column: ColumnName): string | null
  all(column: ColumnName): readonly string[]
}

/** The cells of a table's row; `places` tells where each column stands. */
export class PlacedCells implements Cells {
  private readonly places: ReadonlyMap<ColumnName, readonly number[]>
  private readonly cells: readonly (string | undefined)[]

  constructor(places: ReadonlyMap<ColumnName, readonly number[]>, cells: readonly (string | undefined)[]) {
    this.places = places
    this.cells = cells
  }

  first(column: ColumnName): string | null {
    const places = this.places.get(column)
    if (places === undefined) return null
    for (let i = 0; i < places.length; i++) {
      const text = cellText(this.cells[places[i]!] ?? '')
      if (text !== null) return text
    }
    return null
  }

  all(column: ColumnName): readonly string[] {
    const places = this.places.get(column)
    if (places === undefined) return NONE
    const texts: string[] = []
    for (let i = 0; i < places.length; i++) {
      const text = cellText(this.cells[places[i]!] ?? '')
      if (text !== null) texts.push(text)
    }
    return texts
  }
}

const NONE: readonly never[] = []

/** Parts that a structured source (JSON) lists itself. */
export interface Parts {
  readonly components: readonly Component[]
  readonly options: readonly string[]
}

/** The row, or the reason why it cannot be used. */
export function rowOf(file: string, line: number, cells: Cells, parts?: Parts): InventoryRow | string {
  const cell = (column: ColumnName) => cells.first(column)
  const quantity = quantityOf(cell('quantity'))
  if (typeof quantity === 'string') return quantity
  if (/^(false|falsch)$/i.test(cell('internal') ?? '')) return 'it is an outside peer: internal is false'
  const modelNumber = cell('modelNumber')
  const name = cell('name')
  const types = cells.all('type')
  const kinds = name !== null && isWords(name) ? [...types, name] : types
  const row: InventoryRow = {
    file,
    line,
    id: cell('id') ?? idIn(cell('idOrName')) ?? `line-${line}`,
    mac: several(cells.all('mac')),
    ip: several(cells.all('ip')),
    hostname: cell('hostname') ?? (name === null || isWords(name) ? null : name),
    vendor: cell('vendor'),
    // who has no column for models writes them into the one for their numbers
    model: cell('model') ?? cell('product') ?? modelNumber,
    modelNumber,
    type: kinds[0] ?? null,
    kinds,
    version: whole(cell('version')),
    os: cell('os'),
    osVersion: cell('osVersion'),
    serial: whole(cell('serial')),
    udi: cell('udi'),
    location: cell('location'),
    department: cell('department'),
    site: cell('site'),
    owner: cell('owner'),
    criticality: cell('criticality'),
    quantity,
    manufactured: cell('manufactured'),
    shipped: cell('shipped'),
    region: cell('region'),
    components: parts?.components ?? componentsIn(cell('components')),
    options: parts?.options ?? optionsIn(cell('options')),
    remediated: idsIn(cell('remediated')),
  }
  if (row.model === null && isTotal(cell('id') ?? cell('idOrName') ?? '')) return 'it is a total, no device'
  return namesSomething(row)
    ? row
    : 'it names no product: manufacturer, model, type, system and addresses are all empty'
}

/** What a spreadsheet cut to its first digits says nothing. */
const whole = (text: string | null): string | null => (text !== null && isRounded(text) ? null : text)

/** The last row of many lists. */
const isTotal = (id: string): boolean =>
  /^(?:grand |sub-?)?totals?\b|^(?:summe|gesamt|anzahl|totale?|somme|suma)\b/i.test(id)

/** Under "Asset" or "Equipment" stands an id, or what it is ("Infusion pump"): words alone tell no device from another. */
const idIn = (text: string | null): string | null =>
  text === null || /^[\p{L}\s,.&'()]+$/u.test(text) ? null : text

/** Under "Name" stands a host's name, which has no blanks, or what a device is. */
const isWords = (text: string): boolean => /[^\s,;|]\s+[^\s,;|]/.test(text)

/** A device has several addresses, and a table a column for each. */
const several = (texts: readonly string[]): string | null =>
  texts.length < 2 ? (texts[0] ?? null) : texts.join('; ')

const namesSomething = (r: InventoryRow): boolean =>
  (r.vendor ??
    r.model ??
    r.modelNumber ??
    r.type ??
    r.os ??
    r.mac ??
    r.ip ??
    r.hostname ??
    r.serial ??
    r.udi) !== null || r.components.length > 0

function quantityOf(text: string | null): number | string {
  if (text === null) return 1
  const digits = text
    .replace(/[\s'’]/g, '')
    .replace(/[.,]0+$/, '')
    .replace(/[.,](?=\d{3}(\D|$))/g, '')
  const quantity = /^\d{1,9}$/.test(digits) ? Number(digits) : Number.NaN
  if (quantity >= 1 && quantity <= MAX_QUANTITY) return quantity
  return `quantity ${JSON.stringify(text.slice(0, 40))} is no whole number from 1 to ${MAX_QUANTITY.toLocaleString('en')}`
}

/** `Wireless module 1.2; VxWorks = 6.9`: a name, and its version behind an equals sign or where the last word has a digit. */
export function componentsIn(text: string | null): Component[] {
  return split(text).map((part) => {
    const [name = '', version, ...more] = part.split('=').map((one) => one.trim())
    if (name !== '' && version !== undefined && version !== '' && more.length === 0) return { name, version }
    return byLastWord(part)
  })
}

/** Without patterns that look again and again for where a name might end: cells come from anybody. */
function byLastWord(part: string): Component {
  const blank = part.lastIndexOf(' ')
  const end = blank > 0 ? blank : part.search(/[:=@]/)
  const version = part
    .slice(end + 1)
    .replace(/^[:=@]+/, '')
    .replace(/^v(?=\d)/i, '')
  if (end <= 0 || !/\d/.test(version)) return { name: part, version: null }
  const name = withoutMarks(part.slice(0, end)).replace(/ v(?:ersion)?$/i, '')
  return name === '' ? { name: part, version: null } : { name, version }
}

function withoutMarks(text: string): string {
  let end = text.length
  while (end > 0 && ' :=@'.includes(text[end - 1]!)) end--
  return text.slice(0, end)
}

/** `CVE-2020-25165, ICSMA-20-317-01`: whatever has the form of an identifier. */
const idsIn = (text: string | null): string[] =>
  [...new Set(text?.match(/[A-Za-z]+(?:-[A-Za-z0-9]+)*-\d[\w-]*/g) ?? [])].slice(0, MAX_PARTS)

/** `wireless; battery`. */
export const optionsIn = (text: string | null): string[] => split(text)

function split(text: string | null): string[] {
  if (text === null) return []
  const parts = text.split(/[;|\n]|,(?!\d{3}\b)/).map((part) => part.trim())
  return parts.filter((part) => part !== '').slice(0, MAX_PARTS)
}
