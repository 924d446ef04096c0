/** Which of several published scores counts, and what it is called. */
import type { IssuerKind, Score, Severity, Vulnerability } from '../advisories/statement.ts'

/** Whose score is preferred; the others follow in the default order. */
export type ScoreSource = 'nvd' | 'cna' | 'cisa'
export const SCORE_SOURCES: readonly ScoreSource[] = ['nvd', 'cna', 'cisa']

const KINDS: Readonly<Record<ScoreSource, readonly IssuerKind[]>> = {
  nvd: ['nvd'],
  cna: ['cna', 'vendor'],
  cisa: ['coordinator'],
}
/** Of one issuer the version most others use counts, so that scores of a fleet can be compared. */
const VERSIONS: readonly Score['version'][] = ['3.1', '3.0', '4.0', '2.0']

/** The score that counts; `null` if none was published. */
export function scoreOf(vulnerability: Vulnerability | undefined, prefer: ScoreSource = 'nvd'): Score | null {
  const scores = vulnerability?.scores ?? []
  if (scores.length < 2) return scores[0] ?? null
  const order = [prefer, ...SCORE_SOURCES].flatMap((source) => KINDS[source])
  const rank = ({ issuer, version }: Score): number => {
    const at = order.indexOf(issuer.kind)
    return (at < 0 ? order.length : at) * VERSIONS.length + VERSIONS.indexOf(version)
  }
  return scores.reduce((best, score) => (rank(score) < rank(best) ? score : best))
}

/** By CVSS 3.1 section 5; 2.0 has no "critical" of its own and is read on the same scale. */
export function severityOf(base: number | null): Severity {
  if (base === null || base <= 0) return 'none'
  if (base < 4) return 'low'
  if (base < 7) return 'medium'
  return base < 9 ? 'high' : 'critical'
}
