/** Protocol data units of iSCSI (RFC 7143 section 11): their header, and the texts in them (section 6.1). */
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'

/** Operation codes (section 11.2.1.2). */
export const SCSI_COMMAND = 0x01
export const LOGIN_REQUEST = 0x03
export const TEXT_REQUEST = 0x04
export const LOGIN_RESPONSE = 0x23
export const TEXT_RESPONSE = 0x24
export const DATA_IN = 0x25
/** Octets of a basic header. */
export const HEADER = 48

export interface Pdu {
  readonly operation: number
  readonly flags: number
  readonly taskTag: number
  /** Octets of data, without padding. */
  readonly length: number
  /** Octets before the data. */
  readonly headers: number
  /** Octets of the unit, padding included, digests not. */
  readonly size: number
}

/** The header at `at`, which is there; `null` when it can be none. */
export function readHeader(bytes: Uint8Array, at: number): Pdu | null {
  const c = new Cursor(bytes, at, at + HEADER)
  const operation = c.u8() & 0x3f
  const flags = c.u8()
  c.skip(2)
  const headers = HEADER + c.u8() * 4
  const length = c.u24()
  c.skip(8)
  const taskTag = c.u32()
  const known = operation <= 0x06 || operation === 0x10 || (operation >= 0x20 && operation <= 0x26)
  if (!known && operation !== 0x31 && operation !== 0x32 && operation !== 0x3f) return null
  return { operation, flags, taskTag, length, headers, size: headers + ((length + 3) & ~3) }
}

/** Keys of one unit that are looked at. */
const MAX_KEYS = 64

/** `key=value` pairs with NUL behind each. */
export function readTexts(data: Uint8Array): (readonly [string, string])[] {
  return latin1
    .decode(data)
    .split('\0', MAX_KEYS)
    .flatMap((pair) => {
      const equals = pair.indexOf('=')
      return equals > 0 ? [[pair.slice(0, equals), pair.slice(equals + 1)] as const] : []
    })
}
