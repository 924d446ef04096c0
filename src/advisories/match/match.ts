/** Which vulnerabilities concern a profile, how sure that is, and why. Pure: the same profile and index, the same answer. */
import type { Finding, Matched, Profile } from '../finding.ts'
import { deviceOf } from './device.ts'
import { findingsOf } from './findings.ts'
import type { StatementIndex } from './index.ts'
import { partsFindings } from './parts.ts'

export { indexStatements, type StatementIndex } from './index.ts'

/** Findings of every status; callers that show only what is open filter. */
export function match(profile: Profile, index: StatementIndex): Finding[] {
  const { own, parts } = matchApart(profile, index)
  return [...own, ...parts]
}

/** The same, what is said of parts by itself. */
export function matchApart(profile: Profile, index: StatementIndex): Matched {
  const device = deviceOf(profile)
  const own = findingsOf(device, index, 'devices')
  const { findings: parts, vulnerabilities } = partsFindings(device, index)
  // what is said of the product itself outranks what is said of its parts
  const known = new Set(own.flatMap(({ vulnerability: id }) => (vulnerabilities.has(id) ? [id] : [])))
  return { own, parts: known.size === 0 ? parts : parts.filter(({ vulnerability: id }) => !known.has(id)) }
}
