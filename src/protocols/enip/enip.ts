/**
 * EtherNet/IP (CIP volume 2) over UDP and TCP: what devices and the modules behind them say of themselves, and who
 * changes or steers them. Values of tags are not read.
 */
import type { FieldName, FieldTable } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import type {
  DatagramReport,
  Protocol,
  Report,
  StreamHead,
  StreamReport,
  StreamSession,
  StreamSide,
  Verdict,
} from '../protocol.ts'
import {
  GET_ALL,
  IDENTITY_CLASS,
  isControl,
  isWrite,
  type Request,
  requestsIn,
  responseOf,
  serviceName,
} from './cip.ts'
import {
  COMMANDS,
  HEADER,
  type Identity,
  itemsIn,
  LIST_IDENTITY,
  LIST_SERVICES,
  listedIdentity,
  listedServices,
  type Message,
  messageAt,
  REGISTER_SESSION,
  readIdentity,
  SEND_RR_DATA,
  SEND_UNIT_DATA,
  sizeOf,
} from './encapsulation.ts'

export const enip = {
  name: 'enip',
  title: 'EtherNet/IP with CIP (ODVA, CIP Networks Library volumes 1 and 2)',
  fields: {
    'enip.vendor-id': { label: 'Vendor identifier of ODVA (Identity object, attribute 1)' },
    'enip.device-type': { label: 'Device profile (attribute 2)' },
    'enip.product-code': { label: "The vendor's number of the product: vendor:code (attribute 3)" },
    'enip.revision': { label: 'Revision: major.minor (attribute 4)' },
    'enip.serial': { label: 'Serial number, hex (attribute 6)' },
    'enip.product-name': { label: 'Product name (attribute 7)' },
    'enip.module-name': { label: 'Product name of a module behind it, asked for through it' },
    'enip.module-revision': { label: 'Product name and revision of a module behind it' },
    'enip.module-serial': { label: 'Serial number of a module behind it, hex' },
    'enip.address': { label: 'Address it gives as its own in ListIdentity' },
    'enip.list-service': { label: 'Service it names in ListServices' },
    'enip.command': { label: 'Command of the encapsulation it sent' },
    'enip.session': { label: 'Opened a session without a login, for whom' },
    'enip.service': { label: 'CIP service it asked for' },
    'enip.answers': { label: 'CIP service it carried out when asked, without a login' },
    'enip.writes': { label: 'CIP service it changed another device with' },
    'enip.controls': { label: 'CIP service it reset, started or stopped another device with' },
    'enip.accepted': { label: 'Change or command it carried out, and for whom' },
  } as const satisfies FieldTable,
  ports: { udp: [44818], tcp: [44818] },
  datagram: { probe: isMessage, observe },
  stream: { probe, start },
} satisfies Protocol

/** Header of 24 octets with a known command and status, options of zero, and the right length. */
function isMessage(b: Uint8Array): boolean {
  return b.length >= HEADER && sizeOf(b) === b.length
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const message = messageAt(payload, 0, payload.length)
  const answers = message.body.length > 0
  if (!to.toMany) to.server(answers ? 'sender' : 'receiver')
  listed(message, 'sender', to)
}

/** Commands that need no session. */
function listed<P extends string>({ command, body }: Message, who: P, to: Report<P>): void {
  to.observe(who, 'enip.command', COMMANDS.get(command) ?? null)
  if (body.length === 0) return
  if (command === LIST_SERVICES)
    for (const name of listedServices(body)) to.observe(who, 'enip.list-service', name)
  if (command !== LIST_IDENTITY) return
  const found = listedIdentity(body)
  if (found === null) {
    to.oddity('enip.identity')
    return
  }
  to.observe(who, 'enip.address', found.ip)
  for (const [field, value] of factsOf(found.identity)) to.observe(who, field, value)
}

const factsOf = (i: Identity): [FieldName, string | number | null][] => [
  ['enip.vendor-id', i.vendor],
  ['enip.device-type', i.deviceType],
  ['enip.product-code', `${i.vendor}:${i.productCode}`],
  ['enip.revision', i.revision],
  ['enip.serial', i.serial === '00000000' ? null : i.serial],
  ['enip.product-name', i.productName],
]

// --- over TCP ------------------------------------------------------------------------------------------------------

function probe({ client, server }: StreamHead): Verdict {
  const verdicts = [verdictOf(client), verdictOf(server)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : 'more'
}

function verdictOf(b: Uint8Array): Verdict {
  const size = sizeOf(b)
  return size < 0 ? 'no' : size === 0 ? 'more' : 'yes'
}

/** Followed further than others: who writes may do so late. */
const FOLLOWED = 1 << 20
/** Requests whose answers are waited for. */
const MOST_PENDING = 64
/** Items of unconnected and connected data; before the latter stands a sequence number. */
const UNCONNECTED = 0xb2
const CONNECTED = 0xb1

function start(to: StreamReport): StreamSession {
  to.follow(FOLLOWED)
  const pending = new Map<string, readonly Request[]>()
  return {
    data(side, bytes) {
      let at = 0
      while (at < bytes.length) {
        const size = sizeOf(bytes, at)
        if (size < 0) {
          to.oddity('enip.header')
          return bytes.length
        }
        if (size === 0 || at + size > bytes.length) break
        readMessage(messageAt(bytes, at, size), side, pending, to)
        at += size
      }
      return at
    },
    gap: () => pending.clear(),
  }
}

function readMessage(
  message: Message,
  side: StreamSide,
  pending: Map<string, readonly Request[]>,
  to: StreamReport,
): void {
  const { command, status, body } = message
  listed(message, side, to)
  if (command === REGISTER_SESSION && side === 'server' && status === 0)
    to.observe('server', 'enip.session', to.client.ip)
  if (command !== SEND_RR_DATA && command !== SEND_UNIT_DATA) return
  for (const { type, data } of itemsIn(body.subarray(6))) {
    if (type !== UNCONNECTED && type !== CONNECTED) continue
    const sequence = type === CONNECTED ? Buffer.from(data.subarray(0, 2)).toString('hex') : ''
    const key = `${message.context}${sequence}`
    const cip = type === CONNECTED ? data.subarray(2) : data
    if (side === 'client') asked(cip, key, pending, to)
    else answered(cip, key, pending, to)
  }
}

function asked(
  cip: Uint8Array,
  key: string,
  pending: Map<string, readonly Request[]>,
  to: StreamReport,
): void {
  const requests = requestsIn(cip)
  if (requests.length === 0) return
  const oldest = pending.keys().next().value
  if (pending.size >= MOST_PENDING && oldest !== undefined) pending.delete(oldest)
  pending.set(key, requests)
  for (const name of new Set(requests.map(serviceName))) {
    to.observe('client', 'enip.service', name)
    if (isWrite(name)) to.observe('client', 'enip.writes', name)
    if (isControl(name)) to.observe('client', 'enip.controls', name)
  }
}

/** An answer belongs to the request of its context: what was asked for, and whether of a module behind. */
function answered(
  cip: Uint8Array,
  key: string,
  pending: Map<string, readonly Request[]>,
  to: StreamReport,
): void {
  const requests = pending.get(key)
  pending.delete(key)
  const response = responseOf(cip)
  const request = requests?.find(({ service }) => service === response?.service)
  if (request === undefined || response === null || response.status !== 0) return
  const name = serviceName(request)
  to.observe('server', 'enip.answers', name)
  if (isWrite(name) || isControl(name)) to.observe('server', 'enip.accepted', `${name} for ${to.client.ip}`)
  if (request.service !== GET_ALL || request.classId !== IDENTITY_CLASS) return
  const identity = readIdentity(new Cursor(response.data))
  if (identity === null) to.oddity('enip.identity')
  else if (!request.routed) for (const [field, value] of factsOf(identity)) to.observe('server', field, value)
  else if (identity.productName !== null) {
    to.observe('server', 'enip.module-name', identity.productName)
    to.observe('server', 'enip.module-revision', `${identity.productName} ${identity.revision}`)
    to.observe('server', 'enip.module-serial', identity.serial)
  }
}
