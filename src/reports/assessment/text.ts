/** The worst devices of an assessment as text, each with its first reason. */
import { styleText } from 'node:util'
import { isCounted, type JudgedFinding } from '../../assessment/findings.ts'
import { familyById, typeById } from '../../knowledge/taxonomy.ts'
import { makeLabel, plural } from '../inspection/labels.ts'
import { wrap } from '../inspection/plain-text.ts'
import { type TextColumn, textTable } from '../text-table.ts'
import type { AssessedAsset } from './document.ts'

export interface AssessmentTextOptions {
  readonly width: number
  readonly colour: boolean
}

/** Devices, not rows. */
export interface AssessmentCounts {
  readonly assets: number
  readonly withFindings: number
  /** Of which neither model nor system is known: nothing could be looked up. */
  readonly unnamed: number
  /** Devices at risk beyond those of the table. */
  readonly notShown?: number
}

export function assessmentTable(
  worst: readonly AssessedAsset[],
  counts: AssessmentCounts,
  { width, colour }: AssessmentTextOptions,
): string {
  const wide = Math.max(40, Math.min(width, 100))
  const lines = (text: string) => wrap(text, wide, '')
  if (worst.length === 0) return `${lines(headOf(counts))}\n`
  const bold = (text: string) => (colour ? styleText('bold', text) : text)
  const [headings = '', ...rows] = textTable(columnsOf(worst), width - 2)
  const { notShown = 0 } = counts
  return [
    lines(`${headOf(counts)} Worst first:`),
    '',
    `  ${bold(headings)}`,
    ...rows.map((row) => `  ${row}`),
    ...(notShown === 0 ? [] : [`  … and ${plural(notShown, 'device')} more at risk: --top`]),
    '',
    lines(`${LEGEND}${worst.some(isExploited) ? EXPLOITED : ''}.`),
    lines('Which and why: wardline explain ID FILE; in full: wardline explain CVE ID FILE'),
    '',
  ].join('\n')
}

const LEGEND = 'CVES: affected, confirmed or likely; OPEN: possible or under investigation'
const EXPLOITED = '; KEV: known to be exploited (CISA), of both'

const isExploited = ({ findings }: AssessedAsset): boolean => findings.some(({ kev }) => kev)

function headOf({ assets, withFindings, unnamed }: AssessmentCounts): string {
  const head = `${plural(assets, 'device')}, ${withFindings.toLocaleString('en-US')} with known vulnerabilities.`
  const verb = unnamed === 1 ? 'names' : 'name'
  return unnamed === 0
    ? head
    : `${head} ${unnamed.toLocaleString('en-US')} ${verb} no product, so nothing could be looked up.`
}

function columnsOf(worst: readonly AssessedAsset[]): readonly TextColumn[] {
  const exploited = worst.map((a) => count(a.findings.filter((f) => f.kev).length))
  return [
    { heading: 'RISK', cells: worst.map((a) => String(a.risk.score)), right: true },
    { heading: 'ID', cells: worst.map((a) => a.called), least: 16 },
    { heading: 'DEVICE', cells: worst.map(deviceOf), least: 20 },
    { heading: 'TYPE', cells: worst.map(typeOf), least: 12, spare: 4 },
    {
      heading: 'CRITICAL',
      cells: worst.map((a) => counted(a, (f) => f.severity === 'critical')),
      right: true,
      spare: 3,
    },
    { heading: 'CVES', cells: worst.map((a) => counted(a, () => true)), right: true },
    {
      heading: 'OPEN',
      cells: worst.map((a) => count(a.findings.filter((f) => !isCounted(f)).length)),
      right: true,
      spare: 1,
    },
    ...(!worst.some(isExploited) ? [] : [{ heading: 'KEV', cells: exploited, right: true, spare: 3 }]),
    { heading: 'SYSTEM', cells: worst.map((a) => a.osSupport?.state ?? ''), spare: 2 },
  ]
}

const deviceOf = ({ vendor, model, version }: AssessedAsset): string =>
  makeLabel({ vendor, model, product: null, version })

const typeOf = ({ type, family }: AssessedAsset): string =>
  (type === null ? (familyById(family ?? '')?.label ?? '') : (typeById(type)?.label ?? type)).split(' / ')[0]!

const counted = ({ findings }: AssessedAsset, fits: (finding: JudgedFinding) => boolean): string =>
  count(findings.filter((f) => isCounted(f) && fits(f)).length)

const count = (n: number): string => (n === 0 ? '' : String(n))
