/** Session messages of the association: OSI session service in short form, with the MDDL user information inside. */
import type { DatagramReport } from '../protocol.ts'

/** First octet of a session message (ISO 8327-1 SPDU identifiers), and what it says of the roles. */
const KINDS: Readonly<Record<number, readonly [name: string, server: 'sender' | 'receiver']>> = {
  13: ['association-request', 'receiver'],
  14: ['association-accept', 'sender'],
  12: ['association-refuse', 'sender'],
  9: ['release-request', 'receiver'],
  10: ['release-response', 'sender'],
}
/** Followed by a two-octet length where it stands in place of a one-octet one. */
const LONG_LENGTH = 0xff
/** 1.2.840.10004, the arc of IEEE 11073, within the presentation contexts. */
const IEEE_11073 = Buffer.from('2a8648ce14', 'hex')
/** MDDL version 1 and the nomenclature version: the first words of the user information. */
const USER_INFORMATION = Buffer.from('8000000040000000', 'hex')
/** Octets of a message that are looked at. */
const HEAD = 400

/** A request, accept or refusal that names IEEE 11073: length and object identifier, 48 bits of evidence. */
export function isAssociation(payload: Uint8Array): boolean {
  const first = payload[0]
  if ((first !== 13 && first !== 14 && first !== 12) || payload.length < 24) return false
  const long = payload[1] === LONG_LENGTH
  const length = long ? (payload[2]! << 8) | payload[3]! : payload[1]!
  if (length !== payload.length - (long ? 4 : 2)) return false
  return view(payload).includes(IEEE_11073)
}

export function reportAssociation(payload: Uint8Array, to: DatagramReport): void {
  const kind = KINDS[payload[0] ?? 0]
  if (kind === undefined) {
    // An abort carries nothing; anything else is none of this protocol's.
    if (payload[0] !== 25) to.oddity('intellivue.session')
    return
  }
  to.observe('sender', 'intellivue.message', kind[0])
  to.server(kind[1])
  const at = view(payload).indexOf(USER_INFORMATION)
  if (at < 0 || payload.length < at + 20) return
  const words = new DataView(payload.buffer, payload.byteOffset + at, 20)
  to.observe('sender', 'intellivue.system-kind', SYSTEMS[words.getUint32(12)] ?? null)
  to.observe('sender', 'intellivue.startup-mode', STARTUPS[words.getUint32(16)] ?? null)
}

const SYSTEMS: Readonly<Record<number, string>> = { 2147483648: 'client', 8388608: 'server' }
const STARTUPS: Readonly<Record<number, string>> = {
  2147483648: 'hot',
  1073741824: 'warm',
  536870912: 'cold',
}

const view = (payload: Uint8Array): Buffer =>
  Buffer.from(payload.buffer, payload.byteOffset, Math.min(payload.length, HEAD))
