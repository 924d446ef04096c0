/**
 * Segments that came before their time, in order of sequence number, without overlap: where two claim the same
 * bytes the first to come wins. Sequence numbers are signed 32-bit words and compared by difference (RFC 9293
 * section 3.4), so they may wrap.
 */

export interface HeldSegment {
  readonly seq: number
  readonly bytes: Uint8Array
}

export class HeldSegments {
  /** Bytes of memory in use. */
  bytes = 0
  private readonly list: HeldSegment[] = []

  get count(): number {
    return this.list.length
  }

  first(): HeldSegment | undefined {
    return this.list[0]
  }

  /** Copies what nobody claimed before; `false` when it differs from what is held for the same place. */
  insert(seq: number, source: Uint8Array, start: number, end: number): boolean {
    let agrees = true
    let s = seq
    let at = start
    let i = this.list.length
    while (i > 0 && ((endOf(this.list[i - 1]!) - s) | 0) > 0) i--
    while (at < end) {
      const other = this.list[i++]
      const free = other === undefined ? end - at : Math.min(end - at, (other.seq - s) | 0)
      let taken = free
      if (free > 0) this.put(i - 1, { seq: s, bytes: source.slice(at, at + free) })
      else {
        const within = -free
        taken = Math.min(end - at, other!.bytes.length - within)
        if (!same(source, at, other!.bytes, within, taken)) agrees = false
      }
      at += taken
      s = (s + taken) | 0
    }
    return agrees
  }

  shift(): HeldSegment | undefined {
    const segment = this.list.shift()
    if (segment !== undefined) this.bytes -= segment.bytes.length
    return segment
  }

  free(): void {
    this.list.length = 0
    this.bytes = 0
  }

  private put(i: number, segment: HeldSegment): void {
    this.list.splice(i, 0, segment)
    this.bytes += segment.bytes.length
  }
}

const endOf = (segment: HeldSegment): number => (segment.seq + segment.bytes.length) | 0

function same(a: Uint8Array, i: number, b: Uint8Array, j: number, length: number): boolean {
  for (let n = 0; n < length; n++) if (a[i + n] !== b[j + n]) return false
  return true
}
