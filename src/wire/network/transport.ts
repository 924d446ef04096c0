/**
 * What stands behind the IP header: ports of UDP (RFC 768) and TCP (RFC 9293), payload bounds, and the tunnels that
 * begin here. Shows the IP packet first, then what a tunnel carries.
 */
import type { Layers } from '../layers.ts'
import { IP_TCP, IP_UDP } from '../packet.ts'
import { ipTunnel, isIpTunnel } from '../tunnel/ip-tunnels.ts'
import { isTunnelPort, udpTunnel } from '../tunnel/udp-tunnels.ts'

const UDP_HEADER = 8
const TCP_HEADER = 20

export function transport(d: Layers, protocol: number, at: number, end: number): void {
  const p = d.packet
  p.protocol = protocol
  p.transport = at
  p.payload = at
  p.payloadEnd = end
  p.srcPort = 0
  p.dstPort = 0
  p.tcpFlags = 0
  p.seq = 0
  p.ack = 0
  if (protocol === IP_TCP) {
    tcp(d, at, end)
    d.show()
  } else if (protocol === IP_UDP) {
    udp(d, at, end)
    d.show()
    if (isTunnelPort(p.srcPort, p.dstPort)) udpTunnel(d, p.payload, p.payloadEnd)
  } else {
    d.show()
    if (isIpTunnel(protocol)) ipTunnel(d, protocol, at, end)
  }
}

/** Shows an IP packet whose transport cannot be read: a fragment, or a header that does not fit. */
export function withoutTransport(d: Layers, protocol: number, at: number): void {
  const p = d.packet
  p.protocol = protocol
  p.transport = at
  p.payload = at
  p.payloadEnd = at
  p.srcPort = 0
  p.dstPort = 0
  p.tcpFlags = 0
  p.seq = 0
  p.ack = 0
  d.show()
}

function tcp(d: Layers, at: number, end: number): void {
  const p = d.packet
  const b = p.bytes
  if (end - at < TCP_HEADER) {
    cutHeader(d, at, end, 'tcp.short')
    return
  }
  p.srcPort = (b[at]! << 8) | b[at + 1]!
  p.dstPort = (b[at + 2]! << 8) | b[at + 3]!
  p.seq = (b[at + 4]! << 24) | (b[at + 5]! << 16) | (b[at + 6]! << 8) | b[at + 7]!
  p.ack = (b[at + 8]! << 24) | (b[at + 9]! << 16) | (b[at + 10]! << 8) | b[at + 11]!
  p.tcpFlags = b[at + 13]!
  const header = (b[at + 12]! >>> 4) << 2
  p.payload = at + header
  if (header >= TCP_HEADER && header <= end - at) return
  if (header < TCP_HEADER) d.malformed('tcp.header-length')
  else d.short('tcp.header-length')
  p.payload = end
}

function udp(d: Layers, at: number, end: number): void {
  const p = d.packet
  const b = p.bytes
  if (end - at < UDP_HEADER) {
    cutHeader(d, at, end, 'udp.short')
    return
  }
  p.srcPort = (b[at]! << 8) | b[at + 1]!
  p.dstPort = (b[at + 2]! << 8) | b[at + 3]!
  p.payload = at + UDP_HEADER
  const length = (b[at + 4]! << 8) | b[at + 5]!
  // Length 0: a jumbogram (RFC 2675 section 4) or not yet written by the sending card.
  if (length === 0) return
  if (length < UDP_HEADER) {
    d.malformed('udp.length')
    p.payloadEnd = p.payload
  } else p.payloadEnd = d.bound(at, length, end, 'udp.length')
}

/** Ports, where at least they were captured. */
function cutHeader(d: Layers, at: number, end: number, name: string): void {
  const p = d.packet
  const b = p.bytes
  if (end - at >= 4) {
    p.srcPort = (b[at]! << 8) | b[at + 1]!
    p.dstPort = (b[at + 2]! << 8) | b[at + 3]!
  }
  p.payload = end
  d.short(name)
}
