/** Multicast listener discovery: version 1 (RFC 2710) and 2 (RFC 3810). Only groups that tell a service are facts. */
import { type Ip, ip6At } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import type { DatagramReport } from '../protocol.ts'

const QUERY = 130
const REPORT_V1 = 131
const REPORT_V2 = 143
const MOST_RECORDS = 64

/** Groups of the IANA registry "IPv6 Multicast Address Space" that tell what a host does; scope by their second octet. */
const WELL_KNOWN: ReadonlySet<string> = new Set([
  'ff02::2', // all routers
  'ff05::2', // all routers of the site
  'ff02::5', // OSPF
  'ff02::6', // OSPF designated routers
  'ff02::9', // RIPng
  'ff02::a', // EIGRP
  'ff02::c', // SSDP and WS-Discovery
  'ff05::c', // SSDP of the site
  'ff02::d', // PIM
  'ff02::12', // VRRP
  'ff02::66', // HSRP
  'ff02::6b', // PTP peer delay
  'ff02::fb', // mDNS
  'ff02::fd', // CoAP (all nodes)
  'ff05::fd', // CoAP of the site
  'ff02::101', // NTP
  'ff02::116', // SLP
  'ff02::181', // PTP
  'ff02::1:2', // DHCP servers and relays
  'ff05::1:3', // DHCP servers
  'ff02::1:3', // LLMNR
])

export function observeListener(payload: Uint8Array, to: DatagramReport): void {
  const type = payload[0]!
  if (type !== QUERY && type !== REPORT_V1 && type !== REPORT_V2) return
  // RFC 2710 section 3: from a link-local address with hop limit 1, else it is to be dropped.
  if (to.ttl !== 1) to.oddity('icmpv6.listener-off-link')
  else if (type === QUERY) to.observe('sender', 'icmpv6.listener-query', payload.length >= 28 ? 2 : 1)
  else
    for (const group of type === REPORT_V1 ? oneGroup(payload) : recordGroups(payload))
      if (WELL_KNOWN.has(group)) to.observe('sender', 'icmpv6.group', group)
}

const oneGroup = (payload: Uint8Array): Ip[] => (payload.length >= 24 ? [ip6At(payload, 8)] : [])

/** RFC 3810 section 5.2: record type, words of auxiliary data, number of sources, group, sources. */
function recordGroups(payload: Uint8Array): Ip[] {
  const c = new Cursor(payload, 6)
  const groups: Ip[] = []
  for (let left = Math.min(c.u16(), MOST_RECORDS); left > 0; left--) {
    c.skip(1)
    const auxiliary = c.u8() * 4
    const sources = c.u16() * 16
    const group = c.view(16)
    if (c.missing) break
    groups.push(ip6At(group, 0))
    c.skip(sources + auxiliary)
  }
  return groups
}
