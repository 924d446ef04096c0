/**
 * The one buffer a capture is read into and parsed in place. Bytes come in behind `end`, the parser moves `at`
 * up behind them; what is parsed is overwritten when room is needed. The buffer moves or grows only in `space`,
 * so offsets and frames hold until then.
 */

/** Largest record or block taken, bytes. Larger lengths are taken for damage: no link has frames of a tenth of it. */
export const MAX_RECORD = 16 << 20

/** How far behind damage the next sound record is looked for, bytes. */
export const RESYNC_WINDOW = 1 << 20

/** Most that is ever held unparsed: a record with its headers, or a search window, and what was read ahead. */
const MAX_HELD = MAX_RECORD + 4 * RESYNC_WINDOW

const DEFAULT_SIZE = 4 << 20 // bytes; a few reads of 1 MiB lie in it, so that moving the rest to the front is rare

export class ReadBuffer {
  bytes: Uint8Array
  view: DataView
  /** Next byte to parse, and one past the last byte that is there; offsets in `bytes`. */
  at = 0
  end = 0
  /** Nothing will follow `end`. */
  over = false
  /** Offset in the capture of `bytes[0]`. */
  private base = 0
  private stopped = false

  constructor(size = DEFAULT_SIZE) {
    this.bytes = new Uint8Array(size)
    this.view = new DataView(this.bytes.buffer)
  }

  /** Offset in the capture of the byte at `at`. */
  get offset(): number {
    return this.base + this.at
  }

  get left(): number {
    return this.end - this.at
  }

  /** Room of at least `least` bytes to read into; valid until the next call. */
  space(least: number): Uint8Array {
    if (this.at === this.end || this.bytes.length - this.end < least) this.compact()
    if (this.bytes.length - this.end < least) this.grow(this.end + least)
    return this.bytes.subarray(this.end)
  }

  filled(n: number): void {
    if (!this.stopped) this.end += n
  }

  /** The rest of the input is of no use: it is over, whatever still comes. */
  stop(): void {
    this.at = this.end
    this.over = true
    this.stopped = true
  }

  private compact(): void {
    if (this.at === 0) return
    this.bytes.copyWithin(0, this.at, this.end)
    this.base += this.at
    this.end -= this.at
    this.at = 0
  }

  private grow(least: number): void {
    if (this.end > MAX_HELD) throw new Error('a capture is read faster than it is parsed')
    const bytes = new Uint8Array(Math.max(least, this.bytes.length * 2))
    bytes.set(this.bytes.subarray(0, this.end))
    this.bytes = bytes
    this.view = new DataView(bytes.buffer)
  }
}
