/**
 * Who is who: puts MACs and addresses together into devices. MACs are joined only on strong grounds; an
 * address belongs to a MAC only where `ownership.ts` found proof; everything else stands by its address alone.
 */
import type { Binding, CaptureFacts, Station } from '../model/facts.ts'
import { type Ip, ipWords, isIp6, parseIp } from '../model/ip.ts'
import { isGroupMac, isVirtualRouterMac, type Mac, macFromWords } from '../model/mac.ts'
import type { Endpoint, FieldName, Observation, Seconds } from '../model/observation.ts'
import { isLoopback } from '../model/prefix.ts'
import { joinsOf } from './joins.ts'
import { findOwners, type Owners, ownerAt, owns } from './ownership.ts'

/** A device before anything is said about what it is. */
export interface Device {
  readonly macs: Mac[]
  readonly addresses: Map<Ip, { first: Seconds; last: Seconds }>
  readonly observations: Observation[]
  /** Why its parts were put together. */
  readonly joins: string[]
  readonly vlans: Set<number>
  first: Seconds
  last: Seconds
}

export interface Resolution {
  readonly devices: readonly Device[]
  readonly owners: Owners
  /** The device an address (at a time) or a MAC belongs to. */
  deviceOf(endpoint: Endpoint, at: Seconds): Device | null
}

export function resolve(facts: CaptureFacts): Resolution {
  const owners = findOwners([...facts.bindings, ...announcedAddresses(facts.observations)])
  const macs = new Map<Mac, Device>()
  const solo = new Map<Ip, Device>()
  for (const station of facts.stations)
    if (isDeviceMac(station.mac)) macs.set(station.mac, deviceOfStation(station))
  for (const o of facts.observations)
    if (speaksOfUnseenMac(o, macs)) macs.set(o.endpoint.mac!, emptyDevice(o.endpoint.mac, o.at))
  for (const [ip, list] of owners.byIp)
    for (const o of list) {
      const device = macs.get(o.mac) ?? emptyDevice(o.mac, o.first)
      macs.set(o.mac, device)
      use(device, ip, o.first, o.last)
    }
  for (const s of facts.speakers)
    if (!owners.byIp.has(s.ip) && !isLoopback(s.ip)) {
      const device = soloHome(s.ip, macs)
      if (device.macs.length === 0) solo.set(s.ip, device)
      use(device, s.ip, s.first, s.last)
    }
  const find = (endpoint: Endpoint, at: Seconds) => homeOf(endpoint, at, owners, macs, solo)
  for (const o of facts.observations) attribute(o, find(o.endpoint, o.at))
  joinDevices(macs, solo)
  return { devices: [...new Set([...macs.values(), ...solo.values()])], owners, deviceOf: find }
}

/** Fields in which a device announces an address of its own, in a frame that names its MAC. */
const OWN_ADDRESS_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
  'cdp.address',
  'cdp.management-address',
  'lldp.management-address',
  'mndp.address',
  'ubnt-discovery.address',
])

function announcedAddresses(observations: readonly Observation[]): Binding[] {
  return observations.flatMap((o) => {
    const ip = o.self && o.endpoint.mac !== null && OWN_ADDRESS_FIELDS.has(o.field) ? parseIp(o.value) : null
    if (ip === null || o.endpoint.mac === null) return []
    const span = { first: o.at, last: o.last, statedFirst: o.at, statedLast: o.last }
    return [{ mac: o.endpoint.mac, ip, ...span, packets: 0, stated: [o.protocol], ttl: 0, linkScope: false }]
  })
}

const isDeviceMac = (mac: Mac): boolean =>
  !isGroupMac(mac) && !isVirtualRouterMac(mac) && mac !== '00:00:00:00:00:00'

/** A relay or server may speak for a host whose frames never pass here: a DHCP client behind a relay. */
const speaksOfUnseenMac = (o: Observation, macs: ReadonlyMap<Mac, Device>): boolean =>
  o.self &&
  o.endpoint.mac !== null &&
  o.endpoint.ip === null &&
  isDeviceMac(o.endpoint.mac) &&
  !macs.has(o.endpoint.mac)

function emptyDevice(mac: Mac | null, at: Seconds): Device {
  return {
    macs: mac === null ? [] : [mac],
    addresses: new Map(),
    observations: [],
    joins: [],
    vlans: new Set(),
    first: at,
    last: at,
  }
}

function deviceOfStation(station: Station): Device {
  const device = emptyDevice(station.mac, station.first)
  device.last = station.last
  for (const vlan of station.vlans) device.vlans.add(vlan)
  return device
}

function use(device: Device, ip: Ip, first: Seconds, last: Seconds): void {
  const known = device.addresses.get(ip)
  if (known === undefined) device.addresses.set(ip, { first, last })
  else {
    known.first = Math.min(known.first, first)
    known.last = Math.max(known.last, last)
  }
  device.first = Math.min(device.first, first)
  device.last = Math.max(device.last, last)
}

/** An IPv6 address made from a MAC (RFC 4291 appendix A) belongs to that MAC's device wherever it is seen. */
function soloHome(ip: Ip, macs: ReadonlyMap<Mac, Device>): Device {
  const mac = macInAddress(ip)
  const device = mac === null ? undefined : macs.get(mac)
  if (device === undefined) return emptyDevice(null, Number.POSITIVE_INFINITY)
  device.joins.push(`${ip} is made from ${mac}`)
  return device
}

export function macInAddress(ip: Ip): Mac | null {
  if (!isIp6(ip)) return null
  const [, , c, d] = ipWords(ip)
  if ((c & 0xff) !== 0xff || d >>> 24 !== 0xfe) return null
  const high = ((c >>> 16) & 0xffff) ^ 0x0200
  return macFromWords(high, (((c >>> 8) & 0xff) << 24) | (d & 0xffffff))
}

function homeOf(
  { mac, ip }: Endpoint,
  at: Seconds,
  owners: Owners,
  macs: ReadonlyMap<Mac, Device>,
  solo: ReadonlyMap<Ip, Device>,
): Device | null {
  if (ip === null) return mac === null ? null : (macs.get(mac) ?? null)
  if (mac !== null && owns(owners, mac, ip)) return macs.get(mac) ?? null
  const owner = ownerAt(owners, ip, at)
  if (owner !== null) return macs.get(owner) ?? null
  return solo.get(ip) ?? embeddedHome(ip, macs)
}

function embeddedHome(ip: Ip, macs: ReadonlyMap<Mac, Device>): Device | null {
  const mac = macInAddress(ip)
  return mac === null ? null : (macs.get(mac) ?? null)
}

function attribute(o: Observation, device: Device | null): void {
  if (device === null) return
  device.observations.push(o)
  device.first = Math.min(device.first, o.at)
  device.last = Math.max(device.last, o.last)
}

/** Puts devices together that `joins.ts` proves to be one. */
function joinDevices(macs: Map<Mac, Device>, solo: Map<Ip, Device>): void {
  const all = [...new Set([...macs.values(), ...solo.values()])]
  for (const { one, other, because } of joinsOf(all)) {
    const into = home(one, macs, solo)
    const from = home(other, macs, solo)
    if (into === from) continue
    absorb(into, from, because)
    for (const mac of from.macs) macs.set(mac, into)
    for (const ip of from.addresses.keys()) if (solo.get(ip) === from) solo.set(ip, into)
  }
}

/** Where a device is now, after earlier joins. */
function home(device: Device, macs: ReadonlyMap<Mac, Device>, solo: ReadonlyMap<Ip, Device>): Device {
  const mac = device.macs[0]
  if (mac !== undefined) return macs.get(mac) ?? device
  const ip = device.addresses.keys().next().value
  return (ip === undefined ? undefined : solo.get(ip)) ?? device
}

function absorb(into: Device, from: Device, because: string): void {
  into.macs.push(...from.macs)
  for (const [ip, { first, last }] of from.addresses) use(into, ip, first, last)
  into.observations.push(...from.observations)
  into.joins.push(...from.joins, because)
  for (const vlan of from.vlans) into.vlans.add(vlan)
  into.first = Math.min(into.first, from.first)
  into.last = Math.max(into.last, from.last)
}
