/**
 * Cisco Discovery Protocol, versions 1 and 2, and the Foundry protocol of the same format. No public standard;
 * the layout is what Cisco documents and analysers agree on: version, TTL, checksum, then TLVs whose length
 * includes their own four octets.
 */
import type { Ip } from '../../model/ip.ts'
import type { FieldName } from '../../model/observation.ts'
import { Cursor } from '../../wire/cursor.ts'
import { objectIdentifier } from '../object-identifier.ts'
import { printable, textOf } from '../printable.ts'
import type { FrameReport, Protocol } from '../protocol.ts'
import { addressList } from './addresses.ts'
import { fields, type Say } from './fields.ts'

const SNAP_CISCO = 0x00000c * 0x10000 + 0x2000
const SNAP_FOUNDRY = 0x00e052 * 0x10000 + 0x2000

export const cdp = {
  name: 'cdp',
  title: 'Cisco Discovery Protocol, and Foundry Discovery Protocol',
  fields,
  frame: { snap: [SNAP_CISCO, SNAP_FOUNDRY], observe },
} satisfies Protocol

/** TLVs read of one frame; a switch sends about 20. */
const MOST_TLVS = 64

/** Facts repeated about each management address, since traffic to it shows no hardware address beyond a router. */
const REPEATED: ReadonlySet<FieldName> = new Set<FieldName>([
  'cdp.device-id',
  'cdp.platform',
  'cdp.version',
  'cdp.capabilities',
  'cdp.system-name',
])

function observe(payload: Uint8Array, to: FrameReport) {
  const c = new Cursor(payload)
  const version = c.u8()
  c.skip(3)
  if (c.missing || version === 0 || version > 3) return to.oddity('cdp.version')
  // Only the group address tells the two apart here; both SNAP codes end in the same protocol number.
  to.observe('sender', 'cdp.dialect', to.destination === FOUNDRY_GROUP ? 'fdp' : 'cdp')
  const repeated: { field: FieldName; value: string | number | null }[] = []
  const say: Say = (field, value) => {
    to.observe('sender', field, value)
    if (REPEATED.has(field)) repeated.push({ field, value })
  }
  const own = new Set<Ip>()
  for (let n = 0; n < MOST_TLVS && c.left > 0; n++) {
    const type = c.u16()
    const value = c.view(c.u16() - 4)
    if (c.missing) {
      to.oddity('cdp.tlv-length')
      break
    }
    observeTlv(type, value, say)
    if (type === ADDRESSES || type === MANAGEMENT) for (const ip of addressList(value)) own.add(ip)
  }
  for (const ip of own) for (const { field, value } of repeated) to.observe({ ip }, field, value, true)
}

const FOUNDRY_GROUP = '01:e0:52:cc:cc:cc'
const ADDRESSES = 2
const MANAGEMENT = 22

const TEXTS: ReadonlyMap<number, FieldName> = new Map([
  [1, 'cdp.device-id'],
  [3, 'cdp.port-id'],
  [6, 'cdp.platform'],
  [9, 'cdp.vtp-domain'],
  [20, 'cdp.system-name'],
  [0x1001, 'cdp.serial'],
])

function observeTlv(type: number, value: Uint8Array, say: Say): void {
  const c = new Cursor(value)
  const text = TEXTS.get(type)
  if (text !== undefined) say(text, textOf(value))
  else if (type === ADDRESSES) for (const ip of addressList(value)) say('cdp.address', ip)
  else if (type === MANAGEMENT) for (const ip of addressList(value)) say('cdp.management-address', ip)
  else if (type === 4 && value.length >= 4) say('cdp.capabilities', capabilityNames(c.u32()))
  // Many lines: one text, so that patterns need not know where they break.
  else if (type === 5) say('cdp.version', textOf(value).replace(/\s+/g, ' '))
  else if (type === 10 && value.length >= 2) say('cdp.native-vlan', c.u16())
  else if (type === 11 && value.length >= 1) say('cdp.duplex', value[0] === 0 ? 'half' : 'full')
  else if (type === 14 && value.length >= 3) say('cdp.appliance-vlan', `${c.u8()}=${c.u16()}`)
  else if (type === 16 && value.length >= 2) say('cdp.power', c.u16())
  else if (type === 21) say('cdp.system-oid', objectIdentifier(value))
  else if (type === 23) say('cdp.location', printable(value.subarray(1)))
}

/** From bit 0 on. */
const CAPABILITIES = [
  'router',
  'transparent-bridge',
  'source-route-bridge',
  'switch',
  'host',
  'igmp',
  'repeater',
  'phone',
  'remotely-managed',
  'video-camera',
  'two-port-mac-relay',
]

const capabilityNames = (bits: number): string => CAPABILITIES.filter((_, bit) => bits & (1 << bit)).join(',')
