/** One device of the assessment document (`wardline.assessment/1`). */
import type { JudgedFinding } from '../../assessment/findings.ts'
import type { Risk } from '../../assessment/risk.ts'
import type { BorneWeakness } from '../../assessment/weaknesses/from-findings.ts'
import type { OsSupport } from '../../knowledge/os.ts'

export interface AssessedAsset {
  readonly id: string
  /** What a person may call it: its id, or a shorter name of its own. */
  readonly called: string
  readonly vendor: string | null
  readonly model: string | null
  readonly version: string | null
  readonly type: string | null
  readonly family: string | null
  readonly quantity: number
  readonly osSupport: OsSupport | null
  readonly findings: readonly JudgedFinding[]
  readonly borne: readonly BorneWeakness[]
  readonly risk: Risk
}

export function assetDocument(asset: AssessedAsset): object {
  const { id, vendor, model, version, type, family, quantity, risk } = asset
  return {
    id,
    vendor,
    model,
    version,
    type,
    family,
    ...(quantity === 1 ? {} : { quantity }),
    ...assessmentOf(asset.osSupport, asset.findings, risk),
    ...(asset.borne.length === 0 ? {} : { weaknesses: asset.borne.map(borneDocument) }),
  }
}

const borneDocument = ({ weakness: { id, title }, severity, because, findings }: BorneWeakness): object => ({
  id,
  title,
  severity,
  because,
  findings,
})

/** The part that an inspection with `--assess` adds to its assets. */
export function assessmentOf(
  osSupport: OsSupport | null,
  findings: readonly JudgedFinding[],
  risk: Risk,
): object {
  return {
    osSupport:
      osSupport === null
        ? null
        : { state: osSupport.state, until: osSupport.until, because: osSupport.because },
    findings: findings.map(findingDocument),
    risk,
  }
}

export function findingDocument(finding: JudgedFinding): object {
  const { score } = finding
  return {
    vulnerability: finding.vulnerability,
    ...(finding.matter === 'recall' ? { matter: 'recall' } : {}),
    status: finding.status,
    certainty: finding.certainty,
    severity: finding.severity,
    cvss:
      score === null
        ? null
        : { version: score.version, vector: score.vector, score: score.base, issuer: score.issuer.name },
    kev: finding.kev,
    ransomware: finding.ransomware,
    epss: finding.epss,
    remedy: finding.remedy,
    advisories: finding.advisories,
    because: finding.because,
  }
}
