/** Access tunnels that carry bare IP over UDP: L2TP version 2, GTP-U, Teredo. */
import type { Layers } from '../layers.ts'
import { looksLikeIp } from './plausible.ts'

/** Most GTP extension headers of one packet. */
const MAX_EXTENSIONS = 8

/** RFC 2661 section 3.1, data messages: flags, then length, tunnel, session, numbers and offset as the flags say. */
export function l2tp(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 8) return
  const flags = (b[at]! << 8) | b[at + 1]!
  // Type control, reserved bits, version 2.
  if ((flags & 0xb4ff) !== 0x0002) return
  let inner = at + 6
  if ((flags & 0x4000) !== 0) inner += 2
  if ((flags & 0x0800) !== 0) inner += 4
  if ((flags & 0x0200) !== 0) {
    if (end - inner < 2) return
    inner += 2 + ((b[inner]! << 8) | b[inner + 1]!)
  }
  if (end - inner < 4) return
  const framed = b[inner] === 0xff && b[inner + 1] === 3 ? inner + 2 : inner
  const packet = (b[framed]! & 1) === 1 ? framed + 1 : framed + 2
  if (looksLikeIp(d, packet, end) && d.deeper(inner, end)) d.ppp(inner, end)
}

/** 3GPP TS 29.281 section 5.1: version 1, GTP, message 255 carries a user's packet. */
export function gtpU(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 8 || b[at]! >>> 4 !== 3 || b[at + 1] !== 255) return
  const optional = (b[at]! & 7) !== 0
  let inner = at + (optional ? 12 : 8)
  if (inner > end) return
  let next = (b[at]! & 4) !== 0 ? b[inner - 1]! : 0
  for (let n = 0; next !== 0; n++) {
    if (n === MAX_EXTENSIONS || inner >= end || b[inner] === 0) return
    inner += b[inner]! << 2
    if (inner > end) return
    next = b[inner - 1]!
  }
  if (looksLikeIp(d, inner, end) && d.deeper(inner, end)) d.ip(inner, end)
}

/** RFC 4380 section 5.1.1: IPv6, behind an authentication (0, 1) and an origin (0, 0) indication or neither. */
export function teredo(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  let inner = at
  if (end - inner >= 13 && b[inner] === 0 && b[inner + 1] === 1) inner += 13 + b[inner + 2]! + b[inner + 3]!
  if (end - inner >= 8 && b[inner] === 0 && b[inner + 1] === 0) inner += 8
  if (end - inner < 40 || b[inner]! >>> 4 !== 6) return
  if (looksLikeIp(d, inner, end) && d.deeper(inner, end)) d.ip(inner, end)
}
