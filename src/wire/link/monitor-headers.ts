/**
 * Headers that capture drivers put in front of 802.11 frames: radiotap (radiotap.org), PPI, Prism, AVS. Only their
 * length and what they say of the frame check sequence matter here.
 */
import { type Layers, PADDED } from '../layers.ts'
import { ip } from '../network/ip.ts'
import { ieee80211 } from './ieee80211.ts'

const FCS = 4

/** LINKTYPE_ values that PPI is used with. */
const LINK_ETHERNET = 1
const LINK_RAW = 101
const LINK_IEEE80211 = 105

/** Bits of the radiotap flags field. */
const FLAG_FCS_AT_END = 0x10
const FLAG_DATA_PAD = 0x20
const FLAG_BAD_FCS = 0x40

export function radiotap(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  const length = end - at < 8 ? 0 : b[at + 2]! | (b[at + 3]! << 8)
  if (length < 8 || length > end - at) {
    d.short('radiotap.short')
    return
  }
  const flags = radiotapFlags(b, at, at + length)
  if ((flags & FLAG_BAD_FCS) !== 0) {
    // Damaged on the air: its addresses would name stations that do not exist.
    d.oddity('ieee80211.bad-fcs')
    return
  }
  const stop = (flags & FLAG_FCS_AT_END) !== 0 ? withoutFcs(d, at + length, end) : end
  ieee80211(d, at + length, stop, (flags & FLAG_DATA_PAD) !== 0 ? PADDED : 0)
}

/** Behind the presence words (bit 31: another follows) stand a time stamp if bit 0 is set, then flags if bit 1 is. */
function radiotapFlags(b: Uint8Array, start: number, end: number): number {
  const present = b[start + 4]!
  let at = start + 8
  while ((b[at - 1]! & 0x80) !== 0 && end - at >= 4) at += 4
  if ((present & 2) === 0) return 0
  if ((present & 1) !== 0) at += ((start - at) & 7) + 8
  return at < end ? b[at]! : 0
}

/** PPI: version, flags, length, link type (little endian), then typed fields. */
export function ppi(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  const length = end - at < 8 ? 0 : b[at + 2]! | (b[at + 3]! << 8)
  if (length < 8 || length > end - at) {
    d.short('ppi.short')
    return
  }
  const inner = at + length
  const link = b[at + 4]! | (b[at + 5]! << 8)
  if (link === LINK_ETHERNET) d.ethernet(inner, end)
  else if (link === LINK_RAW) ip(d, inner, end)
  else if (link === LINK_IEEE80211) {
    const flags = ppiFlags(b, at + 8, inner)
    if ((flags & 4) !== 0) d.oddity('ieee80211.bad-fcs')
    else ieee80211(d, inner, (flags & 1) !== 0 ? withoutFcs(d, inner, end) : end, 0)
  }
}

/** Flags of the 802.11-common field (type 2): bit 0 the frame ends in an FCS, bit 2 the FCS is wrong. */
function ppiFlags(b: Uint8Array, from: number, end: number): number {
  for (let at = from; end - at >= 4; at += 4 + (b[at + 2]! | (b[at + 3]! << 8))) {
    const type = b[at]! | (b[at + 1]! << 8)
    if (type === 2 && end - at >= 14) return b[at + 12]!
  }
  return 0
}

/** Prism headers tell their length in the host's order, AVS (a magic number in front) in network order. */
export function prism(d: Layers, at: number, end: number): void {
  const b = d.packet.bytes
  if (end - at < 8) {
    d.short('prism.short')
    return
  }
  const avs = b[at] === 0x80 && b[at + 1] === 0x21 && b[at + 2] === 0x10
  const length = avs || b[at + 4] === 0 ? (b[at + 6]! << 8) | b[at + 7]! : b[at + 4]! | (b[at + 5]! << 8)
  if (length < 8 || length > end - at) d.short('prism.length')
  else ieee80211(d, at + length, end, 0)
}

/** The end without the frame check sequence, of which the capture may already lack a part. */
function withoutFcs(d: Layers, at: number, end: number): number {
  const kept = Math.max(0, FCS - d.cut)
  d.cut = Math.max(0, d.cut - FCS)
  return Math.max(at, end - kept)
}
