/**
 * Who owns which address, and when. Frames alone prove little: behind a router every address comes from the
 * router's MAC. A MAC owns an address when a protocol says so (ARP, DHCP, neighbour discovery), when the pair
 * sent what no router forwards, or when the TTL shows that no router lay between.
 */
import type { Binding } from '../model/facts.ts'
import type { Ip } from '../model/ip.ts'
import { isGroupMac, isVirtualRouterMac, type Mac } from '../model/mac.ts'
import type { Seconds } from '../model/observation.ts'
import { isHostAddress, isLinkLocal, isPrivate } from '../model/prefix.ts'

/** Initial TTL and hop limit values in use; one of them unreduced means zero hops (RFC 1700; Linux, Windows, BSD). */
const INITIAL_TTLS: ReadonlySet<number> = new Set([32, 64, 128, 255])
/** More private addresses than this behind one MAC, on the TTL's word alone, look like a gateway that restores TTLs. */
const MOST_BY_TTL = 4
/** Statements by more addresses than this are proxy ARP: the MAC answers for others. */
const MOST_STATED = 16
/** Two owners whose times overlap by more than this share the address; less is a handover. */
const OVERLAP_SECONDS = 5

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
  /** Addresses used by two MACs at the same time. */
  readonly shared: ReadonlySet<Ip>
}

export function findOwners(bindings: readonly Binding[]): Owners {
  const byMac = groupBy(
    bindings.filter((b) => !isGroupMac(b.mac) && !isVirtualRouterMac(b.mac) && isHostAddress(b.ip)),
    (b) => b.mac,
  )
  const owned: Ownership[] = []
  const foreign = new Map<Mac, Binding[]>()
  for (const [mac, list] of byMac) {
    const proofs = list.map((b) => proofOf(b, list))
    list.forEach((b, i) => {
      const because = proofs[i]
      if (because) owned.push({ mac, ip: b.ip, first: b.first, last: b.last, because })
      else if (b.packets > 0) foreign.set(mac, [...(foreign.get(mac) ?? []), b])
    })
  }
  const byIp = groupBy(owned, (o) => o.ip)
  for (const list of byIp.values()) list.sort((a, b) => a.first - b.first || (a.mac < b.mac ? -1 : 1))
  return { byIp, routers: routersAmong(foreign, byIp), shared: sharedAmong(byIp) }
}

/** Who owned `ip` at `at`: the owner whose time covers it, else the nearest. `null` if nobody is known to. */
export function ownerAt(owners: Owners, ip: Ip, at: Seconds): Mac | null {
  let best: Ownership | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const o of owners.byIp.get(ip) ?? []) {
    const distance = at < o.first ? o.first - at : at > o.last ? at - o.last : 0
    if (distance < bestDistance) {
      best = o
      bestDistance = distance
    }
  }
  return best?.mac ?? null
}

export const owns = (owners: Owners, mac: Mac, ip: Ip): boolean =>
  (owners.byIp.get(ip) ?? []).some((o) => o.mac === mac)

/** In words, why the address is the MAC's own; `null` if there is no good ground. */
function proofOf(b: Binding, all: readonly Binding[]): string | null {
  if (b.stated.length > 0 && !isProxied(b, all)) return `${b.stated.join(', ').toUpperCase()} says so`
  if (isLinkLocal(b.ip) && b.packets > 0) return 'a link-local address never crosses a router'
  if (b.linkScope && b.packets > 0) return 'it sent broadcast or link-local multicast from it'
  if (!INITIAL_TTLS.has(b.ttl) || !isPrivate(b.ip)) return null
  const alike = all.filter((o) => INITIAL_TTLS.has(o.ttl) && isPrivate(o.ip) && !isLinkLocal(o.ip))
  return alike.length <= MOST_BY_TTL ? `its TTL of ${b.ttl} shows no router between` : null
}

/** Proxy ARP: the MAC answers for more addresses than a host has, and this one it never used itself. */
function isProxied(b: Binding, all: readonly Binding[]): boolean {
  if (b.packets > 0 && INITIAL_TTLS.has(b.ttl)) return false
  return all.filter((o) => o.stated.includes('arp')).length > MOST_STATED
}

/** Forwarding is proved by a reduced TTL, by an address another MAC owns, or by several foreign addresses. */
function routersAmong(foreign: ReadonlyMap<Mac, readonly Binding[]>, byIp: Owners['byIp']): Map<Mac, number> {
  const routers = new Map<Mac, number>()
  for (const [mac, list] of foreign) {
    const reduced = list.some((b) => b.ttl > 0 && !INITIAL_TTLS.has(b.ttl))
    const others = list.some((b) => byIp.has(b.ip))
    if (reduced || others || list.length > 1) routers.set(mac, list.length)
  }
  return routers
}

function sharedAmong(byIp: Owners['byIp']): Set<Ip> {
  const shared = new Set<Ip>()
  for (const [ip, list] of byIp)
    for (let i = 1; i < list.length; i++)
      if (list.slice(0, i).some((before) => before.last - list[i]!.first > OVERLAP_SECONDS)) shared.add(ip)
  return shared
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
