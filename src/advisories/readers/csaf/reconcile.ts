/** What the version field of a leaf says and what its words say, brought together. */
import { compareVersions } from '../../versions/compare.ts'
import type { Constraint, Range } from '../../versions/constraint.ts'

/** The field decides; the words take over where they make a list out to be a range, and stand beside it where they part. */
export function reconcile(
  field: Constraint,
  words: Constraint,
): { constraint: Constraint; other: readonly Constraint[] } {
  if (words.kind === 'unreadable' || words.kind === 'unstated') return { constraint: field, other: [] }
  if (field.kind === 'unreadable' || field.kind === 'unstated') return { constraint: words, other: [] }
  if (field.kind === 'all' || words.kind === 'all') {
    const same = field.kind === words.kind
    return same || words.kind === 'all'
      ? { constraint: field, other: [] }
      : { constraint: field, other: [words] }
  }
  if (sameRanges(field.ranges, words.ranges) || lostDash(field, words))
    return { constraint: field, other: [] }
  if (cutZeros(field.ranges, words.ranges)) return { constraint: words, other: [] }
  if (field.ranges.every(isSingle) && sameEnds(field.ranges, words.ranges))
    return { constraint: words, other: [] }
  // words are often cut short; they count where they name as many ranges
  if (words.ranges.length < field.ranges.length) return { constraint: field, other: [] }
  if (words.ranges.length > field.ranges.length && words.ranges.every(isSingle))
    return { constraint: field, other: [] }
  return { constraint: field, other: [words] }
}

const isSingle = ({ from, to }: Range): boolean => from !== null && from.version === to?.version

const sameRanges = (a: readonly Range[], b: readonly Range[]): boolean =>
  a.length === b.length && a.every((left) => b.some((right) => sameRange(left, right)))

/** "1.8" for "01.80": a program took the version for a number. */
const cutZeros = ([field, ...more]: readonly Range[], [words, ...others]: readonly Range[]): boolean =>
  more.length + others.length === 0 &&
  field !== undefined &&
  words !== undefined &&
  isSingle(field) &&
  isSingle(words) &&
  /^\d+\.\d+$/.test(field.from!.version) &&
  words.from!.version.replace(/^v?\s?0*(?=\d)/i, '').replace(/(?<=\.\d+?)0+$/, '') === field.from!.version

/** "Versions 2033" of "20-33": a dash that a program did not know. */
const lostDash = (field: Constraint, words: Constraint): boolean =>
  words.kind === 'ranges' &&
  words.ranges.length === 1 &&
  isSingle(words.ranges[0]!) &&
  /^\s*\d+-\d+\s*$/.test(field.raw) &&
  words.ranges[0]!.from!.version === field.raw.replace(/\D+/g, '')

const sameRange = (a: Range, b: Range): boolean => sameBound(a.from, b.from) && sameBound(a.to, b.to)

function sameBound(a: Range['from'], b: Range['from']): boolean {
  if (a === null || b === null) return a === b
  return (
    a.inclusive === b.inclusive && (a.version === b.version || compareVersions(a.version, b.version) === 0)
  )
}

const sameEnds = (singles: readonly Range[], spoken: readonly Range[]): boolean => {
  const ends = spoken.flatMap(({ from, to }) => [from, to].flatMap((bound) => (bound ? [bound.version] : [])))
  return (
    ends.length === singles.length &&
    ends.every((end) => singles.some(({ from }) => compareVersions(from!.version, end) === 0))
  )
}
