/**
 * ICMPv6: neighbour discovery (RFC 4861), whose link-layer options bind, router advertisements, duplicate
 * address detection (RFC 4862), and multicast listener reports (RFC 2710, RFC 3810). Neighbour discovery
 * counts only with hop limit 255, so that nobody off the link can forge it (RFC 4861 section 6.1).
 */
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp } from '../addresses.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { observeListener } from './listener.ts'
import { readOptions } from './options.ts'
import { observeAdvertisement } from './router.ts'

export const icmpv6 = {
  name: 'icmpv6',
  title: 'ICMPv6: neighbour discovery (RFC 4861) and multicast listeners (RFC 3810)',
  fields: {
    'icmpv6.duplicate-address-detection': { label: 'Address tested before use (RFC 4862 section 5.4)' },
    'icmpv6.override-advertisement': {
      label: 'Address announced unasked, overriding caches (RFC 4861 section 7.2.6)',
    },
    'icmpv6.router': {
      label: 'Advertises itself as router; its lifetime in seconds (0: not a default router)',
    },
    'icmpv6.router-flags': { label: 'Flags of its advertisement: managed, other, home-agent, preference' },
    'icmpv6.hop-limit': { label: 'Hop limit that the router recommends' },
    'icmpv6.prefix': { label: 'Prefix the router announces, with its flags' },
    'icmpv6.mtu': { label: 'MTU the router announces' },
    'icmpv6.domain': { label: 'Search domain the router announces (RFC 8106)' },
    'icmpv6.named-dns': { label: 'Named as DNS server by a router (RFC 8106)' },
    'icmpv6.neighbour-router': { label: 'Advertises a neighbour entry with the router flag' },
    'icmpv6.redirect': { label: 'Redirects hosts to another next hop; that hop' },
    'icmpv6.group': { label: 'Well-known multicast group the host listens to' },
    'icmpv6.listener-query': { label: 'Queries multicast listeners; version of the query' },
  },
  datagram: { ipProtocols: [58], follow: 'all', probe: (payload) => payload.length >= 4, observe },
} satisfies Protocol

const ROUTER_SOLICITATION = 133
const ROUTER_ADVERTISEMENT = 134
const NEIGHBOUR_ADVERTISEMENT = 136
const REDIRECT = 137

function observe(payload: Uint8Array, to: DatagramReport): void {
  const type = payload[0]!
  if (type < ROUTER_SOLICITATION || type > REDIRECT) observeListener(payload, to)
  else if (to.ttl !== 255) to.oddity('icmpv6.neighbour-discovery-off-link')
  else if (payload[1] !== 0) to.oddity('icmpv6.neighbour-discovery-code')
  else observeDiscovery(type, payload, to)
}

function observeDiscovery(type: number, payload: Uint8Array, to: DatagramReport): void {
  const source = to.sender.ip
  if (type === ROUTER_SOLICITATION) bind(readOptions(payload, 8, to).source, source, to)
  else if (type === ROUTER_ADVERTISEMENT) {
    const options = readOptions(payload, 16, to)
    bind(options.source, source, to)
    observeAdvertisement(payload, options, to)
  } else if (type === REDIRECT) to.observe('sender', 'icmpv6.redirect', deviceIp(payload.subarray(8, 24)))
  else observeNeighbour(type, payload, to)
}

function observeNeighbour(type: number, payload: Uint8Array, to: DatagramReport) {
  const c = new Cursor(payload, 4)
  const flags = c.u32() >>> 29
  const target = deviceIp(c.view(16))
  if (c.missing) return to.oddity('icmpv6.short')
  const options = readOptions(payload, 24, to)
  if (type === NEIGHBOUR_ADVERTISEMENT) return observeClaim(flags, target, options.target, to)
  // From the unspecified address it asks whether anybody has the target: the asker wants it for itself.
  if (to.sender.ip === '::')
    to.observe({ mac: to.sender.mac }, 'icmpv6.duplicate-address-detection', target, true)
  else bind(options.source, to.sender.ip, to)
}

/** An unsolicited advertisement to all nodes may lack nothing; a solicited one may lack the option: then the frame tells. */
function observeClaim(flags: number, target: Ip | null, stated: Mac | null, to: DatagramReport) {
  if (target === null) return to.oddity('icmpv6.target-no-host')
  const mac = stated ?? to.sender.mac
  bind(mac, target, to)
  const who = { mac, ip: target }
  if (flags & ROUTER_FLAG) to.observe(who, 'icmpv6.neighbour-router', 'router', true)
  if (!(flags & SOLICITED_FLAG) && flags & OVERRIDE_FLAG)
    to.observe(who, 'icmpv6.override-advertisement', target, true)
}

/** RFC 4861 section 4.4, the top three bits. */
const ROUTER_FLAG = 4
const SOLICITED_FLAG = 2
const OVERRIDE_FLAG = 1

function bind(mac: Mac | null, ip: Ip | null, to: DatagramReport): void {
  if (mac === null || ip === null || ip === '::') return
  if (mac !== to.sender.mac) to.oddity('icmpv6.sender-mismatch')
  to.binding(mac, ip)
}
