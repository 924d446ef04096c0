/**
 * MPLS label stacks (RFC 3032). The header does not say what it carries: IP is told by its version half octet,
 * an Ethernet pseudowire (RFC 4448, with or without control word) by what an Ethernet frame looks like.
 */
import { type Layers, MAX_HEADERS } from '../layers.ts'
import { ip } from '../network/ip.ts'
import { looksLikeEthernet, looksLikeIp } from '../tunnel/plausible.ts'

const BOTTOM_OF_STACK = 1

export function mpls(d: Layers, given: number, end: number): void {
  const b = d.packet.bytes
  let at = given
  for (let bottom = false; !bottom; at += 4) {
    if (end - at < 4) {
      d.short('mpls.short')
      d.frame()
      return
    }
    if (++d.headers > MAX_HEADERS) {
      d.oddity('mpls.too-deep')
      d.frame()
      return
    }
    bottom = (b[at + 2]! & BOTTOM_OF_STACK) !== 0
  }
  if (looksLikeIp(d, at, end)) ip(d, at, end)
  else pseudowire(d, at, end)
}

function pseudowire(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  // A control word begins with a zero half octet (RFC 4385 section 3), so do most OUIs: the frame itself decides.
  const controlled = end - at >= 4 && b[at]! >>> 4 === 0 && looksLikeEthernet(d, at + 4, end, false)
  const inner = controlled ? at + 4 : at
  d.frame()
  if (!controlled && !looksLikeEthernet(d, at, end, false)) return
  if (d.deeper(inner, end)) d.ethernet(inner, end)
}
