/**
 * iSCSI (RFC 7143): who logs in to which target, with which proof, and what the units behind it say they are. What is
 * read and written is passed over.
 */
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { askedPage, INQUIRY, readInquiry } from './inquiry.ts'
import * as pdu from './pdu.ts'

export const iscsi = {
  name: 'iscsi',
  title: 'Internet Small Computer System Interface (RFC 7143)',
  ports: { tcp: [3260] },
  fields: {
    'iscsi.initiator': { label: 'Name of the initiator (InitiatorName)' },
    'iscsi.initiator-alias': { label: 'Alias of the initiator (InitiatorAlias)' },
    'iscsi.target': { label: 'Name of a target: of its login, or of the list a server gives (TargetName)' },
    'iscsi.target-alias': { label: 'Alias of a target (TargetAlias)' },
    'iscsi.target-address': { label: 'Address of a target (TargetAddress of the list)' },
    'iscsi.auth-method': {
      label: 'Proof the server wants: None, CHAP, KRB5, SRP (AuthMethod of its answer)',
      service: true,
    },
    'iscsi.login': { label: 'Outcome of a login: accepted or refused', service: true },
    'iscsi.refusal': { label: 'Status class and detail of a refused login (section 11.13.5)' },
    'iscsi.no-auth-accepted': {
      label:
        'Session that is opened without any proof: normal (access to units) or discovery (list of targets)',
      service: true,
    },
    'iscsi.unit-kind': { label: 'Kind of a unit (INQUIRY, peripheral device type)' },
    'iscsi.vendor': { label: 'Vendor of a unit (INQUIRY)' },
    'iscsi.product': { label: 'Product of a unit (INQUIRY)' },
    'iscsi.revision': { label: 'Revision of a unit (INQUIRY)' },
    'iscsi.unit-serial': { label: 'Serial number of a unit (INQUIRY, page 80)' },
  },
  stream: { probe, start },
} satisfies Protocol

/** Longest text of a login, octets; the default of MaxRecvDataSegmentLength is 8192. */
const MAX_TEXT = 16_384
/** Longest answer to INQUIRY that is read, octets. */
const MAX_INQUIRY = 512
const MAX_UNITS = 4000
const MAX_WAITING = 32
const FIRST_KEY = /^[A-Z][A-Za-z0-9.-]{2,40}=/
/** Flags of a login: transit to the next stage; stages in two bits each. */
const TRANSIT = 0x80
const FULL_FEATURE = 3

/** Begins with a login that has texts in it. */
function probe({ client }: StreamHead): Verdict {
  if (client.length === 0) return 'more'
  if ((client[0]! & 0xbf) !== pdu.LOGIN_REQUEST) return 'no'
  // Versions are 0, and there is no additional header.
  if ((client[2] ?? 0) !== 0 || (client[3] ?? 0) !== 0 || (client[4] ?? 0) !== 0 || (client[5] ?? 0) !== 0)
    return 'no'
  if (client.length < pdu.HEADER) return 'more'
  const header = pdu.readHeader(client, 0)
  if (header === null || header.length < 4 || header.length > MAX_TEXT) return 'no'
  const data = client.subarray(pdu.HEADER, pdu.HEADER + header.length)
  if (data.length < Math.min(44, header.length)) return 'more'
  return FIRST_KEY.test(String.fromCharCode(...data.subarray(0, 44))) ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  /** Pages asked for, by task. */
  const asked = new Map<number, number | null>()
  let units = 0
  let target: string | null = null
  let discovery = false
  let proved = false
  let full = false
  const digests = { header: 0, data: 0 }

  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (bytes.length - at >= pdu.HEADER) {
      const header = pdu.readHeader(bytes, at)
      if (header === null) {
        to.oddity('iscsi.malformed')
        to.done()
        return bytes.length
      }
      const before = header.headers + (full ? digests.header : 0)
      const wanted = wantedOf(header)
      if (bytes.length - at < before + wanted) break
      if (++units > MAX_UNITS) to.done()
      const unit = bytes.subarray(at, at + pdu.HEADER)
      read(side, header, unit, bytes.subarray(at + before, at + before + wanted))
      const after = header.length > 0 && full ? digests.data : 0
      at += before + (header.size - header.headers) + after
    }
    return at
  }

  /** Octets of data that must be there. */
  function wantedOf({ operation, length, taskTag }: pdu.Pdu): number {
    if (operation === pdu.DATA_IN) return asked.has(taskTag) ? Math.min(length, MAX_INQUIRY) : 0
    const texts =
      operation === pdu.LOGIN_REQUEST ||
      operation === pdu.LOGIN_RESPONSE ||
      operation === pdu.TEXT_REQUEST ||
      operation === pdu.TEXT_RESPONSE
    return texts ? Math.min(length, MAX_TEXT) : 0
  }

  function read(side: StreamSide, header: pdu.Pdu, unit: Uint8Array, body: Uint8Array): void {
    const { operation } = header
    if (side === 'client' && operation === pdu.LOGIN_REQUEST) logsIn(body)
    else if (side === 'server' && operation === pdu.LOGIN_RESPONSE) answers(header, unit, body)
    else if (side === 'server' && operation === pdu.TEXT_RESPONSE) lists(body)
    else if (side === 'client' && operation === pdu.SCSI_COMMAND) {
      const command = unit.subarray(32)
      if (command[0] === INQUIRY && asked.size < MAX_WAITING) asked.set(header.taskTag, askedPage(command))
    } else if (operation === pdu.DATA_IN && asked.has(header.taskTag)) {
      for (const [field, value] of readInquiry(body, asked.get(header.taskTag)!))
        to.observe('server', field, value)
      asked.delete(header.taskTag)
    }
  }

  function logsIn(body: Uint8Array): void {
    for (const [key, value] of pdu.readTexts(body)) {
      if (key === 'InitiatorName') to.observe('client', 'iscsi.initiator', value)
      else if (key === 'InitiatorAlias') to.observe('client', 'iscsi.initiator-alias', value)
      else if (key === 'TargetName') target = value
      else if (key === 'SessionType') discovery = value === 'Discovery'
      else if (/^(?:CHAP_R|KRB_AP_REQ|SRP_M|SPKM_REQ)$/.test(key)) proved = true
    }
  }

  function answers({ flags }: pdu.Pdu, unit: Uint8Array, body: Uint8Array): void {
    for (const [key, value] of pdu.readTexts(body)) {
      if (key === 'TargetAlias') to.observe('server', 'iscsi.target-alias', value)
      else if (key === 'AuthMethod') to.observe('server', 'iscsi.auth-method', value)
      else if (key === 'HeaderDigest') digests.header = value === 'CRC32C' ? 4 : 0
      else if (key === 'DataDigest') digests.data = value === 'CRC32C' ? 4 : 0
    }
    const [kind, detail] = [unit[36]!, unit[37]!]
    if (kind > 1) {
      to.observe('server', 'iscsi.login', 'refused')
      to.observe('server', 'iscsi.refusal', `${kind}.${detail}`)
    } else if (kind === 0 && flags & TRANSIT && (flags & 3) === FULL_FEATURE) {
      full = true
      to.observe('server', 'iscsi.login', 'accepted')
      to.observe('server', 'iscsi.target', target)
      if (!proved) to.observe('server', 'iscsi.no-auth-accepted', discovery ? 'discovery' : 'normal')
    }
  }

  function lists(body: Uint8Array): void {
    for (const [key, value] of pdu.readTexts(body)) {
      if (key === 'TargetName') to.observe('server', 'iscsi.target', value)
      else if (key === 'TargetAddress')
        to.observe('server', 'iscsi.target-address', value.replace(/,\d+$/, ''))
      else if (key === 'TargetAlias') to.observe('server', 'iscsi.target-alias', value)
    }
  }

  return { data, gap: () => to.done() }
}
