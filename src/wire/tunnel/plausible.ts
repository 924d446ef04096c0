/**
 * Do these bytes look like a packet or a frame? Ports and labels do not prove that a tunnel is spoken, so what is
 * inside must bear it out before it is unwrapped.
 */
import type { Layers } from '../layers.ts'

/** An IPv4 or IPv6 header whose lengths agree with what is there (or was on the wire). */
export function looksLikeIp(d: Layers, at: number, end: number): boolean {
  const b = d.packet.bytes
  const here = end - at
  const all = here + d.cut
  if (here < 20) return false
  if (b[at]! >>> 4 === 4) {
    const header = (b[at]! & 15) << 2
    const total = (b[at + 2]! << 8) | b[at + 3]!
    return header >= 20 && (total === 0 || (total >= header && total <= all))
  }
  return b[at]! >>> 4 === 6 && all >= 40 && 40 + ((b[at + 4]! << 8) | b[at + 5]!) <= all
}

/**
 * An Ethernet frame: the sender is no group, and the type is one that is seen inside tunnels and agrees with what
 * follows. `anyType` takes every EtherType: for headers that leave no doubt themselves.
 */
export function looksLikeEthernet(d: Layers, at: number, end: number, anyType: boolean): boolean {
  const b = d.packet.bytes
  if (end - at < 14 || (b[at + 6]! & 1) !== 0) return false
  const type = (b[at + 12]! << 8) | b[at + 13]!
  const next = at + 14
  switch (type) {
    case 0x0800:
    case 0x86dd:
      return d.cut > 0 && end - next < 20 ? next === end || b[next]! >>> 6 === 1 : looksLikeIp(d, next, end)
    case 0x0806: // ARP: hardware type Ethernet, protocol IPv4
      return end - next >= 8 && b[next] === 0 && b[next + 1] === 1 && b[next + 2] === 8 && b[next + 3] === 0
    case 0x8100:
    case 0x88a8:
    case 0x8847:
    case 0x8863:
    case 0x8864:
    case 0x888e:
    case 0x88cc:
      return true
    default:
      if (type >= 0x0600) return anyType
      return looksLikeLlc(b, next, end + d.cut, type)
  }
}

/** The length fits, and the two SAPs belong together (STP, SNAP, NetBIOS, OSI), as IEEE 802.2 commands have them. */
function looksLikeLlc(b: Uint8Array, at: number, wireEnd: number, length: number): boolean {
  if (length < 3 || length > wireEnd - at) return false
  return (b[at]! & 0xfe) === (b[at + 1]! & 0xfe) && (b[at + 2]! & 3) === 3
}

/** An 802.11 frame of a type that access points tunnel: protocol version 0, management or data, whole header. */
export function looksLikeIeee80211(d: Layers, at: number, end: number, control: number): boolean {
  if (end - at < 24 || (control & 3) !== 0) return false
  const type = (control >>> 2) & 3
  return (type === 0 || type === 2) && (d.packet.bytes[at + 10]! & 1) === 0
}
