/** Windows FILETIME (MS-DTYP section 2.3.3): 100 ns ticks since 1601-01-01 UTC, little-endian, eight bytes. */

/** Seconds from 1601-01-01 to 1970-01-01. */
const EPOCH = 11_644_473_600

/** Seconds since 1970 of the FILETIME at `offset`, or `null` when it is zero, "never", or not all there. */
export function filetimeAt(bytes: Uint8Array, offset: number): number | null {
  if (offset < 0 || offset + 8 > bytes.length) return null
  let ticks = 0
  for (let i = 7; i >= 0; i--) ticks = ticks * 256 + bytes[offset + i]!
  const seconds = ticks / 1e7 - EPOCH
  return ticks === 0 || seconds < -EPOCH / 2 || seconds > 32_503_680_000 ? null : seconds
}
