/** Overlay networks over UDP: VXLAN (RFC 7348), its generic extension, GENEVE (RFC 8926). */
import type { Layers } from '../layers.ts'
import { looksLikeEthernet, looksLikeIp } from './plausible.ts'

const VXLAN_HEADER = 8
/** The network identifier is valid; RFC 7348 section 5 demands it. The other bits are to be ignored. */
const FLAG_I = 0x08
/** Generic extension: the last octet of the first word names what follows. */
const FLAG_P = 0x04

const ETHERNET = 0x6558

export function vxlan(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < VXLAN_HEADER || (b[at]! & FLAG_I) === 0) return
  const exact = b[at] === FLAG_I && (b[at + 1]! | b[at + 2]! | b[at + 3]! | b[at + 7]!) === 0
  frameInside(d, at + VXLAN_HEADER, end, exact)
}

/** Next protocol 1 IPv4, 2 IPv6, 3 Ethernet. */
export function vxlanGpe(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < VXLAN_HEADER || (b[at]! & (FLAG_I | FLAG_P)) !== (FLAG_I | FLAG_P)) return
  const next = b[at + 3]!
  if (next === 3) frameInside(d, at + VXLAN_HEADER, end, false)
  else if (next === 1 || next === 2) packetInside(d, at + VXLAN_HEADER, end)
}

/** Version 0, length of options in fours, EtherType of what follows, identifier. */
export function geneve(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 8 || b[at]! >>> 6 !== 0) return
  const inner = at + 8 + ((b[at]! & 63) << 2)
  const protocol = (b[at + 2]! << 8) | b[at + 3]!
  if (inner > end) return
  if (protocol === ETHERNET) frameInside(d, inner, end, (b[at + 1]! & 63) === 0 && b[at + 7] === 0)
  else if (protocol === 0x0800 || protocol === 0x86dd) packetInside(d, inner, end)
}

function frameInside(d: Layers, at: number, end: number, anyType: boolean): void {
  if (looksLikeEthernet(d, at, end, anyType) && d.deeper(at, end)) d.ethernet(at, end)
}

function packetInside(d: Layers, at: number, end: number): void {
  if (looksLikeIp(d, at, end) && d.deeper(at, end)) d.ip(at, end)
}
