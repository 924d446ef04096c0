/**
 * Management frames of IEEE 802.11 in the clear (clause 9.3.3): networks and how they are protected, what access points
 * and stations say they are in Wi-Fi Protected Setup. Networks that stations look for are theirs, and are not read.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { FrameReport, Protocol } from '../protocol.ts'
import { type Elements, readElements } from './elements.ts'
import { type Protection, protectionOf } from './protection.ts'
import { reportSetup } from './setup.ts'

export const wlan = {
  name: 'wlan',
  title: 'Wireless LAN management frames (IEEE 802.11 clause 9.3.3, Wi-Fi Protected Setup)',
  fields: {
    'wlan.role': { label: 'access-point: it sends beacons; station: it joins or looks for networks' },
    'wlan.ssid': { label: 'Name of the network an access point offers; not of personal hotspots' },
    'wlan.security': { label: 'Protection of the network: open, wep, wpa, wpa2, wpa3, owe; several with +' },
    'wlan.cipher': { label: 'Pairwise ciphers of the network, or those a joining station asks for' },
    'wlan.group-cipher': { label: 'Group cipher of the network' },
    'wlan.key-management': {
      label: 'Authentication and key management of the network or of a joining station',
    },
    'wlan.frame-protection': { label: 'Management frame protection: required, capable or none' },
    'wlan.authentication': {
      label: 'Algorithm of its authentication: open, shared-key (WEP), fast-transition, sae, fils',
    },
    'wlan.deauthentication': { label: 'It ended an association: reason code (clause 9.4.1.7)' },
    'wlan.channel': { label: 'Channel of the network (DS parameter set)' },
    'wlan.country': { label: 'Country the access point is set to' },
    'wlan.ap-name': { label: 'Name of the access point (Cisco CCX element)' },
    'wlan.vendor-oui': { label: 'OUI of a vendor element it sends' },
    'wlan.wps-state': { label: 'Wi-Fi Protected Setup: configured, unconfigured; locked' },
    'wlan.wps-manufacturer': { label: 'Manufacturer (Wi-Fi Protected Setup)' },
    'wlan.wps-model': { label: 'Model name (Wi-Fi Protected Setup)' },
    'wlan.wps-model-number': { label: 'Model number (Wi-Fi Protected Setup)' },
    'wlan.wps-serial': { label: 'Serial number (Wi-Fi Protected Setup)' },
    'wlan.wps-device-name': { label: 'Device name of an access point (Wi-Fi Protected Setup)' },
  },
  frame: { wlanManagement: true, observe },
} satisfies Protocol

const HEADER = 24
/** Octet 1 of frame control: an HT control field follows the header. */
const ORDER = 0x80
/** Octet 1: the body is encrypted, or begins with what an encrypted one would (clause 9.2.4.1.9). */
const PROTECTED = 0x40
/** Subtypes (clause 9.2.4.1.3), and the octets before their elements. */
const FIXED: Readonly<Record<number, number>> = { 0: 4, 2: 10, 4: 0, 5: 12, 8: 12, 11: 6, 12: 2 }
const AUTHENTICATION = 11
const DEAUTHENTICATION = 12
const PROBE_REQUEST = 4
const PROBE_RESPONSE = 5
const BEACON = 8
/** Authentication algorithm numbers, clause 9.4.1.1; 4 to 6 are FILS. */
const ALGORITHMS = ['open', 'shared-key', 'fast-transition', 'sae', 'fils', 'fils', 'fils']
/** Capability information: the frame comes from an access point; its network is encrypted (clause 9.4.1.4). */
const ESS = 1
const PRIVACY = 0x10

function observe(frame: Uint8Array, to: FrameReport): void {
  const subtype = frame[0]! >>> 4
  const fixed = FIXED[subtype]
  if (fixed === undefined || (frame[1]! & PROTECTED) !== 0) return
  const at = HEADER + ((frame[1]! & ORDER) !== 0 ? 4 : 0)
  if (frame.length < at + fixed) {
    to.oddity('wlan.short')
    return
  }
  const first = new Cursor(frame, at).u16le()
  if (subtype === AUTHENTICATION) to.observe('sender', 'wlan.authentication', ALGORITHMS[first] ?? first)
  else if (subtype === DEAUTHENTICATION) to.observe('sender', 'wlan.deauthentication', first)
  else informed(subtype, frame, at, readElements(frame.subarray(at + fixed)), to)
}

/** Frames that carry elements of a network or a station. */
function informed(subtype: number, frame: Uint8Array, at: number, elements: Elements, to: FrameReport): void {
  if (elements.cut) to.oddity('wlan.element')
  if (subtype === BEACON || subtype === PROBE_RESPONSE) {
    const capability = new Cursor(frame, at + 10).u16le()
    if ((capability & ESS) !== 0) network(elements, (capability & PRIVACY) !== 0, to)
  } else {
    to.observe('sender', 'wlan.role', 'station')
    // A station that joins asks for one cipher of those offered.
    if (subtype !== PROBE_REQUEST) protection(protectionOf(elements, true), to)
    reportSetup(elements, 'station', to)
  }
}

function network(elements: Elements, encrypted: boolean, to: FrameReport): void {
  const found = protectionOf(elements, encrypted)
  to.observe('sender', 'wlan.role', 'access-point')
  to.observe('sender', 'wlan.ssid', networkName(elements.ssid))
  to.observe('sender', 'wlan.security', found.security)
  protection(found, to)
  to.observe('sender', 'wlan.frame-protection', found.framesProtected)
  to.observe('sender', 'wlan.channel', elements.channel)
  to.observe('sender', 'wlan.country', elements.country)
  to.observe('sender', 'wlan.ap-name', elements.apName)
  for (const oui of elements.vendors) to.observe('sender', 'wlan.vendor-oui', oui)
  reportSetup(elements, 'access-point', to)
}

function protection({ suites }: Protection, to: FrameReport): void {
  const join = (pick: (s: Protection['suites'][number]) => readonly string[]) =>
    [...new Set(suites.flatMap(pick))].join(',')
  to.observe(
    'sender',
    'wlan.cipher',
    join((s) => s.pairwise),
  )
  to.observe(
    'sender',
    'wlan.group-cipher',
    join((s) => [s.group]),
  )
  to.observe(
    'sender',
    'wlan.key-management',
    join((s) => s.management),
  )
}

/** Owners' names have apostrophes; else the maker's names for telephones, tablets and their sharing. */
const PERSONAL =
  /['\u2018\u2019\u00b4`\ufffd]|iphone|ipad|macbook|galaxy|pixel|android|redmi|xiaomi|\bpoco\b|oneplus|\boppo\b|realme|\bvivo\b|\bmoto(?:rola)?\b|huawei (?:p|y|mate|nova)|\bhonor \d|\bnokia \d|\bxperia\b|hotspot|\bs (?:phone|tel)|handy\b|smartphone/i

/** Telephones that share their connection call the network after their owner. */
function networkName(ssid: string | null): string | null {
  if (ssid === null || PERSONAL.test(ssid)) return null
  return ssid
}
