/** What the statements on one product say of a device's version, all their readings taken together. */
import { productName } from '../names/product-name.ts'
import type { Statement } from '../statement.ts'
import type { Constraint, Range } from '../versions/constraint.ts'
import { type Judgement, judge, type Verdict } from '../versions/judge.ts'
import { coarser, isSingle } from '../versions/releases.ts'
import { wildcardSpan } from '../versions/wildcard.ts'
import type { Device } from './device.ts'
import { versionFor } from './part-version.ts'
import { isOfRelease } from './release.ts'

/** All readings must agree; where they part the answer is open. */
export function read(
  device: Device,
  statements: readonly Statement[],
  fixedIn: readonly string[],
): Judgement {
  const constraint = union(statements.map((one) => one.constraint))
  if (constraint.kind === 'ranges' && constraint.ranges.length * fixedIn.length > MOST_PAIRS)
    return { verdict: 'open', because: 'more versions are named than can be weighed' }
  const { version, why } = isInName(device, statements)
    ? { version: null, why: null }
    : versionFor(device, statements, constraint)
  if (version !== null && statements.some((one) => isStatedWhole(version, one)))
    return { verdict: 'inside', because: `${version} is stated` }
  const told = judge(version, constraint, fixedIn)
  const main =
    device.versionInName && version === device.version ? asLine(device.version!, constraint, told) : told
  if (why !== null && main.verdict !== 'open') return { ...main, because: `${why}: ${main.because}` }
  if (statements.every(({ otherReadings }) => otherReadings.length === 0)) return main
  const other = judge(
    version,
    union(statements.map(({ constraint, otherReadings }) => otherReadings[0] ?? constraint)),
    fixedIn,
  )
  // one of several entries is a text nobody understands: it may be the one that is meant
  const partly = statements.some(({ otherReadings }) => otherReadings[0]?.kind === 'unreadable')
  if (partly && main.verdict === 'outside' && other.verdict === 'open')
    return { verdict: 'open', because: `${main.because}, but ${other.because}` }
  if (isIn(main.verdict) === isIn(other.verdict) || main.verdict === 'open') return main
  if (isIn(main.verdict) && other.verdict === 'open') return main
  return {
    verdict: 'open',
    because: `the document can be read in two ways: ${main.because}, but otherwise ${other.because}`,
  }
}

/** "Flow AX 3.8" without a version, below or from 3.8.401: its name says the release, and not which of its versions runs. */
const asLine = (release: string, constraint: Constraint, judgement: Judgement): Judgement =>
  constraint.kind === 'ranges' &&
  constraint.ranges.some((range) => {
    const bound = { inside: range.to, outside: range.from, fixed: null, open: null }[judgement.verdict]
    return bound !== null && !isSingle(range) && coarser(release, bound.version)
  })
    ? { verdict: 'open', because: `its name says ${release}, and not which version of it` }
    : judgement

/** "ABC7.820.120.01/0.93(0.95)", letter by letter: whatever its parts mean. */
const isStatedWhole = (version: string, { constraint }: Statement): boolean =>
  constraint.kind === 'ranges' &&
  version.length > 5 &&
  /[/(]/.test(version) &&
  constraint.raw.trim().toLowerCase() === version.trim().toLowerCase()

/** Ranges by fixes: each is weighed with each. */
const MOST_PAIRS = 1_000_000

/**
 * "Acme ABUS 2.0" without a version, for the "Acme ABUS 2.0 Gateway": the number is of both names; every version of it is meant all
 * the same.
 */
const isInName = ({ version, versionInName }: Device, statements: readonly Statement[]): boolean =>
  version !== null &&
  versionInName &&
  statements.every(
    ({ product, constraint }) => saysNumber(product.name, version) && !isWholeLine(constraint, version),
  )

function saysNumber(name: string, number: string): boolean {
  const { release, alternatives } = productName(name)
  const said = number.toLowerCase()
  return (
    release === number ||
    alternatives.some(({ tokens }) => tokens.some(({ raw }) => raw.toLowerCase() === said))
  )
}

/** All of "3.1": from 3.1 up to 3.2. */
function isWholeLine(constraint: Constraint, release: string): boolean {
  const span = wildcardSpan(`${release.replace(/^v/i, '')}.x`)
  return (
    constraint.kind === 'ranges' &&
    constraint.ranges.every(({ from, to }) => from?.version === span?.from && to?.version === span?.to)
  )
}

/** "Every version" of a product with a release in its name is every version of that release. */
export function readAlone(device: Device, one: Statement): Judgement {
  const judgement = read(device, [one], one.remedy.fixedIn)
  if (one.constraint.kind !== 'all' || judgement.verdict !== 'inside') return judgement
  const isOf = isOfRelease(device, one)
  if (isOf === 'yes') return judgement
  return isOf === 'no'
    ? { verdict: 'outside', because: `${device.version} is not of the release that is meant` }
    : { verdict: 'open', because: 'every version of one release is meant, and the version is not known' }
}

/** Below the end of a later release: of an earlier one nothing is said. */
export const ofOther = ({ verdict, because }: Judgement): Judgement =>
  verdict === 'inside'
    ? { verdict: 'open', because: `${because}, but it is of another release` }
    : { verdict, because }

const isIn = (verdict: Verdict): boolean => verdict === 'inside'

function union(constraints: readonly Constraint[]): Constraint {
  const first = constraints[0]!
  if (constraints.length === 1) return first
  const list = constraints.flatMap((one): readonly Range[] => (one.kind === 'ranges' ? one.ranges : []))
  const all = constraints.find(({ kind }) => kind === 'all')
  if (all) return all
  return first.kind === 'ranges' ? { ...first, ranges: list } : first
}
