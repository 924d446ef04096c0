/**
 * LDAP messages (RFC 4511 section 4.1.1) as far as they tell about systems: binds, extended operations, the ping of a
 * domain member, the root DSE. Entries, filters and names of the directory itself are passed over.
 */
import { BER_BOOLEAN, BER_INTEGER, BER_OCTETS, BER_SEQUENCE, BER_SET, Ber } from '../../wire/ber.ts'

/** Operations by application tag, RFC 4511 section 4. */
export const BIND_REQUEST = 0x60
export const BIND_RESPONSE = 0x61
export const SEARCH_REQUEST = 0x63
export const SEARCH_ENTRY = 0x64
export const EXTENDED_REQUEST = 0x77
export const EXTENDED_RESPONSE = 0x78
/** Unbind, modify, add, delete, modify DN, compare, abandon beside those above. */
const FROM_CLIENT = new Set([0x60, 0x42, 0x63, 0x66, 0x68, 0x4a, 0x6c, 0x6e, 0x50, 0x77])
/** Search done and reference, and the answers to those, beside those above. */
const FROM_SERVER = new Set([0x61, 0x64, 0x65, 0x73, 0x67, 0x69, 0x6b, 0x6d, 0x6f, 0x78, 0x79])

/** Values of one attribute that are taken over, and how many attributes of one entry. */
const MAX_VALUES = 64
const MAX_ATTRIBUTES = 128

export interface LdapMessage {
  readonly id: number
  /** Application tag of the operation. */
  readonly operation: number
  readonly fromClient: boolean
  /** The contents of the operation. */
  readonly body: Ber
}

export interface BindRequest {
  readonly version: number | null
  readonly name: string
  /** `null` unless simple. */
  readonly password: string | null
  readonly mechanism: string | null
  readonly credentials: Uint8Array
}

/** The message that `bytes` begins with, as far as it is there; `null` if it is none. */
export function readMessage(bytes: Uint8Array): LdapMessage | null {
  const outer = new Ber(bytes).open(BER_SEQUENCE)
  const id = outer.is(BER_INTEGER) && outer.to - outer.from <= 4 ? outer.int() : null
  if (id === null || id < 0 || !outer.next()) return null
  const fromClient = FROM_CLIENT.has(outer.tag)
  if (!fromClient && !FROM_SERVER.has(outer.tag)) return null
  return { id, operation: outer.tag, fromClient, body: outer.inside() }
}

/** Section 4.2; Active Directory's Sicily logons (MS-ADTS section 5.1.1.1.3) carry NTLMSSP in tags 9 to 11. */
export function readBind(body: Ber): BindRequest {
  const version = body.is(BER_INTEGER) ? body.int() : null
  const name = body.is(BER_OCTETS) ? body.text() : ''
  const none = { version, name, password: null, mechanism: null, credentials: new Uint8Array(0) }
  if (!body.next()) return none
  if (body.tag === 0x80) return { ...none, password: body.text() }
  if (body.tag === 0x89 || body.tag === 0x8a || body.tag === 0x8b) {
    return { ...none, mechanism: 'sicily', credentials: body.view() }
  }
  if (body.tag !== 0xa3) return none
  const sasl = body.inside()
  const mechanism = sasl.is(BER_OCTETS) ? sasl.text() : null
  return { ...none, mechanism, credentials: sasl.is(BER_OCTETS) ? sasl.view() : none.credentials }
}

/** Result code of an answer (section 4.1.9) and, of a bind, the server's SASL credentials. */
export function readResult(body: Ber): { code: number | null; matched: Uint8Array; credentials: Uint8Array } {
  const code = body.next() ? body.int() : null
  // Sicily challenges stand where the matched name does.
  const matched = body.next() ? body.view() : new Uint8Array(0)
  return { code, matched, credentials: body.find(0x87) ? body.view() : new Uint8Array(0) }
}

/** Object identifier of an extended request, section 4.12. */
export const readExtended = (body: Ber): string | null => (body.is(0x80) ? body.text() : null)

/** Equality assertions anywhere in the filter of a search whose base is empty (root DSE, LDAP ping). */
export function readRootFilter(body: Ber): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array>()
  if (!body.is(BER_OCTETS) || body.to > body.from) return found
  // Scope, aliases, size limit, time limit, types only; then the filter (section 4.5.1).
  for (let n = 0; n < 4; n++) body.next()
  if (body.is(BER_BOOLEAN) && body.next()) collect(body, found)
  return found
}

function collect(filter: Ber, found: Map<string, Uint8Array>): void {
  if (filter.tag === 0xa3) {
    const pair = filter.inside()
    if (!pair.is(BER_OCTETS) || found.size >= 16) return
    const name = pair.text().toLowerCase()
    if (pair.is(BER_OCTETS) && !pair.missing) found.set(name, pair.view())
  } else if (filter.tag === 0xa0 || filter.tag === 0xa1) {
    const parts = filter.inside()
    for (let n = 0; n < 16 && parts.next(); n++) collect(parts, found)
  }
}

/** Attributes of an entry without a name, which is the root DSE (RFC 4512 section 5.1); others are not opened, values cut short are left out. */
export function eachRootAttribute(
  body: Ber,
  visit: (name: string, values: readonly Uint8Array[]) => void,
): void {
  if (!body.is(BER_OCTETS) || body.to > body.from) return
  const attributes = body.open(BER_SEQUENCE)
  for (let n = 0; n < MAX_ATTRIBUTES && attributes.is(BER_SEQUENCE); n++) {
    const attribute = attributes.inside()
    if (!attribute.is(BER_OCTETS)) continue
    const name = attribute.text().toLowerCase()
    const set = attribute.open(BER_SET)
    const values: Uint8Array[] = []
    while (values.length < MAX_VALUES && set.next() && !set.missing) values.push(set.view())
    visit(name, values)
  }
}
