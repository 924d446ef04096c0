/**
 * Remembers what was dissected in the last minute, so that the same bytes from the same source (periodic
 * announcements, mirrored duplicates) are not dissected again and again. Fixed memory; a newer entry
 * replaces an older one in its slot.
 */
import type { Packet } from '../wire/packet.ts'

const SLOTS = 1 << 17
/** Repeats count as news again after this long (packet time, seconds), so that later sightings are dated. */
const FORGET_SECONDS = 60

export class RecentBytes {
  private readonly first = new Int32Array(SLOTS)
  private readonly second = new Int32Array(SLOTS)
  private readonly at = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY)

  /** The same source sent these bytes within the last minute; otherwise they are remembered now. */
  repeats(p: Packet, start: number, end: number): boolean {
    const { bytes } = p
    // Two independent 32-bit FNV-1a sums: a chance match needs both.
    let a = (0x811c9dc5 ^ p.srcMacLow) | 0
    let b = (0x01234567 ^ p.s3) | 0
    a = Math.imul(a ^ p.s3 ^ (p.srcPort << 16) ^ p.dstPort, 0x01000193)
    b = Math.imul(b ^ p.d3 ^ p.srcMacLow ^ p.vlan, 0x01000193)
    for (let i = start; i < end; i++) {
      a = Math.imul(a ^ bytes[i]!, 0x01000193)
      b = Math.imul(b + bytes[i]!, 0x5bd1e995) ^ (b >>> 15)
    }
    const slot = (a ^ (a >>> 16)) & (SLOTS - 1)
    // Older than what was dissected (files out of order) is no news either.
    if (this.first[slot] === a && this.second[slot] === b && p.time < this.at[slot]! + FORGET_SECONDS)
      return true
    this.first[slot] = a
    this.second[slot] = b
    this.at[slot] = p.time
    return false
  }
}
