/**
 * What an object of a JSON inventory says of one device, column by column. Interfaces of other systems nest:
 * `{ "firmware": { "version": "9.33" }, "network": { "interfaces": [{ "mac": "..." }] } }` and wrap what they refer to:
 * `{ "manufacturer": { "display_value": "BD", "link": "..." } }`.
 */
import { type ColumnName, found } from './columns.ts'
import { cellText } from './row.ts'

export type Entry = Readonly<Record<string, unknown>>

export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Objects and lists around a text that are looked through for it. */
const DEEPEST = 4
/** Keys of one entry, texts that are looked at within them, and elements of one list. */
const MOST_KEYS = 10_000
const MOST_TEXTS = 500
const MOST_ELEMENTS = 16

/** Under these an object refers to something by name; the first that is there counts. */
const NAMES = 'display_value displayValue address name value label text title description'.split(' ')
/** Of an entry these are lists of their own, or tell of something else than the device. */
const APART = new Set(
  'components options remediated place evidence findings weaknesses services confidence risk alerts vlans'.split(
    ' ',
  ),
)
/** These mean the same in whatever object they stand, as far as it is no other product. */
const ANYWHERE: ReadonlySet<ColumnName> = new Set([
  'vendor',
  'model',
  'modelNumber',
  'mac',
  'ip',
  'hostname',
  'serial',
  'udi',
  'os',
  'osVersion',
  'location',
  'department',
  'site',
])
const ANYWHERE_RANK = 2000
/** What stands in such an object is said of somebody or something else. */
const OF_OTHERS =
  /^(parent|supplier|contract|purchase|gateway|switch|accesspoint|created|updated|user|person|warranty|service)/i

interface Told {
  readonly text: string
  readonly rank: number
  readonly isNumber: boolean
}

export interface EntryCells {
  readonly cells: ReadonlyMap<ColumnName, readonly string[]>
  /** Of a version that is no text: it may have lost a zero. */
  readonly numbers: readonly (readonly [ColumnName, string])[]
  /** Keys of the entry that told something, and those that did not. */
  readonly used: readonly (readonly [ColumnName, string])[]
  readonly ignored: readonly string[]
}

export function cellsOf(entry: Entry): EntryCells {
  const told = new Map<ColumnName, Told[]>()
  const used: [ColumnName, string][] = []
  const ignored: string[] = []
  let left = MOST_TEXTS

  const tell = (name: ColumnName, rank: number, value: unknown): boolean => {
    let any = false
    for (const one of Array.isArray(value) ? value.slice(0, MOST_ELEMENTS) : [value]) {
      const text = cellText(plain(one))
      if (text === null) continue
      any = true
      const list = told.get(name) ?? []
      list.push({ text, rank, isNumber: typeof one === 'number' })
      told.set(name, list)
      if (!MANY.has(name)) break
    }
    return any
  }

  /** Whether anything of it was understood. */
  const walk = (value: Entry, path: readonly string[], others: boolean): boolean => {
    let any = false
    for (const [key, one] of path.length === 0 ? plainFirst(value) : Object.entries(value)) {
      if (path.length > 0 && left-- <= 0) break
      if (path.length === 0 && APART.has(key) && typeof one === 'object') continue
      const whole =
        path.length === 0 ? found(key) : others ? null : (found([...path, key].join(' ')) ?? within(key))
      let read = whole !== null && tell(whole.name, whole.rank, one)
      const inside = Array.isArray(one)
        ? one.filter(isEntry).slice(0, MOST_ELEMENTS)
        : isEntry(one)
          ? [one]
          : []
      if (path.length < DEEPEST)
        for (const part of inside)
          read = walk(part, [...path, key], others || OF_OTHERS.test(key)) || read || whole !== null
      if (path.length === 0) {
        if (whole !== null) used.push([whole.name, key])
        else if (!read) ignored.push(key)
      }
      any ||= read
    }
    return any
  }
  walk(entry, [], false)

  const cells = new Map<ColumnName, readonly string[]>()
  const numbers: [ColumnName, string][] = []
  for (const [name, list] of told) {
    const sorted = list.sort((a, b) => a.rank - b.rank)
    cells.set(name, [...new Set(sorted.map(({ text }) => text))])
    if (sorted[0]!.isNumber) numbers.push([name, sorted[0]!.text])
  }
  return { cells, numbers, used, ignored }
}

/** A list of installed programs must not keep what stands behind it from being read. */
function plainFirst(entry: Entry): readonly (readonly [string, unknown])[] {
  const all = Object.entries(entry).slice(0, MOST_KEYS)
  const nests = (one: unknown) => typeof one === 'object' && one !== null
  return [...all.filter(([, one]) => !nests(one)), ...all.filter(([, one]) => nests(one))]
}

const MANY: ReadonlySet<ColumnName> = new Set(['mac', 'ip', 'remediated'])

function within(key: string): ReturnType<typeof found> {
  const known = found(key)
  return known !== null && ANYWHERE.has(known.name) ? { ...known, rank: ANYWHERE_RANK + known.rank } : null
}

/** A text, the first of a list, or what an object is called. */
export function plain(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (depth > DEEPEST) return ''
  if (Array.isArray(value)) return plain(value[0], depth + 1)
  if (!isEntry(value)) return ''
  const name = NAMES.find((one) => value[one] !== undefined && value[one] !== null && value[one] !== '')
  return name === undefined ? '' : plain(value[name], depth + 1)
}
