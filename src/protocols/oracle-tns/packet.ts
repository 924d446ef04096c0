/**
 * Packets of Oracle's Transparent Network Substrate. The protocol is not published; layout as in Wireshark's dissector,
 * in the descriptions of free drivers and in Oracle's Net Services Reference (connect descriptors).
 */
import { Cursor } from '../../wire/cursor.ts'

export const CONNECT = 1
export const ACCEPT = 2
export const REFUSE = 4
export const REDIRECT = 5
export const DATA = 6
/** Octets of a header: length, checksum, type, flags, checksum of the header. */
export const HEADER = 8
/** From this version on the length of packets behind ACCEPT has four octets. */
export const WIDE_LENGTHS = 315
const LAST_TYPE = 19

/** Length and type of the packet at `at`, whose header is there; `null` when it can be none. */
export function readHeader(
  bytes: Uint8Array,
  at: number,
  wide: boolean,
): { length: number; type: number } | null {
  const c = new Cursor(bytes, at)
  const length = wide ? c.u32() : c.u16()
  if (!wide) c.skip(2)
  const type = c.u8()
  return length < HEADER || length > 1 << 21 || type === 0 || type > LAST_TYPE ? null : { length, type }
}

export interface Connect {
  readonly version: number
  readonly compatible: number
  /** The connect descriptor; empty where it follows in a packet of its own. */
  readonly descriptor: string
  readonly descriptorFollows: boolean
}

/** A whole CONNECT packet, header included; `null` where it is none. */
export function readConnect(packet: Uint8Array): Connect | null {
  const c = new Cursor(packet, HEADER)
  const version = c.u16()
  const compatible = c.u16()
  c.skip(12)
  const length = c.u16()
  const offset = c.u16()
  if (c.missing || version < 300 || version > 340 || compatible > version || compatible < 200) return null
  if (offset < 34 || offset > 200 || length > 32_000) return null
  const whole = offset + length <= packet.length
  const descriptor = whole ? new Cursor(packet, offset).ascii(length) : ''
  return { version, compatible, descriptor, descriptorFollows: !whole }
}

/** Version in an ACCEPT packet, header included. */
export const acceptedVersion = (packet: Uint8Array): number => new Cursor(packet, HEADER).u16()

/** The text of a REFUSE packet, header included. */
export function refusalOf(packet: Uint8Array): string {
  const c = new Cursor(packet, HEADER + 2)
  const length = c.u16()
  return c.ascii(Math.min(length, c.left))
}

/** Value of a key of a connect descriptor, in any case; `null` where it is not there or empty. */
export function valueIn(descriptor: string, key: string): string | null {
  const found = new RegExp(`\\(\\s*${key}\\s*=\\s*([^()]{1,256})\\)`, 'i').exec(descriptor)
  return found?.[1]?.trim() || null
}

/** What the client says of itself: the list behind CID. */
export const clientPart = (descriptor: string): string =>
  /\(\s*CID\s*=((?:\s*\([^()]*\)){1,8})/i.exec(descriptor)?.[1] ?? ''

/**
 * A version number in one word: 8, 4, 8, 4 and 8 bits before release 18, since then 8, 8, 4, 8 and 4 (Oracle Call
 * Interface, OCIServerRelease2). `null` where it is none.
 */
export function versionIn(word: number): string | null {
  const major = word >>> 24
  if (major < 7 || major > 40) return null
  const parts =
    major >= 18
      ? [(word >>> 16) & 255, (word >>> 12) & 15, (word >>> 4) & 255, word & 15]
      : [(word >>> 20) & 15, (word >>> 12) & 255, (word >>> 8) & 15, word & 255]
  return [major, ...parts].join('.')
}
