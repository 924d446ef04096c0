/** Long header packets of QUIC (RFC 9000 section 17.2, RFC 8999): cutting a datagram into them. */
import { Cursor } from '../../wire/cursor.ts'
import { isReservedVersion, type QuicVersion, quicVersion } from './versions.ts'

export interface LongPacket {
  readonly version: QuicVersion
  readonly initial: boolean
  readonly dcid: Uint8Array
  /** From the first octet to the last of the payload, as far as it was captured. */
  readonly bytes: Uint8Array
  /** Offset of the packet number in `bytes`. */
  readonly numberAt: number
  /** The datagram ends before the packet does. */
  readonly cut: boolean
}

/** Packets of one datagram that are looked at; three are usual (Initial, 0-RTT or Handshake). */
const MAX_PACKETS = 6
/** Octets of a connection id (RFC 9000 section 17.2). */
const MAX_ID = 20

/** Long header, fixed bit, a known version and sound connection ids, or a version negotiation. */
export function looksLikeQuic(payload: Uint8Array): boolean {
  return negotiatedVersions(payload) !== null || longPackets(payload).length > 0
}

export function longPackets(datagram: Uint8Array): LongPacket[] {
  const packets: LongPacket[] = []
  let rest = datagram
  while (packets.length < MAX_PACKETS) {
    const packet = longPacket(rest)
    if (packet === null) break
    packets.push(packet)
    if (packet.cut || packet.bytes.length >= rest.length) break
    rest = rest.subarray(packet.bytes.length)
  }
  return packets
}

function longPacket(bytes: Uint8Array): LongPacket | null {
  const c = new Cursor(bytes)
  const first = c.u8()
  const version = quicVersion(c.u32())
  if (first < 0xc0 || version === null) return null
  const dcidLength = c.u8()
  const dcid = c.view(dcidLength)
  const scidLength = c.u8()
  c.skip(scidLength)
  if (c.missing || dcidLength > MAX_ID || scidLength > MAX_ID) return null
  const type = (first >>> 4) & 3
  if (type === version.retry) return { version, initial: false, dcid, bytes, numberAt: c.at, cut: false }
  const initial = type === version.initial
  if (initial) {
    const token = varint(c)
    if (token > c.left) return null
    c.skip(token)
  }
  const length = varint(c)
  // A packet number and a sample of 16 octets are the least (RFC 9001 section 5.4.2).
  if (c.missing || length < 20) return null
  const end = c.at + length
  return { version, initial, dcid, bytes: bytes.subarray(0, end), numberAt: c.at, cut: end > bytes.length }
}

/** Versions a server lists (RFC 9000 section 17.2.1); `null` when this is no such packet. */
export function negotiatedVersions(payload: Uint8Array): number[] | null {
  const c = new Cursor(payload)
  if (c.u8() < 0x80 || c.u32() !== 0 || c.missing) return null
  for (let i = 0; i < 2; i++) {
    const length = c.u8()
    if (length > MAX_ID) return null
    c.skip(length)
  }
  if (c.missing || c.left < 4 || c.left % 4 !== 0 || c.left > 256) return null
  const versions: number[] = []
  while (c.left >= 4) versions.push(c.u32())
  const known = versions.some((v) => quicVersion(v) !== null)
  return known || versions.every(isReservedVersion) ? versions : null
}

/** A variable-length integer (RFC 9000 section 16); sizes beyond 2^30 come out as such and fit nothing. */
export function varint(c: Cursor): number {
  const first = c.u8()
  const value = first & 0x3f
  if (first < 0x40) return value
  if (first < 0x80) return (value << 8) | c.u8()
  if (first < 0xc0) return value * 0x1000000 + c.u24()
  const high = value * 0x1000000 + c.u24()
  return high * 0x100000000 + c.u32()
}
