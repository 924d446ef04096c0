/** BSD loopback (link types 0 and 108): an address family in four octets, in the capturing host's order or not. */
import type { Layers } from '../layers.ts'
import { ip } from '../network/ip.ts'

/** AF_INET everywhere; AF_INET6 of Linux, Windows, NetBSD and OpenBSD, FreeBSD, Darwin. */
const IP_FAMILIES = new Set([2, 10, 23, 24, 28, 30])

export function bsdLoopback(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 4) {
    d.short('null.short')
    return
  }
  const big = b[at] === 0 && b[at + 1] === 0
  const family = big ? (b[at + 2]! << 8) | b[at + 3]! : b[at]! | (b[at + 1]! << 8)
  if (IP_FAMILIES.has(family)) ip(d, at + 4, end)
}
