/**
 * LLDP (IEEE 802.1AB) with the extensions of IEEE 802.1, 802.3, LLDP-MED (ANSI/TIA-1057) and PROFINET.
 * The sender is one port of a device; chassis ID and management addresses are the device's own.
 */
import type { Ip } from '../../model/ip.ts'
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceMac } from '../addresses.ts'
import { printableOrHex, textOf } from '../printable.ts'
import type { FrameReport, Protocol } from '../protocol.ts'
import { fields, type Say } from './fields.ts'
import { networkAddress, observeManagement } from './management.ts'
import { observeOrganization } from './organization.ts'

export const lldp = {
  name: 'lldp',
  title: 'Link Layer Discovery Protocol (IEEE 802.1AB) and LLDP-MED (ANSI/TIA-1057)',
  fields,
  frame: { etherTypes: [0x88cc], observe },
} satisfies Protocol

/** TLVs of one frame; an Ethernet frame of 1,500 octets with more than these has padding for content. */
const MOST_TLVS = 100

/** Facts repeated about each management address, since traffic to it shows no hardware address beyond a router. */
const REPEATED: ReadonlySet<FieldName> = new Set<FieldName>([
  'lldp.system-name',
  'lldp.system-description',
  'lldp.capabilities',
  'lldp.med-model',
  'lldp.med-serial',
  'lldp.med-manufacturer',
])

function observe(payload: Uint8Array, to: FrameReport): void {
  const repeated: { field: FieldName; value: string | number | null }[] = []
  const addresses: Ip[] = []
  const say: Say = (field, value) => {
    to.observe('sender', field, value)
    if (REPEATED.has(field)) repeated.push({ field, value })
  }
  const c = new Cursor(payload)
  for (let n = 0; n < MOST_TLVS && c.left > 0; n++) {
    const header = c.u16()
    const value = c.view(header & 0x1ff)
    if (c.missing) {
      to.oddity('lldp.tlv-length')
      break
    }
    if (header >>> 9 === 0) break
    observeTlv(header >>> 9, value, say, addresses)
  }
  for (const ip of addresses.slice(0, 8))
    for (const { field, value } of repeated) to.observe({ ip }, field, value, true)
}

function observeTlv(type: number, value: Uint8Array, say: Say, addresses: Ip[]): void {
  if (type === 1) observeChassis(value, say, addresses)
  else if (type === 2) observePort(value, say)
  else if (type === 3) say('lldp.ttl', new Cursor(value).u16())
  else if (type === 4) say('lldp.port-description', textOf(value))
  else if (type === 5) say('lldp.system-name', textOf(value))
  else if (type === 6) say('lldp.system-description', textOf(value))
  else if (type === 7) observeCapabilities(value, say)
  else if (type === 8) observeManagement(value, say, addresses)
  else if (type === 127) observeOrganization(value, say)
}

/** Subtypes 4 (MAC) and 5 (network address) are binary; the others text, or what the maker likes. Clause 8.5.2.2. */
function observeChassis(value: Uint8Array, say: Say, addresses: Ip[]): void {
  const body = value.subarray(1)
  const mac = value[0] === 4 ? deviceMac(body) : null
  const ip = value[0] === 5 ? networkAddress(body) : null
  say('lldp.chassis-id', mac ?? ip ?? printableOrHex(body))
  say('lldp.chassis-mac', mac)
  if (ip === null) return
  say('lldp.management-address', ip)
  addresses.push(ip)
}

/** As the chassis, but 3 is MAC and 4 network address. Clause 8.5.3.2. */
function observePort(value: Uint8Array, say: Say): void {
  const body = value.subarray(1)
  const mac = value[0] === 3 ? deviceMac(body) : null
  const ip = value[0] === 4 ? networkAddress(body) : null
  say('lldp.port-id', mac ?? ip ?? printableOrHex(body))
  say('lldp.port-mac', mac)
}

/** IEEE 802.1AB table 8-4, from bit 0 on. */
const CAPABILITIES = [
  'other',
  'repeater',
  'bridge',
  'wlan-access-point',
  'router',
  'telephone',
  'docsis-cable-device',
  'station-only',
  'c-vlan-bridge',
  's-vlan-bridge',
  'two-port-mac-relay',
]

function observeCapabilities(value: Uint8Array, say: Say): void {
  const c = new Cursor(value)
  const available = c.u16()
  const enabled = c.u16()
  if (c.missing) return
  say('lldp.capabilities-available', capabilityNames(available))
  say('lldp.capabilities', capabilityNames(enabled))
}

const capabilityNames = (bits: number): string => CAPABILITIES.filter((_, bit) => bits & (1 << bit)).join(',')
