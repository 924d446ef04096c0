/** What `--assess` adds to an inspection: to each device its findings, its system's support and its risk. */
import type { AssetAssessment } from '../../assessment/observed.ts'
import type { BorneWeakness } from '../../assessment/weaknesses/from-findings.ts'
import type { AssetRow, InspectionDocument, WeaknessRow } from '../inspection/document.ts'
import { address } from '../inspection/table.ts'
import { type AssessedAsset, assessmentOf } from './document.ts'
import { type AssessmentTextOptions, assessmentTable } from './text.ts'

/** By the asset's id. */
export type Assessed = ReadonlyMap<string, AssetAssessment>

/** How the devices of an inspection were assessed. */
export interface AssessmentNote {
  /** ISO time at which support was judged. */
  readonly asOf: string
  readonly advisories: { readonly documents: number; readonly statements: number; readonly note: string }
}

/** The inspection document with what is known of its devices' vulnerabilities. */
export function withAssessment(
  document: InspectionDocument,
  assessed: Assessed,
  { asOf, advisories }: AssessmentNote,
): object {
  return {
    ...document,
    asOf,
    advisories,
    assets: document.assets.map((row) => {
      const known = assessed.get(row.id)
      return known === undefined
        ? row
        : {
            ...row,
            weaknesses: [...row.weaknesses, ...known.borne.map((borne) => borneRow(row, borne))],
            ...assessmentOf(known.osSupport, known.findings.filter(isOpen), known.risk),
          }
    }),
  }
}

/** Findings named as evidence of one weakness; the rest is in its count. */
const MOST_EVIDENCE = 4

/** It stands on no service, and holds for as long as the device was seen. */
const borneRow = (
  { firstSeen, lastSeen }: AssetRow,
  { weakness, severity, because, findings }: BorneWeakness,
): WeaknessRow => ({
  id: weakness.id,
  title: weakness.title,
  severity,
  protocol: null,
  port: null,
  because,
  first: firstSeen,
  last: lastSeen,
  count: findings.length,
  evidence: findings.slice(0, MOST_EVIDENCE).map((finding) => ({
    field: 'finding',
    observed: finding,
    peer: null,
    at: firstSeen,
    file: null,
    packet: null,
  })),
})

/** The worst devices of an inspection as text. */
export function worstObserved(
  { assets }: InspectionDocument,
  assessed: Assessed,
  options: AssessmentTextOptions & { readonly top: number },
): string {
  const own = assets
    .filter((row) => row.internal)
    .flatMap((row): AssessedAsset[] => {
      const known = assessed.get(row.id)
      if (known === undefined) return []
      const { vendor, model, product, version, type, family } = row
      const findings = known.findings.filter(isOpen)
      return [
        {
          ...known,
          id: row.id,
          called: address(row),
          vendor,
          model: model ?? product,
          version,
          type,
          family,
          findings,
          quantity: 1,
        },
      ]
    })
  const worst = own
    .filter(({ risk, findings }) => risk.score > 0 || findings.length > 0)
    .sort((a, b) => b.risk.score - a.risk.score)
  const counts = {
    assets: own.length,
    withFindings: own.filter(({ findings }) => findings.some(({ status }) => status === 'affected')).length,
    unnamed: assets.filter((row) => row.internal && (row.model ?? row.product ?? row.os.name) === null)
      .length,
    notShown: Math.max(0, worst.length - options.top),
  }
  return assessmentTable(worst.slice(0, options.top), counts, options)
}

const isOpen = ({ status }: { readonly status: string }): boolean =>
  status === 'affected' || status === 'under_investigation'
