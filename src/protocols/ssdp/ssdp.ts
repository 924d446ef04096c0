/**
 * Simple Service Discovery Protocol (UPnP Device Architecture 2.0 section 1), on any port: what devices
 * announce of themselves (software, device and service types, identity, where their description is served)
 * and what others look for, with what software.
 */
import type { DatagramReport, Protocol } from '../protocol.ts'
import { kindOf, readSsdp, type SsdpMessage } from './message.ts'

/** Vendors' own headers that identify a device. Others hold names people chose, tokens and states. */
const VENDOR_HEADERS = [
  'X-USER-AGENT',
  'HUE-BRIDGEID',
  'X-MODEL-NAME',
  'X-DEVICE-TYPE',
  'MODEL',
  'DEVICE-TYPE',
]

export const ssdp = {
  name: 'ssdp',
  title: 'Simple Service Discovery Protocol (UPnP Device Architecture 2.0)',
  ports: { udp: [1900] },
  fields: {
    'ssdp.server': { label: 'SERVER header: operating system, UPnP version, product' },
    'ssdp.type': { label: 'Device or service type announced or answered for (NT or ST header)' },
    'ssdp.uuid': { label: 'Device identity of the USN header' },
    'ssdp.location': { label: 'Scheme, host and port of the LOCATION header, without path' },
    'ssdp.header': { label: 'Name and value of an identifying header of a vendor' },
    'ssdp.mac': { label: 'MAC of the WAKEUP header (DIAL)' },
    'ssdp.user-agent': { label: 'USER-AGENT header of a search' },
    'ssdp.search': { label: 'Type looked for (ST header of a search)' },
  },
  datagram: { follow: 'all', probe, observe },
} satisfies Protocol

function probe(payload: Uint8Array): boolean {
  const kind = kindOf(payload)
  return kind !== null && (kind !== 'answer' || readSsdp(payload) !== null)
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const message = readSsdp(payload)
  if (message === null) return
  if (!to.toMany) to.server(message.kind === 'search' ? 'receiver' : 'sender')
  if (message.kind === 'search') reportSearch(message, to)
  else if (message.headers.get('NTS')?.toLowerCase() !== 'ssdp:byebye') reportDevice(message, to)
}

function reportSearch({ headers }: SsdpMessage, to: DatagramReport): void {
  to.observe('sender', 'ssdp.search', typeOf(headers.get('ST')))
  to.observe('sender', 'ssdp.user-agent', headers.get('USER-AGENT') ?? null)
}

function reportDevice({ kind, headers }: SsdpMessage, to: DatagramReport): void {
  to.observe('sender', 'ssdp.server', headers.get('SERVER') ?? null)
  to.observe('sender', 'ssdp.type', typeOf(headers.get(kind === 'notify' ? 'NT' : 'ST')))
  to.observe('sender', 'ssdp.uuid', uuidOf(headers.get('USN')))
  to.observe('sender', 'ssdp.location', originOf(headers.get('LOCATION')))
  to.observe(
    'sender',
    'ssdp.mac',
    /\bMAC=([0-9a-f:-]{12,17})/i.exec(headers.get('WAKEUP') ?? '')?.[1] ?? null,
  )
  for (const name of VENDOR_HEADERS) {
    const value = headers.get(name)
    if (value) to.observe('sender', 'ssdp.header', `${name}: ${value}`)
  }
}

/** Identities and the wildcard are targets, too, but no types. */
const typeOf = (target: string | undefined): string | null =>
  target === undefined || /^(uuid:|ssdp:all$)/i.test(target) ? null : target

/** `uuid:device-UUID::type`; the type stands in another header as well (section 1.2.2). */
const uuidOf = (usn: string | undefined): string | null =>
  /^uuid:([^\s]+?)(?:::|$)/i.exec(usn ?? '')?.[1] ?? null

/** Scheme, host and port: a path may hold a token. */
const originOf = (location: string | undefined): string | null =>
  /^(https?:\/\/)(?:[^/@?#\s]*@)?([^/@?#\s]+)/i
    .exec(location ?? '')
    ?.slice(1, 3)
    .join('') ?? null
