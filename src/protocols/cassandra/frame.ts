/** Frames of the Cassandra native protocol, versions 1 to 5 (CQL binary protocol specification, sections 2 and 4). */
import { Cursor } from '../../wire/cursor.ts'
import { textOf } from '../printable.ts'

export const ERROR = 0x00
export const STARTUP = 0x01
export const READY = 0x02
export const AUTHENTICATE = 0x03
export const CREDENTIALS = 0x04
export const OPTIONS = 0x05
export const SUPPORTED = 0x06
export const QUERY = 0x07
export const RESULT = 0x08
export const AUTH_CHALLENGE = 0x0e
export const AUTH_RESPONSE = 0x0f
export const AUTH_SUCCESS = 0x10
const LAST = 0x10

export interface Frame {
  readonly version: number
  readonly fromServer: boolean
  readonly compressed: boolean
  readonly stream: number
  readonly operation: number
  /** Octets of the body. */
  readonly length: number
  /** Octets of the header. */
  readonly header: number
}

/** The header at `at`; `null` while it is not there, `'broken'` when it is none. */
export function readFrame(bytes: Uint8Array, at: number): Frame | 'broken' | null {
  const first = bytes[at]
  if (first === undefined) return null
  const version = first & 0x7f
  // Since version 3 streams have two octets.
  const header = version < 3 ? 8 : 9
  if (version === 0 || version > 5) return 'broken'
  if (bytes.length - at < header) return null
  const c = new Cursor(bytes, at + 1)
  const flags = c.u8()
  const stream = version < 3 ? c.u8() : c.u16()
  const operation = c.u8()
  const length = c.u32()
  if (flags > 0x1f || operation > LAST || length > 1 << 28) return 'broken'
  return {
    version,
    fromServer: first > 0x7f,
    compressed: (flags & 1) !== 0,
    stream,
    operation,
    length,
    header,
  }
}

const MAX_ENTRIES = 32

export const readString = (c: Cursor): string => textOf(c.view(c.u16()))

/** [string map]. */
export function readMap(c: Cursor): Map<string, string> {
  const found = new Map<string, string>()
  const count = c.u16()
  for (let n = 0; n < Math.min(count, MAX_ENTRIES); n++) {
    const key = readString(c)
    const value = readString(c)
    if (c.missing) break
    found.set(key, value)
  }
  return found
}

/** [string multimap]: the values of one key, with blanks between. */
export function readMultimap(c: Cursor): Map<string, string> {
  const found = new Map<string, string>()
  const count = c.u16()
  for (let n = 0; n < Math.min(count, MAX_ENTRIES); n++) {
    const key = readString(c)
    const values = Array.from({ length: Math.min(c.u16(), MAX_ENTRIES) }, () => readString(c))
    if (c.missing) break
    found.set(key, values.join(' '))
  }
  return found
}
