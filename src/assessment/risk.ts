/**
 * Risk of a device, 0-100: how likely it is to be compromised, times what that could do to a patient. Pure; every
 * factor is listed with its contribution in points, and the contributions add up to the score. docs/RISK.md explains
 * the weights with a worked example.
 */
import type { Certainty } from '../advisories/finding.ts'
import type { Criticality } from '../knowledge/taxonomy.ts'
import type { JudgedFinding } from './findings.ts'

export interface RiskFactor {
  readonly name: string
  /** The factor's own strength, 0-1. */
  readonly value: number
  /** Points it adds to the score, or takes from it. */
  readonly contribution: number
}

export interface Risk {
  /** 0-100, whole. */
  readonly score: number
  readonly factors: readonly RiskFactor[]
}

export interface RiskInput {
  readonly findings: readonly JudgedFinding[]
  readonly osSupport: 'supported' | 'extended' | 'unsupported' | null
  readonly criticality: Criticality
  /** Shortcomings of its configuration, and how severe each is. */
  readonly weaknesses?: readonly RatedSign[]
  /** What was seen to happen to it or by it. */
  readonly alerts?: readonly RatedSign[]
  /** It holds or carries data of patients. */
  readonly patientData?: boolean
  /** Hosts that use its services. */
  readonly dependents?: number
  readonly mitigations?: readonly Mitigation[]
}

export interface RatedSign {
  readonly id: string
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
}

/** Something that makes compromise less likely: a segmentation proven on the wire, an accepted risk with its term. */
export interface Mitigation {
  readonly name: string
  /** Share of the likelihood that it takes away, 0-1. */
  readonly reduces: number
}

/** How much of a finding counts while it is not sure. */
const CERTAINTY: Readonly<Record<Certainty, number>> = {
  confirmed: 1,
  likely: 0.9,
  possible: 0.4,
  potential: 0.15,
}
/** A finding by its score alone: even 10.0 is rarely exploited on any one device in a year. */
const BY_SCORE = 0.35
/** Listed as exploited, and used for ransomware (CISA's catalogue). */
const EXPLOITED = 0.7
const RANSOMWARE = 0.8
/** EPSS says how likely exploitation is anywhere within 30 days. */
const BY_EPSS = 0.75
/** The second finding adds half as much as if it stood alone, the third a quarter: one open door is enough. */
const NEXT = 0.5
/** A system without updates: what is found tomorrow stays open. */
const OS: Readonly<Record<'supported' | 'extended' | 'unsupported', number>> = {
  supported: 0,
  extended: 0.1,
  unsupported: 0.2,
}
/** A weakness opens a door where a flaw needs an exploit, but seldom leads all the way by itself. */
const WEAKNESS: Readonly<Record<RatedSign['severity'], number>> = {
  critical: 0.25,
  high: 0.12,
  medium: 0.05,
  low: 0.015,
}
/** An alert is no possibility but something that is happening; the loudest are seldom wrong. */
const ALERT: Readonly<Record<RatedSign['severity'], number>> = {
  critical: 0.6,
  high: 0.35,
  medium: 0.12,
  low: 0.03,
}
/** Weaknesses that say from where it can be reached: they count as exposure, by what they are and not by severity. */
const EXPOSURE: Readonly<Record<string, readonly [name: string, p: number]>> = {
  'medical-device-internet-inbound': ['reached from the internet', 0.35],
  'phi-to-public-address': ['sends data of patients to the internet', 0.2],
  'medical-device-internet-outbound': ['talks to the internet', 0.12],
  'device-internet-outbound': ['talks to the internet', 0.1],
  'guest-to-clinical': ['reached from the guest network', 0.2],
  'clinical-and-it-same-segment': ['shares a segment with computers', 0.06],
  'ot-reachable-from-it': ['reached from computers', 0.06],
  'telnet-in-use': ['remote access in clear', 0.08],
  'ftp-in-use': ['file access in clear', 0.06],
  'rlogin-rsh-in-use': ['remote access in clear', 0.1],
  'pump-service-port-open': ['service port open', 0.1],
}
/** Added to the impact: breach of data, and what stops with it. Hosts that use it, and how much they add. */
const PATIENT_DATA = 0.1
const DEPENDENTS: readonly (readonly [least: number, adds: number])[] = [
  [200, 0.15],
  [50, 0.1],
  [10, 0.05],
]
/** What compromise could do (the scale of the taxonomy). */
export const IMPACT: Readonly<Record<Criticality, number>> = {
  'life-sustaining': 1,
  'direct-therapy': 0.85,
  diagnostic: 0.6,
  support: 0.45,
  none: 0.2,
}
/** Findings named each; the rest is one factor. */
const NAMED = 5

interface Cause {
  readonly name: string
  /** Probability that this alone leads to compromise. */
  readonly p: number
}

function causesOf(input: RiskInput): Cause[] {
  return [
    ...vulnerabilityCauses(input.findings),
    ...osCauses(input.osSupport),
    ...exposureCauses(input.weaknesses ?? []),
    ...signCauses(
      'weakness',
      (input.weaknesses ?? []).filter(({ id }) => EXPOSURE[id] === undefined),
      WEAKNESS,
    ),
    ...signCauses('alert', input.alerts ?? [], ALERT),
  ]
}

const togetherOf = (causes: readonly Cause[]): number => 1 - causes.reduce((left, { p }) => left * (1 - p), 1)

/** How likely it is to be compromised, 0-1, before anything mitigates. */
export const likelihoodOf = (input: RiskInput): number => togetherOf(causesOf(input))

export function riskOf(input: RiskInput): Risk {
  const causes = causesOf(input)
  const open = togetherOf(causes)
  const total = causes.reduce((sum, { p }) => sum - Math.log1p(-p), 0)
  const points = new Points()
  for (const { name, p } of causes)
    points.add(name, p, total === 0 ? 0 : (100 * open * -Math.log1p(-p)) / total)
  let likelihood = open
  for (const { name, reduces } of input.mitigations ?? []) {
    const taken = likelihood * Math.min(1, Math.max(0, reduces))
    points.add(`mitigated: ${name}`, reduces, -100 * taken)
    likelihood -= taken
  }
  const impact = IMPACT[input.criticality]
  const more = impactAdded(input)
  const whole = more.reduce((sum, { adds }) => Math.min(1, sum + adds), impact)
  const score = Math.round(100 * likelihood * whole)
  let reached = impact
  for (const { name, adds } of more) {
    const gained = Math.min(1, reached + adds) - reached
    reached += gained
    points.add(name, adds, 100 * likelihood * gained)
  }
  points.add(`impact: ${input.criticality}`, impact, score - points.sum)
  return { score, factors: points.factors }
}

/** Factors and what they add up to, rounded as they are shown. */
class Points {
  readonly factors: RiskFactor[] = []
  sum = 0

  add(name: string, value: number, contribution: number): void {
    const shown = round(contribution, 1)
    this.sum += shown
    this.factors.push({ name, value: round(value, 3), contribution: shown })
  }
}

function impactAdded({ patientData, dependents = 0 }: RiskInput): { name: string; adds: number }[] {
  const [least, adds] = DEPENDENTS.find(([hosts]) => dependents >= hosts) ?? [0, 0]
  return [
    ...(patientData === true ? [{ name: 'impact: data of patients', adds: PATIENT_DATA }] : []),
    ...(adds > 0 ? [{ name: `impact: ${least} hosts or more depend on it`, adds }] : []),
  ]
}

/** Each way in once, however many services show it. */
function exposureCauses(weaknesses: readonly RatedSign[]): Cause[] {
  const ways = new Map<string, number>()
  for (const { id } of weaknesses) {
    const way = EXPOSURE[id]
    if (way !== undefined) ways.set(way[0], Math.max(way[1], ways.get(way[0]) ?? 0))
  }
  return [...ways].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, p]) => ({ name: `exposure: ${name}`, p }))
}

/** One of a kind counts once; the worst whole, the next half as much. */
function signCauses(
  what: 'weakness' | 'alert',
  signs: readonly RatedSign[],
  strength: Readonly<Record<RatedSign['severity'], number>>,
): Cause[] {
  const kinds = new Map<string, number>()
  for (const { id, severity } of signs) kinds.set(id, Math.max(strength[severity], kinds.get(id) ?? 0))
  const sorted = [...kinds].sort(([a, p], [b, q]) => q - p || (a < b ? -1 : 1))
  return summed(
    sorted.map(([id, p], i) => ({ name: `${what}: ${id}`, p: p * NEXT ** i })),
    what === 'weakness' ? 'weaknesses' : 'alerts',
  )
}

/** The first few by name, the rest as one; `further` are those too weak to be among the causes. */
function summed(causes: Cause[], plural: string, further = 0): Cause[] {
  if (causes.length <= NAMED + 1) return causes
  const rest = causes.slice(NAMED)
  const p = 1 - rest.reduce((left, cause) => left * (1 - cause.p), 1)
  return [...causes.slice(0, NAMED), { name: `${rest.length + further} further ${plural}`, p }]
}

/** Each counts half of the one before: behind so many nothing is left that could be told (2 to the power of -50). */
const MOST_COUNTED = 50

interface Strength {
  readonly finding: JudgedFinding
  readonly p: number
}

function vulnerabilityCauses(findings: readonly JudgedFinding[]): Cause[] {
  // kept sorted while walking: systems have thousands, of which few are among the strongest
  const strongest: Strength[] = []
  let all = 0
  for (const finding of findings) {
    if (finding.status !== 'affected' && finding.status !== 'under_investigation') continue
    const one = { finding, p: strengthOf(finding) }
    if (one.p <= 0) continue
    all++
    if (strongest.length === MOST_COUNTED && byStrength(one, strongest.at(-1)!) >= 0) continue
    const at = strongest.findIndex((other) => byStrength(one, other) < 0)
    strongest.splice(at < 0 ? strongest.length : at, 0, one)
    if (strongest.length > MOST_COUNTED) strongest.pop()
  }
  return summed(
    strongest.map(({ finding, p }, i) => ({ name: nameOf(finding), p: p * NEXT ** i })),
    'vulnerabilities',
    all - strongest.length,
  )
}

const byStrength = (a: Strength, b: Strength): number =>
  b.p - a.p || (a.finding.vulnerability < b.finding.vulnerability ? -1 : 1)

function strengthOf({ score, kev, ransomware, epss, certainty, matter }: JudgedFinding): number {
  const base = matter === 'recall' ? BY_SCORE * 0.5 : (BY_SCORE * (score?.base ?? 5)) / 10
  const exploited = ransomware ? RANSOMWARE : kev ? EXPLOITED : 0
  return CERTAINTY[certainty] * Math.max(base, exploited, BY_EPSS * (epss ?? 0))
}

const nameOf = ({ vulnerability, certainty, kev }: JudgedFinding): string =>
  `${vulnerability} (${certainty}${kev ? ', exploited' : ''})`

const osCauses = (state: RiskInput['osSupport']): Cause[] =>
  state === null || OS[state] === 0 ? [] : [{ name: `operating system ${state}`, p: OS[state] }]

const round = (n: number, digits: number): number => Number(n.toFixed(digits))
