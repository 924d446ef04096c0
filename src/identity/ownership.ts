/**
 * Who owns which address, and when. Frames alone prove little: behind a router every address comes from the
 * router's MAC. A MAC owns an address when a protocol says so (ARP, DHCP, neighbour discovery), when the pair
 * sent what no router forwards, or when the TTL shows that no router lay between.
 */
import type { Binding } from '../model/facts.ts'
import { type Ip, isIp6 } from '../model/ip.ts'
import { isGroupMac, isVirtualRouterMac, type Mac } from '../model/mac.ts'
import type { Seconds } from '../model/observation.ts'
import { isHostAddress, isLinkLocal, isLoopback } from '../model/prefix.ts'
import { networkOf } from './own-ranges.ts'
import { isReduced, isUnreduced } from './ttl.ts'

/** More addresses of one IP version than this behind one MAC, on the TTL's word alone, look like a gateway that restores TTLs. */
const MOST_BY_TTL = 4
/** Statements by more addresses than this are proxy ARP: the MAC answers for others. */
const MOST_STATED = 16
/** Two owners whose times overlap by more than this share the address; less is a handover. */
const OVERLAP_SECONDS = 5
/** Owners of one address looked at for one moment. */
const MOST_LOOKED_AT = 8

/** One owner of an address over one span of time. */
export interface Ownership {
  readonly mac: Mac
  readonly ip: Ip
  readonly first: Seconds
  readonly last: Seconds
  /** In words, for the explanation. */
  readonly because: string
}

export interface Owners {
  /** By address, earliest first. */
  readonly byIp: ReadonlyMap<Ip, readonly Ownership[]>
  /** MACs that forward packets of others, with how many addresses they forward for. */
  readonly routers: ReadonlyMap<Mac, number>
  owns(mac: Mac, ip: Ip): boolean
}

/** `isOnLink`: is the address in a range of this network, where an unreduced TTL means that no router lay between? */
export function findOwners(bindings: readonly Binding[], isOnLink: (ip: Ip) => boolean): Owners {
  const possible = bindings.filter((b) => isDeviceMac(b.mac) && isHostAddress(b.ip) && !isLoopback(b.ip))
  const proved: Ownership[] = []
  const likely: Binding[] = []
  const foreign: Binding[] = []
  for (const list of groupBy(possible, (b) => b.mac).values()) {
    const tally = tallyOf(list, isOnLink)
    for (const b of list) {
      const because = proofOf(b, tally)
      if (because !== null) proved.push({ mac: b.mac, ip: b.ip, first: b.first, last: b.last, because })
      else if (isLikely(b, tally)) likely.push(b)
      else if (b.packets > 0) foreign.push(b)
    }
  }
  const provedByIp = groupBy(proved, (o) => o.ip)
  for (const b of likely) {
    const because = `its TTL of ${b.ttl} shows no router between`
    if ((provedByIp.get(b.ip) ?? []).some((o) => o.mac !== b.mac && overlap(o, b) >= 0)) foreign.push(b)
    else proved.push({ mac: b.mac, ip: b.ip, first: b.first, last: b.last, because })
  }
  const translated = translators(foreign, proved)
  for (const b of translated) {
    const because = 'it is its only address, in a subnet of this wire'
    proved.push({ mac: b.mac, ip: b.ip, first: b.first, last: b.last, because })
  }
  const byIp = groupBy(proved, (o) => o.ip)
  for (const list of byIp.values()) list.sort((a, b) => a.first - b.first || (a.mac < b.mac ? -1 : 1))
  const pairs = new Set(proved.map((o) => `${o.mac} ${o.ip}`))
  const forwarded = foreign.filter((b) => !translated.has(b))
  return { byIp, routers: routersAmong(forwarded, byIp), owns: (mac, ip) => pairs.has(`${mac} ${ip}`) }
}

/** A MAC that one device can have: no group, not shared by routers, not unset. */
export const isDeviceMac = (mac: Mac): boolean =>
  !isGroupMac(mac) && !isVirtualRouterMac(mac) && mac !== '00:00:00:00:00:00'

/**
 * Who owned `ip` at `at`: of those whose time covers it the last to begin, else the nearest in time. `null` if
 * nobody is known to.
 */
export function ownerAt({ byIp }: Owners, ip: Ip, at: Seconds): Mac | null {
  const list = byIp.get(ip)
  if (list === undefined) return null
  const next = firstAfter(list, at)
  let best: Ownership | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  // What begins later than `at`, then what began before, latest first: a nearer owner is not far off in the list.
  for (let i = next; i >= 0 && i > next - MOST_LOOKED_AT && bestDistance > 0; i--) {
    const o = list[i]
    if (o === undefined) continue
    const distance = at < o.first ? o.first - at : Math.max(0, at - o.last)
    if (distance < bestDistance) {
      best = o
      bestDistance = distance
    }
  }
  return best?.mac ?? null
}

/** Index of the first owner that begins after `at`; the list's length if none does. */
function firstAfter(list: readonly Ownership[], at: Seconds): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (list[middle]!.first <= at) low = middle + 1
    else high = middle
  }
  return low
}

/** Do some of these use the address at the same time, apart from a handover? `sameDevice` tells MACs of one device. */
export function isShared(list: readonly Ownership[], sameDevice: (one: Mac, other: Mac) => boolean): boolean {
  let longest = list[0]
  return list.slice(1).some((o) => {
    const before = longest!
    if (o.last > before.last) longest = o
    return before.last - o.first > OVERLAP_SECONDS && !sameDevice(before.mac, o.mac)
  })
}

const overlap = (a: { first: number; last: number }, b: { first: number; last: number }): number =>
  Math.min(a.last, b.last) - Math.max(a.first, b.first)

/** What one MAC's addresses look like together. */
interface Tally {
  readonly alone: boolean
  /** Addresses that ARP or neighbour discovery states. */
  readonly stated: number
  /** Own addresses with an unreduced TTL: of IPv4, of IPv6. */
  readonly direct: readonly [number, number]
  isDirect(b: Binding): boolean
}

function tallyOf(list: readonly Binding[], isOnLink: (ip: Ip) => boolean): Tally {
  const alone = list.length === 1
  const isDirect = (b: Binding) => isUnreduced(b.ttl, alone) && isOnLink(b.ip)
  const direct: [number, number] = [0, 0]
  let stated = 0
  for (const b of list) {
    if (b.stated.some((by) => CLAIMED_BY_ANYONE.has(by))) stated++
    if (isDirect(b) && !isLinkLocal(b.ip)) direct[isIp6(b.ip) ? 1 : 0]++
  }
  return { alone, stated, direct, isDirect }
}

/** In words, why the address is the MAC's own; `null` if nothing proves it. */
function proofOf(b: Binding, tally: Tally): string | null {
  if (b.stated.length > 0 && !isProxied(b, tally)) return `${b.stated.join(', ').toUpperCase()} says so`
  if (isLinkLocal(b.ip) && b.packets > 0) return 'a link-local address never crosses a router'
  if (b.linkScope && b.packets > 0) return 'it sent broadcast or link-local multicast from it'
  return null
}

const isLikely = (b: Binding, tally: Tally): boolean =>
  b.packets > 0 && tally.isDirect(b) && tally.direct[isIp6(b.ip) ? 1 : 0] <= MOST_BY_TTL

/** Protocols in which a router may answer for the hosts behind it (RFC 1027, RFC 4389). */
const CLAIMED_BY_ANYONE: ReadonlySet<string> = new Set(['arp', 'icmpv6'])

/**
 * Proxy ARP: the MAC answers for several addresses, and what it sends from this one has crossed a router, or it
 * answers for more than a host has and never used this one itself.
 */
function isProxied(b: Binding, { stated }: Tally): boolean {
  if (stated < 2 || !b.stated.every((by) => CLAIMED_BY_ANYONE.has(by))) return false
  return b.packets > 0 ? isReduced(b.ttl) : stated > MOST_STATED
}

/**
 * Hosts that reduce the TTL themselves, translating for containers or virtual machines inside: all that they send
 * bears one address, which nobody else owns, of a subnet that others show to be on this wire.
 */
function translators(foreign: readonly Binding[], proved: readonly Ownership[]): Set<Binding> {
  const busy = new Set(proved.map((o) => o.mac))
  const owned = new Set(proved.map((o) => o.ip))
  const networks = new Set(proved.map((o) => networkOf(o.ip)))
  const alone = [...groupBy(foreign, (b) => b.mac).values()].flatMap(([b, ...more]) =>
    b === undefined || more.length > 0 ? [] : [b],
  )
  return new Set(
    alone.filter((b) => {
      const network = networkOf(b.ip)
      return network !== null && networks.has(network) && !busy.has(b.mac) && !owned.has(b.ip)
    }),
  )
}

/** Forwarding is proved by a reduced TTL, by an address another MAC owns, or by several foreign addresses. */
function routersAmong(foreign: readonly Binding[], byIp: Owners['byIp']): Map<Mac, number> {
  const routers = new Map<Mac, number>()
  for (const [mac, list] of groupBy(foreign, (b) => b.mac))
    if (list.length > 1 || list.some((b) => isReduced(b.ttl) || byIp.has(b.ip))) routers.set(mac, list.length)
  return routers
}

export function groupBy<T, K>(list: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of list) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
