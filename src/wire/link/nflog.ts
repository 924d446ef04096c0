/**
 * Linux netfilter log (LINKTYPE_NFLOG, 239): family, version, resource, then attributes of length and type, whose
 * order of octets is the capturing host's. One holds the packet, another the sender's link address.
 */
import type { Layers } from '../layers.ts'
import { ip } from '../network/ip.ts'
import { setAddresses } from './ethernet.ts'

/** linux/netfilter/nfnetlink_log.h */
const HARDWARE_ADDRESS = 8
const PAYLOAD = 9

/** More attributes than the kernel knows. */
const MAX_ATTRIBUTES = 64

export function nflog(d: Layers, start: number, end: number): void {
  const p = d.packet
  const b = p.bytes
  if (end - start < 8 || b[start + 1] !== 0) {
    d.short('nflog.short')
    return
  }
  let at = start + 4
  const big = b[at] === 0 && b[at + 1] !== 0
  for (let n = 0; n < MAX_ATTRIBUTES && end - at >= 4; n++) {
    const length = big ? (b[at]! << 8) | b[at + 1]! : b[at]! | (b[at + 1]! << 8)
    const type = (big ? (b[at + 2]! << 8) | b[at + 3]! : b[at + 2]! | (b[at + 3]! << 8)) & 0x7fff
    if (length < 4) {
      d.malformed('nflog.attribute')
      return
    }
    if (type === PAYLOAD) {
      ip(d, at + 4, d.bound(at, length, end, 'nflog.length'))
      return
    }
    if (type === HARDWARE_ADDRESS && length >= 14 && end - at >= 14) senderAddress(d, at + 4)
    at += (length + 3) & ~3
  }
}

/** Length of the address in network order, two octets of padding, the address. */
function senderAddress(d: Layers, at: number): void {
  const p = d.packet
  if (p.bytes[at] !== 0 || p.bytes[at + 1] !== 6) return
  setAddresses(p, at + 4, at + 4)
  p.dstMacHigh = 0
  p.dstMacLow = 0
}
