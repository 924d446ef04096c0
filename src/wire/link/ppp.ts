/** PPP in its framings (RFC 1661, 1662), PPPoE sessions (RFC 2516) and Cisco HDLC. */
import type { Layers } from '../layers.ts'
import { ip } from '../network/ip.ts'

/** Address and control fields, compressed away or not, protocol in one or two octets (RFC 1661 section 2). */
export function ppp(d: Layers, given: number, end: number): void {
  const b = d.packet.bytes
  let at = given
  if (end - at >= 2 && b[at] === 0xff && b[at + 1] === 0x03) at += 2
  if (end - at < 2) {
    d.short('ppp.short')
    d.frame()
    return
  }
  const compressed = (b[at]! & 1) === 1
  const protocol = compressed ? b[at]! : (b[at]! << 8) | b[at + 1]!
  at += compressed ? 1 : 2
  switch (protocol) {
    case 0x0021: // IPv4, RFC 1332
    case 0x0057: // IPv6, RFC 5072
      ip(d, at, end)
      return
    case 0x0281: // MPLS, RFC 3032 section 4.3
    case 0x0283:
      d.mpls(at, end)
      return
    default:
      d.frame()
  }
}

/** Serial PPP of link type 50: PPP with its framing, or Cisco HDLC, told apart by the address octet. */
export function serialPpp(d: Layers, at: number, end: number): void {
  const address = at < end ? d.packet.bytes[at]! : 0
  if (address === 0x0f || address === 0x8f) ciscoHdlc(d, at, end)
  else ppp(d, at, end)
}

/** A direction octet in front. */
export function directedPpp(d: Layers, at: number, end: number): void {
  ppp(d, Math.min(at + 1, end), end)
}

/** Address, control, EtherType. */
export function ciscoHdlc(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 4) d.short('chdlc.short')
  else d.etherType((b[at + 2]! << 8) | b[at + 3]!, at + 4, end)
}

/** RFC 2516 section 4: version and type 1, code 0, session, length; behind it PPP without address and control. */
export function pppoeSession(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 6) {
    d.short('pppoe.short')
    d.frame()
    return
  }
  if (b[at] !== 0x11 || b[at + 1] !== 0) {
    d.malformed('pppoe.version')
    d.frame()
    return
  }
  const length = (b[at + 4]! << 8) | b[at + 5]!
  ppp(d, at + 6, d.bound(at + 6, length, end, 'pppoe.length'))
}
