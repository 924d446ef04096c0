/** Control packets of MQTT (OASIS MQTT 3.1.1 chapter 2, MQTT 5.0 chapter 2): fixed header, texts and properties. */
import type { Cursor } from '../../wire/cursor.ts'
import { textOf } from '../printable.ts'

export const CONNECT = 1
export const CONNACK = 2
export const PUBLISH = 3
export const SUBSCRIBE = 8
export const SUBACK = 9
export const PINGREQ = 12
export const PINGRESP = 13

export interface Header {
  readonly type: number
  readonly flags: number
  /** Octets of the header itself. */
  readonly size: number
  /** Octets behind the header. */
  readonly length: number
}

/** The fixed header at `at`; `null` when it is not whole, `'broken'` when it can be none. */
export function readHeader(bytes: Uint8Array, at: number): Header | 'broken' | null {
  const first = bytes[at]
  if (first === undefined) return null
  let length = 0
  for (let i = 0; i < 4; i++) {
    const octet = bytes[at + 1 + i]
    if (octet === undefined) return null
    length += (octet & 0x7f) * 128 ** i
    if (octet & 0x80) continue
    // The encoding must be the shortest (MQTT 5.0 section 1.5.5).
    if (octet === 0 && i > 0) return 'broken'
    return { type: first >>> 4, flags: first & 15, size: 2 + i, length }
  }
  return 'broken'
}

/** Flags that a type must have (MQTT 3.1.1 section 2.2.2); PUBLISH may have any but quality of service 3. */
export function flagsFit({ type, flags }: Header): boolean {
  if (type === PUBLISH) return (flags & 6) !== 6
  // MQTT 3.1 lets SUBSCRIBE, UNSUBSCRIBE and PUBREL repeat themselves.
  if (type === 6 || type === SUBSCRIBE || type === 10) return (flags & 7) === 2
  return type !== 0 && flags === 0
}

/** A variable byte integer; -1 when it is none. */
export function readVariable(c: Cursor): number {
  let value = 0
  for (let i = 0; i < 4; i++) {
    const octet = c.u8()
    value += (octet & 0x7f) * 128 ** i
    if (!(octet & 0x80)) return c.missing ? -1 : value
  }
  return -1
}

/** A UTF-8 text with its length in front. */
export const readText = (c: Cursor): string => textOf(c.view(c.u16()))

/** Properties of MQTT 5 that are looked at, by identifier (section 2.2.2.2). */
export const ASSIGNED_CLIENT = 0x12
export const AUTHENTICATION_METHOD = 0x15
export const TOPIC_ALIAS = 0x23

/** How the value of each property is written; others are unknown, and nothing behind them can be read. */
const OCTET = [0x01, 0x17, 0x19, 0x24, 0x25, 0x28, 0x29, 0x2a]
const TWO = [0x13, 0x21, 0x22, TOPIC_ALIAS]
const FOUR = [0x02, 0x11, 0x18, 0x27]
const TEXT = [0x03, 0x08, 0x09, ASSIGNED_CLIENT, AUTHENTICATION_METHOD, 0x16, 0x1a, 0x1c, 0x1f]
/** Properties of one packet that are looked at. */
const MAX_PROPERTIES = 64

/** Reads properties, and leaves the cursor behind them. */
export function readProperties(c: Cursor): ReadonlyMap<number, string | number> {
  const found = new Map<number, string | number>()
  const length = readVariable(c)
  if (length < 0) {
    c.missing = true
    return found
  }
  const all = c.sub(length)
  for (let n = 0; n < MAX_PROPERTIES && all.left > 0; n++) {
    const id = all.u8()
    if (OCTET.includes(id)) found.set(id, all.u8())
    else if (TWO.includes(id)) found.set(id, all.u16())
    else if (FOUR.includes(id)) found.set(id, all.u32())
    else if (TEXT.includes(id)) found.set(id, readText(all))
    else if (id === 0x0b) readVariable(all)
    else if (id === 0x26) {
      readText(all)
      readText(all)
    } else break
    if (all.missing) break
  }
  return found
}
