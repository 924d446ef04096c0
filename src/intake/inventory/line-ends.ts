/**
 * One line end for all: files joined from several sources change theirs on the way (CRLF, LF, the CR of old systems, CRCRLF of
 * what was converted twice), and a reader that keeps to the first it sees would join the rows behind.
 */

/** Turns pieces of text into the same text with LF alone. */
export class LineEnds {
  /** Carriage returns at the end of a piece, whose line feed may come with the next. */
  private held = ''

  push(piece: string): string {
    if (!piece.includes('\r')) {
      if (this.held === '') return piece
      const first = this.held
      this.held = ''
      return plain(first + piece)
    }
    const text = this.held + piece
    this.held = /\r{1,2}$/.exec(text)?.[0] ?? ''
    return plain(this.held === '' ? text : text.slice(0, -this.held.length))
  }

  end(): string {
    const rest = plain(this.held)
    this.held = ''
    return rest
  }
}

const plain = (text: string): string => text.replace(/\r\r?\n|\r/g, '\n')
