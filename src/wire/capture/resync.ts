/**
 * Finding the way back behind damage. An offset is taken for the start of a record only when a chain of sound
 * records hangs on it: one sound header by chance among random bytes is rare (about 2^-40 for either format), a chain of
 * them does not happen. Work is linear: an offset is looked at once, with at most `CHAIN` headers behind it.
 */

/** Sound records in a row that prove a place; fewer do when the last of them ends where the input ends. */
const CHAIN = 4

/**
 * The first offset in `from` (inclusive) to `to` (exclusive) with a chain of records behind it, -1 without one.
 * `follow(at)` gives the offset behind the record at `at`, or -1 when what stands there is not a sound and whole record.
 * `end` is where the input ends, or -1 when that is not known.
 */
export function findChain(from: number, to: number, end: number, follow: (at: number) => number): number {
  for (let start = from; start < to; start++) if (isChain(start, end, follow)) return start
  return -1
}

function isChain(start: number, end: number, follow: (at: number) => number): boolean {
  let at = start
  for (let n = 0; n < CHAIN; n++) {
    at = follow(at)
    if (at < 0) return false
    if (at === end) return true
  }
  return true
}
