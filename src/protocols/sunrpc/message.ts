/** Messages of ONC RPC version 2 (RFC 5531 section 9), and their records in a stream (section 11). */
import { Cursor } from '../../wire/cursor.ts'
import { textOf } from '../printable.ts'

export interface Call {
  readonly kind: 'call'
  readonly xid: number
  readonly program: number
  readonly version: number
  readonly procedure: number
  readonly auth: string
  /** Machine of an AUTH_SYS credential. */
  readonly machine: string | null
  /** Parameters. */
  readonly body: Cursor
}

export interface Reply {
  readonly kind: 'reply'
  readonly xid: number
  /** `null`: done. */
  readonly refusal: string | null
  /** Lowest and highest version the server has of the program, where it has not the one asked for. */
  readonly versions: readonly [number, number] | null
  /** Results; `null` where there are none. */
  readonly body: Cursor | null
}

/** Flavors of credentials (IANA registry "RPC Authentication Flavor Numbers"). */
const FLAVORS: Readonly<Record<number, string>> = { 0: 'none', 1: 'sys', 2: 'short', 3: 'dh', 6: 'gss' }
/** Longest credential or verifier, octets (section 8.2). */
const MAX_AUTH = 400
/** Longest machine name, octets (section 14). */
const MAX_MACHINE = 255
/** Procedures and versions beyond these are of no known program. */
const MAX_VERSION = 64
const MAX_PROCEDURE = 256

const REFUSALS: Readonly<Record<number, string>> = {
  1: 'bad credential',
  2: 'rejected credential',
  3: 'bad verifier',
  4: 'rejected verifier',
  5: 'authentication too weak',
  13: 'no context for credential',
  14: 'context problem',
}
const FAILURES: Readonly<Record<number, string>> = {
  1: 'program unavailable',
  2: 'version unavailable',
  3: 'procedure unavailable',
  4: 'bad arguments',
  5: 'system error',
}

/** A call; `null` for anything else. Cheap and strict: asked of every unknown conversation. */
export function readCall(bytes: Uint8Array): Call | null {
  const c = new Cursor(bytes)
  const xid = c.u32()
  if (c.u32() !== 0 || c.u32() !== 2) return null
  const [program, version, procedure] = [c.u32(), c.u32(), c.u32()]
  if (program < 100_000 || program > 0x6000_0000 || version > MAX_VERSION || procedure > MAX_PROCEDURE)
    return null
  const flavor = c.u32()
  const auth = FLAVORS[flavor]
  const size = c.u32()
  if (auth === undefined || size > MAX_AUTH || size % 4 !== 0) return null
  const credential = c.sub(size)
  const verifier = c.u32()
  const verifierSize = c.u32()
  if (c.missing || FLAVORS[verifier] === undefined || verifierSize > MAX_AUTH) return null
  c.skip(padded(verifierSize))
  if (c.missing) return null
  let machine: string | null = null
  if (auth === 'sys') {
    credential.skip(4)
    machine = opaqueText(credential, MAX_MACHINE)
    // A credential that is not as long as it says is no credential.
    if (credential.missing) return null
  }
  return { kind: 'call', xid, program, version, procedure, auth, machine, body: c }
}

export function readReply(bytes: Uint8Array): Reply | null {
  const c = new Cursor(bytes)
  const xid = c.u32()
  if (c.u32() !== 1) return null
  const denied = c.u32()
  if (denied > 1) return null
  if (denied === 1) {
    const why = c.u32()
    const status = c.u32()
    if (c.missing || why > 1) return null
    const refusal = why === 0 ? 'other version of the protocol' : (REFUSALS[status] ?? `status ${status}`)
    return { kind: 'reply', xid, refusal, versions: null, body: null }
  }
  const verifier = c.u32()
  const size = c.u32()
  if (FLAVORS[verifier] === undefined || size > MAX_AUTH) return null
  c.skip(padded(size))
  const status = c.u32()
  if (c.missing || status > 5) return null
  if (status === 0) return { kind: 'reply', xid, refusal: null, versions: null, body: c }
  const [low, high] = [c.u32(), c.u32()]
  const versions =
    status === 2 && !c.missing && low <= high && high <= MAX_VERSION ? ([low, high] as const) : null
  return { kind: 'reply', xid, refusal: FAILURES[status] ?? null, versions, body: null }
}

const padded = (size: number): number => (size + 3) & ~3

/** A counted text, padded to a multiple of four octets (RFC 4506 section 4.11); longer than `most` makes it missing. */
export function opaqueText(c: Cursor, most: number): string {
  const size = c.u32()
  if (size > most) {
    c.skip(c.left + 1)
    return ''
  }
  const text = textOf(c.view(size))
  c.skip(padded(size) - size)
  return text
}

/** Octets of the mark before a record. */
export const MARK = 4
/** A record mark: whether it is the last of its message, and how long it is. */
export const readMark = (bytes: Uint8Array, at: number): { last: boolean; length: number } => ({
  last: (bytes[at]! & 0x80) !== 0,
  length: ((bytes[at]! & 0x7f) << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!,
})
