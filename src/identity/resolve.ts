/**
 * Who is who: puts MACs and addresses together into devices. MACs are joined only on strong grounds; an
 * address belongs to a MAC only where `ownership.ts` found proof; everything else stands by its address alone.
 */
import type { Binding, CaptureFacts, Station } from '../model/facts.ts'
import { type Ip, ipWords, isIp6, parseIp } from '../model/ip.ts'
import { type Mac, macFromWords } from '../model/mac.ts'
import type { Endpoint, FieldName, Observation, Seconds } from '../model/observation.ts'
import { isHostAddress, isLoopback } from '../model/prefix.ts'
import { devicesBehind } from './behind.ts'
import { placeCopies, separateCopies } from './copies.ts'
import { absorb, attribute, type Device, newDevice, seen, useAddress } from './device.ts'
import { withOwnInstances } from './imaging-senders.ts'
import { joinsOf } from './joins.ts'
import { Marks } from './marks.ts'
import { findOwners, isDeviceMac, isShared, type Owners, ownerAt } from './ownership.ts'

export interface Resolution {
  readonly devices: readonly Device[]
  /** MACs that forward packets of others, with how many addresses they forward for. */
  readonly routers: ReadonlyMap<Mac, number>
  /** Addresses used by two devices at the same time. */
  readonly shared: ReadonlySet<Ip>
  /** The device an address (at a time) or a MAC belongs to. */
  deviceOf(endpoint: Endpoint, at: Seconds): Device | null
}

/** `isOnLink`: is the address in a range of this network, where an unreduced TTL means that no router lay between? */
export function resolve(facts: CaptureFacts, isOnLink: (ip: Ip) => boolean): Resolution {
  const owners = findOwners([...facts.bindings, ...announcedAddresses(facts.observations)], isOnLink)
  const homes = new Homes(owners)
  for (const station of facts.stations) if (isDeviceMac(station.mac)) homes.station(station)
  for (const o of facts.observations) if (speaksOfMac(o)) homes.ofMac(o.endpoint.mac)
  for (const list of owners.byIp.values())
    for (const o of list) useAddress(homes.ofMac(o.mac), o.ip, o.first, o.last)
  for (const s of facts.speakers)
    if (!owners.byIp.has(s.ip) && isHostAddress(s.ip) && !isLoopback(s.ip))
      useAddress(homes.ofAddress(s.ip), s.ip, s.first, s.last)
  const deviceOf = (endpoint: Endpoint, at: Seconds) => homes.find(endpoint, at)
  const observations = withOwnInstances(facts.observations, deviceOf)
  for (const o of observations) {
    const device = o.endpoint.device === undefined ? deviceOf(o.endpoint, o.at) : null
    if (device !== null) attribute(device, o)
  }
  homes.join()
  homes.separate()
  const known = homes.devices()
  const devices = [...known, ...devicesBehind(observations, known, deviceOf)]
  return { devices, routers: owners.routers, shared: homes.shared(), deviceOf }
}

/** Fields in which a device announces an address of its own, in a frame that names its MAC. */
export const OWN_ADDRESS_FIELDS: ReadonlySet<FieldName> = new Set<FieldName>([
  'cdp.address',
  'cdp.management-address',
  'lldp.management-address',
  'mndp.address',
  'mqtt.address',
  'ubnt-discovery.address',
])

function announcedAddresses(observations: readonly Observation[]): Binding[] {
  return observations.flatMap((o) => {
    const { mac, device } = o.endpoint
    const ip =
      o.self && device === undefined && mac !== null && OWN_ADDRESS_FIELDS.has(o.field)
        ? parseIp(o.value)
        : null
    if (ip === null || mac === null) return []
    const span = { first: o.at, last: o.last, statedFirst: o.at, statedLast: o.last }
    return [{ mac, ip, ...span, packets: 0, stated: [o.protocol], ttl: 0, linkScope: false }]
  })
}

/** A relay or server may speak for a host whose frames never pass here: a DHCP client behind a relay. */
const speaksOfMac = (o: Observation): o is Observation & { endpoint: { mac: Mac } } =>
  o.self &&
  o.endpoint.device === undefined &&
  o.endpoint.mac !== null &&
  o.endpoint.ip === null &&
  isDeviceMac(o.endpoint.mac)

/** The MAC from which an IPv6 address was made (RFC 4291 appendix A); `null` if it was not. */
export function macInAddress(ip: Ip): Mac | null {
  if (!isIp6(ip)) return null
  const [, , c, d] = ipWords(ip)
  if ((c & 0xff) !== 0xff || d >>> 24 !== 0xfe) return null
  const high = ((c >>> 16) & 0xffff) ^ 0x0200
  return macFromWords(high, (((c >>> 8) & 0xff) << 24) | (d & 0xffffff))
}

/** Where every MAC and every address without a MAC is at home. */
class Homes {
  private readonly owners: Owners
  private readonly macs = new Map<Mac, Device>()
  /** By address, of devices of which no MAC is known. */
  private readonly solo = new Map<Ip, Device>()
  /** By MAC and address: hosts that use a MAC which is another's. */
  private readonly copies = new Map<string, Device>()

  constructor(owners: Owners) {
    this.owners = owners
  }

  station({ mac, first, last, vlans }: Station): void {
    const device = this.ofMac(mac)
    seen(device, first, last)
    for (const vlan of vlans) device.vlans.add(vlan)
  }

  /** The device of a MAC, made if needed. */
  ofMac(mac: Mac): Device {
    const known = this.macs.get(mac)
    if (known !== undefined) return known
    const device = newDevice(mac)
    this.macs.set(mac, device)
    return device
  }

  /**
   * The device of an address that no MAC owns. An address made from a MAC belongs to that MAC's device wherever
   * it is seen.
   */
  ofAddress(ip: Ip): Device {
    const known = this.solo.get(ip)
    if (known !== undefined) return known
    const home = this.embedded(ip)
    if (home !== null) {
      home.joins.push(`${ip} is made from ${macInAddress(ip)}`)
      return home
    }
    const device = newDevice(null)
    this.solo.set(ip, device)
    return device
  }

  find({ mac, ip }: Endpoint, at: Seconds): Device | null {
    if (ip === null) return mac === null ? null : (this.macs.get(mac) ?? null)
    const owner = mac !== null && this.owners.owns(mac, ip) ? mac : ownerAt(this.owners, ip, at)
    if (owner !== null) return this.copies.get(`${owner} ${ip}`) ?? this.macs.get(owner) ?? null
    return this.solo.get(ip) ?? this.embedded(ip)
  }

  devices(): Device[] {
    return [...new Set([...this.macs.values(), ...this.solo.values(), ...this.copies.values()])]
  }

  /** Addresses that two devices use at the same time. */
  shared(): Set<Ip> {
    const sameDevice = (one: Mac, other: Mac) => this.macs.get(one) === this.macs.get(other)
    const shared = [...this.owners.byIp].filter(([, list]) => isShared(list, sameDevice))
    return new Set(shared.map(([ip]) => ip))
  }

  /** Puts devices together that `joins.ts` shows to be one, unless what tells devices apart differs. */
  join(): void {
    const marks = new Map<Device, Marks>()
    const marksOf = (device: Device): Marks => {
      const known = marks.get(device) ?? new Marks(device.observations)
      marks.set(device, known)
      return known
    }
    for (const { one, other, because } of joinsOf(this.devices())) {
      const [a, b] = [this.now(one), this.now(other)]
      if (a === b || marksOf(a).conflict(marksOf(b))) continue
      const [into, from] = a.observations.length >= b.observations.length ? [a, b] : [b, a]
      marksOf(into).add(marksOf(from))
      absorb(into, from, because)
      for (const mac of from.macs) this.macs.set(mac, into)
      for (const ip of from.addresses.keys()) if (this.solo.get(ip) === from) this.solo.set(ip, into)
    }
  }

  /** Parts hosts that use one MAC, but for those that forward packets of others. */
  separate(): void {
    const copies = [...this.macs].flatMap(([mac, device]) => {
      const apart = this.owners.routers.has(mac) ? [] : separateCopies(device)
      for (const copy of apart) for (const ip of copy.addresses.keys()) this.copies.set(`${mac} ${ip}`, copy)
      return apart
    })
    placeCopies(copies, this.devices())
  }

  /** What a device has become after earlier joins. */
  private now(device: Device): Device {
    const mac = device.macs[0]
    if (mac !== undefined) return this.macs.get(mac) ?? device
    const ip = device.addresses.keys().next().value
    return (ip === undefined ? undefined : this.solo.get(ip)) ?? device
  }

  private embedded(ip: Ip): Device | null {
    const mac = macInAddress(ip)
    return mac === null ? null : (this.macs.get(mac) ?? null)
  }
}
