/** Cuts a stream of bytes into lines, without holding more than one line. */

const LINE_FEED = 10

export class LineSplitter {
  private held: Buffer[] = []
  private heldBytes = 0
  private readonly most: number
  private readonly line: (text: string) => void

  /** `line` gets every line without its break, as text; a line over `most` bytes throws a `RangeError`. */
  constructor(most: number, line: (text: string) => void) {
    this.most = most
    this.line = line
  }

  push(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      if (this.heldBytes === 0) this.line(chunk.toString('utf8', start, end))
      else this.flush(chunk.subarray(start, end))
      start = end + 1
    }
    if (start < chunk.length) this.hold(chunk.subarray(start))
  }

  end(): void {
    if (this.heldBytes > 0) this.flush(Buffer.alloc(0))
  }

  private hold(part: Buffer): void {
    this.held.push(part)
    this.heldBytes += part.length
    if (this.heldBytes > this.most) throw new RangeError(`a line is longer than ${this.most / 2 ** 20} MiB`)
  }

  private flush(last: Buffer): void {
    this.hold(last)
    const text = Buffer.concat(this.held).toString('utf8')
    this.held = []
    this.heldBytes = 0
    this.line(text)
  }
}
