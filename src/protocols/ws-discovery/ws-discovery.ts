/**
 * WS-Discovery over SOAP and UDP (OASIS WS-Discovery 1.1 and the 2005 draft): what medical devices (IEEE
 * 11073 SDC), cameras (ONVIF), printers and Windows hosts say of their types, identity, place and addresses.
 */
import { parseIp } from '../../model/ip.ts'
import { decodeText } from '../../wire/lines.ts'
import { childText, findElement, readXml, type XmlElement } from '../../wire/xml.ts'
import type { About, DatagramReport, Protocol } from '../protocol.ts'
import { dpwsFields, metadataIn, reportDpwsMetadata } from './metadata.ts'
import { typesOf, words } from './names.ts'
import { placesIn, readScope } from './scopes.ts'

/** Octets of a datagram read; larger ones do not cross a network whole. */
const MOST_OCTETS = 32_768
/** Octets in which the envelope and the discovery namespace must show. */
const HEAD = 2048
/** Matches in one answer, scopes and addresses of one match. */
const MOST_MATCHES = 6
const MOST_SCOPES = 24
const MOST_ADDRESSES = 8

export const wsDiscovery = {
  name: 'ws-discovery',
  title: 'WS-Discovery (OASIS WS-Discovery 1.1) with ONVIF and IEEE 11073 SDC scopes',
  ports: { udp: [3702] },
  fields: {
    'ws-discovery.uuid': { label: 'Endpoint reference: stable identity of the device' },
    'ws-discovery.type': { label: 'Device type, prefix by namespace' },
    'ws-discovery.address': { label: 'Transport address (XAddrs): scheme, host, port and path, no query' },
    'ws-discovery.scope': { label: 'Scope of no known scheme' },
    'ws-discovery.onvif-hardware': { label: 'ONVIF scope hardware: model' },
    'ws-discovery.onvif-name': { label: 'ONVIF scope name' },
    'ws-discovery.onvif-location': { label: 'ONVIF scope location' },
    'ws-discovery.onvif-type': { label: 'ONVIF scope type' },
    'ws-discovery.onvif-profile': { label: 'ONVIF scope profile' },
    'ws-discovery.onvif-mac': { label: 'ONVIF scope MAC, a vendor extension' },
    'ws-discovery.sdc-location': {
      label: 'Place: facility, building, point of care, floor, room, bed (IEEE 11073-20701)',
    },
    'ws-discovery.sdc-point-of-care': { label: 'Point of care (ward) of the place' },
    'ws-discovery.sdc-room': { label: 'Room of the place' },
    'ws-discovery.sdc-bed': { label: 'Bed of the place' },
    'ws-discovery.sdc-device-code': { label: 'Nomenclature code of the device (IEEE 11073-20701)' },
    'ws-discovery.metadata-version': { label: 'Metadata version, raised when the description changes' },
    'ws-discovery.instance': {
      label: 'AppSequence instance id, raised at each start (WS-Discovery appendix I)',
    },
    'ws-discovery.probe': { label: 'Device type looked for' },
    ...dpwsFields,
  },
  datagram: { follow: 'all', probe, observe },
} satisfies Protocol

function probe(payload: Uint8Array): boolean {
  const first = payload[0] === 0xef ? payload[3] : payload[0] // behind a byte order mark
  if (first !== 0x3c && first !== 0x0d && first !== 0x0a) return false
  const head = decodeText(payload.subarray(0, HEAD))
  return head.includes('Envelope') && /\/ws\/2005\/04\/discovery|\/ns\/discovery\/2009\/01/.test(head)
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const root = readXml(decodeText(payload.subarray(0, MOST_OCTETS)))
  const body = root?.children.find(({ name }) => name === 'Body') ?? null
  const message = body?.children[0]
  if (root === null || message === undefined) {
    to.oddity('ws-discovery.no-body')
    return
  }
  const asks = message.name === 'Probe' || message.name === 'Resolve'
  if (!to.toMany) to.server(asks ? 'receiver' : 'sender')
  if (message.name === 'Probe') reportProbe(message, to)
  else if (!asks && message.name !== 'Bye') reportDevices(root, message, to)
}

function reportProbe(message: XmlElement, to: DatagramReport): void {
  const types = message.children.find(({ name }) => name === 'Types')
  if (types !== undefined) for (const type of typesOf(types)) to.observe('sender', 'ws-discovery.probe', type)
}

/** Hello is a description itself; ProbeMatches and ResolveMatches hold some. */
function reportDevices(root: XmlElement, message: XmlElement, to: DatagramReport): void {
  const matches =
    message.name === 'Hello' ? [message] : message.children.filter(({ name }) => /Match$/.test(name))
  for (const match of matches.slice(0, MOST_MATCHES))
    reportDevice(match, subjectOf(match, matches.length, to), to)
  const sequence = findElement(root, 'AppSequence')
  if (sequence !== null) to.observe('sender', 'ws-discovery.instance', sequence.attribute('InstanceId'))
  reportMetadata(message, to)
}

/** A discovery proxy answers with several devices, each with its own address; a device answers for itself. */
function subjectOf(match: XmlElement, matches: number, to: DatagramReport): About<'sender' | 'receiver'> {
  if (matches < 2) return 'sender'
  const hosts = addressesOf(match).map((address) => parseIp(hostOf(address)))
  const ip = hosts.find((host) => host !== null)
  return ip === undefined || hosts.includes(to.sender.ip) ? 'sender' : { ip }
}

function reportDevice(match: XmlElement, about: About<'sender' | 'receiver'>, to: DatagramReport): void {
  const reference = findElement(match, 'Address')?.text ?? ''
  to.observe(about, 'ws-discovery.uuid', reference.replace(/^urn:uuid:|^uuid:/i, ''))
  for (const child of match.children) {
    if (child.name === 'Types')
      for (const type of typesOf(child)) to.observe(about, 'ws-discovery.type', type)
    if (child.name === 'Scopes')
      for (const scope of words(child.text, MOST_SCOPES)) {
        const found = readScope(scope)
        if (found !== null) to.observe(about, found.field, found.value)
        for (const place of placesIn(scope)) to.observe(about, place.field, place.value)
      }
  }
  for (const address of addressesOf(match)) to.observe(about, 'ws-discovery.address', address)
  to.observe(about, 'ws-discovery.metadata-version', childText(match, 'MetadataVersion'))
}

/** Transport addresses without login and query. */
const addressesOf = (match: XmlElement): string[] =>
  words(childText(match, 'XAddrs') ?? '', MOST_ADDRESSES)
    .filter((address) => /^\w{1,8}:\/\/./.test(address))
    .map((address) => address.split(/[?#]/, 1)[0]!.replace(/^(\w{1,8}:\/\/)[^/@]*@/, '$1'))

/** The host of a URI, brackets of IPv6 included. */
const hostOf = (address: string): string =>
  /^\w{1,8}:\/\/(\[[^\]]{0,64}\]|[^:/]{0,255})/.exec(address)?.[1] ?? ''

function reportMetadata(message: XmlElement, to: DatagramReport): void {
  const found = metadataIn(message)
  if (found !== null) reportDpwsMetadata(found, 'sender', to)
}
