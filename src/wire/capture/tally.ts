/** What is known of a capture beside its frames: counts, times, link types, names, and what went wrong. */
import type { CaptureFault, NameRecord } from './frame.ts'

/** Names kept of one capture; a resolver's cache holds hundreds. */
const MAX_NAMES = 10_000

/** The last second with a four-digit year, 9999-12-31T23:59:59Z: later times cannot be written in ISO 8601. */
export const LAST_SECOND = 253_402_300_799

export class Tally {
  packets = 0
  /** On the wire, as the records say. */
  bytes = 0
  /** Packets of which the capture holds fewer bytes than were on the wire. */
  truncated = 0
  /** Earliest and latest packet time, seconds; infinite without packets. */
  earliest = Number.POSITIVE_INFINITY
  latest = Number.NEGATIVE_INFINITY
  /** LINKTYPE_ values of the interfaces that the capture declares; in pcap, of its file header. */
  readonly linkTypes = new Set<number>()
  readonly names: NameRecord[] = []
  /** Packets the capturing host says it lost and got; `null` when it says nothing. */
  dropped: number | null = null
  received: number | null = null
  /** The capture says of itself that its traffic is made up. */
  simulated = false
  /** The first thing that was wrong, and how many there were. */
  fault: CaptureFault | null = null
  faults = 0
  /** Bytes passed over to find the next sound record. */
  skipped = 0
  /** No sound record was found behind the last fault: the rest of the capture was not read. */
  abandoned = false

  blame(kind: CaptureFault['kind'], offset: number, because: string): void {
    this.faults++
    this.fault ??= { kind, offset, because }
  }

  name(address: string, name: string): void {
    if (this.names.length < MAX_NAMES) this.names.push({ address, name })
  }

  drop(packets: number): void {
    this.dropped = (this.dropped ?? 0) + packets
  }

  receive(packets: number): void {
    this.received = (this.received ?? 0) + packets
  }
}

/** A number of bytes as people read it: `12,345`. */
export const figure = (n: number): string => n.toLocaleString('en-US')
