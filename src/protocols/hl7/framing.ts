/**
 * MLLP (HL7 Transport Specification: MLLP, Release 1): messages between VT and FS CR, segments that end with CR. Senders
 * also end segments with LF or CR LF, and leave the start or the end block out.
 */

const VT = 0x0b
const FS = 0x1c
const CR = 13
const LF = 10
/** Longest segment looked at, in bytes; documents and pictures in OBX-5 are passed over without being held. */
const MAX_SEGMENT = 8192

export interface Frames {
  /** A start block. */
  begin(): void
  /** A whole segment, without its end. */
  segment(line: Uint8Array): void
  /** An end block. */
  end(): void
}

/** One direction. */
export class Framing {
  /** Bytes at the front that hold no end of a segment: not searched again. */
  private searched = 0
  /** The rest of an overlong segment is still to come. */
  private dropping = false

  /** Returns the bytes done with. */
  read(bytes: Uint8Array, to: Frames): number {
    let at = 0
    for (;;) {
      const end = endOfSegment(bytes, at + this.searched)
      if (end < 0) return this.wait(bytes.length, at)
      this.searched = 0
      if (end > at && !this.dropping) to.segment(bytes.subarray(at, end))
      this.dropping = false
      if (bytes[end] === VT) to.begin()
      else if (bytes[end] === FS) to.end()
      at = end + 1
    }
  }

  /** Bytes are missing: what is held belongs to nothing, and what comes begins in the middle of a segment. */
  gap(): void {
    this.searched = 0
    this.dropping = true
  }

  private wait(length: number, at: number): number {
    if (this.dropping || length - at > MAX_SEGMENT) {
      this.searched = 0
      this.dropping = true
      return length
    }
    this.searched = length - at
    return at
  }
}

function endOfSegment(bytes: Uint8Array, from: number): number {
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte <= FS && (byte === CR || byte === LF || byte === FS || byte === VT)) return i
  }
  return -1
}
