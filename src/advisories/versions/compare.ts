/** The order of two versions in a scheme. `null`: they cannot be compared, which is an answer of its own. */
import type { SchemeName } from './constraint.ts'
import { compareDates, dateBeside, dateOf } from './dates.ts'
import { compareDeb } from './deb.ts'
import { compareRuns, type Order } from './generic.ts'
import { compareRegional, regionalBuild } from './regional.ts'
import { compareRpm } from './rpm.ts'
import { type Runs, runsOf } from './runs.ts'
import { compareSemver } from './semver.ts'

export type { Order } from './generic.ts'

export function compareVersions(a: string, b: string, scheme: SchemeName = 'generic'): Order | null {
  if (a === b && parsed(a).runs !== null) return 0
  switch (scheme) {
    case 'semver':
      return compareSemver(a, b) ?? compareUnnamed(a, b)
    case 'deb':
      return compareDeb(a, b)
    case 'rpm':
      return compareRpm(a, b)
    case 'date':
      return compareByDate(a, b)
    case 'generic':
      return compareUnnamed(a, b)
    default:
      return scheme satisfies never
  }
}

/** Number of leading runs that two versions share; 0 where they belong to other series. */
export function sharedRuns(a: string, b: string): number {
  const [left, right] = [parsed(a).runs, parsed(b).runs]
  if (!left || !right || left.series !== right.series) return 0
  let shared = left.series === '' ? 0 : 1
  for (let i = 0; i < left.runs.length && left.runs[i] === right.runs[i]; i++) shared++
  return shared
}

/** "5.04.D1" beside "5.04.20": they share all that stands before a letter here and a number there, a patch beside a revision. */
export function isPatchBeside(patch: string, version: string): boolean {
  const at = sharedRuns(patch, version)
  const [left, right] = [parsed(patch).runs, parsed(version).runs]
  if (at === 0 || !left || !right) return false
  const first = at - (left.series === '' ? 0 : 1)
  return /^[a-z]$/.test(left.runs[first] ?? '') && /^\d/.test(right.runs[first] ?? '')
}

export function runCount(version: string): number {
  const { runs } = parsed(version)
  return runs ? runs.runs.length + (runs.series === '' ? 0 : 1) : 0
}

/** Whether the text can take part in comparisons at all. */
export function isVersion(text: string): boolean {
  const { runs, date } = parsed(text)
  return date !== null || (runs !== null && (runs.series !== '' || runs.runs.some((run) => /^\d/.test(run))))
}

interface Parsed {
  readonly runs: Runs | null
  readonly regional: ReturnType<typeof regionalBuild>
  readonly date: string | null
}

function compareUnnamed(a: string, b: string): Order | null {
  const tail = sharedTail(a, b)
  const left = parsed(tail === 0 ? a : a.slice(0, -tail))
  const right = parsed(tail === 0 ? b : b.slice(0, -tail))
  if (left.date !== null || right.date !== null)
    return compareParsedDates(beside(right, a, left), beside(left, b, right))
  if (left.regional && right.regional) return compareRegional(left.regional, right.regional)
  if (left.regional || right.regional) return null
  return left.runs && right.runs ? compareRuns(left.runs, right.runs) : null
}

/** "20210218" and "18.02.2021" are dates where the other is one. */
const beside = ({ date }: Parsed, text: string, own: Parsed): Parsed =>
  own.date === null && date !== null ? { ...own, date: dateBeside(text) } : own

/** Length of a word that closes both behind a dash, as in "22.1-EVO" and "22.1R3-S4-EVO": the train, which is the same. */
function sharedTail(a: string, b: string): number {
  const last = a.charCodeAt(a.length - 1)
  if (last < 65 || last !== b.charCodeAt(b.length - 1) || !b.includes('-')) return 0
  const tail = TAIL.exec(a)?.[0] ?? ''
  const isNumbered = (text: string): boolean => /\d/.test(text.slice(0, -tail.length))
  return tail !== '' && TAIL.exec(b)?.[0] === tail && isNumbered(a) && isNumbered(b) ? tail.length : 0
}

const TAIL = /(?<=\w)-[A-Za-z]{3,8}$/

const compareByDate = (a: string, b: string): Order | null => compareParsedDates(parsed(a), parsed(b))

const compareParsedDates = (a: Parsed, b: Parsed): Order | null =>
  a.date !== null && b.date !== null ? compareDates(a.date, b.date) : null

/** Texts are parsed once; the memory is dropped whole when it is full, so that it stays bounded. */
const MAX_MEMORY = 1 << 17 // texts
const memory = new Map<string, Parsed>()

function parsed(text: string): Parsed {
  let known = memory.get(text)
  if (!known) {
    known = { runs: runsOf(text), regional: regionalBuild(text), date: dateOf(text) }
    if (memory.size >= MAX_MEMORY) memory.clear()
    memory.set(text, known)
  }
  return known
}
