/** Peculiarities of a handshake packet that tell stacks, and crafted packets, apart. */
import type { TcpOptions } from './options.ts'

const SYN_ACK = 0x12
const PUSH = 0x08
const ACK = 0x10
const URGENT = 0x20
const ECE = 0x40
const CWR = 0x80

/** RFC 7323 section 2.3: a greater shift count counts as this one. */
const MAX_SCALE = 14

type Test = (ip: Uint8Array, segment: Uint8Array, options: TcpOptions) => boolean

const QUIRKS: readonly (readonly [string, Test])[] = [
  ['ip-options', (ip) => isV4(ip) && (ip[0]! & 15) > 5],
  ['df-id', (ip) => isV4(ip) && hasDf(ip) && !isZero(ip, 4, 2)],
  ['id-zero', (ip) => isV4(ip) && !hasDf(ip) && isZero(ip, 4, 2)],
  ['flow-label', (ip) => !isV4(ip) && ((ip[1]! & 15) | ip[2]! | ip[3]!) !== 0],
  ['ecn', (_, tcp) => (tcp[13]! & ECE) !== 0 && (isSynAck(tcp) || (tcp[13]! & CWR) !== 0)],
  ['seq-zero', (_, tcp) => isZero(tcp, 4, 4)],
  ['ack-number', (_, tcp) => (tcp[13]! & ACK) === 0 && !isZero(tcp, 8, 4)],
  ['push', (_, tcp) => (tcp[13]! & PUSH) !== 0],
  ['urgent', (_, tcp) => (tcp[13]! & URGENT) !== 0],
  ['urgent-pointer', (_, tcp) => (tcp[13]! & URGENT) === 0 && !isZero(tcp, 18, 2)],
  ['timestamp-zero', (_, __, options) => options.timestamps?.[0] === 0],
  ['timestamp-echo', (_, tcp, options) => !isSynAck(tcp) && (options.timestamps?.[1] ?? 0) !== 0],
  ['scale-excessive', (_, __, options) => (options.scale ?? 0) > MAX_SCALE],
  ['options-trailing', (_, __, options) => options.trailing],
  ['options-broken', (_, __, options) => options.broken],
]

/** Names joined by commas, in the order of the table; `null` without any. The headers have been measured. */
export function quirks(ip: Uint8Array, segment: Uint8Array, options: TcpOptions): string | null {
  const names = QUIRKS.filter(([, test]) => test(ip, segment, options)).map(([name]) => name)
  return names.length === 0 ? null : names.join(',')
}

const isV4 = (ip: Uint8Array): boolean => ip[0]! >>> 4 === 4
const hasDf = (ip: Uint8Array): boolean => (ip[6]! & 0x40) !== 0
const isSynAck = (tcp: Uint8Array): boolean => (tcp[13]! & SYN_ACK) === SYN_ACK

function isZero(bytes: Uint8Array, at: number, length: number): boolean {
  for (let i = at; i < at + length; i++) if (bytes[i] !== 0) return false
  return true
}
