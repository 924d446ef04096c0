/**
 * Which devices are one: a network card and a chassis, a wired and a wireless interface, a host seen directly
 * and through a router. Only identifiers meant to be unique join, and never against a conflicting one.
 */

import { type Mac, parseMac } from '../model/mac.ts'
import type { FieldName } from '../model/observation.ts'
import { groupBy } from './ownership.ts'
import type { Device } from './resolve.ts'

export interface Join {
  readonly one: Device
  readonly other: Device
  readonly because: string
}

/** Fields in which a device names one of its own MACs. */
const OWN_MAC_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
  'lldp.chassis-mac',
  'lldp.port-mac',
  'stp.bridge-mac',
  'dhcp.duid-mac',
  'dhcpv6.duid-mac',
  'nbns.mac',
  'snmp.if-phys-address',
  'ubnt-discovery.mac',
  'mndp.mac',
  'profinet-dcp.mac',
])

/** Fields whose value is made to be unique to one device (RFC 8415 section 11, RFC 4122 in UPnP and WS-Discovery). */
const UNIQUE_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
  'dhcp.duid',
  'dhcp.machine-uuid',
  'dhcpv6.duid',
  'ssdp.uuid',
  'ws-discovery.uuid',
])

/** Fields whose different values prove two devices. */
const TELLING_APART: readonly FieldName[] = [
  'dhcp.hostname',
  'lldp.med-serial',
  'snmp.serial',
  'ntlmssp.netbios-computer',
]

/** A unique value held by more devices than this is not unique after all (cloned images, vendor defaults). */
const MOST_SHARING = 2
/** Ports of one switch have neighbouring MACs: last octets within one block of this size. */
const PORT_BLOCK = 64

export function joinsOf(devices: readonly Device[]): Join[] {
  return [...byOwnMac(devices), ...byUniqueValue(devices), ...bySwitchPorts(devices)]
}

function byOwnMac(devices: readonly Device[]): Join[] {
  const byMac = new Map<Mac, Device>(devices.flatMap((d) => d.macs.map((mac) => [mac, d] as const)))
  return devices.flatMap((one) =>
    one.observations.flatMap((o) => {
      if (!o.self || !OWN_MAC_FIELDS.has(o.field)) return []
      const mac = parseMac(o.value)
      const other = mac === null ? undefined : byMac.get(mac)
      if (other === undefined || other === one || conflict(one, other)) return []
      return [{ one, other, because: `${o.field} names ${mac} as its own` }]
    }),
  )
}

function byUniqueValue(devices: readonly Device[]): Join[] {
  const holders = new Map<string, { device: Device; text: string }[]>()
  for (const device of devices)
    for (const o of device.observations)
      if (o.self && UNIQUE_FIELDS.has(o.field) && !isEmptyId(o.value)) {
        const key = `${o.field} ${o.value.toLowerCase()}`
        const list = holders.get(key) ?? []
        if (!list.some((h) => h.device === device))
          holders.set(key, [...list, { device, text: `${o.field} ${o.value}` }])
      }
  return [...holders.values()].flatMap(([a, b, ...more]) => {
    if (a === undefined || b === undefined || more.length > MOST_SHARING - 2) return []
    return conflict(a.device, b.device)
      ? []
      : [{ one: a.device, other: b.device, because: `both say ${a.text}` }]
  })
}

/** All zeros or all ones: never set. */
const isEmptyId = (value: string): boolean => /^[0-]*$/.test(value) || /^[fF-]*$/.test(value)

/** One switch speaks CDP from each port's MAC: same device id and platform, neighbouring MACs. */
function bySwitchPorts(devices: readonly Device[]): Join[] {
  const named = devices.flatMap((device) => {
    const id = said(device, 'cdp.device-id')
    const mac = device.macs[0]
    return id === null || mac === undefined
      ? []
      : [{ device, mac, key: `${id} ${said(device, 'cdp.platform') ?? ''}` }]
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

const lastOctet = (mac: Mac): number => Number.parseInt(mac.slice(15), 16)

const said = (device: Device, field: FieldName): string | null =>
  device.observations.find((o) => o.self && o.field === field)?.value ?? null

function conflict(a: Device, b: Device): boolean {
  return TELLING_APART.some((field) => {
    const [left, right] = [said(a, field), said(b, field)]
    return left !== null && right !== null && left.toLowerCase() !== right.toLowerCase()
  })
}
