/** Which share of a fleet each vulnerability concerns (the table of the study on infusion pumps). */

import type { Severity } from '../advisories/statement.ts'
import type { JudgedFinding } from '../assessment/findings.ts'
import {
  byFamily,
  type CountedProfile,
  devicesWhere,
  openFindings,
  possibleFindings,
  share,
} from './count.ts'

export interface PrevalenceRow {
  /** `null`: over all devices. */
  readonly family: string | null
  readonly vulnerability: string
  readonly severity: Severity
  readonly score: number | null
  readonly kev: boolean
  readonly epss: number | null
  /** The best that any affected product has. */
  readonly remedy: 'fix' | 'mitigation' | 'none' | 'unknown'
  /** Devices affected (confirmed or likely), and those for which it is possible. */
  readonly affected: number
  readonly possible: number
  /** Devices in scope. */
  readonly assets: number
  readonly share: number
}

const REMEDIES: readonly PrevalenceRow['remedy'][] = ['fix', 'mitigation', 'none', 'unknown']

/** One row per vulnerability over all, then per family and vulnerability; by share, score, then id. */
export function prevalence(profiles: readonly CountedProfile[]): PrevalenceRow[] {
  const groups: [string | null, readonly CountedProfile[]][] = [[null, profiles], ...byFamily(profiles)]
  return groups.flatMap(([family, group]) => rowsOf(family, group))
}

interface Tally {
  readonly finding: JudgedFinding
  remedy: number
  affected: number
  possible: number
}

function rowsOf(family: string | null, group: readonly CountedProfile[]): PrevalenceRow[] {
  const assets = devicesWhere(group, () => true)
  const tallies = new Map<string, Tally>()
  for (const profile of group) {
    const open = new Set<string>()
    for (const finding of openFindings(profile)) {
      if (open.has(finding.vulnerability)) continue
      open.add(finding.vulnerability)
      tally(tallies, finding).affected += profile.devices
    }
    for (const finding of possibleFindings(profile))
      if (!open.has(finding.vulnerability)) {
        open.add(finding.vulnerability)
        tally(tallies, finding).possible += profile.devices
      }
  }
  return [...tallies.values()]
    .map(({ finding, remedy, affected, possible }) => ({
      family,
      vulnerability: finding.vulnerability,
      severity: finding.severity,
      score: finding.score?.base ?? null,
      kev: finding.kev,
      epss: finding.epss,
      remedy: REMEDIES[remedy]!,
      affected,
      possible,
      assets,
      share: share(affected, assets),
    }))
    .sort(byShare)
}

function tally(tallies: Map<string, Tally>, finding: JudgedFinding): Tally {
  const remedy = REMEDIES.indexOf(finding.remedy.state)
  const known = tallies.get(finding.vulnerability)
  if (known !== undefined) {
    known.remedy = Math.min(known.remedy, remedy)
    return known
  }
  const made = { finding, remedy, affected: 0, possible: 0 }
  tallies.set(finding.vulnerability, made)
  return made
}

const byShare = (a: PrevalenceRow, b: PrevalenceRow): number =>
  b.affected - a.affected ||
  (b.score ?? 0) - (a.score ?? 0) ||
  b.possible - a.possible ||
  (a.vulnerability < b.vulnerability ? -1 : 1)
