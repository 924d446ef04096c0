/** The worst devices of an assessment as text, each with its first reason. */
import { styleText } from 'node:util'
import { isCounted, type JudgedFinding } from '../../assessment/findings.ts'
import { familyById, typeById } from '../../knowledge/taxonomy.ts'
import { makeLabel, plural } from '../inspection/labels.ts'
import { wrap } from '../inspection/plain-text.ts'
import { textTable } from '../text-table.ts'
import type { AssessedAsset } from './document.ts'

export interface AssessmentTextOptions {
  readonly width: number
  readonly colour: boolean
  readonly top: number
}

/** Devices, not rows. */
export interface AssessmentCounts {
  readonly assets: number
  readonly withFindings: number
  /** Of which neither model nor system is known: nothing could be looked up. */
  readonly unnamed: number
}

export function assessmentTable(
  worst: readonly AssessedAsset[],
  { assets, withFindings, unnamed }: AssessmentCounts,
  { width, colour, top }: AssessmentTextOptions,
): string {
  const unknown =
    unnamed === 0
      ? ''
      : ` ${unnamed.toLocaleString('en-US')} ${unnamed === 1 ? 'names' : 'name'} no product, so nothing could be looked up.`
  const head = `${plural(assets, 'device')}, ${withFindings.toLocaleString('en-US')} with known vulnerabilities.${unknown} Worst ${Math.min(top, worst.length)} first:`
  const wide = Math.max(40, Math.min(width, 100))
  if (worst.length === 0) return `${wrap(head.replace(/ Worst 0 first:$/, ''), wide, '')}\n`
  const lines = textTable(
    [
      { heading: 'RISK', cells: worst.map((a) => String(a.risk.score)), right: true },
      { heading: 'ID', cells: worst.map((a) => a.called) },
      { heading: 'DEVICE', cells: worst.map(deviceOf), least: 20 },
      { heading: 'TYPE', cells: worst.map(typeOf), least: 12, spare: 2 },
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
        spare: 4,
      },
      { heading: 'SYSTEM', cells: worst.map((a) => a.osSupport?.state ?? ''), spare: 1 },
    ],
    width - 2,
  )
  const [headings = '', ...rows] = lines
  const bold = (text: string) => (colour ? styleText('bold', text) : text)
  return (
    [wrap(head, wide, ''), '', `  ${bold(headings)}`, ...rows.map((row) => `  ${row}`)].join('\n') +
    `\n\n${wrap('CVES: affected, confirmed or likely; OPEN: possible or under investigation.', wide, '')}\n` +
    'Reasons: wardline explain CVE ID FILE\n'
  )
}

const deviceOf = ({ vendor, model, version }: AssessedAsset): string =>
  makeLabel({ vendor, model, product: null, version })

const typeOf = ({ type, family }: AssessedAsset): string =>
  (type === null ? (familyById(family ?? '')?.label ?? '') : (typeById(type)?.label ?? type)).split(' / ')[0]!

const counted = ({ findings }: AssessedAsset, fits: (finding: JudgedFinding) => boolean): string =>
  count(findings.filter((f) => isCounted(f) && fits(f)).length)

const count = (n: number): string => (n === 0 ? '' : String(n))
