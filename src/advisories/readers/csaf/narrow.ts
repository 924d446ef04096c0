/**
 * Every vulnerability of a converted document mostly carries the same list of products, while its summary names fewer. The
 * summary wins: products it leaves out are dropped, versions it narrows are narrowed; where it contradicts the list, both
 * readings are kept.
 */

import type { Mention } from '../../prose/mentions.ts'
import type { Condition } from '../../statement.ts'
import { compareVersions, runCount, sharedRuns } from '../../versions/compare.ts'
import type { Constraint, Range } from '../../versions/constraint.ts'
import { judge } from '../../versions/judge.ts'
import { isBuildOf } from '../../versions/releases.ts'
import type { LeafReading } from './leaf.ts'
import { isOwn, namesOf, speaksOfPart } from './whose.ts'

export interface Scope {
  readonly spoken: readonly Constraint[]
  /** Whether the summary speaks of parts, or of nothing at all. */
  readonly parts: boolean
  /** Whether its versions are of parts. */
  readonly ofParts: boolean
  /** Names of products it speaks of. */
  readonly names: readonly string[]
  /** Of each of its versions the names of the products that they may be of. */
  readonly versionsOf: readonly (readonly string[])[]
  /**
   * What the summary says of the product of this name; `null` where it leaves it out. Silence about a name of which no summary
   * ever speaks means nothing.
   */
  of(name: string, reading: LeafReading, elsewhere: Elsewhere): LeafReading | null
}

/** What all summaries of the document speak of. */
export interface Elsewhere {
  readonly names: ReadonlySet<string>
  /** Some name no product, so those that name one with its versions mean that one alone. */
  readonly differently: boolean
}

export type Component = Extract<Condition, { kind: 'component' }>

interface Named {
  readonly mention: Mention
  /** Leaf names it speaks of; empty: of none in particular. */
  readonly names: readonly string[]
  readonly component: string | null
}

/** Names of products that a summary says, with versions or without. */
export interface Subject {
  /** In the subject of its first sentence, or in all of it where the subject names none. */
  readonly first: ReadonlySet<string>
  /** As one that is concerned, in any sentence: "The Flow Server is affected as well." */
  readonly any: ReadonlySet<string>
  /** As one that is not: "The Flow Viewer does not contain this vulnerability." */
  readonly acquitted: ReadonlySet<string>
}

const OF_NOBODY: Subject = { first: new Set(), any: new Set(), acquitted: new Set() }

/** `names`: of all products of the document; `components`: of parts its leaves depend on. */
export function scopeOf(
  found: readonly Mention[],
  names: readonly string[],
  components: readonly string[],
  brands: ReadonlySet<string>,
  subject: Subject = OF_NOBODY,
): Scope {
  const own = found.filter((one) => isOwn(one, names, components, brands))
  const named = own.map((mention): Named => {
    const component = components.find((one) => speaksOfPart(mention.name, one)) ?? null
    return {
      mention,
      component,
      names: component === null ? namesOf(mention.name, names, brands) : [],
    }
  })
  const spoken = named.length === 0 ? [] : [union(own.map(({ constraint }) => constraint))]
  return {
    spoken,
    parts: named.length === 0 || named.some(({ component }) => component !== null),
    ofParts: named.some(({ component }) => component !== null),
    names: [...named.flatMap((one) => one.names), ...subject.first],
    versionsOf: named.map((one) => one.names),
    of(name, reading, elsewhere) {
      if (subject.acquitted.has(name)) return null
      if (named.length === 0) return isLeftOut(name, subject, elsewhere) ? null : reading
      const isConcerned =
        subject.any.has(name) && named.every((one) => one.component === null && !one.names.includes(name))
      return narrowed(name, reading, named, elsewhere) ?? (isConcerned ? reading : null)
    },
  }
}

/** The subject of the summary names others of the document's products, and that of another vulnerability names this one. */
const isLeftOut = (name: string, { first, any }: Subject, elsewhere: Elsewhere): boolean =>
  first.size > 0 && !first.has(name) && !any.has(name) && elsewhere.names.has(name)

function narrowed(
  name: string,
  reading: LeafReading,
  named: readonly Named[],
  elsewhere: Elsewhere,
): LeafReading | null {
  const ofPart = named.filter(({ component }) => component !== null)
  const ofProduct = named.filter(({ component }) => component === null)
  const own = ofProduct.filter(({ names }) => names.includes(name) || names.length === 0)
  const parts = reading.conditions.filter(
    (one): one is Component => one.kind === 'component' && one.constraint.kind === 'ranges',
  )
  if (ofPart.length > 0 && ofProduct.length === 0) return parts.length > 0 ? withParts(reading, ofPart) : null
  if (own.length === 0) return elsewhere.names.has(name) || elsewhere.differently ? null : reading
  const narrow = within(reading, union(own.map(({ mention }) => mention.constraint)))
  // versions of nothing in particular that do not fit may be those of some library
  return narrow === null && own.every(({ names }) => names.length === 0) ? reading : narrow
}

/** The part's versions are those the summary names. */
function withParts(reading: LeafReading, named: readonly Named[]): LeafReading {
  const constraint = union(named.map(({ mention }) => mention.constraint))
  return {
    ...reading,
    conditions: reading.conditions.map((one) => (one.kind === 'component' ? { ...one, constraint } : one)),
  }
}

/** `null` where the summary's versions and the list's have nothing in common. */
function within(reading: LeafReading, spoken: Constraint): LeafReading | null {
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

function union(constraints: readonly Constraint[]): Constraint {
  const first = constraints[0]!
  const list = constraints.flatMap((one): readonly Range[] => (one.kind === 'ranges' ? one.ranges : []))
  return first.kind === 'ranges' ? { ...first, ranges: list } : first
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
