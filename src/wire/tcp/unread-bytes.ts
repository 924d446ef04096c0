/** Contiguous bytes that the reader has not consumed: appended behind, dropped in front, each copied a few times at most. */

const FIRST_CAPACITY = 2048
/** A larger buffer is given back once all of it was read: most connections are idle. */
const KEPT_CAPACITY = 16_384

const NOTHING = new Uint8Array(0)

export class UnreadBytes {
  private bytes = NOTHING
  private from = 0
  private to = 0

  get length(): number {
    return this.to - this.from
  }

  /** Bytes of memory in use. */
  get capacity(): number {
    return this.bytes.length
  }

  /** Everything unread; valid until the next change. */
  view(): Uint8Array {
    return this.bytes.subarray(this.from, this.to)
  }

  append(source: Uint8Array, start: number, end: number): void {
    const size = end - start
    if (this.to + size > this.bytes.length) this.makeRoom(size)
    this.bytes.set(source.subarray(start, end), this.to)
    this.to += size
  }

  /** Keeps only the last `n` bytes. */
  keep(n: number): void {
    this.from = this.to - n
    if (n > 0) return
    if (this.bytes.length > KEPT_CAPACITY) this.bytes = NOTHING
    this.from = this.to = 0
  }

  /** Whether the bytes that end `behind` bytes before the end of what is unread are those of `source`, where both are there. */
  agrees(source: Uint8Array, start: number, end: number, behind: number): boolean {
    const shift = this.to - behind - start
    for (let i = Math.max(start, this.from - shift); i < end && shift + i < this.to; i++)
      if (source[i] !== this.bytes[shift + i]) return false
    return true
  }

  free(): void {
    this.bytes = NOTHING
    this.from = this.to = 0
  }

  /** Moves to the front only where that frees half of the buffer, else doubles it: linear in what is appended. */
  private makeRoom(size: number): void {
    const need = this.length + size
    if (2 * need <= this.bytes.length) this.bytes.copyWithin(0, this.from, this.to)
    else {
      const larger = new Uint8Array(Math.max(FIRST_CAPACITY, 2 * need))
      larger.set(this.view())
      this.bytes = larger
    }
    this.to = this.length
    this.from = 0
  }
}
