/** GRE: version 0 (RFC 2784, 2890) with what mirrors and controllers carry in it, version 1 (PPTP, RFC 2637). */
import type { Layers } from '../layers.ts'
import { erspan2, erspan3 } from './erspan.ts'
import { looksLikeIeee80211, looksLikeIp } from './plausible.ts'

/** Flags of the first two octets. */
const CHECKSUM = 0x8000
const ROUTING = 0x4000
const KEY = 0x2000
const SEQUENCE = 0x1000
const ACKNOWLEDGEMENT = 0x0080
const VERSION = 0x0007

/** Most source route entries walked (RFC 1701); nobody has used them since. */
const MAX_ROUTES = 16

export function gre(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 4) {
    d.short('gre.short')
    return
  }
  const flags = (b[at]! << 8) | b[at + 1]!
  const protocol = (b[at + 2]! << 8) | b[at + 3]!
  const version = flags & VERSION
  if (version > 1) {
    d.oddity('gre.version')
    return
  }
  let next = at + 4
  if ((flags & (CHECKSUM | ROUTING)) !== 0) next += 4
  if ((flags & KEY) !== 0) next += 4
  if ((flags & SEQUENCE) !== 0) next += 4
  if (version === 1 && (flags & ACKNOWLEDGEMENT) !== 0) next += 4
  if (version === 0 && (flags & ROUTING) !== 0) next = behindRoutes(b, next, end)
  if (next > end) d.short('gre.short')
  else if (version === 1) pptp(d, protocol, next, end)
  else carried(d, protocol, (flags & SEQUENCE) !== 0, next, end)
}

/** Source route entries: family, offset, length; family and length 0 end the list. */
function behindRoutes(b: Uint8Array, from: number, end: number): number {
  let at = from
  for (let n = 0; n < MAX_ROUTES && end - at >= 4; n++) {
    const family = (b[at]! << 8) | b[at + 1]!
    const length = b[at + 3]!
    at += 4 + length
    if (family === 0 && length === 0) return at
  }
  return end + 1
}

function carried(d: Layers, protocol: number, numbered: boolean, at: number, end: number): void {
  const b = d.packet.bytes
  switch (protocol) {
    case 0x0800:
    case 0x86dd:
      if (d.deeper(at, end)) d.ip(at, end)
      return
    case 0x6558: // transparent Ethernet bridging; NVGRE, RFC 7637
      if (d.deeper(at, end)) d.ethernet(at, end)
      return
    case 0x8847:
    case 0x8848:
      if (d.deeper(at, end)) d.mpls(at, end)
      return
    case 0x88be: // ERSPAN; type I has no header of its own and no sequence number
      if (numbered) erspan2(d, at, end)
      else if (d.deeper(at, end)) d.ethernet(at, end)
      return
    case 0x22eb:
      erspan3(d, at, end)
      return
    case 0x883e: // WCCP, with its redirect header of four octets since version 2
      redirected(d, looksLikeIp(d, at, end) ? at : at + 4, end)
      return
    default:
      // Wireless controllers of one family number their radio queues from 0x8200 on.
      if ((protocol & 0xfe00) === 0x8200 && at < end && looksLikeIeee80211(d, at, end, b[at]!)) {
        if (d.deeper(at, end)) d.ieee80211(at, end, 0)
      }
  }
}

function redirected(d: Layers, at: number, end: number): void {
  if (looksLikeIp(d, at, end) && d.deeper(at, end)) d.ip(at, end)
}

function pptp(d: Layers, protocol: number, at: number, end: number): void {
  if (protocol !== 0x880b || at === end) return
  // Mostly encrypted: only what shows its PPP header and IP is taken for readable.
  const b = d.packet.bytes
  const framed = end - at >= 4 && b[at] === 0xff && b[at + 1] === 3 ? at + 2 : at
  const inner = (b[framed]! & 1) === 1 ? framed + 1 : framed + 2
  if (looksLikeIp(d, inner, end) && d.deeper(at, end)) d.ppp(at, end)
}
