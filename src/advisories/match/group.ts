/** One document's word on one vulnerability of one device: its statements about the device's product, judged together. */

import { hasOtherPart } from '../names/brackets.ts'
import { deviceName } from '../names/device-name.ts'
import { fitName } from '../names/fit.ts'
import { productName } from '../names/product-name.ts'
import { tokensOf } from '../names/tokens.ts'
import type { Statement } from '../statement.ts'
import { type Judgement, judge } from '../versions/judge.ts'
import type { Checked } from './checked.ts'
import { clearing, clears, contradicts, isRanged } from './cleared.ts'
import { checkConditions } from './conditions.ts'
import type { Device } from './device.ts'
import { checkReleases } from './left-out.ts'
import { MODEL_STATED } from './part-version.ts'
import type { ProductFit } from './product-fit.ts'
import { ofOther, read, readAlone } from './reading.ts'
import { isOfRelease, lineOf, ofOwnRelease, saysLine } from './release.ts'
import { isAnyOf } from './titled.ts'

export interface Candidate {
  readonly statement: Statement
  readonly fit: ProductFit
}

/** Candidates are told by their places: the answer holds for every group that says the same. */
export interface GroupAnswer {
  readonly verdict: 'affected' | 'open' | 'not_affected' | 'fixed'
  /** Said by the document, not concluded from a version that lies outside. */
  readonly explicit: boolean
  readonly because: string
  readonly deciding: number
  /** Those whose remedies count. */
  readonly weighed: readonly number[]
}

export interface Part {
  readonly at: number
  readonly candidate: Candidate
  readonly condition: Checked
}

export function judgeGroup(device: Device, candidates: readonly Candidate[]): GroupAnswer | null {
  const meant = new Set(ofOwnRelease(device.version, candidates))
  const parts = candidates.flatMap((candidate, at): Part[] =>
    meant.has(candidate) ? [{ at, candidate, condition: conditionOf(device, candidate) }] : [],
  )
  const possible = parts.filter(({ condition }) => condition.holds !== 'no')
  const weighed = (possible.length > 0 ? possible : parts).map(({ at }) => at)
  const answer = (
    verdict: GroupAnswer['verdict'],
    explicit: boolean,
    because: string,
    part: Part,
  ): GroupAnswer => ({
    verdict,
    explicit,
    because,
    deciding: part.at,
    weighed,
  })
  if (possible.length === 0)
    return parts[0]
      ? answer('not_affected', false, parts[0].condition.because ?? 'a condition does not hold', parts[0])
      : null
  const affected = possible.filter(({ candidate }) => candidate.statement.status === 'affected')
  const cleared = clearing(device, possible)
  const judged = judgeAffected(device, affected)
  if (cleared && (judged === null || clears(cleared, judged)))
    return answer(cleared.status, true, cleared.because, cleared.part)
  if (cleared && judged && contradicts(cleared, judged)) {
    const because = `the document contradicts itself: ${judged.because}, but ${cleared.because}, ${cleared.status.replace('_', ' ')}`
    return answer('open', false, because, judged.part)
  }
  if (judged) return answer(judged.verdict, false, judged.because, judged.part)
  const investigated = possible.find(({ candidate }) => candidate.statement.status === 'under_investigation')
  if (investigated) {
    const { verdict, because } = judge(device.version, investigated.candidate.statement.constraint)
    // outside of what is looked into nothing was said
    return verdict === 'inside' || verdict === 'open'
      ? answer('open', true, because, investigated)
      : answer('not_affected', false, because, investigated)
  }
  // what is cleared in other versions says nothing of this one
  return device.version === null
    ? answer('open', false, 'no statement speaks of this version', possible[0]!)
    : null
}

function conditionOf(device: Device, { fit, statement }: Candidate): Checked {
  if (isBuiltOtherwise(device, statement)) return { holds: 'no', because: 'it is built with another part' }
  if (fit.model === 'no')
    return {
      holds: 'no',
      because: `it is none of the models ${statement.product.models.slice(0, 5).join(', ')}`,
    }
  const release = fit.exceptIn && checkReleases(device.version, fit.exceptIn)
  if (release && release.holds !== 'yes') return release
  const checked = checkConditions(device, statement.conditions)
  if (checked.holds === 'no' || fit.model === 'yes') return checked
  return {
    holds: 'unknown',
    because: `it depends on the model (${statement.product.models.slice(0, 5).join(', ')})`,
  }
}

/** Its parts are listed, and one of them is what stands in the place of the product's: a CMC3, and the product is "with CMC2". */
function isBuiltOtherwise({ profile: { components } }: Device, { product }: Statement): boolean {
  if (components.length === 0) return false
  const { alternatives } = productName(product.name)
  if (alternatives.every(({ aside }) => aside === null)) return false
  const codes = components.flatMap((part) => tokensOf(part.name).flatMap((token) => token.codes))
  return alternatives.every((one) => hasOtherPart(codes, one))
}

export interface Judged {
  readonly verdict: GroupAnswer['verdict']
  readonly because: string
  readonly part: Part
}

const ORDER: readonly GroupAnswer['verdict'][] = ['affected', 'open', 'fixed', 'not_affected']

function judgeAffected(device: Device, parts: readonly Part[]): Judged | null {
  const answers = [true, false].flatMap((sure) =>
    judgeAlike(
      device,
      parts.filter(({ condition }) => (condition.holds === 'yes') === sure),
      sure,
    ),
  )
  return answers.sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))[0] ?? null
}

/** Ranges of statements under the same conditions are one union; "every version" and the like stand alone. */
function judgeAlike(device: Device, parts: readonly Part[], sure: boolean): Judged[] {
  if (parts.length === 0) return []
  const ranged = parts.filter(isRanged)
  const others = parts.filter((part) => !isRanged(part))
  const fixedIn = [...new Set(parts.flatMap(({ candidate }) => candidate.statement.remedy.fixedIn))]
  const anyOfThem = isAnyOf(
    device,
    parts.map(({ candidate }) => candidate),
  )
  const judged = others.map((part) =>
    finish(device, part, readAlone(device, part.candidate.statement), sure, anyOfThem),
  )
  if (ranged.length > 0) {
    const unsettled = betweenSisters(device, ranged)
    if (unsettled) return [...judged, unsettled]
    const ofRelease = ranged.filter(({ candidate }) => isOfRelease(device, candidate.statement) !== 'no')
    const own = ofLine(device, ofRelease.length > 0 ? ofRelease : ranged)
    const judgement = read(
      device,
      own.map(({ candidate }) => candidate.statement),
      fixedIn,
    )
    const part = decidingPart(device, own)
    judged.push(finish(device, part, ofRelease.length > 0 ? judgement : ofOther(judgement), sure, anyOfThem))
  }
  return judged
}

/** "Flow", version 4.0, of the "Flow V3" and the "Flow V4": what is said of its own line counts. */
function ofLine(device: Device, parts: readonly Part[]): readonly Part[] {
  if (parts.length < 2) return parts
  const own = parts.filter(({ candidate: { fit } }) => saysLine(device.version, fit))
  return own.length > 0 ? own : parts
}

/**
 * "POL909 (AWB module)" below 11.44, "POL909 (AWM module)" below 11.36: which of the two a "POL909" is, it does not say, so what
 * is affected as one and not as the other stays open.
 */
function betweenSisters(device: Device, parts: readonly Part[]): Judged | null {
  if (parts.length < 2) return null
  const sisters = Map.groupBy(parts, ({ candidate }) => candidate.statement.product.name)
  const bare = new Set([...sisters.keys()].map((name) => name.replace(/\s*\([^)]*\)?\s*/g, ' ').trim()))
  if (sisters.size < 2 || !parts.every(isOpenBelow)) return null
  if (bare.size > 1 && (areReleases(bare) || !parts.every((part) => isUnnamed(device, part)))) return null
  const judged = [...sisters.values()].map((own) => {
    const statements = own.map(({ candidate }) => candidate.statement)
    const fixedIn = statements.flatMap(({ remedy }) => remedy.fixedIn)
    return { part: own[0]!, judgement: read(device, statements, fixedIn) }
  })
  const inside = judged.find(({ judgement }) => judgement.verdict === 'inside')
  const outside = judged.find(({ judgement }) => judgement.verdict !== 'inside')
  if (!inside || !outside) return null
  const because = `${inside.judgement.because} as ${inside.part.candidate.statement.product.name}, but ${outside.judgement.because} as ${outside.part.candidate.statement.product.name}`
  return { verdict: 'open', because, part: inside.part }
}

/** "Vista" is the "Vista XR" or the "Vista SE": each has fixes of its own. */
const isUnnamed = (device: Device, { candidate: { fit } }: Part): boolean =>
  fit.grade === 'broader' && !saysLine(device.version, fit)

/** "Vista Bridge: 2020 R1" and "Vista Bridge: 2020 R2" among them differ in numbers alone. */
const areReleases = (names: ReadonlySet<string>): boolean =>
  new Set([...names].map((name) => name.replace(/\d+/g, '0'))).size < names.size

/** Lower ends, and lines said outright, tell which of several lines a version is of. */
const isOpenBelow = ({ candidate: { statement } }: Part): boolean =>
  statement.constraint.kind === 'ranges' &&
  statement.constraint.ranges.every(({ from, line }) => from === null && line === null)

/** The part whose own range catches the version, for the explanation. */
function decidingPart(device: Device, parts: readonly Part[]): Part {
  if (parts.length === 1) return parts[0]!
  return (
    parts.find(
      ({ candidate }) => judge(device.version, candidate.statement.constraint).verdict === 'inside',
    ) ?? parts[0]!
  )
}

function finish(
  device: Device,
  part: Part,
  { verdict, because }: Judgement,
  sure: boolean,
  anyOfThem: boolean,
): Judged {
  const { fit } = part.candidate
  const why = part.condition.because === null ? because : `${because}; ${part.condition.because}`
  switch (verdict) {
    case 'inside':
      if (saysOtherLine(device.version, part.candidate))
        return { verdict: 'not_affected', because: `${device.version} is of another release`, part }
      // "MyCareLink 24950" for the "MyCareLink Monitor", versions 24950 and 24952
      if (
        fit.grade !== 'exact' &&
        !anyOfThem &&
        !saysLine(device.version, fit) &&
        !isPartJudged(device, part, because) &&
        !(because.startsWith(MODEL_STATED) && saysAllWords(part))
      )
        return { verdict: 'open', because: `${why}, but ${inexactly(fit)}`, part }
      return { verdict: sure ? 'affected' : 'open', because: why, part }
    case 'open':
      return { verdict: 'open', because: why, part }
    case 'fixed':
      return { verdict: 'fixed', because: why, part }
    case 'outside':
      return { verdict: 'not_affected', because: why, part }
    default:
      return verdict satisfies never
  }
}

/** "Flow Sorter" with "Flow Control 2.1", of the "Flow Control (shipped with the Flow Sorter)": the part that was judged is the product. */
const isPartJudged = (
  { profile: { components }, brands }: Device,
  { candidate: { statement } }: Part,
  because: string,
): boolean =>
  components.some(
    ({ name }) =>
      because.startsWith(`${name}: `) &&
      fitName(deviceName(name), productName(statement.product.name), brands)?.grade === 'exact',
  )

const inexactly = ({ misspelt }: ProductFit): string =>
  misspelt ? 'a letter of the name is another' : 'the product is not named exactly'

/** "Plant View", version 2404.1, of the "Plant View V2201": a V in front tells a release from a model where the version has one too or is as long ("V60" is a ventilator, in version 2.30), unless its versions are counted otherwise ("Flow V3" before 2017.2). */
const saysOtherLine = (
  version: string | null,
  { fit: { lacks }, statement: { constraint } }: Candidate,
): boolean =>
  typeof lacks === 'string' &&
  lacks.startsWith('v') &&
  ![null, lacks.slice(1)].includes(lineOf(version)) &&
  (constraint.kind !== 'ranges'
    ? /^v\d{4}$/.test(lacks) || /^\s*v/i.test(version!)
    : constraint.ranges.some(({ from, to }) => lineOf((to ?? from)?.version ?? null) === lacks.slice(1)))

/** Only words of kind are missing: not "IntelliBridge ... with EarlyVue", version VS30, for the "EarlyVue VS30". */
const saysAllWords = ({ candidate: { statement, fit } }: Part): boolean =>
  productName(statement.product.name).alternatives.some(({ tokens }) =>
    tokens.every(({ weight, text }) => weight !== 'strong' || fit.shared.has(text)),
  )
