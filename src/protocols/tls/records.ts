/** TLS records (RFC 8446 section 5.1, RFC 5246 section 6.2.1): recognising them and cutting a stream into them. */
import type { StreamHead, StreamSide, Verdict } from '../protocol.ts'

export const CHANGE_CIPHER_SPEC = 20
export const ALERT = 21
export const HANDSHAKE = 22
export const APPLICATION_DATA = 23
const HEARTBEAT = 24

/** Octets of a record header: type, version, length. */
export const RECORD_HEADER = 5
/** Longest record, octets: 2^14 and what compression and encryption up to TLS 1.2 may add. */
const MAX_RECORD = 16384 + 2048

/** Handshake types that can open what is seen of a side; with the start missed, that may be a later message. */
const OPENERS: Readonly<Record<StreamSide, readonly number[]>> = { client: [1, 11, 16], server: [2, 11, 0] }

/** Whether a stream is TLS; a client that speaks TLS is enough, whatever answers it. */
export function probeTls(head: StreamHead): Verdict {
  const client = probeSide(head.client, 'client')
  if (client === 'no') return 'no'
  const server = probeSide(head.server, 'server')
  if (client === 'yes') return server === 'no' && isHello(head.server, 1) ? 'no' : 'yes'
  return server
}

const isHello = (bytes: Uint8Array, type: number): boolean => bytes[0] === HANDSHAKE && bytes[5] === type

function probeSide(bytes: Uint8Array, side: StreamSide): Verdict {
  const type = bytes[0]
  if (type === undefined) return 'more'
  if (type >= 0x80) return probeSsl2(bytes, side)
  if (type < CHANGE_CIPHER_SPEC || type > HEARTBEAT) return 'no'
  if (bytes.length > 1 && bytes[1] !== 3) return 'no'
  if (bytes.length > 2 && bytes[2]! > 4) return 'no'
  if (bytes.length < RECORD_HEADER + 1) return 'more'
  const length = (bytes[3]! << 8) | bytes[4]!
  if (length === 0 || length > MAX_RECORD) return 'no'
  const first = bytes[RECORD_HEADER]!
  if (type === HANDSHAKE) return probeHandshake(bytes, length, OPENERS[side])
  if (type === CHANGE_CIPHER_SPEC) return length === 1 && first === 1 ? 'yes' : 'no'
  if (type === ALERT && length === 2) return first === 1 || first === 2 ? 'yes' : 'no'
  return probeNext(bytes, RECORD_HEADER + length)
}

/** A hello tells its version behind the 24-bit length; a record may also hold less than that much of it. */
function probeHandshake(bytes: Uint8Array, length: number, openers: readonly number[]): Verdict {
  const type = bytes[RECORD_HEADER]!
  if (!openers.includes(type)) return 'no'
  if (length > 1 && bytes[6] !== undefined && bytes[6] !== 0) return 'no'
  if (type > 2 || type === 0 || length < 5) return 'yes'
  if (bytes.length < 10) return 'more'
  return bytes[9] === 3 || (bytes[9] === 0x7f && type === 2) ? 'yes' : 'no'
}

/** Encrypted records say little of themselves: where the next one is in sight it must look like one too. */
function probeNext(bytes: Uint8Array, at: number): Verdict {
  const type = bytes[at]
  if (type === undefined) return 'yes'
  if (type < CHANGE_CIPHER_SPEC || type > HEARTBEAT) return 'no'
  return bytes[at + 1] === undefined || bytes[at + 1] === 3 ? 'yes' : 'no'
}

/** SSL 2.0 framing: the top bit, a 15-bit length, and a hello whose own lengths add up to it. */
function probeSsl2(bytes: Uint8Array, side: StreamSide): Verdict {
  const wanted = side === 'client' ? 1 : 4
  if (bytes.length > 2 && bytes[2] !== wanted) return 'no'
  if (bytes.length < 13) return 'more'
  const u16 = (at: number) => (bytes[at]! << 8) | bytes[at + 1]!
  const length = u16(0) & 0x7fff
  if (side === 'server') return u16(5) === 2 && length === 11 + u16(7) + u16(9) + u16(11) ? 'yes' : 'no'
  const version = u16(3)
  if (version !== 2 && (version < 0x0300 || version > 0x0303)) return 'no'
  return u16(5) % 3 === 0 && u16(5) > 0 && length === 9 + u16(5) + u16(7) + u16(9) ? 'yes' : 'no'
}
