/**
 * The scheme for versions whose scheme nobody named: run by run, numbers as whole numbers, a missing field is zero, a
 * suffix (letter, build, service pack, release) is later than the bare number, words for test releases are earlier.
 * Versions of different letter series, and different words at the same place, cannot be compared.
 */
import { compareNumbers, type Runs } from './runs.ts'

export type Order = -1 | 0 | 1

/** The earlier the less finished. */
export const TEST_RELEASES = ['dev', 'snapshot', 'alpha', 'beta', 'preview', 'pre', 'rc']

export function compareRuns(a: Runs, b: Runs): Order | null {
  if (a.label !== b.label && a.label !== '' && b.label !== '') return null
  if (a.series !== b.series) return a.series.length === b.series.length ? bySeries(a, b) : null
  const length = Math.max(a.runs.length, b.runs.length)
  for (let i = 0; i < length; i++) {
    const [left, right] = [a.runs[i], b.runs[i]]
    if (left === right) continue
    // "9.1.2 build 7600" is 9.1.2.7600; whether a build of 9.1.2 is before another fourth number is not said
    if (isBuildBeside(left, right, i) || isBuildBeside(right, left, i))
      return isSameBuild(a.runs, b.runs, i) || isSameBuild(b.runs, a.runs, i) ? 0 : null
    if (isCount(left, right, i) || isCount(right, left, i)) return null
    const order = compareRun(left, right)
    if (order !== 0) return order
  }
  return 0
}

/** `B.02` before `C.01`, `VA40` before `VB60`; but U and L are two regional series beside each other. */
function bySeries(a: Runs, b: Runs): Order | null {
  if (isRegional(a.series) && isRegional(b.series)) return null
  return a.series < b.series ? -1 : 1
}

const isRegional = (series: string): boolean => series === 'u' || series === 'l'

function compareRun(a: string | undefined, b: string | undefined): Order | null {
  const [rankA, rankB] = [rank(a), rank(b)]
  if (rankA !== rankB) return rankA < rankB ? -1 : 1
  if (rankA === Rank.number) return compareNumbers(a!, b!) as Order
  if (rankA === Rank.test) return TEST_RELEASES.indexOf(a!) < TEST_RELEASES.indexOf(b!) ? -1 : 1
  if (a!.length !== 1 || b!.length !== 1 || (isRegional(a!) && isRegional(b!))) return null
  return a! < b! ? -1 : 1
}

/** "7.0 U3" beside "7.0.1": some count updates in words and some in a third number; which comes later is not said. */
const isCount = (word: string | undefined, number: string | undefined, at: number): boolean =>
  word !== undefined &&
  COUNTED.has(word) &&
  number !== undefined &&
  // "7 U3" is before 7.1; the zero of 7.0 is left out
  (number === '0' || (at > 1 && rank(number) === Rank.number))

const isBuildBeside = (word: string | undefined, number: string | undefined, at: number): boolean =>
  word === 'build' && at > 2 && number !== undefined && rank(number) === Rank.number

const isSameBuild = (worded: readonly string[], dotted: readonly string[], at: number): boolean =>
  worded.length === at + 2 && dotted.length === at + 1 && worded[at + 1] === dotted[at]

const COUNTED: ReadonlySet<string> = new Set(['u', 'sp', 'cu', 'hf'])

const Rank = { test: 0, end: 1, word: 2, number: 3 } as const

/** A zero that is not the last field stands where the other text may have ended: it counts as a number all the same. */
function rank(run: string | undefined): number {
  if (run === undefined) return Rank.end
  if (run[0]! >= '0' && run[0]! <= '9') return Rank.number
  return TEST_RELEASES.includes(run) ? Rank.test : Rank.word
}
