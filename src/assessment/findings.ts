/** What is known of a vulnerability joined to what was found: one entry as documents and tables show it. */
import type { Certainty, Finding, Matched } from '../advisories/finding.ts'
import type { Remedy, Score, Severity, Status, Vulnerability } from '../advisories/statement.ts'
import { type ScoreSource, scoreOf, severityOf } from './score.ts'

export interface JudgedFinding {
  readonly vulnerability: string
  readonly matter: Finding['matter']
  readonly status: Status
  readonly certainty: Certainty
  readonly severity: Severity
  readonly score: Score | null
  readonly kev: boolean
  readonly ransomware: boolean
  /** Probability of exploitation within 30 days, 0-1. */
  readonly epss: number | null
  readonly remedy: Remedy
  readonly advisories: readonly string[]
  readonly because: string
}

/** Affected beyond reasonable doubt: what headline figures count. */
export const isCounted = ({ status, certainty }: Pick<JudgedFinding, 'status' | 'certainty'>): boolean =>
  status === 'affected' && (certainty === 'confirmed' || certainty === 'likely')

/** Product exact, version, module, option or date not known: stands beside the counted ones. */
export const isPossible = ({ status, certainty }: Pick<JudgedFinding, 'status' | 'certainty'>): boolean =>
  certainty === 'possible' && (status === 'affected' || status === 'under_investigation')

const CERTAINTIES: readonly Certainty[] = ['confirmed', 'likely', 'possible', 'potential']
const STATUSES: readonly Status[] = ['affected', 'under_investigation', 'fixed', 'not_affected']

/**
 * Joins findings with what is known of their vulnerabilities, in the order in which people read them: sure before unsure,
 * exploited first, then by score. What is said of parts is joined once for all profiles with the same.
 */
export function findingJudge(
  vulnerabilities: ReadonlyMap<string, Vulnerability>,
  prefer: ScoreSource,
): (matched: Matched) => readonly JudgedFinding[] {
  const ofParts = new WeakMap<readonly Finding[], readonly JudgedFinding[]>()
  const sorted = (findings: readonly Finding[]) =>
    findings
      .map((finding) => judged(finding, vulnerabilities.get(finding.vulnerability), prefer))
      .sort(byWeight)
  return ({ own, parts }) => {
    const first = sorted(own)
    if (parts.length === 0) return first
    let rest = ofParts.get(parts)
    if (rest === undefined) {
      rest = sorted(parts)
      ofParts.set(parts, rest)
    }
    // nothing of its own is as unsure as what is said of parts, and what is settled stands behind
    const open = first.findIndex(({ status }) => status === 'fixed' || status === 'not_affected')
    return open < 0 ? first.concat(rest) : first.slice(0, open).concat(rest, first.slice(open))
  }
}

function judged(finding: Finding, known: Vulnerability | undefined, prefer: ScoreSource): JudgedFinding {
  const score = scoreOf(known, prefer)
  return {
    vulnerability: finding.vulnerability,
    matter: finding.matter,
    status: finding.status,
    certainty: finding.certainty,
    severity: severityOf(score?.base ?? null),
    score,
    kev: known?.kev != null,
    ransomware: known?.kev?.ransomware ?? false,
    epss: known?.epss?.probability ?? null,
    remedy: finding.remedy,
    advisories: finding.advisories,
    because: finding.because,
  }
}

const byWeight = (a: JudgedFinding, b: JudgedFinding): number =>
  STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
  CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty) ||
  Number(b.kev) - Number(a.kev) ||
  (b.score?.base ?? 0) - (a.score?.base ?? 0) ||
  (a.vulnerability < b.vulnerability ? -1 : a.vulnerability > b.vulnerability ? 1 : 0)
