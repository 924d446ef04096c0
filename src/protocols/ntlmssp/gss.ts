/**
 * GSS-API tokens (RFC 2743 section 3.1) and SPNEGO (RFC 4178, MS-SPNG) as SMB, LDAP, DCE/RPC and HTTP carry them:
 * the mechanisms named, and the NTLMSSP message or Kerberos ticket inside.
 */
import type { FieldTable } from '../../model/observation.ts'
import { BER_ENUMERATED, BER_OCTETS, BER_OID, BER_SEQUENCE, Ber } from '../../wire/ber.ts'
import { reportTicket, ticketFields } from '../kerberos/kerberos.ts'
import type { Report } from '../protocol.ts'
import type { NtlmMessage } from './message.ts'
import { decodeToken, ntlmsspFields, reportNtlm } from './ntlmssp.ts'

/** Fields that {@link reportAuthToken} may observe; spread them into the carrying protocol's own. */
export const authFields = { ...ntlmsspFields, ...ticketFields } as const satisfies FieldTable

/** Names of mechanism OIDs (MS-SPNG section 1.9, RFC 4121, RFC 4120); others stand as dotted OIDs. */
const MECHANISMS = new Map([
  ['1.3.6.1.4.1.311.2.2.10', 'ntlmssp'],
  ['1.2.840.48018.1.2.2', 'ms-kerberos'],
  ['1.2.840.113554.1.2.2', 'kerberos'],
  ['1.2.840.113554.1.2.2.3', 'kerberos-user-to-user'],
  ['1.3.6.1.4.1.311.2.2.30', 'negoex'],
  ['1.3.6.1.5.2.5', 'iakerb'],
])
const SPNEGO = '1.3.6.1.5.5.2'
const MAX_MECHANISMS = 16

/** Identifier octets: GSS-API InitialContextToken, NegTokenInit, NegTokenResp. */
const GSS_TOKEN = 0x60
const INIT = 0xa0
const RESP = 0xa1
/** Application tag of a Kerberos AP-REQ, RFC 4120 section 5.10. */
const AP_REQ = 0x6e

export interface AuthToken {
  /** Mechanisms offered (initial token) or chosen (answer), in order. */
  readonly mechanisms: readonly string[]
  /** The NTLMSSP message in the token. */
  readonly ntlm: NtlmMessage | null
  /** The token held a Kerberos ticket for the peer. */
  readonly ticket: boolean
  /** SPNEGO's verdict: 0 accept-completed, 1 accept-incomplete, 2 reject, 3 request-mic. */
  readonly state: number | null
}

const NOTHING: AuthToken = { mechanisms: [], ntlm: null, ticket: false, state: null }

/** Reads the token `from` sent to `peer` (raw NTLMSSP, GSS-API, SPNEGO) and reports what it carries. */
export function reportAuthToken<P extends string>(
  to: Report<P>,
  token: Uint8Array,
  from: P,
  peer: P,
): AuthToken {
  if (token.length === 0) return NOTHING
  if (token[0] === GSS_TOKEN) {
    const inner = new Ber(token).open(GSS_TOKEN)
    if (!inner.is(BER_OID)) return NOTHING
    const oid = inner.oid()
    if (oid !== SPNEGO)
      return { ...NOTHING, ...reportMechanism(to, token, from, peer), mechanisms: named(oid) }
    return inner.next() ? reportNegotiation(to, inner, from, peer) : NOTHING
  }
  const bare = new Ber(token)
  if ((token[0] === INIT || token[0] === RESP) && bare.next()) return reportNegotiation(to, bare, from, peer)
  return { ...NOTHING, ...reportMechanism(to, token, from, peer) }
}

/** As {@link reportAuthToken}, for a base64 token of a text protocol (`Negotiate`, `NTLM`, `GSS-SPNEGO`). */
export function reportAuthText<P extends string>(to: Report<P>, base64: string, from: P, peer: P): AuthToken {
  return reportAuthToken(to, decodeToken(base64), from, peer)
}

/** NegTokenInit or NegTokenResp (RFC 4178 section 4.2), the current element of `at`. */
function reportNegotiation<P extends string>(to: Report<P>, at: Ber, from: P, peer: P): AuthToken {
  const initial = at.tag === INIT
  const fields = at.inside().open(BER_SEQUENCE)
  const mechanisms: string[] = []
  let state: number | null = null
  let carried: Carried = NOTHING
  while (fields.next()) {
    const value = fields.inside()
    if (fields.tag === 0xa0 && initial) readMechanisms(value.open(BER_SEQUENCE), mechanisms)
    else if (fields.tag === 0xa0) state = value.is(BER_ENUMERATED) ? value.int() : null
    else if (fields.tag === 0xa1 && !initial && value.is(BER_OID)) mechanisms.push(...named(value.oid()))
    else if (fields.tag === 0xa2 && value.is(BER_OCTETS)) {
      carried = reportMechanism(to, value.view(), from, peer)
    }
  }
  return { mechanisms, ntlm: carried.ntlm, ticket: carried.ticket, state }
}

function readMechanisms(list: Ber, into: string[]): void {
  while (into.length < MAX_MECHANISMS && list.is(BER_OID)) into.push(...named(list.oid()))
}

const named = (oid: string | null): string[] => (oid === null ? [] : [MECHANISMS.get(oid) ?? oid])

type Carried = Pick<AuthToken, 'ntlm' | 'ticket'>

/** A token of one mechanism: NTLMSSP as it is, or a Kerberos AP-REQ, bare or behind its GSS header. */
function reportMechanism<P extends string>(to: Report<P>, token: Uint8Array, from: P, peer: P): Carried {
  const message = token[0] === GSS_TOKEN ? behindHeader(token) : token
  if (message[0] === AP_REQ) return { ntlm: null, ticket: reportTicket(to, message, peer) }
  return { ntlm: reportNtlm(to, token, from, peer), ticket: false }
}

/** What follows the mechanism OID and, for Kerberos, two octets of token id: 01 00 is AP-REQ (RFC 4121 section 4.1). */
function behindHeader(token: Uint8Array): Uint8Array {
  const inner = new Ber(token).open(GSS_TOKEN)
  if (!inner.is(BER_OID)) return token
  const rest = token.subarray(inner.to)
  return rest[0] === 1 && rest[1] === 0 ? rest.subarray(2) : rest
}
