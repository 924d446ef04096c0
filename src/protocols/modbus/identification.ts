/** What a server answers about itself: Read Device Identification (MODBUS Application Protocol 1.1b3 section 6.21) and Report Server ID (6.13). */
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'
import { printable } from '../printable.ts'

export type Fact = readonly [FieldName, string]

/** Objects of the basic and regular categories. */
const OBJECTS: readonly FieldName[] = [
  'modbus.vendor-name',
  'modbus.product-code',
  'modbus.revision',
  'modbus.vendor-url',
  'modbus.product-name',
  'modbus.model-name',
  'modbus.application-name',
]

/** Kind of interface, kind of access, conformity, more follows, next object, count; then identifier, length, text. */
export function readIdentification(data: Uint8Array): { facts: Fact[]; whole: boolean } {
  const c = new Cursor(data, 5)
  const facts: Fact[] = []
  for (let left = c.u8(); left > 0; left--) {
    const object = c.u8()
    const value = c.view(c.u8())
    if (c.missing) return { facts, whole: false }
    const field = OBJECTS[object]
    const text = printable(value)
    if (field !== undefined && text !== null) facts.push([field, text])
  }
  return { facts, whole: true }
}

/** Count, then what the maker likes: an identifier, whether it runs, text. The longest text in it is told. */
export function readServerId(data: Uint8Array): Fact[] {
  const runs = latin1.decode(data.subarray(1)).match(/[\x20-\x7e]{4,}/g) ?? []
  const text = runs.sort((a, b) => b.length - a.length)[0]?.trim()
  return text === undefined || !/[A-Za-z]{2}/.test(text) ? [] : [['modbus.server-id', text]]
}
