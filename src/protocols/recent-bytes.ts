/**
 * Remembers what was dissected in the last minute, so that the same bytes from the same source (periodic
 * announcements, mirrored duplicates) are not dissected again and again. Fixed memory; a newer entry
 * replaces an older one in its slot.
 */
import type { Packet } from '../wire/packet.ts'

const SLOTS = 1 << 17
/** Places tried for one message: neighbours of its slot. With one alone, messages that meet in a slot would drive each other out. */
const WAYS = 4
/** Repeats count as news again after this long (packet time, seconds), so that later sightings are dated. */
const FORGET_SECONDS = 60

export class RecentBytes {
  private readonly first = new Int32Array(SLOTS)
  private readonly second = new Int32Array(SLOTS)
  private readonly at = new Float64Array(SLOTS).fill(Number.NEGATIVE_INFINITY)

  /** The same source sent these bytes within the last minute; otherwise they are remembered now. */
  repeats(p: Packet, start: number, end: number): boolean {
    const { bytes, view } = p
    // Two independent 32-bit sums, four bytes a step: a chance match needs both to agree.
    let a = Math.imul(0x811c9dc5 ^ p.srcMacLow ^ p.s3, 0x01000193) ^ (p.srcPort << 16) ^ p.dstPort
    let b = Math.imul(0x01234567 ^ p.d3 ^ p.s0, 0x5bd1e995) ^ p.srcMacLow ^ p.vlan ^ (end - start)
    a = Math.imul(a ^ p.s1 ^ (p.etherType << 16) ^ p.srcMacHigh, 0x01000193)
    b = Math.imul(b ^ p.s2 ^ p.llc, 0x5bd1e995) ^ p.s1
    let i = start
    for (; i + 4 <= end; i += 4) {
      const word = view.getInt32(i)
      a = Math.imul(a ^ word, 0x01000193) ^ (a >>> 15)
      b = Math.imul(b + word, 0x5bd1e995) ^ (b >>> 13)
    }
    for (; i < end; i++) {
      a = Math.imul(a ^ bytes[i]!, 0x01000193)
      b = Math.imul(b + bytes[i]!, 0x5bd1e995) ^ (b >>> 15)
    }
    const slot = (a ^ (a >>> 16)) & (SLOTS - WAYS)
    for (let place = slot; place < slot + WAYS; place++)
      if (this.first[place] === a && this.second[place] === b) return this.isRecent(place, p.time)
    this.remember(slot, a, b, p.time)
    return false
  }

  /** Older than what was dissected (files out of order) is no news either. */
  private isRecent(place: number, time: number): boolean {
    if (time < this.at[place]! + FORGET_SECONDS) return true
    this.at[place] = time
    return false
  }

  /** Takes the place whose message is the longest gone. */
  private remember(slot: number, a: number, b: number, time: number): void {
    let oldest = slot
    for (let place = slot + 1; place < slot + WAYS; place++)
      if (this.at[place]! < this.at[oldest]!) oldest = place
    this.first[oldest] = a
    this.second[oldest] = b
    this.at[oldest] = time
  }
}
