/**
 * SNMP messages (RFC 1157, 3416, 3412, 3414) as values: versions 1, 2c and 3, PDUs and their variables. Views
 * into the packet are kept; nothing is interpreted here.
 */

import { BER_INTEGER, BER_OCTETS, BER_OID, BER_SEQUENCE, Ber } from '../../wire/ber.ts'
import { latin1 } from '../../wire/text.ts'

/** PDU tags (RFC 3416 section 3, RFC 1157 section 4.1). */
export const GET = 0xa0
export const GET_NEXT = 0xa1
export const RESPONSE = 0xa2
export const SET = 0xa3
export const TRAP_V1 = 0xa4
export const GET_BULK = 0xa5
export const INFORM = 0xa6
export const TRAP = 0xa7
export const REPORT = 0xa8

/** Value tags of RFC 2578 section 7.1 that are read. */
export const IP_ADDRESS = 0x40
export const TIME_TICKS = 0x43
/** noSuchObject, noSuchInstance, endOfMibView (RFC 3416 section 3). */
const EXCEPTIONS = [0x80, 0x81, 0x82]
const NULL = 0x05

/** Variables of one PDU that are read. */
const MAX_VARIABLES = 128
/** An identifier longer than this has no meaning here (arcs times digits). */
const MAX_OID_TEXT = 200

export interface Variable {
  readonly oid: string
  readonly tag: number
  readonly value: Uint8Array
}

/** Header fields of a version 1 trap. */
export interface OldTrap {
  readonly enterprise: string | null
  /** Address of the device that raised it. */
  readonly agent: Uint8Array
  readonly generic: number | null
  readonly specific: number | null
}

export interface Pdu {
  readonly tag: number
  readonly requestId: number | null
  readonly errorStatus: number | null
  readonly trap: OldTrap | null
  /** Those that carry a value. */
  readonly variables: readonly Variable[]
}

/** What version 3 shows in clear, even of encrypted messages. */
export interface Security {
  /** msgFlags: 1 authenticated, 2 encrypted, 4 a report may be sent back. */
  readonly flags: number
  readonly engineId: Uint8Array
  readonly boots: number | null
  /** Seconds since the engine's last boot. */
  readonly time: number | null
  readonly named: boolean
  /** Octets of the authentication code: 12 for MD5 and SHA-1, 16 to 48 for SHA-2 (RFC 7860). */
  readonly codeLength: number
}

export interface SnmpMessage {
  readonly version: 0 | 1 | 3
  readonly community: string | null
  readonly security: Security | null
  /** `null` where it is encrypted, unknown or cut off. */
  readonly pdu: Pdu | null
  /** Something was cut off or malformed; what was read before it stands. */
  readonly broken: boolean
}

/** Reads a message; `null` when the bytes are none. */
export function readMessage(bytes: Uint8Array): SnmpMessage | null {
  const message = new Ber(bytes).open(BER_SEQUENCE)
  if (!message.is(BER_INTEGER)) return null
  const version = message.int()
  if (version === 3) return readSecure(message)
  if ((version !== 0 && version !== 1) || !message.is(BER_OCTETS)) return null
  const community = latin1.decode(message.view())
  const pdu = readPdu(message)
  return { version, community, security: null, pdu, broken: message.missing || pdu === null }
}

/** RFC 3412 section 6, RFC 3414 section 2.4. */
function readSecure(message: Ber): SnmpMessage | null {
  const header = message.open(BER_SEQUENCE)
  if (!header.is(BER_INTEGER) || !header.is(BER_INTEGER) || !header.is(BER_OCTETS)) return null
  const flags = header.view()[0] ?? 0
  if (!message.is(BER_OCTETS)) return null
  const security = readSecurity(message.view(), flags)
  const none = { version: 3 as const, community: null, security, pdu: null }
  if (!message.next()) return { ...none, broken: true }
  if ((flags & 2) !== 0) return { ...none, broken: message.missing }
  if (message.tag !== BER_SEQUENCE) return { ...none, broken: true }
  const scoped = message.inside()
  scoped.next() // contextEngineID
  scoped.next() // contextName
  const pdu = readPdu(scoped)
  return { ...none, pdu, broken: scoped.missing || pdu === null }
}

function readSecurity(bytes: Uint8Array, flags: number): Security | null {
  const fields = new Ber(bytes).open(BER_SEQUENCE)
  if (!fields.is(BER_OCTETS)) return null
  const engineId = fields.view()
  const boots = fields.is(BER_INTEGER) ? fields.int() : null
  const time = fields.is(BER_INTEGER) ? fields.int() : null
  const named = fields.is(BER_OCTETS) && fields.view().length > 0
  const codeLength = fields.is(BER_OCTETS) ? fields.view().length : 0
  return { flags, engineId, boots, time, named, codeLength }
}

function readPdu(level: Ber): Pdu | null {
  if (!level.next() || level.tag < GET || level.tag > REPORT) return null
  const tag = level.tag
  const body = level.inside()
  if (tag === TRAP_V1) return readOldTrap(body)
  const requestId = body.is(BER_INTEGER) ? body.int() : null
  const errorStatus = body.is(BER_INTEGER) ? body.int() : null
  body.next() // error-index or max-repetitions
  return { tag, requestId, errorStatus, trap: null, variables: readVariables(body) }
}

/** RFC 1157 section 4.1.6. */
function readOldTrap(body: Ber): Pdu {
  const enterprise = body.is(BER_OID) ? body.oid() : null
  const agent = body.is(IP_ADDRESS) ? body.view() : new Uint8Array(0)
  const generic = body.is(BER_INTEGER) ? body.int() : null
  const specific = body.is(BER_INTEGER) ? body.int() : null
  body.next() // time-stamp
  const trap = { enterprise, agent, generic, specific }
  return { tag: TRAP_V1, requestId: null, errorStatus: null, trap, variables: readVariables(body) }
}

function readVariables(body: Ber): Variable[] {
  const variables: Variable[] = []
  const list = body.open(BER_SEQUENCE)
  for (let n = 0; n < MAX_VARIABLES && list.next(); n++) {
    if (list.tag !== BER_SEQUENCE) continue
    const pair = list.inside()
    const oid = pair.is(BER_OID) ? pair.oid() : null
    if (oid === null || oid.length > MAX_OID_TEXT || !pair.next()) continue
    if (pair.missing || pair.tag === NULL || EXCEPTIONS.includes(pair.tag)) continue
    variables.push({ oid, tag: pair.tag, value: pair.view() })
  }
  return variables
}
