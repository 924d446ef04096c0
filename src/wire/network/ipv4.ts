/** IPv4 (RFC 791). Checksums are not tested: offloading network cards leave them wrong in captures of the sender. */
import type { Layers } from '../layers.ts'
import { assemble } from './fragment-layer.ts'
import { extensions } from './ipv6.ts'
import { transport, withoutTransport } from './transport.ts'

const MIN_HEADER = 20
const MORE_FRAGMENTS = 0x2000
const OFFSET = 0x1fff
/** Authentication header (RFC 4302), the one extension header that IPv4 has as well. */
const PROTOCOL_AH = 51

export function ipv4(d: Layers, at: number, given: number): void {
  const p = d.packet
  const v = p.view
  if (given - at < MIN_HEADER) {
    d.short('ipv4.short')
    d.frame()
    return
  }
  const header = (v.getUint8(at) & 15) << 2
  const total = v.getUint16(at + 2)
  if (header < MIN_HEADER || (total < header && total !== 0)) {
    d.malformed('ipv4.header-length')
    d.frame()
    return
  }
  // Segmentation offload shows packets before the card has written their length.
  const length = total === 0 ? given - at + d.cut : total
  p.truncated = false
  const end = d.bound(at, length, given, 'ipv4.total-length')
  p.wireLength = length
  p.ipVersion = 4
  p.ipStart = at
  p.s0 = 0
  p.s1 = 0
  p.s2 = 0
  p.s3 = v.getInt32(at + 12)
  p.d0 = 0
  p.d1 = 0
  p.d2 = 0
  p.d3 = v.getInt32(at + 16)
  p.ttl = v.getUint8(at + 8)
  p.fragment = false
  const protocol = v.getUint8(at + 9)
  const flags = v.getUint16(at + 6)
  if (header > end - at) {
    d.short('ipv4.header-length')
    withoutTransport(d, protocol, end)
  } else if ((flags & (MORE_FRAGMENTS | OFFSET)) === 0) behind(d, protocol, at + header, end)
  else if (take(d, flags, protocol, header, end)) behind(d, p.protocol, p.transport, p.payloadEnd)
}

function take(d: Layers, flags: number, protocol: number, header: number, end: number): boolean {
  const at = d.packet.ipStart
  const id = d.packet.view.getUint16(at + 4)
  const more = (flags & MORE_FRAGMENTS) !== 0
  return assemble(d, id, (flags & OFFSET) << 3, more, protocol, header, at + header, end)
}

function behind(d: Layers, protocol: number, at: number, end: number): void {
  if (protocol === PROTOCOL_AH) extensions(d, protocol, at, end, true)
  else transport(d, protocol, at, end)
}
