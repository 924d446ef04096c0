/** What stays on one segment: proof that a sender's MAC and address belong together. */
import type { Packet } from './packet.ts'

/**
 * The packet cannot have crossed a router: broadcast and link-local multicast never do (RFC 919, RFC 2644,
 * RFC 5771 section 4, RFC 4291 section 2.7).
 */
export function isLinkScope(p: Packet): boolean {
  if (p.hasMac && p.dstMacHigh === 0xffff && p.dstMacLow === -1) return true
  // Sent to a group with a TTL of 1: the sender itself forbids routing (UPnP Device Architecture 1.0 and its kin).
  if (p.ttl === 1 && p.hasMac && (p.dstMacHigh & 0x100) !== 0) return true
  if (p.ipVersion === 4) return p.d3 === -1 || p.d3 >>> 8 === 0xe00000
  return p.d0 >>> 16 === 0xff02 || p.s0 >>> 22 === 0x3fa
}
