/** Versions before the stated ones, of which an advisory says no more than that they may be affected too. */
import type { Constraint } from '../versions/constraint.ts'

const OLDER =
  /\b(?:older|earlier|previous|prior)\s+(?:versions?|releases?)\b[^.;]{0,60}\b(?:may|might|could)\b[^.;]{0,40}\b(?:have|contain|share|be\s+(?:affected|vulnerable|impacted|susceptible))\b/i

/** Longest text that is read, in UTF-16 units. */
const MAX_TEXT = 6_000

/** "Older versions of this software may have this vulnerability." */
export const mayBeOlder = (text: string): boolean => OLDER.test(text.slice(0, MAX_TEXT))

/** Single versions with all that came before them; `null` where a range is stated. */
export function withOlder(constraint: Constraint): Constraint | null {
  if (constraint.kind !== 'ranges') return null
  const isSingle = constraint.ranges.every(({ from, to }) => from !== null && from.version === to?.version)
  return isSingle
    ? { ...constraint, ranges: constraint.ranges.map((range) => ({ ...range, from: null })) }
    : null
}
