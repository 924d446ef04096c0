/**
 * Which devices are one: a network card and a chassis, a wired and a wireless interface, a host seen directly
 * and through a router. Only identifiers meant to be unique join; what contradicts is checked where it is done.
 */
import { type Mac, parseMac } from '../model/mac.ts'
import type { FieldName, Observation } from '../model/observation.ts'
import type { Device } from './device.ts'
import { serialsIn } from './marks.ts'
import { groupBy } from './ownership.ts'

export interface Join {
  readonly one: Device
  readonly other: Device
  readonly because: string
}

/** Fields in which a device names the MAC of its chassis: whoever names the same one is the same. */
export const CHASSIS_MAC_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
  'lldp.chassis-mac',
  'snmp.bridge-address',
  'stp.bridge-mac',
])

/** Fields in which a device names one of its own MACs. */
export const OWN_MAC_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
  ...CHASSIS_MAC_FIELDS,
  'addp.mac',
  'bjnp.mac',
  'dhcp.duid-mac',
  'dhcpv6.duid-mac',
  'edimax-cloud.mac',
  'intellivue.mac',
  'lantronix.mac',
  'lldp.port-mac',
  'knx.mac',
  'mdns.mac',
  'mndp.mac',
  'moxa.mac',
  'nbns.mac',
  'sip.mac',
  'snmp.engine-mac',
  'snmp.if-phys-address',
  'ssdp.mac',
  'tplink-smarthome.mac',
  'ubnt-discovery.mac',
  'ws-discovery.onvif-mac',
])

/** Fields whose value is made to be unique to one device, with the kind of identifier they hold. */
export const UNIQUE_FIELDS: ReadonlyMap<FieldName, string> = new Map<FieldName, string>([
  ['dhcp.duid', 'DUID'], // RFC 4361 section 6.1
  ['dhcpv6.duid', 'DUID'], // RFC 8415 section 11
  ['dhcp.machine-uuid', 'machine UUID'], // RFC 4578 section 2.3
  ['dhcpv6.duid-uuid', 'machine UUID'], // RFC 6355
  ['dicom.device-uid', 'device UID'], // PS3.3 C.7.5.1
  ['http.upnp-udn', 'UUID'], // UPnP Device Architecture 2.0 section 1.1.4
  ['sip.instance', 'UUID'], // RFC 5626 section 4.1
  ['ssdp.uuid', 'UUID'],
  ['ws-discovery.uuid', 'UUID'], // WS-Discovery 1.1 section 2.6
  ['smb.server-guid', 'server GUID'], // MS-SMB2 section 2.2.4
])

/** Fields in which a router announces an address that several share, and what it says while it is in charge. */
export const VIRTUAL_ADDRESS_FIELDS: readonly {
  readonly address: FieldName
  readonly inCharge: readonly [FieldName, string] | null
}[] = [
  { address: 'vrrp.virtual-address', inCharge: null }, // only the master advertises, RFC 9568 section 6.4
  { address: 'hsrp.virtual-address', inCharge: ['hsrp.state', 'active'] },
  { address: 'glbp.virtual-address', inCharge: ['glbp.state', 'active'] },
]

/** A unique value held by more devices than this is not unique after all (cloned images, vendor defaults). */
const MOST_SHARING = 4
/** Ports of one switch have neighbouring MACs: last octets within one block of this size. */
const PORT_BLOCK = 64

/** In an order that depends on the devices alone. */
export function joinsOf(devices: readonly Device[]): Join[] {
  const inOrder = devices
    .map((device) => ({ device, key: [...device.macs, ...device.addresses.keys()].sort()[0] ?? '' }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ device }) => device)
  return [
    ...byOwnMac(inOrder),
    ...byUniqueValue(inOrder),
    ...bySwitchPorts(inOrder),
    ...byVirtualAddress(inOrder),
  ]
}

function byOwnMac(devices: readonly Device[]): Join[] {
  const holders = new Map<Mac, Device>(devices.flatMap((d) => d.macs.map((mac) => [mac, d] as const)))
  const chassis = new Map<Mac, Device>()
  return devices.flatMap((one) => {
    const joins = one.observations.flatMap((o) => {
      const mac = o.self && OWN_MAC_FIELDS.has(o.field) ? parseMac(o.value) : null
      if (mac === null || isEmptyId(mac)) return []
      const other = holders.get(mac) ?? chassis.get(mac)
      if (CHASSIS_MAC_FIELDS.has(o.field) && other === undefined) chassis.set(mac, one)
      if (other === undefined || other === one) return []
      return [{ one: other, other: one, because: `${o.field} names ${mac} as its own` }]
    })
    return joins.sort((a, b) => (a.because < b.because ? -1 : 1))
  })
}

function byUniqueValue(devices: readonly Device[]): Join[] {
  const holders = new Map<string, Set<Device>>()
  for (const device of devices)
    for (const o of device.observations)
      for (const id of o.self ? uniqueIds(o) : []) {
        const set = holders.get(id) ?? new Set<Device>()
        holders.set(id, set.add(device))
      }
  // Where two devices share several values, the first to join them must not be the first that was heard.
  const inOrder = [...holders].sort(([a], [b]) => (a < b ? -1 : 1))
  return inOrder.flatMap(([id, set]) => {
    const [one, ...others] = set
    if (one === undefined || others.length >= MOST_SHARING) return []
    return others.map((other) => ({ one, other, because: `both say ${id}` }))
  })
}

function uniqueIds(o: Observation): string[] {
  const kind = UNIQUE_FIELDS.get(o.field)
  const value = o.value.toLowerCase().replace(/^uuid:/, '')
  const stated =
    kind === undefined || isEmptyId(value) || DEFAULT_UUIDS.has(value) ? [] : [`${kind} ${value}`]
  const numbers = serialsIn(o).filter((s) => isTelling(s.value))
  return [...stated, ...numbers.map((s) => `${s.vendor} ${s.attribute} ${s.value}`.trim())]
}

/** All zeros or all ones: never set. */
const isEmptyId = (value: string): boolean => /^[0:-]*$/.test(value) || /^[f:-]*$/i.test(value)

/** UUIDs that makers of main boards forget to replace. */
const DEFAULT_UUIDS: ReadonlySet<string> = new Set([
  '03000200-0400-0500-0006-000700080009',
  '00020003-0004-0005-0006-000700080009',
  '12345678-1234-5678-90ab-cddeefaabbcc',
])

/** Long and varied enough to be one device's number rather than a placeholder such as 000000 or 123456789. */
export const isTelling = (serial: string): boolean =>
  serial.length >= 6 && new Set(serial).size >= 4 && !'0123456789abcdef'.includes(serial.toLowerCase())

/** One switch speaks CDP from each port's MAC: same device id and platform, neighbouring MACs. */
function bySwitchPorts(devices: readonly Device[]): Join[] {
  const named = devices.flatMap((device) => {
    const id = said(device, 'cdp.device-id')
    const mac = device.macs[0]
    if (id === null || mac === undefined) return []
    return [{ device, mac, key: `${id} ${said(device, 'cdp.platform') ?? ''}` }]
  })
  return [...groupBy(named, (n) => `${n.key} ${n.mac.slice(0, 14)}`).values()].flatMap((group) => {
    const sorted = [...group].sort((a, b) => (a.mac < b.mac ? -1 : 1))
    return sorted.slice(1).flatMap((n, i) => {
      const before = sorted[i]!
      const near = lastOctet(n.mac) - lastOctet(before.mac) <= PORT_BLOCK
      return near
        ? [{ one: before.device, other: n.device, because: `ports of one switch, by CDP (${n.key.trim()})` }]
        : []
    })
  })
}

/** The address that redundant routers share belongs, where it speaks, to the one in charge first. */
function byVirtualAddress(devices: readonly Device[]): Join[] {
  const solo = new Map(
    devices.flatMap((d) => (d.macs.length > 0 ? [] : [...d.addresses.keys()].map((ip) => [ip as string, d]))),
  )
  return devices.flatMap((one) =>
    VIRTUAL_ADDRESS_FIELDS.flatMap(({ address, inCharge }) => {
      if (
        inCharge !== null &&
        !one.observations.some((o) => o.field === inCharge[0] && o.value === inCharge[1])
      )
        return []
      return one.observations.flatMap((o) => {
        const other = o.self && o.field === address ? solo.get(o.value) : undefined
        if (other === undefined || other === one) return []
        solo.delete(o.value)
        return [{ one, other, because: `${o.field} names ${o.value} as shared, and it is in charge` }]
      })
    }),
  )
}

const lastOctet = (mac: Mac): number => Number.parseInt(mac.slice(15), 16)

/** The smallest of what a device says in a field, so that order of arrival plays no part. */
function said(device: Device, field: FieldName): string | null {
  const values = device.observations.filter((o) => o.self && o.field === field).map((o) => o.value)
  return values.sort()[0] ?? null
}
