/**
 * The statuses `first_affected` and `last_affected` name ends, one pair a release line: from 1.0 to 1.4, and from 2.0 to 2.3. Each by itself
 * would open a range that takes in the other lines.
 */
import type { Status } from '../../statement.ts'
import { compareVersions } from '../../versions/compare.ts'
import type { Bound, Range } from '../../versions/constraint.ts'
import { ranges } from '../../versions/constraint.ts'
import type { LeafReading } from './leaf.ts'
import type { Leaf } from './tree.ts'

interface Said {
  readonly leaf: Leaf
  readonly reading: LeafReading
  readonly status: Status
  readonly word: string
}

/** Ends of one product that are held against each other; beyond them each stands for itself. */
const MOST_ENDS = 64

/** The same statements; a first affected version with the last one of its line, and without the statement on that. */
export function joinEnds<T extends Said>(said: readonly T[]): readonly T[] {
  if (!said.some(({ word }) => isEnd(word))) return said
  const lasts = Map.groupBy(
    said.filter(({ word }) => word === 'last_affected'),
    ({ leaf }) => leaf.name,
  )
  const joined = new Set<T>()
  const opened = said.map((one) => {
    if (one.word !== 'first_affected') return one
    const own = (lasts.get(one.leaf.name) ?? []).slice(0, MOST_ENDS)
    const last = lastOf(one, own)
    if (last !== null) joined.add(last)
    return { ...one, reading: between(one.reading, lowest(one), last === null ? null : highest(last)) }
  })
  return opened.flatMap((one) => {
    if (one.word !== 'last_affected') return [one]
    return joined.has(one) ? [] : [{ ...one, reading: between(one.reading, null, highest(one)) }]
  })
}

const isEnd = (word: string): boolean => word === 'first_affected' || word === 'last_affected'

/** The lowest of the last affected versions that is not below the first one. */
function lastOf<T extends Said>(first: T, lasts: readonly T[]): T | null {
  const from = lowest(first)
  let found: T | null = null
  for (const last of lasts) {
    const to = highest(last)
    if (from === null || to === null || (compareVersions(from.version, to.version) ?? 1) > 0) continue
    const known = found === null ? null : highest(found)
    if (known === null || (compareVersions(to.version, known.version) ?? 1) < 0) found = last
  }
  return found
}

const only = ({ reading: { constraint } }: Said): Range | null =>
  constraint.kind === 'ranges' && constraint.ranges.length === 1 ? constraint.ranges[0]! : null

const lowest = (said: Said): Bound | null => only(said)?.from ?? null
const highest = (said: Said): Bound | null => only(said)?.to ?? null

/** What states more than one version, or none, is no end. */
function between(reading: LeafReading, from: Bound | null, to: Bound | null): LeafReading {
  const { constraint } = reading
  if (constraint.kind !== 'ranges' || constraint.ranges.length !== 1 || (from ?? to) === null) return reading
  const [range] = constraint.ranges
  if (range!.from !== null && range!.to !== null && range!.from.version !== range!.to.version) return reading
  return { ...reading, constraint: ranges(constraint.raw, [{ ...range!, from, to }]) }
}
