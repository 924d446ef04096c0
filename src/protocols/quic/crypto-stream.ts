/** CRYPTO frames of Initial packets (RFC 9000 sections 12.4 and 19.6), put in order across packets. */
import { Cursor } from '../../wire/cursor.ts'
import { varint } from './packets.ts'

/** Octets of the stream that are held; hellos with post-quantum shares stay under 4 KB. */
const MAX_STREAM = 1 << 15
/** Pieces held at once; Chrome sends a hello in up to two dozen. */
const MAX_PIECES = 128
/** Frames of one packet that are looked at, padding not counted. */
const MAX_FRAMES = 256

const PADDING = 0x00
const PING = 0x01
const ACK = 0x02
const ACK_ECN = 0x03
const CRYPTO = 0x06

export class CryptoStream {
  private pieces: { at: number; bytes: Uint8Array }[] = []
  private assembled = new Uint8Array(0)
  /** Offset behind the last message given. */
  private read = 0

  /** Takes the CRYPTO frames in `frames`; false when something else than frames of Initial packets stands there. */
  add(frames: Uint8Array): boolean {
    const c = new Cursor(frames)
    for (let n = 0; n < MAX_FRAMES; n++) {
      while (c.left > 0 && c.bytes[c.at] === PADDING) c.at++
      if (c.left === 0) return true
      const type = varint(c)
      if (type === CRYPTO) this.piece(c)
      else if (type === ACK || type === ACK_ECN) skipAck(c, type === ACK_ECN)
      else if (type !== PING) return false
      if (c.missing) return false
    }
    return true
  }

  /** The next handshake message (type, 24-bit length, body), `null` until all of it is there. */
  next(): { type: number; body: Uint8Array } | null {
    const bytes = this.assembled.subarray(this.read)
    if (bytes.length < 4) return null
    const length = bytes[1]! * 0x10000 + ((bytes[2]! << 8) | bytes[3]!)
    if (bytes.length < 4 + length) return null
    this.read += 4 + length
    return { type: bytes[0]!, body: bytes.subarray(4, 4 + length) }
  }

  /** The body of an unfinished message of this type, as far as it came. */
  partial(type: number): Uint8Array | null {
    const bytes = this.assembled.subarray(this.read)
    return bytes.length > 4 && bytes[0] === type ? bytes.subarray(4) : null
  }

  private piece(c: Cursor): void {
    const at = varint(c)
    const length = varint(c)
    const bytes = c.view(Math.min(length, c.left)) // a cut packet still shows the start of its last frame
    if (at + bytes.length > MAX_STREAM || this.pieces.length >= MAX_PIECES || bytes.length === 0) return
    this.pieces.push({ at, bytes: Uint8Array.from(bytes) })
    this.join()
  }

  private join(): void {
    this.pieces.sort((a, b) => a.at - b.at)
    const waiting: typeof this.pieces = []
    for (const piece of this.pieces) {
      const known = this.assembled.length
      if (piece.at > known) waiting.push(piece)
      else if (piece.at + piece.bytes.length > known) {
        const fresh = piece.bytes.subarray(known - piece.at)
        const grown = new Uint8Array(known + fresh.length)
        grown.set(this.assembled)
        grown.set(fresh, known)
        this.assembled = grown
      }
    }
    this.pieces = waiting
  }
}

/** Largest, delay, range count, ranges (RFC 9000 section 19.3). */
function skipAck(c: Cursor, ecn: boolean): void {
  varint(c)
  varint(c)
  const ranges = varint(c)
  varint(c)
  for (let i = 0; i < ranges * 2 && !c.missing; i++) varint(c)
  if (ecn) for (let i = 0; i < 3; i++) varint(c)
}
