/** Tunnels with an IP protocol number of their own: IP in IP, GRE, EtherIP, MPLS in IP. */
import type { Layers } from '../layers.ts'
import { gre } from './gre.ts'

const IP_IN_IP = 4 // RFC 2003
const IPV6_ENCAPSULATION = 41 // RFC 2473, RFC 4213
const GRE = 47 // RFC 2784
const ETHER_IP = 97 // RFC 3378
const MPLS_IN_IP = 137 // RFC 4023

export function isIpTunnel(protocol: number): boolean {
  switch (protocol) {
    case IP_IN_IP:
    case IPV6_ENCAPSULATION:
    case GRE:
    case ETHER_IP:
    case MPLS_IN_IP:
      return true
    default:
      return false
  }
}

/** The packet inside, once the outer one was shown. */
export function ipTunnel(d: Layers, protocol: number, at: number, end: number): void {
  if (protocol === GRE) gre(d, at, end)
  else if (protocol === ETHER_IP) etherIp(d, at, end)
  else if (at === end) return
  else if (protocol === MPLS_IN_IP) {
    if (d.deeper(at, end)) d.mpls(at, end)
  } else if (d.packet.bytes[at]! >>> 4 !== (protocol === IP_IN_IP ? 4 : 6)) d.malformed('ip.version')
  else if (d.deeper(at, end)) d.ip(at, end)
}

/** RFC 3378 section 3: version 3, reserved bits, then the frame. */
function etherIp(d: Layers, at: number, end: number): void {
  if (end - at < 2 || d.packet.bytes[at] !== 0x30) d.short('etherip.header')
  else if (d.deeper(at + 2, end)) d.ethernet(at + 2, end)
}
