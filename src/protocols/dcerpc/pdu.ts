/**
 * Connection-oriented DCE/RPC PDUs (C706 section 12.6, MS-RPCE section 2.2.2), in either byte order, read from a
 * view that may be cut short.
 */

/** PTYPE, C706 section 12.1. */
export const REQUEST = 0
export const RESPONSE = 2
export const BIND = 11
export const BIND_ACK = 12
export const BIND_NAK = 13
export const ALTER_CONTEXT = 14
export const ALTER_CONTEXT_RESPONSE = 15
export const AUTH3 = 16
const FROM_CLIENT = [REQUEST, BIND, ALTER_CONTEXT, AUTH3, 18, 19]
const FROM_SERVER = [RESPONSE, 3, BIND_ACK, BIND_NAK, ALTER_CONTEXT_RESPONSE, 17]

/** Octets of the common header. */
export const HEADER = 16
/** Contexts beyond this are not looked at; Windows offers two or three a bind, scanners dozens. */
const MAX_CONTEXTS = 32

export interface Pdu {
  readonly bytes: Uint8Array
  readonly type: number
  readonly fragment: number
  readonly authLength: number
  readonly call: number
  readonly little: boolean
}

export interface RpcContext {
  readonly id: number
  readonly uuid: string
}
export interface RpcAuth {
  readonly type: number
  readonly level: number
  readonly token: Uint8Array
}

/** The PDU at the start of `bytes`, as far as it is there; `null` if this is none that `side` would send. */
export function readPdu(bytes: Uint8Array, side: 'client' | 'server' | 'either' = 'either'): Pdu | null {
  if (bytes.length < HEADER || bytes[0] !== 5 || bytes[1]! > 1) return null
  const type = bytes[2]!
  const known =
    (side !== 'server' && FROM_CLIENT.includes(type)) || (side !== 'client' && FROM_SERVER.includes(type))
  // Data representation, C706 section 14.1: integers and characters, floating point, two reserved octets.
  const drep = bytes[4]!
  if (!known || (drep !== 0x10 && drep !== 0) || bytes[5]! > 3 || bytes[6] !== 0 || bytes[7] !== 0)
    return null
  const little = drep === 0x10
  const fragment = u16(bytes, 8, little)
  const authLength = u16(bytes, 10, little)
  if (fragment < HEADER || authLength > fragment) return null
  return {
    bytes: bytes.subarray(0, fragment),
    type,
    fragment,
    authLength,
    call: u32(bytes, 12, little),
    little,
  }
}

/** Presentation contexts of a bind or alter_context. */
export function readContexts(pdu: Pdu): RpcContext[] {
  const { bytes, little } = pdu
  const contexts: RpcContext[] = []
  const count = Math.min(bytes[24] ?? 0, MAX_CONTEXTS)
  let at = 28
  for (let n = 0; n < count && at + 24 <= bytes.length; n++) {
    contexts.push({ id: u16(bytes, at, little), uuid: uuidAt(bytes, at + 4, little) })
    at += 24 + 20 * bytes[at + 2]!
  }
  return contexts
}

/** Results of a bind_ack or its alter counterpart, in the order of the offer, and the secondary address. */
export function readResults(pdu: Pdu): { address: string; results: number[] } {
  const { bytes, little } = pdu
  const results: number[] = []
  if (bytes.length < 26) return { address: '', results }
  const length = u16(bytes, 24, little)
  const address = Buffer.from(bytes.subarray(26, 26 + Math.min(length, 256))).toString('latin1')
  const at = (26 + length + 3) & ~3
  const count = Math.min(bytes[at] ?? 0, MAX_CONTEXTS)
  for (let n = 0; n < count && at + 6 + 24 * n <= bytes.length; n++) {
    results.push(u16(bytes, at + 4 + 24 * n, little))
  }
  return { address: address.replace(/\0.*$/s, ''), results }
}

/** The authentication verifier at the end of a PDU that is all there (MS-RPCE section 2.2.2.11). */
export function readAuth(pdu: Pdu): RpcAuth | null {
  const at = pdu.fragment - pdu.authLength - 8
  if (pdu.authLength === 0 || at < HEADER || pdu.bytes.length < pdu.fragment) return null
  return { type: pdu.bytes[at]!, level: pdu.bytes[at + 1]!, token: pdu.bytes.subarray(at + 8) }
}

/** Presentation context and operation number of a request. */
export function readRequest(pdu: Pdu): { context: number; operation: number } | null {
  if (pdu.bytes.length < 24) return null
  return { context: u16(pdu.bytes, 20, pdu.little), operation: u16(pdu.bytes, 22, pdu.little) }
}

export function uuidAt(b: Uint8Array, at: number, little: boolean): string {
  const hex = (from: number, to: number) => Buffer.from(b.subarray(at + from, at + to)).toString('hex')
  const head = [u32(b, at, little), u16(b, at + 4, little), u16(b, at + 6, little)]
  const [first, second, third] = head.map((n, i) => n.toString(16).padStart(i === 0 ? 8 : 4, '0'))
  return `${first}-${second}-${third}-${hex(8, 10)}-${hex(10, 16)}`
}

export const u16 = (b: Uint8Array, at: number, little: boolean): number =>
  little ? b[at]! | (b[at + 1]! << 8) : (b[at]! << 8) | b[at + 1]!

const u32 = (b: Uint8Array, at: number, little: boolean): number =>
  (little
    ? u16(b, at, true) | (u16(b, at + 2, true) << 16)
    : (u16(b, at, false) << 16) | u16(b, at + 2, false)) >>> 0
