/** IPv4 or IPv6, told by the version half octet: link types and tunnels often do not say which. */
import type { Layers } from '../layers.ts'
import { ipv4 } from './ipv4.ts'
import { ipv6 } from './ipv6.ts'

export function ip(d: Layers, at: number, end: number): void {
  const version = at < end ? d.packet.bytes[at]! >>> 4 : 0
  if (version === 4) ipv4(d, at, end)
  else if (version === 6) ipv6(d, at, end)
  else {
    if (at < end) d.malformed('ip.version')
    else d.short('ip.short')
    d.frame()
  }
}
