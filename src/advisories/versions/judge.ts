/**
 * Is a version within a constraint? Four answers: inside, outside, at or beyond the fix, or open. Open is the answer
 * wherever the text leaves a choice: versions that cannot be compared, gaps between the last affected and the first
 * fixed version, releases missing from a list of single ones, a bound of another release line.
 */
import { compareVersions, isPatchBeside, type Order, runCount, sharedRuns } from './compare.ts'
import type { Bound, Constraint, Range, SchemeName } from './constraint.ts'
import { describe, describeRange } from './described.ts'
import { amongSingles, apartAs, coarser, differByZero, isBuildOf, isSingle, isTestOf } from './releases.ts'
import { boundFor, hasInnerWildcard } from './wildcard.ts'

export type Verdict = 'inside' | 'outside' | 'fixed' | 'open'

export interface Judgement {
  readonly verdict: Verdict
  /** Half a sentence: `9.19 is in <= 9.33`. */
  readonly because: string
}

/**
 * `version` null: not known. `fixedIn`: versions that hold the fix. `lines`: release lines the document names; others
 * are open where only an upper bound would catch them.
 */
export function judge(
  version: string | null,
  constraint: Constraint,
  fixedIn: readonly string[] = [],
): Judgement {
  switch (constraint.kind) {
    case 'unreadable':
      return { verdict: 'open', because: `"${constraint.raw}" could not be read: ${constraint.why}` }
    case 'unstated':
      if (version !== null && holdsFix(version, fixedIn)) return fixed(version, fixedIn)
      return version !== null &&
        fixedIn.length > 0 &&
        fixedIn.every((fix) => compareVersions(version, fix) === -1)
        ? { verdict: 'inside', because: `${version} is before the fix (${fixedIn.join(', ')})` }
        : open('no version is stated')
    case 'all':
      return version !== null && holdsFix(version, fixedIn)
        ? fixed(version, fixedIn)
        : { verdict: 'inside', because: 'every version is meant' }
    case 'ranges':
      return version === null
        ? { verdict: 'open', because: `the version is not known, ${describe(constraint)} is meant` }
        : judgeRanges(
            version,
            constraint.ranges.map((range) => inOwnLine(version, range)),
            constraint.scheme,
            fixedIn.map((fix) => boundFor(version, fix)),
          )
    default:
      return constraint satisfies never
  }
}

/** `< V3.X.16` is `< V3.2.16` for 3.2.14; all others are as they are. */
function inOwnLine(version: string, range: Range): Range {
  const { from, to } = range
  if (!(from && hasInnerWildcard(from.version)) && !(to && hasInnerWildcard(to.version))) return range
  const own = (end: Bound | null): Bound | null => end && { ...end, version: boundFor(version, end.version) }
  return { ...range, from: own(from), to: own(to) }
}

type Place = 'inside' | 'below' | 'above' | 'other-line' | 'incomparable'

function judgeRanges(
  version: string,
  list: readonly Range[],
  scheme: SchemeName,
  fixedIn: readonly string[],
): Judgement {
  const inLine = withLines(version, list, scheme, fixedIn)
  const places = inLine.map((range) => place(version, range, scheme))
  const exact = inLine.findIndex(
    (range, i) => places[i] === 'inside' && isSingle(range) && !fixedIn.includes(version),
  )
  const hit = exact < 0 ? places.indexOf('inside') : exact
  if (hit >= 0) return insideOf(version, inLine[hit]!, scheme, fixedIn)
  if (places.every((p) => p === 'incomparable'))
    // "Illustra.SS016.05" was followed by 6.00.00: a fix may begin another way of counting
    return holdsFix(version, fixedIn)
      ? fixed(version, fixedIn)
      : open(`${version} cannot be compared with ${list.map(describeRange).join(' or ')}`)
  if (holdsFix(version, fixedIn) && holdsFix(version, ofOwnLines(version, inLine, fixedIn, scheme)))
    return fixed(version, fixedIn)
  // "7.0.1" beside "< 7.0 U3" and "< 8.0 U2": the range of its own line is the one that cannot be told
  const near = inLine.find(
    ({ to }, i) => places[i] === 'incomparable' && to !== null && sharedRuns(version, to.version) > 0,
  )
  if (near) return open(`${version} cannot be compared with ${describeRange(near)}`)
  const coarse = list.find((range) => isSingle(range) && coarser(version, range.from!.version))
  if (coarse) return open(`${version} may be ${coarse.from!.version}, which is stated`)
  const finer = list.find((range) => isSingle(range) && coarser(range.from!.version, version))
  if (finer) return ofRelease(version, finer.from!.version, fixedIn)
  const tested = list.find(({ from }) => from?.inclusive && isTestOf(version, from.version, scheme))
  if (tested) return open(`${version} is a test release of ${tested.from!.version}, which is stated`)
  const cut = list.find((range) => isSingle(range) && differByZero(version, range.from!.version))
  if (cut) return open(`${version} may be ${cut.from!.version}: zeros at the end of versions get lost`)
  const apart = inLine.flatMap((range) =>
    [range.from, range.to]
      .map((end) => end && apartAs(version, end.version))
      .filter((one) => one !== null && place(one, range, scheme) === 'inside'),
  )[0]
  if (apart) return open(`${version} may be ${apart}, written in one`)
  if (amongSingles(version, list, scheme))
    return open(`${version} lies among ${list.map(describeRange).join(', ')}, but is not one of them`)
  const ended = inLine.find(({ to }) => to?.inclusive === true && isBuildOf(version, to.version))
  if (ended) return open(`${version} is a build of ${ended.to!.version}, which is the last one affected`)
  if (inGap(version, inLine, places, scheme, fixedIn))
    return open(
      `${version} lies between the last affected and the first fixed version (${fixedIn.join(', ')})`,
    )
  return { verdict: 'outside', because: `${version} is not in ${list.map(describeRange).join(' or ')}` }
}

/** "6.3.20" of what is affected from 6.3.6 and from 6.4.0 on is no fix of 6.4.3: a later line has begun since. */
const ofOwnLines = (
  version: string,
  list: readonly Range[],
  fixedIn: readonly string[],
  scheme: SchemeName,
): readonly string[] =>
  fixedIn.filter(
    (fix) =>
      !list.some(
        ({ from }) =>
          from !== null &&
          compareVersions(from.version, fix, scheme) === 1 &&
          (compareVersions(version, from.version, scheme) ?? -1) >= 0,
      ),
  )

const open = (because: string): Judgement => ({ verdict: 'open', because })
const fixed = (version: string, fixedIn: readonly string[]): Judgement => ({
  verdict: 'fixed',
  because: `${version} holds the fix (${fixedIn.join(', ')})`,
})

function insideOf(version: string, range: Range, scheme: SchemeName, fixedIn: readonly string[]): Judgement {
  const because = `${version} is in ${describeRange(range)}`
  const end = [range.from, range.to].find((bound) => bound && differByZero(version, bound.version))
  if (end && !isSingle(range))
    return open(`${version} may be ${end.version}: zeros at the end of versions get lost`)
  const isFix = fixedIn.some((fix) => compareVersions(version, fix, scheme) === 0)
  if (!range.to && holdsFix(version, fixedIn)) return fixed(version, fixedIn)
  if (holdsLineFix(version, range, scheme, fixedIn)) return fixed(version, fixedIn)
  if (isFix && !isSingle(range)) return open(`${because}, yet ${version} is named as the fix`)
  return { verdict: 'inside', because }
}

/** At or beyond a fix of its own release line, while another is beyond the range: "5.6.2, or 4.9.12 of the 4.x line". */
function holdsLineFix(
  version: string,
  range: Range,
  scheme: SchemeName,
  fixedIn: readonly string[],
): boolean {
  if (isSingle(range) || fixedIn.length < 2) return false
  const [inside, beyond] = [
    fixedIn.filter((fix) => place(fix, range, scheme) === 'inside'),
    fixedIn.filter((fix) => place(fix, range, scheme) === 'above'),
  ]
  // "2.0.4, or 2.1.1": of the fixes of a line the nearest one counts
  const nearest = mostShared(version, inside)
  return (
    beyond.length > 0 &&
    inside.some(
      (fix) =>
        sharedRuns(version, fix) > 0 &&
        sharedRuns(version, fix) === nearest &&
        beyond.every((other) => sharedRuns(other, fix) === 0) &&
        (compareVersions(version, fix, scheme) ?? -1) >= 0 &&
        !isPatchBeside(fix, version),
    )
  )
}

/** "8" stands for the release line 8 when nothing finer is said: then its fix decides. */
function ofRelease(version: string, stated: string, fixedIn: readonly string[]): Judgement {
  const later = fixedIn.some((fix) => compareVersions(version, fix) === -1)
  return later && runCount(stated) === 1
    ? {
        verdict: 'inside',
        because: `${version} is of release ${stated} and before the fix (${fixedIn.join(', ')})`,
      }
    : open(`${version} is a release of ${stated}, which is all that is stated`)
}

function place(version: string, range: Range, scheme: SchemeName): Place {
  if (range.line !== null && sharedRuns(version, range.line) < runCount(range.line)) return 'other-line'
  const low = range.from && compareVersions(version, range.from.version, scheme)
  const high = range.to && compareVersions(version, range.to.version, scheme)
  if ((range.from && low === null) || (range.to && high === null)) {
    // one end may settle it all the same
    if (range.from && low !== null && before(low, range.from)) return 'below'
    if (range.to && high !== null && beyond(high, range.to)) return 'above'
    return 'incomparable'
  }
  if (range.from && before(low!, range.from)) return 'below'
  if (range.to && beyond(high!, range.to)) return 'above'
  return 'inside'
}

const before = (order: Order, from: Bound): boolean => order < 0 || (order === 0 && !from.inclusive)
const beyond = (order: Order, to: Bound): boolean => order > 0 || (order === 0 && !to.inclusive)

/**
 * Several ranges with an upper end only are mostly one a release line (`< 10.1.6`, `< 11.0.3`): a version is judged
 * by the bound of its own line, the one it shares most leading fields with, where one is stated.
 */
function withLines(
  version: string,
  list: readonly Range[],
  scheme: SchemeName,
  fixedIn: readonly string[],
): readonly Range[] {
  const upper = list.filter(({ from, to, line }) => from === null && to !== null && line === null)
  if (upper.length < 2) return list
  const shared = mostShared(
    version,
    upper.map(({ to }) => to!.version),
  )
  if (shared === 0) return list
  const own = upper.filter(({ to }) => sharedRuns(version, to!.version) === shared)
  const ends = own.filter(({ to }) => compareVersions(version, to!.version, scheme) !== null)
  // beyond an exclusive end of its own line, or at the fix of it, the version is fixed, whatever a later line's bound would catch
  const hasFix = (end: string): boolean =>
    fixedIn.some(
      (fix) =>
        sharedRuns(fix, end) >= shared &&
        compareVersions(fix, end, scheme) === 1 &&
        (compareVersions(version, fix, scheme) ?? -1) >= 0,
    )
  const finished = ends.length > 0 && ends.every(({ to }) => !to!.inclusive || hasFix(to!.version))
  if (!finished) return list
  const lines = new Set(upper)
  return [...list.filter((range) => !lines.has(range)), ...own]
}

/** The most leading fields that any of these shares with the version; of a document they may be 100,000. */
const mostShared = (version: string, ends: readonly string[]): number =>
  ends.reduce((most, end) => Math.max(most, sharedRuns(version, end)), 0)

function inGap(
  version: string,
  list: readonly Range[],
  places: readonly Place[],
  scheme: SchemeName,
  fixedIn: readonly string[],
): boolean {
  const aboveInclusive = list.some(
    ({ to }, i) =>
      to?.inclusive && places[i] === 'above' && compareVersions(version, to.version, scheme) === 1,
  )
  // a fix that is counted in another way than all of them may be later
  const isApart = (fix: string): boolean =>
    [version, ...list.flatMap(({ to }) => (to ? [to.version] : []))].every(
      (one) => compareVersions(one, fix, scheme) === null,
    )
  return (
    aboveInclusive &&
    (fixedIn.some((fix) => compareVersions(version, fix, scheme) === -1) ||
      (fixedIn.length > 0 && fixedIn.every(isApart)))
  )
}

/**
 * At or beyond a fix of its own release line; with no fix of its line, beyond all of them. Fixes of several lines
 * ("10.1.6 or 11.0.3") do not count for one another.
 */
function holdsFix(version: string, fixedIn: readonly string[]): boolean {
  const fixes = fixedIn.filter((fix) => compareVersions(version, fix) !== null)
  if (fixes.length === 0) return false
  const shared = mostShared(version, fixes)
  const own = shared === 0 ? fixes : fixes.filter((fix) => sharedRuns(version, fix) === shared)
  return own.every((fix) => compareVersions(version, fix)! >= 0 && !isPatchBeside(fix, version))
}
