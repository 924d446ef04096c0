/**
 * JSON inventories: a list of objects, an object that holds one (`assets`, `devices`, `items` ...), or an inspection
 * document of ours.
 */
import type { Component, InventorySink } from '../../model/inventory.ts'
import { type ColumnName, columnOf } from './columns.ts'
import { cellText, componentsIn, optionsIn, rowOf } from './row.ts'
import { VersionNumbers } from './version-numbers.ts'

/** Names under which a list of devices stands in an object. */
const LISTS =
  `assets devices items data result results rows inventory equipment records value hosts entries`.split(' ')
const MAX_PARTS = 200
/** Lists and objects around a text that are looked through for it. */
const DEEPEST = 4
const INSPECTION = /^wardline\.inspection\//

type Entry = Readonly<Record<string, unknown>>

/** All entries of one document; the answer says why none of it is usable, `null` if it is. */
export function jsonInventory(file: string, value: unknown, sink: InventorySink): string | null {
  const entries = Array.isArray(value) ? value : entriesIn(value)
  if (entries === null)
    return 'this JSON holds no list of devices: expected an array of objects, or an object with "assets"'
  const reader = new EntryReader(file, sink)
  for (const [i, entry] of entries.entries()) reader.entry(i + 1, entry)
  reader.end()
  return null
}

/** Takes the objects of a document, or of a file with one a line. */
export class EntryReader {
  private readonly file: string
  private readonly sink: InventorySink
  private readonly numbers: VersionNumbers
  /** Entries of documents so far. */
  private within = 0

  constructor(file: string, sink: InventorySink) {
    this.file = file
    this.sink = sink
    this.numbers = new VersionNumbers(file, 'entry')
  }

  /** A line may be a whole document of its own: `inspect --separate` writes such. Their entries are counted through. */
  line(line: number, value: unknown): void {
    const entries = entriesIn(value)
    if (entries === null || entries[0] === value) this.entry(line, value)
    else for (const entry of entries) this.entry(++this.within, entry)
  }

  entry(line: number, entry: unknown): void {
    if (!isEntry(entry)) {
      this.sink.rejected({ file: this.file, line, because: 'this entry is no JSON object' })
      return
    }
    if (entry.internal === false) return // An outside peer of an inspection: none of the house's devices.
    const { cells, components, options } = this.read(line, entry)
    const row = rowOf(this.file, line, (name) => cells.get(name) ?? null, { components, options })
    if (typeof row === 'string') this.sink.rejected({ file: this.file, line, because: row })
    else this.sink.row(row)
  }

  end(): void {
    this.numbers.tell(this.sink)
  }

  private read(line: number, entry: Entry) {
    const cells = new Map<ColumnName, string>()
    const set = (name: ColumnName, value: unknown) => {
      const text = cellText(plain(value))
      if (text === null || cells.has(name)) return
      cells.set(name, text)
      if (typeof value === 'number') this.numbers.seen(name, text, line)
    }
    let components: readonly Component[] = []
    let options: readonly string[] = []
    for (const [key, value] of Object.entries(entry)) {
      const name = columnOf(key)
      if (name === null) continue
      if (name === 'components') components = componentsOf(value)
      else if (name === 'options') options = optionsOf(value)
      else if (name === 'remediated' && Array.isArray(value))
        set(
          name,
          value
            .slice(0, MAX_PARTS)
            .map((one) => plain(one))
            .join('; '),
        )
      else if (name === 'os' && isEntry(value)) {
        set('os', value.name)
        set('osVersion', value.version ?? value.build)
      } else set(name, value)
    }
    // An inspection document keeps the ward in `place`.
    if (isEntry(entry.place)) set('location', [entry.place.ward, entry.place.bed].filter((p) => p).join(' '))
    return { cells, components, options }
  }
}

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

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A text, the first of a list, or the address of an address entry. */
function plain(value: unknown, depth = 0): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (depth > DEEPEST) return ''
  if (Array.isArray(value)) return plain(value[0], depth + 1)
  if (isEntry(value)) return plain(value.address ?? value.name ?? value.value ?? '', depth + 1)
  return ''
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
