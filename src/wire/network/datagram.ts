/**
 * One datagram being put together from fragments. Where fragments overlap the first to come wins, as in most
 * sensors; that they differ is told. The buffer has the IP header in front of {@link PAYLOAD_AT}, the payload there.
 */

/** Offset of the payload in the buffer: room for the longest IPv4 header. */
export const PAYLOAD_AT = 60

/** Longest payload of an IP datagram, bytes (16-bit length fields). */
export const MAX_PAYLOAD = 0xffff

/** Most separate pieces of one datagram; senders emit fragments in order or wholly reversed. */
const MAX_PIECES = 64

const FIRST_CAPACITY = 4096

export class Datagram {
  bytes = new Uint8Array(FIRST_CAPACITY)
  /** Octets of header in front of the payload; 0 until the first fragment came. */
  header = 0
  /** Protocol of the payload, from the first fragment (RFC 8200 section 4.5). */
  protocol = 0
  /** Payload length, known from the last fragment; -1 before. */
  total = -1
  /** Time of the fragment that came first, seconds. */
  readonly born: number
  /** Pairs of start and end of what is there, in order, neither touching nor overlapping. */
  private pieces: number[] = []

  constructor(born: number) {
    this.born = born
  }

  get whole(): boolean {
    return (
      this.header > 0 && this.pieces.length === 2 && this.pieces[0] === 0 && this.pieces[1] === this.total
    )
  }

  /** Adds payload; the answer is the name of what was wrong with it, `null` when all was well. */
  add(offset: number, more: boolean, source: Uint8Array, at: number, end: number): string | null {
    const to = offset + end - at
    if (to > MAX_PAYLOAD) return 'fragment-too-big'
    if (more && ((end - at) & 7) !== 0) return 'fragment-length'
    const reached = this.pieces.at(-1) ?? 0
    if (this.total >= 0 ? to > this.total || (!more && to !== this.total) : !more && reached > to)
      return 'fragment-beyond-end'
    if (!more) this.total = to
    if (to === offset) return null
    this.reserve(to)
    const agrees = this.merge(offset, to, source, at)
    if (this.pieces.length > 2 * MAX_PIECES) return 'fragment-too-many'
    return agrees ? null : 'fragment-overlap'
  }

  /** Copies the IP header of the first fragment in front. */
  setHeader(protocol: number, source: Uint8Array, at: number, length: number): void {
    if (this.header > 0) return
    this.bytes.set(source.subarray(at, at + length), PAYLOAD_AT - length)
    this.header = length
    this.protocol = protocol
  }

  /** Makes the header one of a packet that was never fragmented: length, fragment fields, next header. */
  mendHeader(version: number): void {
    const at = PAYLOAD_AT - this.header
    const length = version === 4 ? this.header + this.total : this.total
    const lengthAt = version === 4 ? at + 2 : at + 4
    this.bytes[lengthAt] = length >>> 8
    this.bytes[lengthAt + 1] = length & 255
    if (version === 4) this.bytes.fill(0, at + 6, at + 8)
    else this.bytes[at + 6] = this.protocol
  }

  private reserve(to: number): void {
    const need = PAYLOAD_AT + to
    if (need <= this.bytes.length) return
    const larger = new Uint8Array(Math.min(PAYLOAD_AT + MAX_PAYLOAD, Math.max(need, 2 * this.bytes.length)))
    larger.set(this.bytes)
    this.bytes = larger
  }

  /** Copies what is not there yet; `false` when what is there differs from what came. */
  private merge(from: number, to: number, source: Uint8Array, at: number): boolean {
    const before: number[] = []
    const after: number[] = []
    let start = from
    let stop = to
    let done = from
    let agrees = true
    for (let i = 0; i < this.pieces.length; i += 2) {
      const a = this.pieces[i]!
      const z = this.pieces[i + 1]!
      if (z < from) before.push(a, z)
      else if (a > to) after.push(a, z)
      else {
        if (a > done) this.copy(source, at + done - from, done, Math.min(a, to))
        if (!this.same(source, at - from, Math.max(a, from), Math.min(z, to))) agrees = false
        start = Math.min(start, a)
        stop = Math.max(stop, z)
        done = Math.max(done, z)
      }
    }
    if (done < to) this.copy(source, at + done - from, done, to)
    this.pieces = [...before, start, stop, ...after]
    return agrees
  }

  private copy(source: Uint8Array, at: number, from: number, to: number): void {
    this.bytes.set(source.subarray(at, at + to - from), PAYLOAD_AT + from)
  }

  private same(source: Uint8Array, shift: number, from: number, to: number): boolean {
    for (let i = from; i < to; i++) if (source[shift + i] !== this.bytes[PAYLOAD_AT + i]) return false
    return true
  }
}
