import { latin1 } from './text.ts'

/**
 * A bounded reader over bytes. Reading past the end gives 0 (or nothing) and sets `missing`;
 * it never throws and never reads outside its window, so a dissector checks once, after a header.
 */
const utf8 = new TextDecoder('utf-8')
const utf16le = new TextDecoder('utf-16le')

export class Cursor {
  readonly bytes: Uint8Array
  /** Next offset to read, in `bytes`. */
  at: number
  /** One past the last readable offset. */
  end: number
  /** Something was read past the end. */
  missing = false

  constructor(bytes: Uint8Array, start = 0, end = bytes.length) {
    this.bytes = bytes
    this.at = start
    this.end = Math.min(end, bytes.length)
  }

  get left(): number {
    return this.end - this.at
  }

  private take(n: number): number {
    const from = this.at
    if (n < 0 || n > this.end - from) {
      this.missing = true
      this.at = this.end
      return -1
    }
    this.at = from + n
    return from
  }

  u8(): number {
    const i = this.take(1)
    return i < 0 ? 0 : this.bytes[i]!
  }

  u16(): number {
    const i = this.take(2)
    return i < 0 ? 0 : (this.bytes[i]! << 8) | this.bytes[i + 1]!
  }

  u24(): number {
    return this.u8() * 0x10000 + this.u16()
  }

  u32(): number {
    const i = this.take(4)
    if (i < 0) return 0
    const b = this.bytes
    return ((b[i]! << 24) | (b[i + 1]! << 16) | (b[i + 2]! << 8) | b[i + 3]!) >>> 0
  }

  u16le(): number {
    const i = this.take(2)
    return i < 0 ? 0 : this.bytes[i]! | (this.bytes[i + 1]! << 8)
  }

  u32le(): number {
    const i = this.take(4)
    if (i < 0) return 0
    const b = this.bytes
    return (b[i]! | (b[i + 1]! << 8) | (b[i + 2]! << 16) | (b[i + 3]! << 24)) >>> 0
  }

  skip(n: number): void {
    this.take(n)
  }

  /** A view of the next `n` bytes (no copy); empty when they are not all there. */
  view(n: number): Uint8Array {
    const i = this.take(n)
    return i < 0 ? this.bytes.subarray(0, 0) : this.bytes.subarray(i, i + n)
  }

  /** A cursor over the next `n` bytes, or over what is left of them (then both are `missing`). */
  sub(n: number): Cursor {
    const from = this.at
    const have = Math.max(0, Math.min(n, this.left))
    const inner = new Cursor(this.bytes, from, from + have)
    this.at = from + have
    if (have !== n) {
      this.missing = true
      inner.missing = true
    }
    return inner
  }

  /** The next `n` bytes as Latin-1 text. */
  ascii(n: number): string {
    return latin1.decode(this.view(n))
  }

  utf8(n: number): string {
    return utf8.decode(this.view(n))
  }

  utf16le(n: number): string {
    return utf16le.decode(this.view(n))
  }
}
