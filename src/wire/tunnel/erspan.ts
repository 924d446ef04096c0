/** ERSPAN types II and III (draft-foschiano-erspan): mirrored frames behind a GRE header. */
import type { Layers } from '../layers.ts'

const HEADER_2 = 8
const HEADER_3 = 12
/** Type III with the O flag: a platform specific part. */
const OPTIONAL = 8

/** Type II: version 1, VLAN, session, index. Version 0 in its place is type I with a sequence number. */
export function erspan2(d: Layers, at: number, end: number): void {
  if (end - at < HEADER_2) {
    d.short('erspan.short')
    return
  }
  const inner = d.packet.bytes[at]! >>> 4 === 1 ? at + HEADER_2 : at
  if (d.deeper(inner, end)) d.ethernet(inner, end)
}

/** Type III: version 2; the last 16 bits hold the frame type (bits 10-14; 0 Ethernet, 2 IP) and the O flag (bit 0). */
export function erspan3(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < HEADER_3) {
    d.short('erspan.short')
    return
  }
  if (b[at]! >>> 4 !== 2) {
    d.oddity('erspan.version')
    return
  }
  const inner = at + HEADER_3 + ((b[at + 11]! & 1) === 1 ? OPTIONAL : 0)
  const frameType = (b[at + 10]! >>> 2) & 31
  if (inner > end) d.short('erspan.short')
  else if (frameType === 0) {
    if (d.deeper(inner, end)) d.ethernet(inner, end)
  } else if (frameType === 2 && d.deeper(inner, end)) d.ip(inner, end)
}
