/** NTP version 4 and SNTP (RFC 5905), and control messages (RFC 9327): UDP 123. */
import { bytes, ipv4, latin1, u16, u32, zeros } from './bytes.ts'

/** Seconds from 1900 to 1970. */
const ERA = 2_208_988_800

export interface ClientRequest {
  /** 3 in old clients, 4 today. */
  readonly version?: 1 | 2 | 3 | 4
  /** 3 client; 1 symmetric active, as Windows domain members of old. */
  readonly mode?: 1 | 3
  /** Milliseconds since 1970 when sent; without it zeros, as simple clients write. */
  readonly sent?: number
  /** Full clients state these; simple ones leave zeros. */
  readonly stratum?: number
  readonly poll?: number
  readonly precision?: number
  /** Leap indicator 3: not synchronised. */
  readonly unsynchronised?: boolean
  readonly reference?: string
}

/** A client's request. */
export function request(r: ClientRequest = {}): Uint8Array {
  const { version = 4, mode = 3, stratum = 0, poll = 0, precision = 0 } = r
  const leap = r.unsynchronised === true ? 3 : 0
  const head = bytes((leap << 6) | (version << 3) | mode, stratum, poll, precision & 255, zeros(8))
  const reference = r.reference === undefined ? zeros(4) : ipv4(r.reference)
  return bytes(head, reference, zeros(24), r.sent === undefined ? zeros(8) : timestamp(r.sent))
}

export interface ServerReply {
  /** The request, whose version and transmit time are echoed. */
  readonly to: Uint8Array
  readonly stratum: number
  /** Address of the server's own source, or a four-letter clock such as `GPS` for stratum 1. */
  readonly reference: string
  /** Milliseconds since 1970. */
  readonly received: number
  readonly sent: number
  readonly set?: number
}

/** A server's reply. */
export function reply(r: ServerReply): Uint8Array {
  const version = (r.to[0]! >> 3) & 7
  const mode = (r.to[0]! & 7) === 1 ? 2 : 4
  const id = r.reference.includes('.')
    ? ipv4(r.reference)
    : bytes(latin1(r.reference.padEnd(4, '\0').slice(0, 4)))
  const delays = bytes(u32(0x0000_0812), u32(0x0000_0b40))
  const head = bytes((version << 3) | mode, r.stratum, r.to[2] ?? 6, 0xe9, delays, id)
  const times = [r.set ?? r.received - 64_000, null, r.received, r.sent]
  return bytes(head, ...times.map((t) => (t === null ? r.to.slice(40, 48) : timestamp(t))))
}

/** Answer to a control query for the system's variables (mode 6, opcode 2). */
export function systemVariables(sequence: number, variables: Readonly<Record<string, string>>): Uint8Array {
  const text = Object.entries(variables)
    .map(([name, value]) => `${name}=${/^[\d.+-]+$/.test(value) ? value : `"${value}"`}`)
    .join(', ')
  const data = latin1(text)
  const padding = zeros((4 - (data.length % 4)) % 4)
  return bytes(0x16, 0x82, u16(sequence), u16(0x0615), u16(0), u16(0), u16(data.length), data, padding)
}

/** The query that `systemVariables` answers. */
export const readVariables = (sequence: number): Uint8Array => bytes(0x16, 0x02, u16(sequence), zeros(8))

/** 32.32 fixed point since 1900 of milliseconds since 1970. */
function timestamp(at: number): Uint8Array {
  const seconds = Math.floor(at / 1000)
  return bytes(u32((seconds + ERA) >>> 0), u32(Math.floor(((at - seconds * 1000) / 1000) * 2 ** 32) >>> 0))
}
