/** Which addresses are the site's own: private ones, given ranges, and what ARP shows to be on the wire. */
import type { Binding } from '../model/facts.ts'
import { type Ip, isIp6 } from '../model/ip.ts'
import type { Mac } from '../model/mac.ts'
import { inPrefix, isPrivate, type Prefix } from '../model/prefix.ts'

export interface OwnRanges {
  /** Private (RFC 1918, 4193, 6598, link-local) or in a given range. */
  isOwn(ip: Ip): boolean
  /** Own, or in a /24 in which ARP shows several stations: a site may use public addresses inside. */
  isOnLink(ip: Ip): boolean
}

/** Stations of one /24 that ARP must show: a single one may be a gateway's outer side. */
const LEAST_STATIONS = 2

export function ownRanges(bindings: readonly Binding[], local: readonly Prefix[]): OwnRanges {
  const stations = new Map<string, Set<Mac>>()
  for (const b of bindings) {
    const net = b.stated.includes('arp') ? networkOf(b.ip) : null
    if (net !== null) stations.set(net, (stations.get(net) ?? new Set<Mac>()).add(b.mac))
  }
  const known = new Map<Ip, boolean>()
  const isOwn = (ip: Ip): boolean => {
    // Few addresses are asked about many times.
    const before = known.get(ip)
    if (before !== undefined) return before
    const own = isPrivate(ip) || local.some((p) => inPrefix(ip, p))
    known.set(ip, own)
    return own
  }
  const shown = (ip: Ip): boolean => (stations.get(networkOf(ip) ?? '')?.size ?? 0) >= LEAST_STATIONS
  return { isOwn, isOnLink: (ip) => isOwn(ip) || shown(ip) }
}

/** The /24 of an IPv4 address: the subnet of most sites, and within that of the others. */
export const networkOf = (ip: Ip): string | null => (isIp6(ip) ? null : ip.slice(0, ip.lastIndexOf('.')))
