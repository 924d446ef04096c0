/**
 * Kerberos 5 (RFC 4120) on UDP and TCP: KDCs, realms, computers by their own accounts, services asked for,
 * encryption types. Principals of people are never kept.
 */
import { digestOf } from '../../model/digest.ts'
import type { FieldTable } from '../../model/observation.ts'
import type {
  DatagramReport,
  Protocol,
  Report,
  StreamHead,
  StreamReport,
  StreamSession,
  Verdict,
} from '../protocol.ts'
import { isKerberos, type KerberosMessage, readKerberos } from './message.ts'

/** What a ticket shown to a service tells; for protocols that carry Kerberos tokens. */
export const ticketFields = {
  'kerberos.service': { label: 'Service the client holds a ticket for, service/host' },
  'kerberos.service-realm': { label: 'Realm of that service' },
  'kerberos.ticket-etype': { label: 'Encryption type of a ticket (RFC 3961 number)', service: true },
} as const satisfies FieldTable

const fields = {
  ...ticketFields,
  'kerberos.role': { label: 'Part played: kdc' },
  'kerberos.realm': { label: 'Realm' },
  'kerberos.computer': { label: 'Principal of a computer: NAME$ or host/name' },
  'kerberos.netbios-name': { label: 'NetBIOS name among the client addresses (type 20)' },
  'kerberos.service-requested': { label: 'Service the client asks a ticket for' },
  'kerberos.etypes-offered': { label: 'Encryption types the client offers, in order', service: true },
  'kerberos.etypes-accepted': { label: 'Encryption types the KDC names for pre-authentication' },
  'kerberos.etype': { label: 'Encryption type of a reply to the client', service: true },
  'kerberos.no-preauth': { label: 'Gave out a ticket though nothing was proved', service: true },
  'kerberos.preauth': { label: 'Pre-authentication data types of a request' },
  'kerberos.preauth-accepted': { label: 'Pre-authentication data types the KDC accepts' },
  'kerberos.options': { label: 'KDC options, hex' },
  'kerberos.till': { label: 'Requested end time, where it is the fixed one of an implementation' },
  'kerberos.error': { label: 'Error code the client was given (RFC 4120 section 7.5.9)' },
  'kerberos.clock-offset': { label: 'KDC clock minus packet time, whole seconds' },
} as const satisfies FieldTable

export const kerberos = {
  name: 'kerberos',
  title: 'Kerberos 5 key distribution (RFC 4120)',
  fields,
  ports: { tcp: [88], udp: [88] },
  datagram: { probe: isKdcMessage, observe: observeDatagram },
  stream: { probe, start },
} satisfies Protocol

/** Reports what an AP-REQ (shown to `peer` by `from` in some other protocol) says of the service. */
export function reportTicket<P extends string>(to: Report<P>, token: Uint8Array, peer: P): boolean {
  const message = readKerberos(token)
  if (message?.kind !== 'ap-req' || message.ticket === null) return false
  to.observe(peer, 'kerberos.service', serviceName(message.ticket.service), false)
  to.observe(peer, 'kerberos.service-realm', message.ticket.realm, false)
  to.observe(peer, 'kerberos.ticket-etype', message.ticket.etype, false)
  return true
}

function isKdcMessage(payload: Uint8Array): boolean {
  return payload[0] !== 0x6e && isKerberos(payload)
}

function observeDatagram(payload: Uint8Array, to: DatagramReport): void {
  const message = readKerberos(payload)
  if (message === null) return
  to.server(isRequest(message) ? 'receiver' : 'sender')
  report(to, message, 'sender', 'receiver')
  if (message.kind === 'as-req') to.memory.set('unproved', isUnproved(message))
  else if (message.kind === 'as-rep' && to.memory.get('unproved') === true)
    to.observe('sender', 'kerberos.no-preauth', 'AS-REP')
}

/** Longest message waited for; tickets with many group memberships reach 64 KiB, their clear parts come first. */
const MAX_MESSAGE = 16_384

function probe(head: StreamHead): Verdict {
  const bytes = head.client.length > 0 ? head.client : head.server
  if (bytes.length < 5) return bytes.length === 0 || bytes[0]! === 0 ? 'more' : 'no'
  if (bytes[0] !== 0 || bytes[4] === 0x6e || ![0x6a, 0x6b, 0x6c, 0x6d, 0x7e].includes(bytes[4]!)) return 'no'
  if (isKdcMessage(bytes.subarray(4))) return 'yes'
  return bytes.length < 48 ? 'more' : 'no'
}

/** Each message stands behind its length in four octets (section 7.2.2). */
function start(to: StreamReport): StreamSession {
  let unproved = false
  return {
    data(side, bytes) {
      let at = 0
      while (bytes.length - at >= 5) {
        const length =
          ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
        const have = bytes.length - at - 4
        if (length > 0xffffff || length === 0) {
          to.oddity('kerberos.length')
          to.done()
          return bytes.length
        }
        if (have < length && have < MAX_MESSAGE) break
        const message = readKerberos(bytes.subarray(at + 4, at + 4 + length))
        if (message === null) to.oddity('kerberos.malformed')
        else {
          report(to, message, side, side === 'client' ? 'server' : 'client')
          if (message.kind === 'as-req') unproved = isUnproved(message)
          else if (message.kind === 'as-rep' && unproved) to.observe(side, 'kerberos.no-preauth', 'AS-REP')
        }
        at += 4 + length
      }
      return at
    },
    gap: () => to.done(),
  }
}

/** Data that proves a key: encrypted time stamp or challenge (RFC 4120, 6113), certificates (RFC 4556), FAST, SPAKE. */
const PROOFS = [2, 14, 15, 16, 17, 136, 138, 151]

/** Asks for a first ticket and shows nothing that only its owner has; computers' own accounts do so too. */
const isUnproved = (m: KerberosMessage): boolean => !m.padata.some((type) => PROOFS.includes(type))

const isRequest = (m: KerberosMessage): boolean => m.kind === 'as-req' || m.kind === 'tgs-req'

function report<P extends string>(to: Report<P>, m: KerberosMessage, from: P, peer: P): void {
  to.observe(from, 'kerberos.realm', m.realm)
  if (isRequest(m)) reportRequest(to, m, from, peer)
  else reportReply(to, m, from, peer)
}

function reportRequest<P extends string>(to: Report<P>, m: KerberosMessage, from: P, peer: P): void {
  to.observe(peer, 'kerberos.role', 'kdc', false)
  to.observe(from, 'kerberos.computer', computerName(m.client))
  for (const name of m.netbiosNames) to.observe(from, 'kerberos.netbios-name', name.trim())
  if (m.service[0] !== 'krbtgt') to.observe(from, 'kerberos.service-requested', serviceName(m.service))
  to.observe(from, 'kerberos.etypes-offered', m.etypes.join(','))
  if (m.kind === 'tgs-req' && m.service[0] !== 'krbtgt')
    to.event(from, {
      kind: 'ticket-asked',
      service: digestOf(m.service.join('/').toLowerCase()),
      weak: m.etypes[0] === RC4,
    })
  if (m.kind === 'as-req') to.observe(from, 'kerberos.preauth', m.padata.join(',') || 'none')
  to.observe(from, 'kerberos.options', m.options)
  // Windows asks for 2037 (or 2100), others for a day from now, which would be a new value each time.
  if (m.till !== null && /^(20[3-9]|2[1-9])/.test(m.till)) to.observe(from, 'kerberos.till', m.till)
}

function reportReply<P extends string>(to: Report<P>, m: KerberosMessage, from: P, peer: P): void {
  to.observe(from, 'kerberos.role', 'kdc')
  to.observe(peer, 'kerberos.computer', computerName(m.client), false)
  to.observe(from, 'kerberos.etype', m.etype)
  to.observe(from, 'kerberos.ticket-etype', m.ticket?.etype ?? null)
  to.observe(peer, 'kerberos.error', m.errorCode, false)
  if (m.serverTime !== null) to.observe(from, 'kerberos.clock-offset', Math.round(m.serverTime - to.at))
  if (m.kind !== 'error') return
  // Who asked is the actor; the answer comes from the directory.
  if (m.errorCode === WRONG_PASSWORD || m.errorCode === NO_SUCH_CLIENT) {
    const user = m.client.length === 0 ? null : digestOf(m.client.join('/').toLowerCase())
    to.event(peer, { kind: 'login', accepted: false, user, guess: null, knownDefault: false })
  }
  to.observe(from, 'kerberos.etypes-accepted', m.etypes.join(','))
  to.observe(from, 'kerberos.preauth-accepted', m.padata.join(','))
}

/** RFC 4120 section 7.5.9: KDC_ERR_C_PRINCIPAL_UNKNOWN, KDC_ERR_PREAUTH_FAILED; RFC 4757: RC4 with HMAC. */
const NO_SUCH_CLIENT = 6
const WRONG_PASSWORD = 24
const RC4 = 23

/** A principal only if it is a computer's: `NAME$`, or `host/name`. */
function computerName(parts: readonly string[]): string | null {
  if (parts.length === 1 && parts[0]!.endsWith('$')) return parts[0]!
  return parts.length === 2 && parts[0]!.toLowerCase() === 'host' ? parts.join('/') : null
}

/** `service/host`, or a computer account; a single other name could be a person's (user to user). */
const serviceName = (parts: readonly string[]): string | null =>
  parts.length >= 2 || parts[0]?.endsWith('$') ? parts.join('/') : null
