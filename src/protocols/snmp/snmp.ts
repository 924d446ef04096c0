/**
 * SNMP versions 1, 2c and 3 over UDP: what agents say of their device, which communities are let in, what
 * version 3 shows in clear. Communities and user names are never taken over.
 */

import { BER_SEQUENCE, Ber } from '../../wire/ber.ts'
import { deviceIp } from '../addresses.ts'
import { hexOf } from '../printable.ts'
import type { About, DatagramReport, Protocol } from '../protocol.ts'
import { readEngineId } from './engine-id.ts'
import { addressOf, bootTime, objectFields, oidOf, reportVariables } from './facts.ts'
import {
  INFORM,
  type Pdu,
  REPORT,
  RESPONSE,
  readMessage,
  SET,
  type Security,
  type SnmpMessage,
  TRAP,
  TRAP_V1,
} from './message.ts'

export const snmp = {
  name: 'snmp',
  title: 'Simple Network Management Protocol (RFC 1157, 3416, 3412)',
  fields: {
    ...objectFields,
    'snmp.version': { label: 'Version spoken: 1, 2c, 3' },
    'snmp.pdu': { label: 'Kind of message sent' },
    'snmp.answered': { label: 'Version in which it answered a request', service: true },
    'snmp.answered-level': {
      label: 'Security level at which it answered a request of version 3',
      service: true,
    },
    'snmp.write-accepted': { label: 'A SetRequest was answered without error', service: true },
    'snmp.engine-id': { label: 'Engine identifier, hex (RFC 3411)' },
    'snmp.engine-enterprise': { label: 'Enterprise number in the engine identifier' },
    'snmp.engine-format': { label: 'Format octet of the engine identifier' },
    'snmp.engine-mac': { label: 'MAC address in the engine identifier' },
    'snmp.engine-ip': { label: 'IP address in the engine identifier' },
    'snmp.engine-text': { label: 'Text in the engine identifier' },
    'snmp.engine-boots': { label: 'Restarts of the engine (msgAuthoritativeEngineBoots)' },
    'snmp.security-level': { label: 'noAuthNoPriv, authNoPriv or authPriv (msgFlags)' },
    'snmp.auth-code-length': {
      label: 'Octets of the authentication code: 12 is MD5 or SHA-1, more is SHA-2',
    },
    'snmp.user': { label: 'A user was named' },
    'snmp.report': { label: 'Counter in a Report: why a message was refused (RFC 3414 section 5)' },
    'snmp.trap-enterprise': { label: 'Enterprise identifier of a trap' },
    'snmp.trap-type': { label: 'snmpTrapOID, or generic and specific number of a version 1 trap' },
  },
  ports: { udp: [161, 162] },
  datagram: { follow: 'all', probe, observe },
} satisfies Protocol

const VERSION_NAMES = { 0: '1', 1: '2c', 3: '3' } as const
const PDU_NAMES = ['get', 'get-next', 'response', 'set', 'trap-v1', 'get-bulk', 'inform', 'trap', 'report']

/** Port that receives traps (RFC 3417 section 3.2). */
const TRAP_PORT = 162
/** Requests whose answers are waited for, in one conversation. */
const MAX_PENDING = 32

/** SNMPv2-MIB snmpTrapOID, snmpTrapEnterprise; SNMP-COMMUNITY-MIB snmpTrapAddress (RFC 3584). */
const TRAP_OID = '1.3.6.1.6.3.1.1.4.1.0'
const TRAP_ENTERPRISE = '1.3.6.1.6.3.1.1.4.3.0'
const TRAP_ADDRESS = '1.3.6.1.6.3.18.1.3.0'
/** usmStats (RFC 3414 section 5), by last arc but one. */
const USM_STATS = '1.3.6.1.6.3.15.1.1.'
const REPORTS = [
  '',
  'unsupportedSecLevels',
  'notInTimeWindows',
  'unknownUserNames',
  'unknownEngineIDs',
  'wrongDigests',
  'decryptionErrors',
]

type Who = About<'sender' | 'receiver'>

/** A sequence that fills the datagram, then a version, then what this version has in that place. */
function probe(payload: Uint8Array): boolean {
  if (payload[0] !== BER_SEQUENCE || payload.length < 12) return false
  const message = new Ber(payload).open(BER_SEQUENCE)
  if (!message.is(2) || message.to - message.from !== 1) return false
  const version = message.int()
  if (version === 3) return message.is(BER_SEQUENCE) && message.inside().is(2)
  return (
    (version === 0 || version === 1) &&
    message.is(4) &&
    message.next() &&
    message.tag >= 0xa0 &&
    message.tag <= REPORT
  )
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const message = readMessage(payload)
  if (message === null || message.broken) to.oddity('snmp.malformed')
  if (message === null) return
  to.observe('sender', 'snmp.version', VERSION_NAMES[message.version])
  if (message.security !== null) reportSecurity(message.security, message.pdu, to)
  if (message.pdu === null) return
  const { pdu } = message
  to.server(pdu.tag === RESPONSE || pdu.tag === REPORT ? 'sender' : 'receiver')
  to.observe('sender', 'snmp.pdu', PDU_NAMES[pdu.tag - 0xa0]!)
  if (message.community !== null && !isTrap(pdu)) reportCommunity(message.community, pdu, to)
  if (isTrap(pdu)) reportTrap(pdu, to)
  else if (pdu.tag === RESPONSE) reportResponse(message, pdu, to)
  else if (pdu.tag === REPORT) for (const { oid } of pdu.variables) reportRefusal(oid, to)
  else remember(pdu, to)
}

const isTrap = ({ tag }: Pdu): boolean => tag === TRAP_V1 || tag === TRAP || tag === INFORM

/** A community is let in when it is answered, whatever the answer; unanswered it is a try. */
function reportCommunity(community: string, pdu: Pdu, to: DatagramReport): void {
  const accepted = pdu.tag === RESPONSE ? true : null
  if (accepted && to.sender.port === TRAP_PORT) return
  to.credential({ user: null, password: community, accepted, about: accepted ? 'sender' : 'receiver' })
}

function remember(pdu: Pdu, to: DatagramReport): void {
  if (pdu.tag !== SET) return
  const sets = memory(to, 'sets')
  if (pdu.requestId !== null && sets.size < MAX_PENDING) sets.add(pdu.requestId)
}

function reportResponse({ version, security }: SnmpMessage, pdu: Pdu, to: DatagramReport): void {
  // Who receives traps repeats their variables to confirm them (RFC 3416 section 4.2.7): not its own.
  if (to.sender.port === TRAP_PORT || memory(to, 'informs').delete(pdu.requestId)) return
  to.observe('sender', 'snmp.answered', VERSION_NAMES[version])
  if (security !== null) to.observe('sender', 'snmp.answered-level', levelOf(security.flags))
  if (memory(to, 'sets').delete(pdu.requestId) && pdu.errorStatus === 0) {
    to.observe('sender', 'snmp.write-accepted', 'SetRequest')
  }
  // With an error the variables are those of the request (RFC 3416 section 4.2.5).
  if (pdu.errorStatus === 0) reportVariables(pdu.variables, 'sender', to)
}

/** Traps may be passed on for others, whose address then stands in them. */
function reportTrap(pdu: Pdu, to: DatagramReport): void {
  const informs = memory(to, 'informs')
  if (pdu.tag === INFORM && informs.size < MAX_PENDING) informs.add(pdu.requestId)
  const find = (oid: string) => pdu.variables.find((variable) => variable.oid === oid)
  const named = find(TRAP_ADDRESS)
  const agent = pdu.trap !== null ? deviceIp(pdu.trap.agent) : named === undefined ? null : addressOf(named)
  const about: Who = agent === null || agent === to.sender.ip ? 'sender' : { ip: agent }
  const self = about === 'sender'
  const type = find(TRAP_OID)
  const enterprise = find(TRAP_ENTERPRISE)
  to.observe(
    about,
    'snmp.trap-enterprise',
    pdu.trap?.enterprise ?? (enterprise === undefined ? null : oidOf(enterprise)),
    self,
  )
  if (pdu.trap !== null) to.observe(about, 'snmp.trap-type', `${pdu.trap.generic}.${pdu.trap.specific}`, self)
  else to.observe(about, 'snmp.trap-type', type === undefined ? null : oidOf(type), self)
  reportVariables(pdu.variables, about, to)
}

function reportRefusal(oid: string, to: DatagramReport): void {
  if (!oid.startsWith(USM_STATS)) return
  to.observe('sender', 'snmp.report', REPORTS[Number(oid.slice(USM_STATS.length).split('.', 1)[0])] ?? null)
}

/** msgFlags of RFC 3412 section 6.4. */
const levelOf = (flags: number): string =>
  (flags & 2) !== 0 ? 'authPriv' : (flags & 1) !== 0 ? 'authNoPriv' : 'noAuthNoPriv'

/**
 * The engine named is the one that answers or that raises traps (RFC 3414 section 1.5.1): the receiver of what
 * may be reported back on, else the sender.
 */
function reportSecurity(security: Security, pdu: Pdu | null, to: DatagramReport): void {
  const { flags, engineId, boots, time } = security
  const request = (flags & 4) !== 0
  const about = request ? 'receiver' : 'sender'
  // Discovery and reports go without protection by design (RFC 3414 section 4): they say nothing of the rest.
  if (pdu?.tag !== REPORT && (security.named || (flags & 1) !== 0)) {
    to.observe('sender', 'snmp.security-level', levelOf(flags))
  }
  if (security.named) to.observe('sender', 'snmp.user', 'named')
  if (security.codeLength > 0) to.observe('sender', 'snmp.auth-code-length', security.codeLength)
  const engine = readEngineId(engineId)
  if (engine === null) return
  to.observe(about, 'snmp.engine-id', hexOf(engineId), !request)
  to.observe(about, 'snmp.engine-enterprise', engine.enterprise, !request)
  to.observe(about, 'snmp.engine-format', engine.format, !request)
  to.observe(about, 'snmp.engine-mac', engine.mac, !request)
  to.observe(about, 'snmp.engine-ip', engine.ip, !request)
  to.observe(about, 'snmp.engine-text', engine.text, !request)
  if (boots !== null && boots > 0) to.observe(about, 'snmp.engine-boots', boots, !request)
  if (time !== null && time > 0 && !request) to.observe(about, 'snmp.boot-time', bootTime(to.at, time))
}

/** Request ids that this conversation remembers under a name. */
function memory(to: DatagramReport, name: string): Set<unknown> {
  const known = to.memory.get(name)
  if (known instanceof Set) return known
  const fresh = new Set<unknown>()
  to.memory.set(name, fresh)
  return fresh
}
