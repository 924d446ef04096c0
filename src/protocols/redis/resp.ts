/** RESP 2 and 3 (Redis serialization protocol specification): values out of a stream, flattened, bounded. */
import { decodeText } from '../../wire/lines.ts'

/** Texts kept of one value; INFO is one, HELLO some fourteen. */
const MAX_TEXTS = 64
/** Longest text that is kept, octets: INFO gives some 6,000. Longer ones are passed over. */
const MAX_KEPT = 16_384
/** Longest line that is waited for, octets; lengths and errors are far shorter. */
const MAX_LINE = 1024
/** Elements of one value; a larger one is followed no further. */
const MAX_ELEMENTS = 1 << 20

/** `error` holds the first error line of the value. */
export interface RespValue {
  readonly texts: readonly string[]
  readonly error: string | null
}

/** Reads one direction. */
export class RespReader {
  /** The bytes are no RESP. */
  broken = false
  private left = 0
  private texts: string[] = []
  private error: string | null = null

  /** Hands every whole value to `take`; gives the octets done with, more when a long text is passed over. */
  read(bytes: Uint8Array, take: (value: RespValue) => void): number {
    let at = 0
    while (at < bytes.length && !this.broken) {
      const size = this.element(bytes, at)
      if (size === 0) break
      at += size
      if (this.left > 0 || this.broken) continue
      take({ texts: this.texts, error: this.error })
      this.texts = []
      this.error = null
    }
    return this.broken ? bytes.length : at
  }

  /** One element; gives its size, 0 when it is not whole. */
  private element(bytes: Uint8Array, at: number): number {
    const newline = bytes.indexOf(10, at)
    if (newline < 0) {
      if (bytes.length - at > MAX_LINE) this.broken = true
      return 0
    }
    if (this.left === 0) this.left = 1
    const text = decodeText(bytes.subarray(at, Math.min(newline, at + MAX_LINE))).replace(/\r$/, '')
    const size = newline + 1 - at
    switch (text[0]) {
      case '$':
      case '=':
      case '!':
        return this.bulk(bytes, at, size, Number(text.slice(1)))
      case '*':
      case '~':
      case '>':
      case '%':
      case '|':
        return this.aggregate(size, Number(text.slice(1)) * (text[0] === '%' || text[0] === '|' ? 2 : 1))
      case '-':
        this.error ??= text.slice(1)
        break
      case '+':
      case ':':
      case ',':
      case '#':
      case '_':
      case '(':
        this.keep(text.slice(1))
        break
      default:
        // An inline command: words on a line.
        for (const word of text.split(/\s+/, MAX_TEXTS)) this.keep(word)
    }
    this.left--
    return size
  }

  private aggregate(size: number, count: number): number {
    if (!(count <= MAX_ELEMENTS) || this.left > MAX_ELEMENTS) this.broken = true
    this.left += Math.max(0, count) - 1
    return size
  }

  private bulk(bytes: Uint8Array, at: number, size: number, length: number): number {
    if (!(length <= 2 ** 29)) this.broken = true
    if (length > MAX_KEPT) {
      this.left--
      return size + length + 2
    }
    if (length < 0) {
      this.left--
      return size
    }
    const from = at + size
    if (bytes.length < from + length + 2) return 0
    this.keep(decodeText(bytes.subarray(from, from + length)))
    this.left--
    return size + length + 2
  }

  private keep(text: string): void {
    if (this.texts.length < MAX_TEXTS) this.texts.push(text)
  }
}
