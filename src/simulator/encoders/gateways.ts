/** Routers that share an address: HSRP (RFC 2281), UDP 1985 to 224.0.0.2; VRRP version 2 (RFC 3768), IP protocol 112. */
import { bytes, fixed, ipv4, u16 } from './bytes.ts'

/** Hello of a router in a group: state 8 standby, 16 active; the password of the group is `cisco` unless set. */
export const hsrpHello = (h: {
  readonly state: 4 | 8 | 16
  readonly priority: number
  readonly group: number
  readonly address: string
  readonly password?: string
}): Uint8Array =>
  bytes(0, 0, h.state, 3, 10, h.priority, h.group, 0, fixed(h.password ?? 'cisco', 8), ipv4(h.address))

/** Advertisement, with its checksum: the payload of IP protocol 112 to 224.0.0.18 with time to live 255. */
export function vrrpAdvertisement(v: {
  readonly router: number
  readonly priority: number
  readonly address: string
}): Uint8Array {
  const body = bytes(0x21, v.router, v.priority, 1, 0, 1, 0, 0, ipv4(v.address), new Uint8Array(8))
  let sum = 0
  for (let i = 0; i < body.length; i += 2) sum += (body[i]! << 8) | body[i + 1]!
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  body.set(u16(~sum & 0xffff), 6)
  return body
}
