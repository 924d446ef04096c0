/** IPv6 (RFC 8200) and its extension headers, walked in whatever order, a bounded number of them. */
import type { Layers } from '../layers.ts'
import { assemble } from './fragment-layer.ts'
import { transport, withoutTransport } from './transport.ts'

const HEADER = 40
/** Most extension headers of one packet; RFC 8200 section 4.1 recommends at most seven. */
const MAX_EXTENSIONS = 16

const HOP_BY_HOP = 0
const ROUTING = 43
const FRAGMENT = 44
const AUTHENTICATION = 51
const DESTINATION_OPTIONS = 60
const MOBILITY = 135
const HIP = 139
const SHIM6 = 140

export function ipv6(d: Layers, at: number, given: number): void {
  const p = d.packet
  const v = p.view
  if (given - at < HEADER) {
    d.short('ipv6.short')
    d.frame()
    return
  }
  const next = v.getUint8(at + 6)
  const all = given - at + d.cut
  let length = HEADER + v.getUint16(at + 4)
  // Jumbograms (RFC 2675) have length 0 and say theirs in a hop-by-hop option, or nowhere before offload cut them.
  if (length === HEADER && (next === HOP_BY_HOP || all > HEADER + 0xffff)) length = all
  p.truncated = false
  const end = d.bound(at, length, given, 'ipv6.payload-length')
  p.wireLength = length
  p.ipVersion = 6
  p.ipStart = at
  p.s0 = v.getInt32(at + 8)
  p.s1 = v.getInt32(at + 12)
  p.s2 = v.getInt32(at + 16)
  p.s3 = v.getInt32(at + 20)
  p.d0 = v.getInt32(at + 24)
  p.d1 = v.getInt32(at + 28)
  p.d2 = v.getInt32(at + 32)
  p.d3 = v.getInt32(at + 36)
  p.ttl = v.getUint8(at + 7)
  p.fragment = false
  extensions(d, next, at + HEADER, end, false)
}

/** Walks extension headers from `given`, of type `first`, to the transport. `whole`: no fragment header may come. */
export function extensions(d: Layers, first: number, given: number, end: number, whole: boolean): void {
  const b = d.packet.bytes
  let next = first
  let at = given
  for (let n = 0; isExtension(next); n++) {
    const size = end - at < 8 ? 8 : sizeOf(next, b[at + 1]!)
    if (n === MAX_EXTENSIONS) {
      d.oddity('ipv6.too-many-headers')
      withoutTransport(d, next, at)
      return
    }
    if (size > end - at) {
      d.short('ipv6.extension-length')
      withoutTransport(d, next, end)
      return
    }
    if (next === FRAGMENT && fragmentHeader(d, at, end, whole)) return
    next = b[at]!
    at += size
  }
  transport(d, next, at, end)
}

function isExtension(next: number): boolean {
  switch (next) {
    case HOP_BY_HOP:
    case ROUTING:
    case FRAGMENT:
    case AUTHENTICATION:
    case DESTINATION_OPTIONS:
    case MOBILITY:
    case HIP:
    case SHIM6:
      return true
    default:
      return false
  }
}

/** The length octet counts eights behind the first, but fours behind the first two in AH (RFC 4302 section 2.2). */
function sizeOf(header: number, length: number): number {
  if (header === FRAGMENT) return 8
  return header === AUTHENTICATION ? (length + 2) << 2 : (length + 1) << 3
}

/** `true` when the packet was dealt with; `false` for an atomic fragment (RFC 6946), which is whole. */
function fragmentHeader(d: Layers, at: number, end: number, whole: boolean): boolean {
  const p = d.packet
  const v = p.view
  const offset = v.getUint16(at + 2) & 0xfff8
  const more = (v.getUint8(at + 3) & 1) === 1
  if (offset === 0 && !more) return false
  if (whole) {
    d.oddity('ipv6.nested-fragment')
    withoutTransport(d, FRAGMENT, at)
    return true
  }
  if (assemble(d, v.getInt32(at + 4), offset, more, v.getUint8(at), HEADER, at + 8, end))
    extensions(d, p.protocol, p.transport, p.payloadEnd, true)
  return true
}
