/** From an inventory's rows to assessed devices: the profile is judged once, the device only placed. */
import type { Matched, Profile } from '../advisories/finding.ts'
import type { Vulnerability } from '../advisories/statement.ts'
import type { OsSupport } from '../knowledge/os.ts'
import {
  CRITICALITY_ORDER,
  type Criticality,
  criticalityOf as criticalityOfKind,
} from '../knowledge/taxonomy.ts'
import type { InventoryRow } from '../model/inventory.ts'
import { type Acceptance, acceptancesOf, acceptedIn } from './acceptance.ts'
import { findingJudge, type JudgedFinding } from './findings.ts'
import { osSupportOf } from './os-support.ts'
import { type FleetProfile, ProfileTable } from './profile-table.ts'
import { type Risk, type RiskInput, riskOf } from './risk.ts'
import type { ScoreSource } from './score.ts'
import { type BorneWeakness, borneBy } from './weaknesses/from-findings.ts'

export interface AssessmentSettings {
  /** Finds what concerns a profile. */
  readonly match: (profile: Profile) => Matched
  readonly vulnerabilities: ReadonlyMap<string, Vulnerability>
  readonly scoreSource: ScoreSource
  /** ISO time at which support is judged. */
  readonly asOf: string
  /** Risks that somebody answers for; none without. */
  readonly accepted?: readonly Acceptance[]
}

/** What is said of every device of a profile. */
export interface ProfileAssessment {
  readonly profile: FleetProfile
  readonly findings: readonly JudgedFinding[]
  readonly osSupport: OsSupport | null
  /** What the findings say of how it is kept. */
  readonly borne: readonly BorneWeakness[]
}

export class Assessment {
  private readonly table: ProfileTable
  private readonly settings: AssessmentSettings
  private readonly judgeFindings: ReturnType<typeof findingJudge>
  private readonly assessed: ProfileAssessment[] = []
  private readonly risks = new Map<number | string, Risk>()

  constructor(settings: AssessmentSettings) {
    this.settings = settings
    this.table = new ProfileTable(settings.match)
    this.judgeFindings = findingJudge(settings.vulnerabilities, settings.scoreSource)
  }

  /** Counts a row and answers what is said of its profile. */
  add(row: InventoryRow): ProfileAssessment {
    const profile = this.table.add(row)
    const known = this.assessed[profile.number]
    if (known !== undefined) return known
    // A profile may be made on the way to one that tells more: every number gets its entry.
    for (let n = this.assessed.length; n <= profile.number; n++)
      this.assessed.push(this.judge(this.table.profiles[n]!))
    return this.assessed[profile.number]!
  }

  /** Of one device: place and the inventory's own word may raise what is at stake. */
  risk({ profile, findings, osSupport }: ProfileAssessment, row: InventoryRow): Risk {
    const criticality = criticalityOf(profile, row)
    const all = this.settings.accepted ?? []
    const names = all.length === 0 ? [] : [row.id, row.mac, row.ip, row.hostname, row.serial]
    const accepted = acceptancesOf(all, names, this.settings.asOf)
    // a number where nothing is accepted, as is the rule: texts were most of what a device of a known profile cost
    const level = profile.number * CRITICALITY_ORDER.length + CRITICALITY_ORDER.indexOf(criticality)
    const key = accepted.length === 0 ? level : `${level} ${accepted.map((a) => all.indexOf(a)).join()}`
    const known = this.risks.get(key)
    if (known !== undefined) return known
    const input: RiskInput = {
      findings,
      osSupport: profile.esu && osSupport?.state === 'extended' ? 'supported' : (osSupport?.state ?? null),
      criticality,
    }
    const risk = riskOf({ ...input, mitigations: acceptedIn(input, accepted) })
    this.risks.set(key, risk)
    return risk
  }

  /** Every profile met, in order of appearance; those that only led to others have no devices. */
  profiles(): readonly ProfileAssessment[] {
    return this.assessed
  }

  private judge(profile: FleetProfile): ProfileAssessment {
    const findings = this.judgeFindings(profile.matched)
    return {
      profile,
      findings,
      borne: borneBy(findings, this.settings.vulnerabilities),
      osSupport: osSupportOf(profile.profile.os, this.settings.asOf),
    }
  }
}

/** The taxonomy's for the type in this place; the inventory's own word where it is one of the five levels and worse. */
function criticalityOf({ kind }: FleetProfile, row: InventoryRow): Criticality {
  const byType = criticalityOfKind(kind.type, kind.family, [row.location, row.department])
  const stated = CRITICALITY_ORDER.find(
    (level) => level === row.criticality?.toLowerCase().replace(/[\s_]+/g, '-'),
  )
  if (stated === undefined) return byType
  return CRITICALITY_ORDER.indexOf(stated) < CRITICALITY_ORDER.indexOf(byType) ? stated : byType
}
