import { latin1 } from './text.ts'

/**
 * Lines of text protocols, cut out of a byte stream: bounded, resumable, never scanning a byte more often
 * than the line is long. Bodies of announced length between lines can be skipped without being looked at.
 */
const utf8 = new TextDecoder('utf-8')

/** Longest line looked at, in bytes; the rest of a longer one is dropped (RFC 5321 section 4.5.3.1 asks for 1,000). */
export const MAX_LINE = 2048
/** Most bytes passed over at once; a body that claims more ends the following of the stream anyway. */
const MAX_SKIP = 2 ** 31

/** UTF-8 where the bytes are that, else Latin-1: old devices send either without saying which. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes.every((byte) => byte < 0x80)) return latin1.decode(bytes)
  // Not the fatal decoder: most bytes that are asked about are no text, and an exception costs as much as a page.
  const text = utf8.decode(bytes)
  return text.includes('\ufffd') ? latin1.decode(bytes) : text
}

/** Cuts one direction of a stream into lines. */
export class LineReader {
  /** Set by the taker of a line: that many bytes behind the line are no lines, and are passed over. */
  skip = 0
  /** The rest of an overlong line is still to come. */
  private dropping = false
  private readonly most: number

  /** `most`: longest line, in bytes. */
  constructor(most = MAX_LINE) {
    this.most = most
  }

  /**
   * Hands each whole line (without its end) to `take`, until `take` returns false. Returns the bytes consumed,
   * as a stream session does: fewer than given while a line is incomplete, more when bytes to come are skipped.
   */
  read(bytes: Uint8Array, take: (line: string) => boolean): number {
    let at = 0
    while (at < bytes.length) {
      const newline = bytes.indexOf(10, at)
      if (newline < 0 && bytes.length - at <= this.most && !this.dropping) return at
      const end = newline < 0 ? bytes.length : newline
      const next = newline < 0 ? end : end + 1
      const rest = this.dropping
      this.dropping = newline < 0
      if (!rest && !this.hand(bytes.subarray(at, end), take)) return next + this.take()
      at = next + this.take()
    }
    return at
  }

  private hand(line: Uint8Array, take: (line: string) => boolean): boolean {
    const bare = line.at(-1) === 13 ? line.subarray(0, -1) : line
    return take(decodeText(bare.subarray(0, this.most)))
  }

  private take(): number {
    const skipped = Math.max(0, Math.min(this.skip, MAX_SKIP)) || 0
    this.skip = 0
    return skipped
  }
}
