/**
 * The IPP encoding (RFC 8010 section 3.1): version, operation or status, request id, groups of attributes. Reads
 * the groups that are asked for, and of an attribute its text; job attributes and documents are never looked at.
 */
import { Cursor } from '../../wire/cursor.ts'
import { textOf } from '../printable.ts'

/** Delimiter tags (RFC 8010 section 3.5.1). */
const OPERATION_GROUP = 0x01
const END_OF_ATTRIBUTES = 0x03
export const PRINTER_GROUP = 0x04
/** Tags below are delimiters, above are value tags. */
const FIRST_VALUE_TAG = 0x10

/** Value tags (section 3.5.2). */
const INTEGER = 0x21
const BOOLEAN = 0x22
const ENUM = 0x23
const WITH_LANGUAGE: readonly number[] = [0x35, 0x36]
/** textWithoutLanguage to mimeMediaType; octetString (0x30) is what some send a device id as. */
const isText = (tag: number): boolean => (tag >= 0x41 && tag <= 0x49) || tag === 0x30

/** Attributes of a message and values of one that are read; printers tell about 200 attributes. */
const MOST_ATTRIBUTES = 2000
const MOST_VALUES = 40

/** Octets of the head: two of version, two of operation or status, four of request id, then the first group. */
const HEAD = 8
/** Every message begins with this attribute (RFC 8011 section 4.1.4). */
const FIRST_ATTRIBUTE = 'attributes-charset'

export interface IppHead {
  readonly version: string
  /** Operation of a request, status of a response. */
  readonly code: number
}

/** Attributes of a group by name. */
export type Attributes = ReadonlyMap<string, readonly string[]>

/** The head; `null` when the octets are no IPP message. */
export function readIppHead(body: Uint8Array): IppHead | null {
  const c = new Cursor(body)
  const [major, minor, code] = [c.u8(), c.u8(), c.u16()]
  c.skip(4)
  const opens = c.u8() === OPERATION_GROUP && c.u8() === 0x47 // charset
  const name = c.ascii(c.u16())
  if (c.missing || !opens || name !== FIRST_ATTRIBUTE) return null
  return major < 1 || major > 2 || minor > 9 ? null : { version: `${major}.${minor}`, code }
}

/** The groups of a kind, in order, at most `most`; an attribute that was cut short is left out. */
export function readIppGroups(body: Uint8Array, kind: number, most: number): Attributes[] {
  const c = new Cursor(body, HEAD)
  const groups: Map<string, string[]>[] = []
  let group: Map<string, string[]> | null = null
  let values: string[] = []
  for (let n = 0; n < MOST_ATTRIBUTES; n++) {
    const tag = c.u8()
    if (c.missing || tag === END_OF_ATTRIBUTES) break
    if (tag < FIRST_VALUE_TAG) {
      if (tag === kind && groups.length === most) break
      group = tag === kind ? new Map() : null
      values = []
      if (group !== null) groups.push(group)
      continue
    }
    const name = c.ascii(c.u16())
    const value = c.view(c.u16())
    if (c.missing) break
    if (group === null) continue
    // No name: one more value of the attribute before (section 3.1.5), or a member of a collection.
    if (name !== '') {
      values = []
      group.set(name, values)
    }
    const text = valueText(tag, value)
    if (text !== null && values.length < MOST_VALUES) values.push(text)
  }
  return groups
}

function valueText(tag: number, value: Uint8Array): string | null {
  const c = new Cursor(value)
  if (tag === INTEGER || tag === ENUM) return String(c.u32() | 0)
  if (tag === BOOLEAN) return c.u8() === 0 ? 'false' : 'true'
  if (WITH_LANGUAGE.includes(tag)) {
    c.skip(c.u16())
    return textOf(c.view(c.u16()))
  }
  return isText(tag) ? textOf(value) : null
}
