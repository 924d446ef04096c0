/**
 * Text files in whatever encoding: UTF-8 and UTF-16 by their marks, UTF-8 without one, and from the first octets
 * that are no UTF-8 on windows-1252, which is what spreadsheets of the West write.
 */

/** Turns a file's chunks into text, in pieces of any size. */
export class TextReader {
  private decoder: TextDecoder | null = null
  private held: Uint8Array = new Uint8Array(0)
  /** Letters beyond ASCII came out well: it is UTF-8, whatever single octets follow. */
  private proved = false

  /** The name of the encoding as far as it is known. */
  get encoding(): string {
    return this.decoder?.encoding ?? 'utf-8'
  }

  push(chunk: Uint8Array): string {
    if (this.decoder === null) {
      const head = this.held.length === 0 ? chunk : Buffer.concat([this.held, chunk])
      if (head.length < 4) {
        this.held = head
        return ''
      }
      this.held = new Uint8Array(0)
      this.decoder = new TextDecoder(encodingOf(head), { fatal: encodingOf(head) === 'utf-8' })
      return this.decode(head)
    }
    return this.decode(chunk)
  }

  end(): string {
    if (this.decoder === null) return this.held.length === 0 ? '' : new TextDecoder('utf-8').decode(this.held)
    try {
      return this.decoder.decode()
    } catch {
      return '\ufffd'
    }
  }

  /** A character that a chunk cuts in two is held by the decoder; when it turns out to be none, one mark stands for it. */
  private decode(chunk: Uint8Array): string {
    try {
      const text = this.decoder!.decode(chunk, { stream: true })
      this.proved ||= this.decoder!.fatal && text.length < chunk.length - 3
      return text
    } catch {
      this.proved ||= this.decoder!.fatal && isMostlyUtf8(chunk)
      this.decoder = new TextDecoder(this.proved ? 'utf-8' : 'windows-1252')
      return this.decoder.decode(chunk, { stream: true })
    }
  }
}

/** More letters beyond ASCII come out well than not: a damaged octet makes no other encoding. */
function isMostlyUtf8(chunk: Uint8Array): boolean {
  const beyond = new TextDecoder('utf-8').decode(chunk).match(/[^\0-\u007f]/gu) ?? []
  return beyond.filter((letter) => letter !== '\ufffd').length > beyond.length / 2
}

/** By its byte order mark, or by every second octet being zero (UTF-16 without a mark). */
export function encodingOf(head: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [a, b, c, d] = head
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return 'utf-16le'
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return 'utf-16be'
  return 'utf-8'
}
