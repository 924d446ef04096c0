/**
 * KNXnet/IP (ISO 22510, EN 13321-2): what KNX devices say of themselves, who connects to them, and who writes to the bus
 * behind them. Values on the bus are not read.
 */
import type { FieldTable } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { cleanText, latin1 } from '../../wire/text.ts'
import { deviceIp, deviceMac } from '../addresses.ts'
import { hexOf } from '../printable.ts'
import type {
  DatagramReport,
  Protocol,
  Report,
  StreamHead,
  StreamReport,
  StreamSession,
  Verdict,
} from '../protocol.ts'
import { commandIn } from './cemi.ts'

export const knx = {
  name: 'knx',
  title: 'KNXnet/IP (ISO 22510)',
  fields: {
    'knx.friendly-name': { label: 'Name of the device (description of the device)' },
    'knx.serial-number': { label: 'KNX serial number, hex: two octets of manufacturer, four of the device' },
    'knx.manufacturer-id': {
      label: 'KNX manufacturer number, of the serial number or the manufacturer data',
    },
    'knx.mac': { label: 'MAC address it gives as its own' },
    'knx.individual-address': { label: 'Individual address on the bus: area.line.device' },
    'knx.medium': { label: 'Medium of the bus: twisted pair, power line, radio, IP' },
    'knx.programming-mode': { label: 'The device is in programming mode' },
    'knx.service-family': { label: 'Service family it supports, with version' },
    'knx.address': { label: 'Address it takes control messages at' },
    'knx.service': { label: 'Service it sent' },
    'knx.connection': { label: 'Kind of connection it asked for' },
    'knx.connection-accepted': { label: 'Opened a connection without a login, for whom' },
    'knx.secure': { label: 'Speaks KNX IP Secure' },
    'knx.writes': { label: 'Command it sent to the bus' },
  } as const satisfies FieldTable,
  ports: { udp: [3671], tcp: [3671] },
  datagram: { follow: 'all', probe: isMessage, observe },
  stream: { probe: probeStream, start },
} satisfies Protocol

const HEADER = 6
const SERVICES: ReadonlyMap<number, string> = new Map([
  [0x0201, 'search'],
  [0x0202, 'search-answer'],
  [0x0203, 'description'],
  [0x0204, 'description-answer'],
  [0x0205, 'connect'],
  [0x0206, 'connect-answer'],
  [0x0207, 'connection-state'],
  [0x0208, 'connection-state-answer'],
  [0x0209, 'disconnect'],
  [0x020a, 'disconnect-answer'],
  [0x020b, 'extended-search'],
  [0x020c, 'extended-search-answer'],
  [0x0310, 'configuration'],
  [0x0311, 'configuration-ack'],
  [0x0420, 'tunnelling'],
  [0x0421, 'tunnelling-ack'],
  [0x0530, 'routing'],
  [0x0531, 'routing-lost'],
  [0x0532, 'routing-busy'],
  [0x0740, 'remote-diagnostic'],
  [0x0741, 'remote-diagnostic-answer'],
  [0x0742, 'remote-configuration'],
  [0x0743, 'remote-reset'],
  [0x0950, 'secure-wrapper'],
  [0x0951, 'secure-session'],
  [0x0952, 'secure-session-answer'],
  [0x0953, 'secure-authenticate'],
  [0x0954, 'secure-session-status'],
  [0x0955, 'secure-group-sync'],
])
const isAnswer = (service: number): boolean => /-(?:answer|ack)$/.test(SERVICES.get(service) ?? '')
const serviceOf = (b: Uint8Array, at = 0): number => b[at + 2]! * 256 + b[at + 3]!
const sizeOf = (b: Uint8Array, at = 0): number => b[at + 4]! * 256 + b[at + 5]!

/** Header of six octets, version 1.0, a service that exists, the right length: 32 bits and more decide. */
function isMessage(b: Uint8Array): boolean {
  return (
    b[0] === HEADER &&
    b[1] === 0x10 &&
    b.length >= HEADER &&
    SERVICES.has(serviceOf(b)) &&
    sizeOf(b) === b.length
  )
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const service = serviceOf(payload)
  if (!to.toMany) to.server(isAnswer(service) ? 'sender' : 'receiver')
  readMessage(payload, service, 'sender', to.receiver.ip, to)
}

/** What the message tells of who sent it. */
function readMessage<P extends string>(
  b: Uint8Array,
  service: number,
  who: P,
  partner: string | null,
  to: Report<P>,
): void {
  const c = new Cursor(b, HEADER)
  to.observe(who, 'knx.service', SERVICES.get(service)!)
  if (service >= 0x0950) to.observe(who, 'knx.secure', 'yes')
  switch (service) {
    case 0x0202:
    case 0x020c:
      to.observe(who, 'knx.address', endpointOf(c))
      readDescription(c, who, to)
      break
    case 0x0204:
      readDescription(c, who, to)
      break
    case 0x0205:
      c.skip(16) // endpoints for control and data
      c.skip(1)
      to.observe(who, 'knx.connection', CONNECTIONS.get(c.u8()) ?? null)
      break
    case 0x0206:
      c.skip(1)
      if (c.u8() === 0 && !c.missing) to.observe(who, 'knx.connection-accepted', partner)
      break
    case 0x0310:
    case 0x0420:
      c.skip(c.bytes[c.at] ?? 0) // connection header
      to.observe(who, 'knx.writes', commandIn(b.subarray(c.at)))
      break
    case 0x0530:
      to.observe(who, 'knx.writes', commandIn(b.subarray(c.at)))
  }
}

/** Connection types. */
const CONNECTIONS: ReadonlyMap<number, string> = new Map([
  [3, 'management'],
  [4, 'tunnel'],
  [6, 'remote-logging'],
  [7, 'remote-configuration'],
  [8, 'object-server'],
])

/** Length, protocol, address, port. */
function endpointOf(c: Cursor): string | null {
  if (c.u8() !== 8) return null
  c.skip(1)
  const ip = deviceIp(c.view(4))
  c.skip(2)
  return ip
}

/** Kinds of description blocks. */
const DEVICE = 1
const FAMILIES = 2
const MANUFACTURER = 0xfe
const MOST_BLOCKS = 16

function readDescription<P extends string>(c: Cursor, who: P, to: Report<P>): void {
  for (let n = 0; c.left >= 2 && n < MOST_BLOCKS; n++) {
    const length = c.u8()
    const kind = c.u8()
    const block = c.sub(length - 2)
    if (length < 2 || block.missing) {
      to.oddity('knx.description')
      return
    }
    if (kind === DEVICE) readDevice(block, who, to)
    else if (kind === FAMILIES) readFamilies(block, who, to)
    else if (kind === MANUFACTURER) to.observe(who, 'knx.manufacturer-id', block.u16())
  }
}

/** Bits of the medium. */
const MEDIA: readonly (readonly [number, string])[] = [
  [0x02, 'twisted-pair'],
  [0x04, 'power-line'],
  [0x10, 'radio'],
  [0x20, 'ip'],
]

function readDevice<P extends string>(c: Cursor, who: P, to: Report<P>): void {
  const medium = c.u8()
  const status = c.u8()
  const address = c.u16()
  c.skip(2) // project installation
  const serial = c.view(6)
  c.skip(4) // multicast address
  const mac = deviceMac(c.view(6))
  const name = cleanText(latin1.decode(c.view(30)))
  if (c.missing) {
    to.oddity('knx.device')
    return
  }
  to.observe(who, 'knx.friendly-name', name)
  if (serial.some((octet) => octet !== 0)) {
    to.observe(who, 'knx.serial-number', hexOf(serial))
    to.observe(who, 'knx.manufacturer-id', serial[0]! * 256 + serial[1]!)
  }
  to.observe(who, 'knx.mac', mac)
  to.observe(who, 'knx.individual-address', `${address >>> 12}.${(address >>> 8) & 15}.${address & 255}`)
  to.observe(who, 'knx.medium', MEDIA.find(([bit]) => (medium & bit) !== 0)?.[1] ?? null)
  if (status & 1) to.observe(who, 'knx.programming-mode', 'on')
}

const FAMILY_NAMES: ReadonlyMap<number, string> = new Map([
  [2, 'core'],
  [3, 'management'],
  [4, 'tunnelling'],
  [5, 'routing'],
  [6, 'remote-logging'],
  [7, 'remote-configuration'],
  [8, 'object-server'],
  [9, 'security'],
])

function readFamilies<P extends string>(c: Cursor, who: P, to: Report<P>): void {
  for (let left = 16; c.left >= 2 && left > 0; left--) {
    const family = FAMILY_NAMES.get(c.u8())
    const version = c.u8()
    if (family !== undefined) to.observe(who, 'knx.service-family', `${family} ${version}`)
  }
}

// --- over TCP ------------------------------------------------------------------------------------------------------

function probeStream({ client, server }: StreamHead): Verdict {
  const verdicts = [verdictOf(client), verdictOf(server)]
  return verdicts.includes('no') ? 'no' : verdicts.includes('yes') ? 'yes' : 'more'
}

function verdictOf(b: Uint8Array): Verdict {
  if ((b.length > 0 && b[0] !== HEADER) || (b.length > 1 && b[1] !== 0x10)) return 'no'
  if (b.length < HEADER) return 'more'
  return SERVICES.has(serviceOf(b)) && sizeOf(b) >= HEADER ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  return {
    data(side, bytes) {
      let at = 0
      while (bytes.length - at >= HEADER) {
        const size = sizeOf(bytes, at)
        if (bytes[at] !== HEADER || bytes[at + 1] !== 0x10 || size < HEADER) {
          to.oddity('knx.header')
          to.done()
          return bytes.length
        }
        if (at + size > bytes.length) break
        const service = serviceOf(bytes, at)
        const partner = side === 'client' ? to.server.ip : to.client.ip
        if (SERVICES.has(service)) readMessage(bytes.subarray(at, at + size), service, side, partner, to)
        at += size
      }
      return at
    },
  }
}
