/** Which column is which: the headings that inventories use, in any case, order and punctuation. */

import type { InventoryHeadings } from '../../model/inventory.ts'
import { remember } from '../../model/remember.ts'
import { headingWords, plainKey } from './heading-words.ts'
import { HEADINGS } from './headings.ts'

export type ColumnName =
  | 'id'
  | 'idOrName'
  | 'mac'
  | 'ip'
  | 'hostname'
  | 'name'
  | 'vendor'
  | 'model'
  | 'product'
  | 'modelNumber'
  | 'type'
  | 'version'
  | 'os'
  | 'osVersion'
  | 'serial'
  | 'udi'
  | 'location'
  | 'department'
  | 'site'
  | 'owner'
  | 'criticality'
  | 'quantity'
  | 'manufactured'
  | 'shipped'
  | 'region'
  | 'components'
  | 'options'
  | 'remediated'
  | 'internal'

const BY_HEADING = new Map<string, Found>()
for (const [name, headings] of Object.entries(HEADINGS))
  for (const [rank, heading] of headings.split(/\s+/).entries())
    if (!BY_HEADING.has(heading)) BY_HEADING.set(heading, { name: name as ColumnName, rank })

interface Found {
  readonly name: ColumnName
  readonly rank: number
}

/** Words that tell a column wherever they stand in a heading: "Equipment Model Name", "Installed Firmware". */
const BY_WORD: readonly (readonly [ColumnName, RegExp])[] = [
  ['serial', /\b(serial|serien|fabrik) ?(number|nummer)?\b/],
  ['modelNumber', /\b(model|part|catalog|catalogue|teile|article|artikel) ?(number|id)\b/],
  ['vendor', /^(?!.*\b(number|id|code|country|part)\b).*\b(manufacturer|vendor|hersteller)\b/],
  ['model', /^(?!.*\b(category|group)\b).*\bmodel\b/],
  ['osVersion', /\b(os|operating system) ?(version|release|build)\b/],
  ['os', /\boperating system\b/],
  ['version', /^(?!.*\b(name|antivirus|anti|security|upgrade\w*|update\w*)\b).*\b(firmware|software)\b/],
  ['mac', /\bmac\b/],
  ['ip', /\bip ?address\b/],
  ['hostname', /\bhost ?name\b/],
]
/** Columns with these words tell of something else: the year of a model, a former vendor, the date of a version. */
const OTHERWISE =
  /\b(date|year|cost|price|status|supported|support|previous|former|old|new|latest|required|contact|phone|notes?|licen[cs]es?|expir\w*)\b/
/** Any heading of the lists goes before one told by a word in it. */
const BY_WORD_RANK = 1000
/** "Asset Make", "Equip Location": a heading of the lists behind a word for whatever the list is of. */
const OF_THE_DEVICE = new Set([
  'asset',
  'equipment',
  'device',
  'item',
  'unit',
  'current',
  'installed',
  'u',
  'x',
])
const OF_THE_DEVICE_RANK = 500
/** Behind such a word these mean something of their own: an asset's name is no host name, its class no type. */
const NOT_BEHIND_IT = new Set([
  'name',
  'id',
  'number',
  'class',
  'host',
  'market',
  'service',
  'risk',
  'priority',
])

/** Characters beyond which a cell is no heading but a text, or no text at all. */
const LONGEST_HEADING = 120

/**
 * What a heading stands for, and how exactly it says so: the lower the rank the better. Kept, since every entry of a JSON
 * document has its keys again.
 */
export const found = remember(5000, (heading): Found | null => {
  if (heading.length > LONGEST_HEADING || heading.includes('\0')) return null
  const words = headingWords(heading)
  const listed = BY_HEADING.get(plainKey(heading)) ?? BY_HEADING.get(words.join(''))
  if (listed !== undefined) return listed
  const text = words.join(' ')
  if (OTHERWISE.test(text)) return null
  const behind = words.slice(1).join('')
  const bare =
    OF_THE_DEVICE.has(words[0] ?? '') && !NOT_BEHIND_IT.has(behind) ? BY_HEADING.get(behind) : undefined
  if (bare !== undefined) return { name: bare.name, rank: OF_THE_DEVICE_RANK + bare.rank }
  const name = BY_WORD.find(([, pattern]) => pattern.test(text))?.[0]
  return name === undefined ? null : { name, rank: BY_WORD_RANK }
})

/** The column a heading stands for; `null` if none of ours. */
export const columnOf = (heading: string): ColumnName | null => found(heading)?.name ?? null

/** Where each column stands in a row of headings: the one to read first, then those that fill in where it is empty. */
export type Layout = ReadonlyMap<ColumnName, readonly number[]>

/** Of these a second column is another thing, or would be counted twice. */
const ONE_ONLY: ReadonlySet<ColumnName> = new Set([
  'quantity',
  'criticality',
  'internal',
  'components',
  'options',
])
/** A device has several of these, each in a column of its own: all of them count. */
const SEVERAL: ReadonlySet<ColumnName> = new Set(['mac', 'ip'])
/** Who sells it: the maker only where no other column names one. */
const SELLERS = new Set(['vendor', 'vendorname', 'firma', 'companyname', 'oem'])
/** Columns of one thing that are looked through. */
const MOST_ALIKE = 4

export function layoutOf(headings: readonly string[]): Layout {
  const all = new Map<ColumnName, { at: number; rank: number }[]>()
  for (const [at, heading] of headings.entries()) {
    const column = found(heading)
    if (column === null) continue
    const known = all.get(column.name)
    if (known === undefined) all.set(column.name, [{ at, rank: column.rank }])
    else known.push({ at, rank: column.rank })
  }
  return new Map([...all].map(([name, places]) => [name, inOrder(name, places, headings)]))
}

function inOrder(
  name: ColumnName,
  places: { at: number; rank: number }[],
  headings: readonly string[],
): readonly number[] {
  const [best, ...others] = places.sort((a, b) => a.rank - b.rank || a.at - b.at)
  const more = ONE_ONLY.has(name)
    ? []
    : others.filter(
        ({ at, rank }) =>
          (rank < BY_WORD_RANK || SEVERAL.has(name)) &&
          (name !== 'type' || !isOurs(headings)) &&
          !(name === 'vendor' && SELLERS.has(plainKey(headings[at]!))),
      )
  return [best!, ...more].slice(0, MOST_ALIKE).map(({ at }) => at)
}

/** Only in the tables that inspections write. */
const OURS = ['type_confidence', 'last_seen']
export const isOurs = (headings: readonly string[]): boolean => OURS.every((one) => headings.includes(one))

/** Which headings were understood as what, and which were not: a column that is passed over must not go unnoticed. */
export function headingsTold(file: string, headings: readonly string[], layout: Layout): InventoryHeadings {
  const used = [...layout].flatMap(([column, places]) =>
    places.map((at) => ({ column, heading: headings[at]!.trim() })),
  )
  const taken = new Set([...layout.values()].flat())
  const ignored = headings
    .filter((heading, at) => !taken.has(at) && heading.trim() !== '')
    .map((h) => h.trim())
  return { file, used, ignored: isOurs(headings) ? [] : ignored }
}

/** Columns of which one at least must be there: without any no row can name a product. */
const TELLING: readonly ColumnName[] = [
  'vendor',
  'model',
  'product',
  'modelNumber',
  'type',
  'os',
  'components',
  'mac',
  'hostname',
  'serial',
  'ip',
]

/** Rows in which headings are looked for: exports put titles and dates above them. */
export const MOST_ABOVE = 30

/**
 * Could this row be the headings? Two that are known, one of them telling. A cell that stands alone must be a heading
 * of the lists: "Devices by manufacturer" is a title.
 */
export function looksLikeHeadings(cells: readonly string[]): boolean {
  const layout = layoutOf(cells)
  if (!TELLING.some((name) => layout.has(name))) return false
  const filled = cells.filter((cell) => cell.trim() !== '')
  return layout.size >= 2 || (filled.length === 1 && BY_HEADING.has(plainKey(filled[0]!)))
}

/** Headings that a further table begins with. */
const LEAST_AGAIN = 3

/**
 * Do the headings of a further table stand in this row, below a first one? Nearly every cell is a heading of the lists.
 * Asked about every row: ids, which have digits, are told at the first cell.
 */
export function areHeadings(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell !== '')
  if (first === undefined || first.length > LONGEST_HEADING || /\d/.test(first) || !isListed(first))
    return false
  const filled = cells.filter((cell) => cell.trim() !== '')
  const listed = filled.filter(isListed).length
  return listed >= LEAST_AGAIN && listed * 2 > filled.length && looksLikeHeadings(cells)
}

const isListed = (cell: string): boolean => (found(cell)?.rank ?? BY_WORD_RANK) < OF_THE_DEVICE_RANK

/** What to tell a person whose file has no usable headings. */
export const NO_HEADINGS =
  'no row of headings found: name the columns, for example id, manufacturer, model, version, os, serial, location'
