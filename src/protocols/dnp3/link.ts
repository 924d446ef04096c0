/** Frames of the data link layer of DNP3 (IEEE 1815 clause 9): header and blocks, each with a checksum. */

const START_0 = 0x05
const START_1 = 0x64
export const HEADER = 10
const BLOCK = 16

export interface Frame {
  readonly source: number
  readonly destination: number
  /** Sent by a master. */
  readonly fromMaster: boolean
  /** Transport octet and what follows it, checksums taken out; empty for frames of the link layer alone. */
  readonly data: Uint8Array
  readonly size: number
}

/** Size of the frame that begins here: 0 when more bytes are needed to tell, -1 when none begins here. */
export function sizeOf(b: Uint8Array, at = 0): number {
  const have = b.length - at
  if ((have > 0 && b[at] !== START_0) || (have > 1 && b[at + 1] !== START_1)) return -1
  if (have < HEADER) return 0
  const data = b[at + 2]! - 5
  if (data < 0 || checksum(b, at, 8) !== b[at + 8]! + b[at + 9]! * 256) return -1
  return HEADER + data + Math.ceil(data / BLOCK) * 2
}

export function frameAt(b: Uint8Array, at: number, size: number): Frame {
  const control = b[at + 3]!
  const blocks: Uint8Array[] = []
  for (let from = at + HEADER; from < at + size; from += BLOCK + 2)
    blocks.push(b.subarray(from, Math.min(from + BLOCK, at + size - 2)))
  return {
    source: b[at + 6]! + b[at + 7]! * 256,
    destination: b[at + 4]! + b[at + 5]! * 256,
    fromMaster: (control & 0x80) !== 0,
    data: Uint8Array.from(Buffer.concat(blocks)),
    size,
  }
}

/** CRC-16/DNP: polynomial 0x3d65, reflected, inverted (clause 9.2.4.3). */
export function checksum(b: Uint8Array, at: number, length: number): number {
  let crc = 0
  for (let i = at; i < at + length; i++) {
    crc ^= b[i]!
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa6bc : crc >>> 1
  }
  return ~crc & 0xffff
}
