/** What several documents say of one vulnerability, joined. */
import type { Score, Vulnerability } from './statement.ts'

/** Both together: scores and weaknesses once each, the later word where only one can stand. */
export function mergeVulnerabilities(a: Vulnerability, b: Vulnerability): Vulnerability {
  return {
    id: a.id,
    title: a.title ?? b.title,
    scores: mergeScores(a.scores, b.scores),
    cwes: [...new Set([...a.cwes, ...b.cwes])],
    kev:
      a.kev && b.kev
        ? { ...a.kev, ...b.kev, ransomware: a.kev.ransomware || b.kev.ransomware }
        : (a.kev ?? b.kev),
    epss: newer(a.epss, b.epss),
    ...exploited(a, b),
    published: earliest(a.published, b.published),
    updated: latest(a.updated, b.updated),
    withdrawn: a.withdrawn || b.withdrawn,
  }
}

/** One entry an id, in order of first mention. */
export function byId(all: Iterable<Vulnerability>): Map<string, Vulnerability> {
  const merged = new Map<string, Vulnerability>()
  for (const one of all) {
    const known = merged.get(one.id)
    merged.set(one.id, known ? mergeVulnerabilities(known, one) : one)
  }
  return merged
}

function mergeScores(a: readonly Score[], b: readonly Score[]): readonly Score[] {
  if (b.length === 0) return a
  if (a.length === 0) return b
  const seen = new Map<string, Score>()
  for (const score of [...a, ...b])
    seen.set(`${score.issuer.kind}\n${score.issuer.name}\n${score.version}\n${score.vector}`, score)
  return [...seen.values()]
}

/** What only some documents tell. */
function exploited(a: Vulnerability, b: Vulnerability): Pick<Vulnerability, 'ssvc' | 'firstExploited'> {
  const first = earliest(a.firstExploited ?? null, b.firstExploited ?? null)
  const ssvc = newer(a.ssvc ?? null, b.ssvc ?? null)
  return { ...(ssvc === null ? {} : { ssvc }), ...(first === null ? {} : { firstExploited: first }) }
}

function newer<T extends { readonly asOf: string | null }>(a: T | null, b: T | null): T | null {
  if (!a || !b) return a ?? b
  return (b.asOf ?? '') >= (a.asOf ?? '') ? b : a
}

const earliest = (a: string | null, b: string | null): string | null => (a && b ? (a < b ? a : b) : (a ?? b))
const latest = (a: string | null, b: string | null): string | null => (a && b ? (a > b ? a : b) : (a ?? b))
