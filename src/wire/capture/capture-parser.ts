/**
 * Reads one capture, pcap or pcapng, told apart by its first bytes. Pure: bytes are put in, frames come out.
 *
 *     const parser = new CaptureParser()
 *     const frame = new Frame()                          // filled anew for every packet
 *     for (;;) {
 *       const step = parser.next(frame)
 *       if (step === 'end') break
 *       if (step === 'frame') use(frame)                 // frame.bytes is valid until the next call of `space`
 *       else if ((n = read(parser.space(65_536))) > 0) parser.filled(n)
 *       else parser.finish()
 *     }
 *     parser.tally                                       // counts, times, link types, names, what went wrong
 *
 * No input makes it throw. What was read before a fault stands; behind damage reading goes on where a chain of sound
 * records shows the way. `next` allocates nothing per packet. It may be asked while the next read is under way.
 */
import type { Frame, Step } from './frame.ts'
import { type CaptureFormat, foreignStart, formatOf, isGzip, MAGIC_LENGTH } from './magic.ts'
import { PcapReader } from './pcap.ts'
import { PcapngReader } from './pcapng.ts'
import { ReadBuffer } from './read-buffer.ts'
import { Tally } from './tally.ts'

export class CaptureParser {
  readonly tally = new Tally()
  /** `null` until the first bytes are there, and for what is no capture. */
  format: CaptureFormat | null = null
  private readonly buffer: ReadBuffer
  private reader: PcapReader | PcapngReader | null = null

  /** `size`: bytes of the buffer at first; it grows for longer records, to 16 MiB and a little. */
  constructor(size?: number) {
    this.buffer = new ReadBuffer(size)
  }

  /** Room for at least `least` bytes of input. What frames pointed at may move. */
  space(least: number): Uint8Array {
    return this.buffer.space(least)
  }

  /** `n` bytes were put at the beginning of the room given last. */
  filled(n: number): void {
    this.buffer.filled(n)
  }

  /** The input is over. */
  finish(): void {
    this.buffer.over = true
  }

  /** Enough: what is not parsed is dropped, without that being a fault. */
  stop(): void {
    this.buffer.stop()
  }

  /** Fills `frame` with the next packet. `more`: put more bytes in, or `finish`, before asking again. */
  next(frame: Frame): Step {
    return this.reader !== null ? this.reader.next(frame) : this.begin(frame)
  }

  private begin(frame: Frame): Step {
    const { buffer, tally } = this
    if (buffer.left < MAGIC_LENGTH && !buffer.over) return 'more'
    const head = buffer.bytes.subarray(buffer.at, Math.min(buffer.at + MAGIC_LENGTH, buffer.end))
    this.format = formatOf(head)
    if (this.format === 'pcapng') this.reader = new PcapngReader(buffer, tally)
    else if (this.format === 'pcap' && head.length === MAGIC_LENGTH)
      this.reader = new PcapReader(buffer, tally)
    if (this.reader !== null) return this.reader.next(frame)
    if (buffer.left > 0 || !tally.fault) this.reject(head)
    buffer.stop()
    return 'end'
  }

  private reject(head: Uint8Array): void {
    if (head.length === 0) this.tally.blame('not-a-capture', 0, 'empty, 0 bytes')
    else if (this.format === 'pcap')
      this.tally.blame('cut-short', 0, `file header needs ${MAGIC_LENGTH} bytes, ${head.length} are there`)
    else
      this.tally.blame(
        'not-a-capture',
        0,
        isGzip(head) ? 'starts with gzip data inside gzip' : foreignStart(head),
      )
  }
}
