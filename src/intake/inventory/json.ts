/**
 * JSON inventories: a list of objects, an object that holds one (`assets`, `devices`, `items` ...), one object a
 * line (NDJSON), or an inspection document of ours.
 */
import type { Component, InventorySink } from '../../model/inventory.ts'
import { type ColumnName, columnOf } from './columns.ts'
import { cellText, rowOf } from './row.ts'

/** Names under which a list of devices stands in an object. */
const LISTS = ['assets', 'devices', 'items', 'data', 'results', 'rows', 'inventory', 'equipment', 'records']
const MAX_PARTS = 200

type Entry = Readonly<Record<string, unknown>>

/** All entries of one document; the answer says why none of it is usable, `null` if it is. */
export function jsonInventory(file: string, text: string, sink: InventorySink): string | null {
  const value = parsed(text)
  if (value === undefined) return ndjsonInventory(file, text, sink)
  const list = listIn(value)
  if (list === null)
    return 'this JSON holds no list of devices: expected an array of objects, or an object with "assets"'
  list.forEach((entry, i) => {
    one(file, i + 1, entry, sink)
  })
  return null
}

/** One entry of a list, or one line of NDJSON. */
export function one(file: string, line: number, entry: unknown, sink: InventorySink): void {
  if (!isEntry(entry)) {
    sink.rejected({ file, line, because: 'this entry is no JSON object' })
    return
  }
  const cells = cellsOf(entry)
  const row = rowOf(file, line, (name) => cells.get(name) ?? null, {
    components: componentsOf(entry),
    options: optionsOf(entry),
  })
  if (typeof row === 'string') sink.rejected({ file, line, because: row })
  else sink.row(row)
}

function ndjsonInventory(file: string, text: string, sink: InventorySink): string | null {
  let entries = 0
  let line = 0
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const part = text.slice(at, end < 0 ? text.length : end).trim()
    at = end < 0 ? text.length : end + 1
    line++
    if (part === '') continue
    const value = parsed(part)
    if (value === undefined) sink.rejected({ file, line, because: 'this line is no JSON' })
    else {
      entries++
      one(file, line, value, sink)
    }
  }
  return entries === 0 ? 'this is neither JSON nor one JSON object a line' : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function listIn(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value
  if (!isEntry(value)) return null
  for (const name of LISTS) if (Array.isArray(value[name])) return value[name]
  // A single device.
  return Object.keys(value).filter((key) => columnOf(key) !== null).length >= 2 ? [value] : null
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function cellsOf(entry: Entry): Map<ColumnName, string> {
  const cells = new Map<ColumnName, string>()
  const set = (name: ColumnName, value: unknown) => {
    const text = cellText(plain(value))
    if (text !== null && !cells.has(name)) cells.set(name, text)
  }
  if (isEntry(entry.os)) {
    set('os', entry.os.name)
    set('osVersion', entry.os.version ?? entry.os.build)
  }
  for (const [key, value] of Object.entries(entry)) {
    const name = columnOf(key)
    if (name === null || name === 'components' || name === 'options') continue
    if (name === 'remediated' && Array.isArray(value))
      set(name, value.slice(0, MAX_PARTS).map(plain).join('; '))
    else if (!(name === 'os' && isEntry(value))) set(name, value)
  }
  // An inspection document calls the model's marketing name `product` and keeps the ward in `place`.
  if (isEntry(entry.place)) set('location', [entry.place.ward, entry.place.bed].filter((p) => p).join(' '))
  return cells
}

/** A text, the first of a list, or the address of an address entry. */
function plain(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return plain(value[0])
  if (isEntry(value)) return plain(value.address ?? value.name ?? value.value ?? '')
  return ''
}

function componentsOf(entry: Entry): Component[] {
  const list = Array.isArray(entry.components) ? entry.components.slice(0, MAX_PARTS) : []
  return list.flatMap((part) => {
    const name = cellText(isEntry(part) ? plain(part.name) : plain(part))
    if (name === null) return []
    return [{ name, version: isEntry(part) ? cellText(plain(part.version)) : null }]
  })
}

function optionsOf(entry: Entry): string[] {
  const list = Array.isArray(entry.options) ? entry.options.slice(0, MAX_PARTS) : []
  return list.flatMap((option) => cellText(plain(option)) ?? [])
}
