/**
 * The versions that a summary says of a product, held against those that the document lists for it: what is narrower wins, what goes
 * further or says otherwise is another reading.
 */
import { compareVersions, runCount, sharedRuns } from '../../versions/compare.ts'
import type { Constraint, Range } from '../../versions/constraint.ts'
import { judge } from '../../versions/judge.ts'
import { isBuildOf } from '../../versions/releases.ts'
import type { LeafReading } from './leaf.ts'

/** `null` where the summary's versions and the list's have nothing in common. */
export function within(reading: LeafReading, spoken: Constraint): LeafReading | null {
  const { constraint } = reading
  if (spoken.kind !== 'ranges') return reading
  if (isTheLast(spoken, constraint)) return { ...reading, otherReadings: [...reading.otherReadings, spoken] }
  if (isTheLast(constraint, spoken)) return { ...reading, constraint: spoken }
  if (isCoarser(spoken, constraint) || isBuildOfListed(spoken, constraint)) return reading
  if (constraint.kind === 'all' || isWithin(spoken, constraint)) return { ...reading, constraint: spoken }
  if (isWithin(constraint, spoken)) {
    const isOther = isEndOf(spoken, constraint) || endsLater(spoken, constraint)
    const longer = isOther ? spoken : upToSpoken(constraint, spoken)
    return longer === null ? reading : { ...reading, otherReadings: [...reading.otherReadings, longer] }
  }
  const picked = pickedFrom(constraint, spoken)
  if (picked !== null) return { ...reading, constraint: picked }
  const clipped = clip(spoken, constraint)
  if (isWithin(clipped, constraint)) return { ...reading, constraint: clipped }
  if (!overlap(constraint, spoken)) return null
  return { ...reading, otherReadings: [...reading.otherReadings, spoken] }
}

/**
 * "The function in Flow 1.7.0" of "1.7.0 and prior": the release that was looked at, maybe, and not the only one. A list that has
 * the last release alone leaves out what the summary says of those before it.
 */
const isTheLast = (single: Constraint, upTo: Constraint): boolean =>
  single.kind === 'ranges' &&
  upTo.kind === 'ranges' &&
  single.ranges.length === 1 &&
  upTo.ranges.length === 1 &&
  upTo.ranges.every(({ from, to }) => {
    const [one] = single.ranges
    return (
      from === null &&
      to !== null &&
      to.inclusive &&
      one?.from?.version === one?.to?.version &&
      compareVersions(one?.from?.version ?? '', to.version) === 0
    )
  })

/** "At or prior to 24.11" of what is listed as before 24.11: of the last version one says what the other denies. */
const endsLater = (spoken: Constraint, listed: Constraint): boolean =>
  spoken.kind === 'ranges' &&
  listed.kind === 'ranges' &&
  spoken.ranges.some(
    ({ from, to }) =>
      to?.inclusive === true &&
      from?.version !== to.version &&
      listed.ranges.some(
        (range) => range.to?.inclusive === false && compareVersions(to.version, range.to.version) === 0,
      ),
  )

/** "Before 4.05.000" of what is listed up to 4.0.4: it goes on to there, maybe; `null` where the list ends no sooner. */
function upToSpoken(listed: Constraint, spoken: Constraint): Constraint | null {
  if (listed.kind !== 'ranges' || spoken.kind !== 'ranges') return null
  const [own, ...others] = listed.ranges
  const [said, ...more] = spoken.ranges
  if (!own?.to || !said?.to || others.length + more.length > 0) return null
  return compareVersions(own.to.version, said.to.version) === -1
    ? { ...listed, ranges: [{ ...own, to: said.to }] }
    : null
}

/** "4.2 and prior" of "4.2.SP03 and prior": the same end, said in short. */
const isCoarser = (spoken: Constraint, listed: Constraint): boolean =>
  spoken.kind === 'ranges' &&
  listed.kind === 'ranges' &&
  spoken.ranges.length === listed.ranges.length &&
  spoken.ranges.every(({ from, to }, i) => {
    const other = listed.ranges[i]!
    return (
      from === null &&
      other.from === null &&
      to !== null &&
      other.to !== null &&
      to.inclusive &&
      other.to.inclusive &&
      runCount(to.version) > 1 &&
      runCount(to.version) < runCount(other.to.version) &&
      sharedRuns(to.version, other.to.version) === runCount(to.version)
    )
  })

/** "1.7.1 build 0107" of what is listed as 1.7.1: the build that was looked at. */
const isBuildOfListed = (spoken: Constraint, listed: Constraint): boolean =>
  spoken.kind === 'ranges' &&
  listed.kind === 'ranges' &&
  spoken.ranges.every(
    ({ from, to }) =>
      from !== null &&
      from.version === to?.version &&
      listed.ranges.some(
        (one) => one.from?.version === one.to?.version && isBuildOf(from.version, one.from?.version ?? ''),
      ),
  )

/** "Version 4.6" of a list "4.6 (build 1), 4.6 (build 2) and 5.1": the entries that begin with it; `null` where each or none does. */
function pickedFrom(list: Constraint, spoken: Constraint): Constraint | null {
  if (list.kind !== 'ranges' || spoken.kind !== 'ranges') return null
  const bases = spoken.ranges.map(({ from, to }) =>
    from?.version === to?.version ? from?.version : undefined,
  )
  const kept = list.ranges.filter(({ from, to }) =>
    bases.some(
      (base) =>
        base !== undefined &&
        from !== null &&
        from.version === to?.version &&
        runCount(base) > 1 &&
        sharedRuns(base, from.version) === runCount(base),
    ),
  )
  const all = bases.every((base) => base !== undefined)
  return all && kept.length > 0 && kept.length < list.ranges.length ? { ...list, ranges: kept } : null
}

/** "Before 5.5" of what is listed from 4.0 on is from 4.0 to 5.5: an open end is where the list ends. */
function clip(spoken: Constraint, listed: Constraint): Constraint {
  if (spoken.kind !== 'ranges' || listed.kind !== 'ranges') return spoken
  const list = spoken.ranges.map((range): Range => {
    const { from, to } = range
    if (from === null && to !== null) {
      const around = listed.ranges.find(
        (one) => one.from !== null && isInside(to.version, one, !to.inclusive),
      )
      return around ? { ...range, from: around.from } : range
    }
    if (from !== null && to === null) {
      const around = listed.ranges.find((one) => one.to !== null && isInside(from.version, one, false))
      return around ? { ...range, to: around.to } : range
    }
    return range
  })
  return { ...spoken, ranges: list }
}

/** "A10 or A11" of which the summary says "A11 and earlier": earlier ones are said to be affected, and not listed. */
const isEndOf = (spoken: Constraint, listed: Constraint): boolean =>
  spoken.kind === 'ranges' &&
  listed.kind === 'ranges' &&
  spoken.ranges.some(({ from }) => from === null) &&
  listed.ranges.every(({ from, to }) => from !== null && from.version === to?.version)

/** Every end of `inner` lies in `outer`, which is open wherever `inner` is. */
function isWithin(inner: Constraint, outer: Constraint): boolean {
  if (inner.kind !== 'ranges' || outer.kind !== 'ranges') return false
  return inner.ranges.every(({ from, to }) =>
    outer.ranges.some(
      (range) =>
        (from === null ? range.from === null : isInside(from.version, range, true)) &&
        (to === null ? range.to === null : isInside(to.version, range, !to.inclusive)),
    ),
  )
}

/** `edge`: an excluded end of the range counts as inside, for ends that are excluded as well. */
function isInside(version: string, range: Range, edge: boolean): boolean {
  const wide = edge && range.to ? { ...range, to: { ...range.to, inclusive: true } } : range
  return judge(version, { kind: 'ranges', raw: '', scheme: 'generic', ranges: [wide] }).verdict === 'inside'
}

function overlap(a: Constraint, b: Constraint): boolean {
  if (a.kind !== 'ranges' || b.kind !== 'ranges') return true
  return a.ranges.some((left) =>
    b.ranges.some((right) => !endsBefore(left, right) && !endsBefore(right, left)),
  )
}

/** The first range lies wholly below the second; versions that cannot be compared do not say so. */
function endsBefore({ to }: Range, { from }: Range): boolean {
  if (to === null || from === null) return false
  const order = compareVersions(to.version, from.version)
  return order === -1 || (order === 0 && !(to.inclusive && from.inclusive))
}
