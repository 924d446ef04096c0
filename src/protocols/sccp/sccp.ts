/**
 * Skinny Client Control Protocol, between Cisco phones and their call manager (TCP 2000; Cisco's own, the layout is
 * that of the open SCCP implementations): what a phone is, and its firmware. Keys, texts and names of people pass.
 */
import type { Ip } from '../../model/ip.ts'
import { isGroupMac, parseMac } from '../../model/mac.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp } from '../addresses.ts'
import { printable } from '../printable.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'

/** Length, header version, message id: four octets each, little endian. The length counts from the id on. */
const HEADER = 12
const MOST_LENGTH = 4096
/** Header versions are 0 (basic) and small numbers from 5 on. */
const MOST_VERSION = 0x20
/** Message ids: those of stations below 0x81, those of call managers from there on. */
const FIRST_OF_MANAGER = 0x81
const MOST_ID = 0x160
const KEEP_ALIVE_ACK = 0x100
const REGISTER = 0x01
const ALARM = 0x20
const REGISTER_ACK = 0x81
const REGISTER_REJECT = 0x9d
const VERSION = 0x98
const SERVERS = 0x9e
/** Messages looked at of a side; registration comes first. */
const MOST_MESSAGES = 64
const SERVER_NAMES = 5
const SERVER_NAME = 48

export const sccp = {
  name: 'sccp',
  title: 'Skinny Client Control Protocol of Cisco phones (TCP 2000)',
  ports: { tcp: [2000] },
  fields: {
    'sccp.role': { label: 'Part taken: station or call-manager' },
    'sccp.device-name': { label: 'Device name a station registers with: SEP and MAC of phones' },
    'sccp.mac': { label: 'MAC in the device name' },
    'sccp.device-type': { label: 'Number of the device type a station registers with' },
    'sccp.protocol-version': { label: 'Protocol version a station registers with' },
    'sccp.load': { label: 'Firmware load of a station (registration, alarm)' },
    'sccp.required-load': { label: 'Firmware load that the call manager asks for' },
    'sccp.address': { label: 'Address a station registers with, where it is not the one it sends from' },
    'sccp.registration': { label: 'Answer to a registration: accepted or rejected' },
    'sccp.server-name': { label: 'Name of a call manager in a list of them' },
  },
  stream: { probe, start },
} satisfies Protocol

function probe({ client, server, clientPort, serverPort }: StreamHead): Verdict {
  const onPort = clientPort === 2000 || serverPort === 2000
  const [asks, answers] = [begins(client, 'client', onPort), begins(server, 'server', onPort)]
  if (asks === 'yes' || answers === 'yes') return asks === 'no' || answers === 'no' ? 'no' : 'yes'
  return asks === 'no' || answers === 'no' ? 'no' : 'more'
}

/** Off the port only a registration or an alarm is proof enough. */
function begins(bytes: Uint8Array, side: StreamSide, onPort: boolean): Verdict {
  if (bytes.length < HEADER) return bytes.every((octet, i) => ZEROS[i] !== 1 || octet === 0) ? 'more' : 'no'
  const head = readHeader(bytes, side)
  if (head === null) return 'no'
  if (onPort) return 'yes'
  if (side === 'server') return head.id === REGISTER_ACK ? 'yes' : 'no'
  const named = /^[A-Z]{3}[0-9A-Z_]{4,13}\0|: Name=/i
  const text = Buffer.from(bytes.subarray(HEADER, HEADER + 40)).toString('latin1')
  if (head.id !== REGISTER && head.id !== ALARM) return 'no'
  if (named.test(text)) return 'yes'
  return bytes.length < HEADER + 40 ? 'more' : 'no'
}

/** Octets of the header that are zero in every message. */
const ZEROS = [0, 0, 1, 1, 0, 1, 1, 1, 0, 0, 1, 1]

function readHeader(bytes: Uint8Array, side: StreamSide): { length: number; id: number } | null {
  const c = new Cursor(bytes)
  const [length, version, id] = [c.u32le(), c.u32le(), c.u32le()]
  if (length < 4 || length > MOST_LENGTH || version > MOST_VERSION || id > MOST_ID) return null
  const ofManager = id >= FIRST_OF_MANAGER && id !== 0x159 // one late addition of stations
  return ofManager === (side === 'server') ? { length, id } : null
}

function start(to: StreamReport): StreamSession {
  const seen: Record<StreamSide, number> = { client: 0, server: 0 }

  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (bytes.length - at >= HEADER) {
      const head = readHeader(bytes.subarray(at), side)
      if (head === null) {
        to.oddity('sccp.astray')
        to.done()
        return bytes.length
      }
      const end = at + 8 + head.length
      if (end > bytes.length) break
      observe(head.id, new Cursor(bytes, at + HEADER, end), to)
      if (seen[side] === 0) to.observe(side, 'sccp.role', side === 'client' ? 'station' : 'call-manager')
      if (++seen[side] >= MOST_MESSAGES) to.done()
      at = end
    }
    return at
  }

  return { data }
}

function observe(id: number, c: Cursor, to: StreamReport): void {
  if (id === REGISTER) reportRegistration(c, to)
  else if (id === ALARM) reportAlarm(c, to)
  else if (id === REGISTER_ACK || id === REGISTER_REJECT)
    to.observe('server', 'sccp.registration', id === REGISTER_ACK ? 'accepted' : 'rejected')
  else if (id === VERSION) to.observe('server', 'sccp.required-load', printable(c.view(16)))
  else if (id === SERVERS) reportServers(c, to)
  else if (id > KEEP_ALIVE_ACK + 0x5f) to.oddity('sccp.message-id')
}

/** Device name, two reserved words, address, type, streams, version, features, conferences, MAC, lines, load. */
function reportRegistration(c: Cursor, to: StreamReport): void {
  reportName(untilNul(c.view(16)), to)
  c.skip(8)
  const address = deviceIp(c.view(4))
  const type = c.u32le()
  if (c.missing) {
    to.oddity('sccp.cut')
    return
  }
  if (address !== to.client.ip) to.observe('client', 'sccp.address', address)
  to.observe('client', 'sccp.device-type', type)
  c.skip(8) // streams
  const version = c.u8()
  if (!c.missing) to.observe('client', 'sccp.protocol-version', version)
  c.skip(3 + 4 + 4 + 12 + 4 + 4 + 16 + 4)
  const load = c.view(32)
  if (!c.missing) to.observe('client', 'sccp.load', untilNul(load))
}

function reportName(name: string | null, to: StreamReport): void {
  if (name === null || !/^[\w.-]{3,16}$/.test(name)) return
  to.observe('client', 'sccp.device-name', name)
  const mac = parseMac(/^(?:SEP|ATA|VGC|AN\w)([0-9A-F]{12})$/i.exec(name)?.[1] ?? '')
  if (mac !== null && !isGroupMac(mac)) to.observe('client', 'sccp.mac', mac)
}

/** Severity, then a text such as `25: Name=SEP0011.. Load=8.0(4.0) Last=Initialized`. */
function reportAlarm(c: Cursor, to: StreamReport): void {
  c.skip(4)
  const text = untilNul(c.view(Math.min(80, c.left))) ?? ''
  reportName(/\bName=([\w.-]{3,16})(?: |$)/.exec(text)?.[1] ?? null, to)
  to.observe('client', 'sccp.load', /\bLoad=\s?([\w.()-]{1,40})(?: |$)/.exec(text)?.[1] ?? null)
}

/** Five names, ports and addresses of call managers. */
function reportServers(c: Cursor, to: StreamReport): void {
  const names = Array.from({ length: SERVER_NAMES }, () => untilNul(c.view(SERVER_NAME)))
  c.skip(4 * SERVER_NAMES)
  for (const name of names) {
    const ip: Ip | null = deviceIp(c.view(4))
    if (c.missing) return
    if (ip !== null && name !== null) to.observe({ ip }, 'sccp.server-name', name)
  }
}

/** Fixed fields hold rubbish behind the NUL that ends a text. */
function untilNul(bytes: Uint8Array): string | null {
  const nul = bytes.indexOf(0)
  return printable(nul < 0 ? bytes : bytes.subarray(0, nul))
}
