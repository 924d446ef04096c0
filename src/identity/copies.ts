/**
 * One MAC, two hosts: a laptop that has taken a pump's address, a guest behind a wireless bridge. At different IP
 * addresses at the same time they show two network stacks, or say two names of which a host has one. What each says
 * is kept apart, so that neither is taken for the other.
 */
import { lookupOui } from '../knowledge/oui.ts'
import { type Ip, isIp6 } from '../model/ip.ts'
import type { Observation } from '../model/observation.ts'
import { isLinkLocal } from '../model/prefix.ts'
import { claimsOf } from './claims.ts'
import { type Device, newDevice, useAddress } from './device.ts'
import { Marks } from './marks.ts'
import { networkOf } from './own-ranges.ts'
import { groupBy } from './ownership.ts'

/** Both addresses are in use for so long (seconds) after the later one came: a host that moves leaves the former. */
const OVERLAP_SECONDS = 60
/** Addresses of one MAC that are looked at: a host seldom has more, and what has very many forwards for others. */
const MOST_ADDRESSES = 16
/** A host takes up its address within this time (seconds) after it first asked for one. */
const TAKES_UP = 60

/** What one host says at its addresses. */
interface Part {
  readonly addresses: Ip[]
  readonly observations: Observation[]
}

/**
 * The other hosts that use the MAC of `device`, taken out of it; none where all that was seen can be one host. The
 * device keeps what fits the maker of its MAC, else what came first.
 */
export function separateCopies(device: Device): Device[] {
  const parts = partsOf(device)
  if (parts.length < 2) return []
  const owner = ownerAmong(parts, device)
  const first = new Map(parts.map((part) => [part, firstOf(device, part)]))
  for (const ip of device.addresses.keys())
    if (!parts.some((part) => part.addresses.includes(ip)))
      nearest(parts, (part) => Math.abs(first.get(part)! - device.addresses.get(ip)!.first)).addresses.push(
        ip,
      )
  for (const group of groupsWithoutAddress(device, parts))
    (askedFor(group, parts) ?? tookUp(group, parts, first) ?? owner).observations.push(...group)
  const copies = parts.filter((part) => part !== owner).map((part) => takeOut(device, part))
  for (const copy of copies) copy.twins.push(device)
  device.twins.push(...copies)
  return copies
}

/** Addresses put together as long as nothing shows two hosts; earliest first. */
function partsOf(device: Device): Part[] {
  if (device.macs.length !== 1 || device.addresses.size > MOST_ADDRESSES) return []
  const usable = [...device.addresses]
    .filter(([ip]) => !isIp6(ip) && !isLinkLocal(ip))
    .sort(([a, x], [b, y]) => x.first - y.first || (a < b ? -1 : 1))
  if (usable.length < 2) return []
  const said = groupBy(device.observations, (o) => o.endpoint.ip)
  const parts: Part[] = []
  for (const [ip] of usable) {
    const observations = said.get(ip) ?? []
    const home = parts.find((part) => !areTwo(device, part, ip, observations))
    if (home === undefined) parts.push({ addresses: [ip], observations: [...observations] })
    else {
      home.addresses.push(ip)
      home.observations.push(...observations)
    }
  }
  return parts
}

function areTwo(device: Device, part: Part, ip: Ip, observations: readonly Observation[]): boolean {
  const use = device.addresses.get(ip)!
  const together = part.addresses.some((other) => {
    const theirs = device.addresses.get(other)!
    return Math.min(use.last, theirs.last) - Math.max(use.first, theirs.first) >= OVERLAP_SECONDS
  })
  if (!together) return false
  return (
    differ(stacksOf(part.observations), stacksOf(observations)) ||
    new Marks(part.observations).conflict(new Marks(observations))
  )
}

const differ = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size > 0 && b.size > 0 && a.isDisjointFrom(b)

/** Initial TTLs of its handshakes: a stack has one, whatever it is asked for and wherever it is. */
function stacksOf(observations: readonly Observation[]): Set<string> {
  const signatures = observations.filter(
    (o) => o.self && (o.field === 'tcp.syn' || o.field === 'tcp.syn-ack'),
  )
  return new Set(signatures.map((o) => o.value.split(':', 2)[1] ?? ''))
}

/** The part that says it is made by whom the MAC is registered to, else the first. */
function ownerAmong(parts: readonly Part[], { macs: [mac] }: Device): Part {
  const block = mac === undefined ? null : lookupOui(mac)
  const fitting =
    block === null || block.module
      ? undefined
      : parts.find(({ observations }) =>
          claimsOf(observations).some((c) => c.self && c.attribute === 'vendor' && c.value === block.vendor),
        )
  return fitting ?? parts[0]!
}

const firstOf = ({ addresses }: Device, part: Part): number =>
  Math.min(...part.addresses.map((ip) => addresses.get(ip)!.first))

const nearest = (parts: readonly Part[], distance: (part: Part) => number): Part =>
  parts.reduce((best, part) => (distance(part) < distance(best) ? part : best))

/** What was said without an address, or at one that is not theirs alone: each message by itself. */
function groupsWithoutAddress(device: Device, parts: readonly Part[]): Iterable<Observation[]> {
  const placed = new Set(parts.flatMap(({ observations }) => observations))
  const rest = device.observations.filter((o) => !placed.has(o))
  return groupBy(rest, (o) => `${o.where.file} ${o.where.packet}`).values()
}

/** The part whose address a message is about: what DHCP asks for, ARP probes and announces. */
const askedFor = (group: readonly Observation[], parts: readonly Part[]): Part | undefined =>
  parts.find(({ addresses }) =>
    group.some((o) => addresses.some((ip) => ip === o.value || ip === o.endpoint.ip)),
  )

/** The part that took up its address right after the message. */
function tookUp(
  group: readonly Observation[],
  parts: readonly Part[],
  first: ReadonlyMap<Part, number>,
): Part | undefined {
  const at = group[0]!.at
  const after = parts.filter((part) => first.get(part)! >= at && first.get(part)! - at <= TAKES_UP)
  return after.length === 0 ? undefined : nearest(after, (part) => first.get(part)! - at)
}

function takeOut(device: Device, part: Part): Device {
  const copy = newDevice(null)
  for (const ip of part.addresses) {
    const { first, last } = device.addresses.get(ip)!
    useAddress(copy, ip, first, last)
    device.addresses.delete(ip)
  }
  const moved = new Set(part.observations)
  const kept = device.observations.filter((o) => !moved.has(o))
  device.observations.length = 0
  for (const o of kept) device.observations.push(o)
  for (const o of part.observations) copy.observations.push(o)
  for (const vlan of device.vlans) copy.vlans.add(vlan)
  return copy
}

/** Gives each host that shares a MAC the VLANs that others of its network are in; frames do not tell them apart. */
export function placeCopies(copies: readonly Device[], others: readonly Device[]): void {
  if (copies.length === 0) return
  const sharing = new Set(copies.flatMap((copy) => [copy, ...copy.twins]))
  const vlanOf = new Map<string, number>()
  for (const device of others) {
    const [vlan, ...more] = device.vlans
    if (sharing.has(device) || vlan === undefined || more.length > 0) continue
    for (const network of networksOf(device)) vlanOf.set(network, vlan)
  }
  for (const device of sharing) {
    const own = networksOf(device).flatMap((network) => vlanOf.get(network) ?? [])
    if (own.length === 0) continue
    for (const vlan of device.vlans) if (!own.includes(vlan)) device.vlans.delete(vlan)
  }
}

const networksOf = ({ addresses }: Device): string[] =>
  [...addresses.keys()].flatMap((ip) => networkOf(ip) ?? [])
