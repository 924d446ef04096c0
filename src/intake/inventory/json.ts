/**
 * JSON inventories: a list of objects, an object that holds one (`assets`, `devices`, `items` ...), or an inspection
 * document of ours.
 */
import type { Component, InventorySink } from '../../model/inventory.ts'
import { type ColumnName, columnOf } from './columns.ts'
import { cellsOf, type Entry, isEntry, plain } from './entry-cells.ts'
import { cellText, componentsIn, optionsIn, type Parts, rowOf } from './row.ts'
import { VersionNumbers } from './version-numbers.ts'

/** Names under which a list of devices stands in an object. */
const LISTS =
  `assets devices items data result results rows inventory equipment records value hosts entries`.split(' ')
const MAX_PARTS = 200
/** Entries taken before it is asked whether there is room for more. */
const AT_ONCE = 1000
const INSPECTION = /^wardline\.inspection\//

/** All entries of one document; the answer says why none of it is usable, `null` if it is. */
export async function jsonInventory(
  file: string,
  value: unknown,
  sink: InventorySink,
): Promise<string | null> {
  const entries = Array.isArray(value) ? value : entriesIn(value)
  if (entries === null)
    return (
      otherDocument(value) ??
      'this JSON holds no list of devices: expected an array of objects, or an object with "assets"'
    )
  const reader = new EntryReader(file, sink)
  reader.within(value)
  for (const [i, entry] of entries.entries()) {
    reader.entry(i + 1, entry)
    if (i % AT_ONCE === AT_ONCE - 1) await sink.room?.()
  }
  reader.end()
  return null
}

/** By a member that only they have: what a document is that belongs to another option. */
const OTHER_DOCUMENTS: readonly (readonly [member: string, what: string])[] = [
  ['catalogVersion', 'a catalogue of exploited vulnerabilities: name it with --kev'],
  ['cveMetadata', 'a CVE record: name it with --advisories'],
  ['resultsPerPage', 'an answer of NVD: name it with --advisories'],
  ['bomFormat', 'a CycloneDX document: name it with --advisories'],
  ['spdxVersion', 'an SPDX document: name it with --advisories'],
  ['product_tree', 'a CSAF advisory: name it with --advisories'],
  ['statements', 'an OpenVEX document: name it with --advisories'],
]

function otherDocument(value: unknown): string | null {
  if (!isEntry(value)) return null
  if (String(value.schema).startsWith('wardline.'))
    return `this is a ${value.schema} document: it lists no devices`
  const found = OTHER_DOCUMENTS.find(([member]) => member in value)
  return found === undefined ? null : `this is ${found[1]}`
}

/** Takes the objects of a document, or of a file with one a line. */
export class EntryReader {
  private readonly file: string
  private readonly sink: InventorySink
  private readonly numbers: VersionNumbers
  private readonly headings: Keys
  /** Entries of documents so far. */
  private count = 0
  /** Those of an inspection document of ours, of which it is known what is read. */
  private ours = false
  /** Each stands in a line of its own. */
  private lines = false

  constructor(file: string, sink: InventorySink) {
    this.file = file
    this.sink = sink
    this.numbers = new VersionNumbers(file, 'entry')
    this.headings = new Keys(file)
  }

  /** A line may be a whole document of its own: `inspect --separate` writes such. Their entries are counted through. */
  line(line: number, value: unknown): void {
    const entries = entriesIn(value)
    this.lines = entries === null || entries[0] === value
    if (entries === null || this.lines) this.entry(line, value)
    else {
      this.within(value)
      for (const entry of entries) this.entry(++this.count, entry)
    }
  }

  /** The document that the next entries stand in. */
  within(value: unknown): void {
    this.ours = isEntry(value) && INSPECTION.test(String(value.schema))
  }

  entry(line: number, entry: unknown): void {
    if (!isEntry(entry)) {
      this.reject(line, 'this entry is no JSON object')
      return
    }
    if (entry.internal === false) return // An outside peer of an inspection: none of the house's devices.
    const { cells, numbers, used, ignored } = cellsOf(entry)
    for (const [name, text] of numbers) this.numbers.seen(name, text, line)
    if (!this.ours) this.headings.seen(used, ignored)
    // An inspection document keeps the ward in `place`.
    const place = isEntry(entry.place) ? [entry.place.ward, entry.place.bed].filter((p) => p).join(' ') : ''
    const all = (name: ColumnName): readonly string[] => {
      if (name === 'location' && place !== '') return [place]
      if (name === 'remediated') return [remediatedOf(entry)].filter((text) => text !== '')
      // ours say the type, and in further words the group it is of
      if (name === 'type' && this.ours) return (cells.get(name) ?? []).slice(0, entry.type == null ? 0 : 1)
      return cells.get(name) ?? []
    }
    const row = rowOf(this.file, line, { all, first: (name) => all(name)[0] ?? null }, partsOf(entry))
    if (typeof row === 'string') this.reject(line, row)
    else this.sink.row(row)
  }

  private reject(line: number, because: string): void {
    this.sink.rejected({ file: this.file, line, ...(this.lines ? {} : { place: 'entry' }), because })
  }

  end(): void {
    this.headings.tell(this.sink)
    this.numbers.tell(this.sink)
  }
}

/** Keys that any entry has, as a table would have headings. */
class Keys {
  private readonly file: string
  private readonly used = new Map<string, string>()
  private readonly ignored = new Set<string>()

  constructor(file: string) {
    this.file = file
  }

  seen(used: readonly (readonly [ColumnName, string])[], ignored: readonly string[]): void {
    if (this.used.size < MOST_KEYS) for (const [column, key] of used) this.used.set(key, column)
    if (this.ignored.size < MOST_KEYS) for (const key of ignored) this.ignored.add(key)
  }

  tell(sink: InventorySink): void {
    if (this.used.size === 0) return
    const used = [...this.used].map(([heading, column]) => ({ heading, column }))
    const ignored = [...this.ignored].filter((key) => !this.used.has(key))
    sink.headings?.({ file: this.file, used, ignored })
  }
}

const MOST_KEYS = 1000

/** The devices in an object; `null` where there are none. An object that is a device is one, whatever lists it has. */
function entriesIn(value: unknown, depth = 0): readonly unknown[] | null {
  if (!isEntry(value)) return null
  const lists = LISTS.map((name) => value[name]).filter((list) => Array.isArray(list))
  if (INSPECTION.test(String(value.schema))) return lists[0] ?? []
  const told = lists.find(([first]) => isEntry(first) && columnsOf(first) >= 2)
  if (told !== undefined) return told
  if (columnsOf(value) >= 2) return [value]
  if (lists[0] !== undefined) return lists[0]
  if (depth > 0) return null
  for (const name of LISTS) {
    const within = entriesIn(value[name], depth + 1)
    if (within !== null) return within
  }
  return null
}

const columnsOf = (entry: Entry): number =>
  new Set(Object.keys(entry).flatMap((key) => columnOf(key) ?? [])).size

/** Parts and options, under whatever spelling of their names. */
function partsOf(entry: Entry): Parts {
  let [components, options]: [readonly Component[], readonly string[]] = [[], []]
  for (const [key, value] of Object.entries(entry)) {
    const name = columnOf(key)
    if (name === 'components') components = componentsOf(value)
    else if (name === 'options') options = optionsOf(value)
  }
  return { components, options }
}

function remediatedOf(entry: Entry): string {
  const key = Object.keys(entry).find((one) => columnOf(one) === 'remediated')
  const value = key === undefined ? undefined : entry[key]
  return Array.isArray(value)
    ? value
        .slice(0, MAX_PARTS)
        .map((one) => plain(one))
        .join('; ')
    : (cellText(plain(value)) ?? '')
}

function componentsOf(value: unknown): readonly Component[] {
  if (!Array.isArray(value)) return componentsIn(cellText(plain(value)))
  return value.slice(0, MAX_PARTS).flatMap((part) => {
    const name = cellText(plain(isEntry(part) ? part.name : part))
    if (name === null) return []
    return [{ name, version: isEntry(part) ? cellText(plain(part.version)) : null }]
  })
}

function optionsOf(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return optionsIn(cellText(plain(value)))
  return value.slice(0, MAX_PARTS).flatMap((option) => cellText(plain(option)) ?? [])
}
