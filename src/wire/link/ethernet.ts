/** Ethernet (IEEE 802.3 clause 3.2), and Cisco's inter-switch link header, which looks like one. */
import type { Layers } from '../layers.ts'
import type { Packet } from '../packet.ts'
import { etherType } from './ether-type.ts'

/** Two addresses and the type. */
const HEADER = 14
/** Octets in front of the frame that an ISL header carries. */
const ISL_HEADER = 26

export function ethernet(d: Layers, at: number, end: number): void {
  const p = d.packet
  if (end - at < HEADER) {
    d.short('ethernet.short')
    return
  }
  setAddresses(p, at, at + 6)
  if ((p.dstMacHigh & 0xfdff) === 0x0100 && p.dstMacLow >>> 8 === 0x0c0000 && isIsl(p.bytes, at, end)) {
    interSwitchLink(d, at, end)
    return
  }
  etherType(d, p.view.getUint16(at + 12), at + HEADER, end)
}

/** Fills the address words from the octets at `dst` and `src`; the caller has checked that they are there. */
export function setAddresses(p: Packet, dst: number, src: number): void {
  const v = p.view
  p.hasMac = true
  p.dstMacHigh = v.getUint16(dst)
  p.dstMacLow = v.getInt32(dst + 2)
  p.srcMacHigh = v.getUint16(src)
  p.srcMacLow = v.getInt32(src + 2)
}

/** Behind the length stands a SNAP header that Ethernet proper cannot have there. */
const isIsl = (b: Uint8Array, at: number, end: number): boolean =>
  end - at >= ISL_HEADER + HEADER && b[at + 14] === 0xaa && b[at + 15] === 0xaa && b[at + 16] === 3

/** The header's VLAN counts as a tag of the frame inside, whose addresses are the stations. */
function interSwitchLink(d: Layers, at: number, end: number): void {
  const p = d.packet
  const b = p.bytes
  const inner = at + ISL_HEADER
  p.vlan = (((b[at + 20]! << 8) | b[at + 21]!) >>> 1) & 0xfff
  setAddresses(p, inner, inner + 6)
  etherType(d, (b[inner + 12]! << 8) | b[inner + 13]!, inner + HEADER, end)
}
