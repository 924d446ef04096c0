/**
 * The Internet checksum (RFC 1071). Sums are taken over 16-bit words in the machine's own (little-endian) order, which
 * the arithmetic allows (RFC 1071 section 2B), over an even offset of a chunk.
 */
import type { CaptureWriter } from './capture-writer.ts'

/** Unfolded sum of `length` octets at `at`, which is even; an odd last octet counts as padded with zero. */
export function sum(out: CaptureWriter, at: number, length: number): number {
  const words = out.words
  let i = at >> 1
  const end = (at + length) >> 1
  let total = 0
  for (const stop = end - 7; i < stop; i += 8)
    total +=
      words[i]! +
      words[i + 1]! +
      words[i + 2]! +
      words[i + 3]! +
      words[i + 4]! +
      words[i + 5]! +
      words[i + 6]! +
      words[i + 7]!
  for (; i < end; i++) total += words[i]!
  if (length & 1) total += out.bytes[at + length - 1]!
  return total
}

/** Unfolded sum of `bytes` as words in little-endian order. */
export function sumOf(bytes: Uint8Array): number {
  let total = 0
  for (let i = 0; i + 1 < bytes.length; i += 2) total += bytes[i]! | (bytes[i + 1]! << 8)
  if (bytes.length & 1) total += bytes[bytes.length - 1]!
  return total
}

/** The checksum to be stored, as a word in little-endian order. */
export function folded(total: number): number {
  let t = (total & 0xffff) + (total >>> 16)
  t = (t & 0xffff) + (t >>> 16)
  return ~t & 0xffff
}
