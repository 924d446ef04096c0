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

export function riskOf(input: RiskInput): Risk {
  const causes = [...vulnerabilityCauses(input.findings), ...osCauses(input.osSupport)]
  const likelihood = 1 - causes.reduce((left, { p }) => left * (1 - p), 1)
  const impact = IMPACT[input.criticality]
  const score = Math.round(100 * likelihood * impact)
  const exact = 100 * likelihood
  const total = causes.reduce((sum, { p }) => sum - Math.log1p(-p), 0)
  const factors = causes.map(({ name, p }) => ({
    name,
    value: round(p, 3),
    contribution: total === 0 ? 0 : round((exact * -Math.log1p(-p)) / total, 1),
  }))
  const sum = factors.reduce((n, f) => n + f.contribution, 0)
  return {
    score,
    factors: [
      ...factors,
      { name: `impact: ${input.criticality}`, value: impact, contribution: round(score - sum, 1) },
    ],
  }
}

function vulnerabilityCauses(findings: readonly JudgedFinding[]): Cause[] {
  const strengths = findings
    .filter(({ status }) => status === 'affected' || status === 'under_investigation')
    .map((finding) => ({ finding, p: strengthOf(finding) }))
    .filter(({ p }) => p > 0)
    .sort((a, b) => b.p - a.p || (a.finding.vulnerability < b.finding.vulnerability ? -1 : 1))
  const causes = strengths.map(({ finding, p }, i) => ({ name: nameOf(finding), p: p * NEXT ** i }))
  if (causes.length <= NAMED + 1) return causes
  const rest = causes.slice(NAMED)
  const p = 1 - rest.reduce((left, cause) => left * (1 - cause.p), 1)
  return [...causes.slice(0, NAMED), { name: `${rest.length} further vulnerabilities`, p }]
}

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
