/**
 * Writes frames as pcapng (draft-ietf-opsawg-pcapng): one section, one Ethernet interface a tap, times in
 * microseconds. Frames are built in place: `begin` gives the offset in `bytes` at which a frame starts, `end` closes
 * its block. Full chunks wait in `take()` until somebody writes them; chunks given back are used again, so that
 * memory stays flat.
 */

const CHUNK = 1 << 20
const BLOCK_HEAD = 28
/** Blocks with longer frames do not occur: an Ethernet frame with one tag. */
export const MAX_FRAME = 1518 + 4

export class CaptureWriter {
  /** The chunk being filled, and the same bytes as words; both change with `begin`. */
  bytes = new Uint8Array(CHUNK)
  words = new Uint16Array(this.bytes.buffer)
  #view = new DataView(this.bytes.buffer)
  #at = 0
  #start = 0
  packets = 0
  octets = 0
  readonly #epoch: number
  readonly #full: Uint8Array[] = []
  readonly #spare: Uint8Array<ArrayBuffer>[] = []

  /** `epoch`: microseconds since 1970 of simulated time 0. `comment` stands in the section header. */
  constructor(epoch: number, comment: string, taps: readonly string[]) {
    this.#epoch = epoch
    this.#header(0x0a0d0d0a, sectionHeader(comment))
    for (const tap of taps) this.#header(1, interfaceDescription(tap))
  }

  /** Starts a frame; at most `MAX_FRAME` octets may follow. */
  begin(): number {
    if (this.#at + BLOCK_HEAD + MAX_FRAME + 8 > CHUNK) this.#next()
    this.#start = this.#at
    return this.#at + BLOCK_HEAD
  }

  /** Ends the frame begun last. `time`: microseconds since the start. */
  end(length: number, time: number, tap: number): void {
    const view = this.#view
    const at = this.#start
    const padded = (length + 3) & ~3
    const total = padded + BLOCK_HEAD + 4
    const stamp = this.#epoch + time
    const high = Math.floor(stamp / 0x1_0000_0000)
    view.setUint32(at, 6, true)
    view.setUint32(at + 4, total, true)
    view.setUint32(at + 8, tap, true)
    view.setUint32(at + 12, high, true)
    view.setUint32(at + 16, stamp - high * 0x1_0000_0000, true)
    view.setUint32(at + 20, length, true)
    view.setUint32(at + 24, length, true)
    for (let i = at + BLOCK_HEAD + length; i < at + BLOCK_HEAD + padded; i++) this.bytes[i] = 0
    view.setUint32(at + total - 4, total, true)
    this.#at = at + total
    this.packets++
    this.octets += length
  }

  /** Some chunks are full. */
  get pending(): boolean {
    return this.#full.length > 0
  }

  /** The next full chunk; with `all` also the one being filled. Give it back with `reuse` once it is written. */
  take(all = false): Uint8Array | undefined {
    if (all && this.#full.length === 0 && this.#at > 0) this.#next()
    return this.#full.shift()
  }

  reuse(chunk: Uint8Array): void {
    if (this.#spare.length < 4) this.#spare.push(new Uint8Array(chunk.buffer as ArrayBuffer))
  }

  #next(): void {
    this.#full.push(this.bytes.subarray(0, this.#at))
    this.bytes = this.#spare.pop() ?? new Uint8Array(CHUNK)
    this.words = new Uint16Array(this.bytes.buffer)
    this.#view = new DataView(this.bytes.buffer)
    this.#at = 0
  }

  #header(type: number, body: Uint8Array): void {
    const total = body.length + 12
    this.#view.setUint32(this.#at, type, true)
    this.#view.setUint32(this.#at + 4, total, true)
    this.bytes.set(body, this.#at + 8)
    this.#view.setUint32(this.#at + total - 4, total, true)
    this.#at += total
  }
}

/** Byte order, version 1.0, length unknown, then options: comment 1, application 4. */
function sectionHeader(comment: string): Uint8Array {
  const fixed = [0x4d, 0x3c, 0x2b, 0x1a, 1, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255]
  return Uint8Array.from([...fixed, ...option(1, comment), ...option(4, 'wardline simulate'), 0, 0, 0, 0])
}

/** Link type 1 Ethernet, no limit of length, then option 2: the interface's name. */
const interfaceDescription = (name: string): Uint8Array =>
  Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0, ...option(2, name), 0, 0, 0, 0])

function option(code: number, text: string): number[] {
  const value = [...new TextEncoder().encode(text)]
  const padding = new Array<number>((4 - (value.length % 4)) % 4).fill(0)
  return [code & 255, code >> 8, value.length & 255, value.length >> 8, ...value, ...padding]
}
