/**
 * What stands behind the IP header: ports of UDP (RFC 768) and TCP (RFC 9293), payload bounds, and the tunnels that
 * begin here. Shows the IP packet first, then what a tunnel carries.
 */
import type { Layers } from '../layers.ts'
import { IP_TCP, IP_UDP, type Packet } from '../packet.ts'
import { ipTunnel, isIpTunnel } from '../tunnel/ip-tunnels.ts'
import { isTunnelPort, udpTunnel } from '../tunnel/udp-tunnels.ts'

const UDP_HEADER = 8
const TCP_HEADER = 20

export function transport(d: Layers, protocol: number, at: number, end: number): void {
  const p = d.packet
  p.protocol = protocol
  p.transport = at
  p.payloadEnd = end
  if (protocol === IP_TCP) {
    tcp(d, at, end)
    d.show()
  } else if (protocol === IP_UDP) {
    udp(d, at, end)
    d.show()
    if (isTunnelPort(p.srcPort, p.dstPort)) udpTunnel(d, p.payload, p.payloadEnd)
  } else {
    p.payload = at
    withoutPorts(p)
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
  withoutPorts(p)
  d.show()
}

function withoutPorts(p: Packet): void {
  p.srcPort = 0
  p.dstPort = 0
  p.tcpFlags = 0
}

function tcp(d: Layers, at: number, end: number): void {
  const p = d.packet
  const v = p.view
  if (end - at < TCP_HEADER) {
    cutHeader(d, at, end, 'tcp.short')
    return
  }
  p.srcPort = v.getUint16(at)
  p.dstPort = v.getUint16(at + 2)
  p.seq = v.getInt32(at + 4)
  p.ack = v.getInt32(at + 8)
  p.tcpFlags = v.getUint8(at + 13)
  const header = (v.getUint8(at + 12) >>> 4) << 2
  p.payload = at + header
  if (header >= TCP_HEADER && header <= end - at) return
  if (header < TCP_HEADER) d.malformed('tcp.header-length')
  else d.short('tcp.header-length')
  p.payload = end
}

function udp(d: Layers, at: number, end: number): void {
  const p = d.packet
  const v = p.view
  p.tcpFlags = 0
  if (end - at < UDP_HEADER) {
    cutHeader(d, at, end, 'udp.short')
    return
  }
  p.srcPort = v.getUint16(at)
  p.dstPort = v.getUint16(at + 2)
  p.payload = at + UDP_HEADER
  const length = v.getUint16(at + 4)
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
  const v = p.view
  withoutPorts(p)
  p.seq = 0
  p.ack = 0
  if (end - at >= 4) {
    p.srcPort = v.getUint16(at)
    p.dstPort = v.getUint16(at + 2)
  }
  p.payload = end
  d.short(name)
}
