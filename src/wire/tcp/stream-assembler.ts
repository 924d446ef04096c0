/**
 * One direction of a TCP connection: segments in, in whatever order the capture shows them; contiguous bytes out.
 * What was seen first wins where segments overlap. Bytes that never come are given up as a gap: when too much waits
 * behind them, or the receiver acknowledged them. A segment that comes in order and is wholly consumed is not copied.
 * Memory and work are bounded; there is no clock. Sequence numbers are signed or unsigned 32-bit words and may wrap.
 */
import { HeldSegments } from './held-segments.ts'
import { UnreadBytes } from './unread-bytes.ts'

/** Who reads the stream; the contract of `StreamSession` in protocols/protocol.ts. */
export interface StreamReader {
  /**
   * Everything not yet consumed. Returns how many bytes are done with: fewer asks to be shown the rest again with
   * more behind it, more skips bytes yet to come. The bytes are valid during the call only.
   */
  data(bytes: Uint8Array): number
  /** Bytes are missing: what was unconsumed is dropped, the next `data` starts behind the gap. */
  gap(): void
}

/** Bytes held unconsumed at most; a reader that wants more is not served further (`full`). */
export const MAX_UNREAD = 65_536
/** Segments and bytes held out of order at most; more, and the gap in front of them is given up. */
const MAX_HELD_SEGMENTS = 256
const MAX_HELD_BYTES = 256 * 1024
/** Farthest skip, bytes: half of what signed sequence differences can tell apart. */
const MAX_SKIP = 2 ** 30
/** Times a reader may ask, within one call, to be shown the same bytes anew. */
const MAX_AGAIN = 16

/**
 * A sender of tiny segments could have a growing rest shown again and again. Beyond this much shown, fixed and for
 * each byte received, the rest is shown only when it has grown by a {@link GROWTH}th. Whole segments never get there.
 */
const FREE_WORK = 256 * 1024
const WORK_PER_BYTE = 32
const GROWTH = 16

export class StreamAssembler {
  /** Times bytes were given up for missing. */
  gaps = 0
  /** Times bytes came again and were not the same. */
  conflicts = 0
  /** The reader left more than {@link MAX_UNREAD} unconsumed (or skipped out of reach): nothing more is shown. */
  full = false
  private readonly reader: StreamReader
  private readonly early = new HeldSegments()
  private readonly unread = new UnreadBytes()
  /** Sequence number of the next byte; holds once `based`. */
  private next = 0
  private based = false
  private closed = false
  /** What the reader is looking at right now. */
  private shown: Uint8Array | null = null
  private again = false
  /** Unread bytes when the reader last looked. */
  private lastLook = 0
  private received = 0
  private work = 0

  constructor(reader: StreamReader) {
    this.reader = reader
  }

  /** Bytes of memory in use. */
  get held(): number {
    return this.unread.capacity + this.early.bytes
  }

  /** Everything before `seq` was delivered or given up; nothing waits out of order. */
  complete(seq: number): boolean {
    return this.based && this.early.count === 0 && ((seq - this.next) | 0) <= 0
  }

  /** The first byte has this number (one more than the SYN's). Without it the first segment seen is the beginning. */
  begin(seq: number): void {
    if (this.based) return
    this.based = true
    this.next = seq | 0
  }

  /** Takes the payload `bytes[start..end)`, whose first byte has number `seq`. */
  segment(seq: number, bytes: Uint8Array, start: number, end: number): void {
    if (this.closed || start >= end) return
    this.begin(seq)
    const ahead = (seq - this.next) | 0
    if (ahead > 0) {
      if (!this.early.insert(seq | 0, bytes, start, end)) this.conflicts++
      while (this.early.count > MAX_HELD_SEGMENTS || this.early.bytes > MAX_HELD_BYTES) this.giveUp()
      return
    }
    const fresh = start - ahead
    if (ahead < 0) this.compare(bytes, start, Math.min(fresh, end), -ahead)
    if (fresh >= end) return
    const first = this.early.first()
    if (first === undefined || ((first.seq - this.next) | 0) >= end - fresh) this.deliver(bytes, fresh, end)
    else if (!this.early.insert(this.next, bytes, fresh, end)) this.conflicts++
    this.drain()
  }

  /**
   * The receiver has everything before `ack`. What we hold behind a gap that it has whole shows that the gap is
   * our own loss and will not be filled.
   */
  acknowledged(ack: number): void {
    for (let first = this.early.first(); first !== undefined; first = this.early.first()) {
      if (((ack - first.seq) | 0) <= 0) return
      this.giveUp()
    }
  }

  /** No more segments will come: shows what waits behind gaps and what was withheld. */
  finish(): void {
    while (this.early.count > 0) this.giveUp()
    if (this.unread.length > this.lastLook) this.look()
  }

  /** The bytes not consumed, or those the reader is looking at right now; valid until the next call. */
  pending(): Uint8Array {
    return this.shown ?? this.unread.view()
  }

  /**
   * Shows the unconsumed bytes again, when another reader took over behind the interface. Asked for by the reader
   * while it looks, they are shown as soon as it returns.
   */
  redeliver(): void {
    if (this.shown !== null) {
      this.again = true
      return
    }
    if (this.unread.length === 0) return
    this.look()
    this.drain()
  }

  /** Gives the memory back; nothing is shown any more. */
  free(): void {
    this.closed = true
    this.unread.free()
    this.early.free()
  }

  private deliver(bytes: Uint8Array, start: number, end: number): void {
    this.next = (this.next + end - start) | 0
    this.received += end - start
    if (this.unread.length === 0) {
      const left = this.show(bytes.subarray(start, end))
      if (left > 0) this.unread.append(bytes, end - left, end)
      this.lastLook = left
    } else {
      this.unread.append(bytes, start, end)
      if (this.worthALook()) this.look()
    }
    if (this.unread.length > MAX_UNREAD) this.stop()
  }

  private look(): void {
    const left = this.show(this.unread.view())
    if (this.closed) return
    this.unread.keep(left)
    this.lastLook = left
  }

  private worthALook(): boolean {
    if (this.work <= FREE_WORK + WORK_PER_BYTE * this.received) return true
    return (this.unread.length - this.lastLook) * GROWTH >= this.unread.length
  }

  /** Returns how many bytes at the end were left unconsumed. */
  private show(bytes: Uint8Array): number {
    let rest = bytes
    for (let n = 0; n < MAX_AGAIN; n++) {
      this.again = false
      this.work += rest.length
      this.shown = rest
      const used = this.reader.data(rest)
      this.shown = null
      if (this.closed) return 0
      if (used >= rest.length) {
        this.skip(used - rest.length)
        return 0
      }
      if (used > 0) rest = rest.subarray(used)
      if (!this.again) break
    }
    return rest.length
  }

  /** What is skipped counts as seen: when it comes it is a retransmission, and if it never comes, no gap. */
  private skip(n: number): void {
    if (n > MAX_SKIP) this.stop()
    else this.next = (this.next + n) | 0
  }

  /** Delivers what was held and is now in order. */
  private drain(): void {
    for (let first = this.early.first(); first !== undefined; first = this.early.first()) {
      const behind = (this.next - first.seq) | 0
      if (behind < 0) return
      this.early.shift()
      if (behind < first.bytes.length) this.deliver(first.bytes, behind, first.bytes.length)
    }
  }

  private giveUp(): void {
    if (this.unread.length > this.lastLook) this.look()
    const first = this.early.first()
    // The reader may just have skipped what is missing, or been stopped.
    if (first !== undefined && ((first.seq - this.next) | 0) > 0) {
      this.unread.keep(0)
      this.lastLook = 0
      this.gaps++
      this.next = first.seq
      this.reader.gap()
    }
    this.drain()
  }

  /** Counts bytes that came again (`behind` before the next) and differ, as far as the first ones are still there. */
  private compare(bytes: Uint8Array, start: number, end: number, behind: number): void {
    // A keep-alive is one byte of anything, right before the next (RFC 9293 section 3.8.4).
    if (behind === 1 && end - start === 1) return
    if (!this.unread.agrees(bytes, start, end, behind)) this.conflicts++
  }

  private stop(): void {
    this.full = true
    this.free()
  }
}
