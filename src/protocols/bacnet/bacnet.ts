/**
 * BACnet (ASHRAE 135, ISO 16484-5) over UDP and over Ethernet: who the devices of a building are, which of them stand
 * behind routers, who passes broadcasts on, and who changes what. Values of points are not read.
 */
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp } from '../addresses.ts'
import type { About, DatagramReport, FrameReport, Protocol, Report } from '../protocol.ts'
import { type Exchange, type Part, readApplication } from './application.ts'
import { entriesOf, isLink, type Link, readLink } from './bvlc.ts'
import { fields } from './fields.ts'
import { NETWORK_MESSAGES, type Npdu, networksIn, readNpdu, type Station } from './npdu.ts'
import { Segments } from './segments.ts'

export const bacnet = {
  name: 'bacnet',
  title: 'BACnet (ASHRAE 135): annex J over IPv4, annex U over IPv6, clause 7 over Ethernet',
  fields,
  ports: { udp: [47808] },
  datagram: { follow: 'all', probe: isLink, observe },
  frame: { saps: [0x82], observe: observeFrame },
} satisfies Protocol

function observe(payload: Uint8Array, to: DatagramReport): void {
  const link = readLink(payload)
  if (link === null) to.oddity('bacnet.link')
  else if (link.kind === 'npdu' || link.kind === 'forwarded' || link.kind === 'distribute')
    readNetwork(link, to)
  else manage(link, to)
}

/** What broadcast managers are asked for and tell, annex J.2. */
function manage(link: Link, to: DatagramReport): void {
  switch (link.kind) {
    case 'register-foreign-device':
      to.observe('sender', 'bacnet.foreign-device', `for ${new Cursor(link.body).u16()} seconds`)
      asks(link, to)
      break
    case 'write-broadcast-table':
      to.observe('sender', 'bacnet.broadcast-table-written', to.receiver.ip)
      asks(link, to)
      break
    case 'delete-foreign-device':
      asks(link, to)
      break
    case 'result':
      readResult(link, to)
      break
    case 'broadcast-table':
      for (const ip of entriesOf(link.body)) to.observe('sender', 'bacnet.broadcast-peer', ip)
      to.server('sender')
      break
    case 'foreign-device-table':
      for (const ip of entriesOf(link.body)) to.observe('sender', 'bacnet.foreign-device-entry', ip)
      to.server('sender')
  }
}

/** Remembers what was asked for, since the result does not say. */
const ASKED = 'asked'

function asks(link: Link, to: DatagramReport): void {
  to.memory.set(ASKED, link.kind)
  if (!to.toMany) to.server('receiver')
}

/** Annex J.2.1: zero is success. */
function readResult(link: Link, to: DatagramReport): void {
  to.server('sender')
  const asked = to.memory.get(ASKED)
  to.memory.delete(ASKED)
  if (link.body.length < 2 || new Cursor(link.body).u16() !== 0) return
  if (asked === 'register-foreign-device')
    to.observe('sender', 'bacnet.foreign-device-accepted', to.receiver.ip)
  if (asked === 'write-broadcast-table')
    to.observe('sender', 'bacnet.accepted', `write-broadcast-table for ${to.receiver.ip}`)
}

function readNetwork(link: Link, to: DatagramReport): void {
  const npdu = readNpdu(link.body)
  if (npdu === null) {
    to.oddity('bacnet.npdu')
    return
  }
  const elsewhere = link.original !== null && link.original !== to.sender.ip
  if (elsewhere) to.observe('sender', 'bacnet.forwards', 'broadcasts')
  const near: About<'sender'> = elsewhere ? { ip: link.original } : 'sender'
  const partner = to.toMany || to.receiver.ip === null ? null : at(to.receiver.ip, npdu.destination)
  const segments = (to.memory.get('segments') as Segments | undefined) ?? new Segments()
  to.memory.set('segments', segments)
  const part = readMessage(npdu, near, { to, partner, segments, from: `${to.sender.ip}` })
  if (part !== null && !to.toMany && !elsewhere) to.server(part === 'client' ? 'receiver' : 'sender')
}

/** Behind the LLC header stands the network layer at once (clause 7). */
function observeFrame(payload: Uint8Array, to: FrameReport): void {
  const npdu = readNpdu(payload)
  if (npdu === null) to.oddity('bacnet.npdu')
  else
    readMessage(npdu, 'sender', {
      to,
      partner: at(to.destination, npdu.destination),
      segments: null,
      from: '',
    })
}

type Setting = Pick<Exchange, 'partner' | 'segments'> & {
  readonly to: Report<'sender'>
  readonly from: string
}

/** `near` is the station of this network that sent the message: its author, or the router before it. */
function readMessage(npdu: Npdu, near: About<'sender'>, { to, partner, segments, from }: Setting): Part {
  const speaker = npdu.source === null ? near : behind(npdu.source)
  if (npdu.source !== null) {
    to.observe(near, 'bacnet.network', npdu.source.network, true)
    if (typeof speaker === 'object' && 'behind' in speaker)
      to.observe(speaker, 'bacnet.behind', nameOf(npdu.source), true)
  }
  if (npdu.message === null) {
    const speakerKey = npdu.source === null ? from : `${from} ${nameOf(npdu.source)}`
    return readApplication(npdu.body, { to, speaker, speakerKey, partner, segments })
  }
  to.observe(
    speaker,
    'bacnet.network-message',
    NETWORK_MESSAGES[npdu.message] ?? `message-${npdu.message}`,
    true,
  )
  for (const network of networksIn(npdu)) to.observe(speaker, 'bacnet.network', network, true)
  return null
}

const nameOf = ({ network, address }: Station): string => `${network}/${address}`

/** Ports of BACnet over IP: 47808 and the fifteen that follow it (annex J.1). */
const IP_STATION = /^([0-9a-f]{8})bac[0-9a-f]$/

/** A station of another network over IP has an address and port for its address there; any other is known by its router only. */
function behind(station: Station): About<'sender'> {
  const [, octets] = IP_STATION.exec(station.address) ?? []
  const ip = octets === undefined ? null : deviceIp(Buffer.from(octets, 'hex'))
  return ip === null ? { behind: 'sender', device: `bacnet:${nameOf(station)}` } : { ip }
}

/** An address, and which device behind it is meant. */
const at = (address: string, station: Station | null): string =>
  station === null || station.address === '' ? address : `${address} ${nameOf(station)}`
