/** The tables of the fleet report, each from its rows: what stands in which column, and how a share is written. */
import type { DepartmentRow, RiskRow } from '../../fleet/device-tally.ts'
import type { LadderRow, LeagueRow } from '../../fleet/league.ts'
import type { PrevalenceRow } from '../../fleet/prevalence.ts'
import type { OsSupportRow } from '../../fleet/report.ts'
import type { FleetTotals } from '../../fleet/totals.ts'
import { familyById } from '../../knowledge/taxonomy.ts'
import type { TextColumn } from '../text-table.ts'

export function prevalenceTable(rows: readonly PrevalenceRow[]): TextColumn[] {
  return [
    column('CVE', rows, (r) => r.vulnerability, { least: 14 }),
    column('SEVERITY', rows, (r) =>
      r.score === null ? 'not scored' : `${r.severity} ${r.score.toFixed(1)}`,
    ),
    column('DEVICES', rows, (r) => `${count(r.affected)} of ${count(r.assets)}`, { right: true, spare: 2 }),
    column('SHARE', rows, (r) => percent(r.affected, r.assets, 2), { right: true }),
    column('POSSIBLE', rows, (r) => (r.possible === 0 ? '' : count(r.possible)), { right: true, spare: 1 }),
    column('EXPLOITED', rows, (r) => (r.kev ? 'yes' : ''), { spare: 3 }),
    column('REMEDY', rows, (r) => REMEDIES[r.remedy], { spare: 4 }),
  ]
}

const REMEDIES: Readonly<Record<PrevalenceRow['remedy'], string>> = {
  fix: 'fix',
  mitigation: 'mitigation only',
  none: 'none exists',
  unknown: '',
}

export function leagueTable(rows: readonly LeagueRow[]): TextColumn[] {
  return [
    column('TYPE', rows, (r) => labelOf(r.family), { least: 16 }),
    column('DEVICES', rows, (r) => count(r.assets), { right: true }),
    shareColumn('CRITICAL CVE', rows, (r) => r.criticalUnpatched),
    shareColumn('ANY CVE', rows, (r) => r.unpatched),
    shareColumn('UNSUPPORTED OS', rows, (r) => r.unsupportedOs, 2),
    shareColumn('WINDOWS', rows, (r) => r.unsupportedWindows, 3),
    shareColumn('EXPLOITED', rows, (r) => r.kev, 1),
  ]
}

export function ladderTable(rows: readonly LadderRow[]): TextColumn[] {
  return [
    column('TYPE', rows, (r) => labelOf(r.family), { least: 16 }),
    column('DEVICES', rows, (r) => count(r.assets), { right: true }),
    column('ANY CVE', rows, (r) => count(r.anyCve), { right: true }),
    column('EXPLOITED', rows, (r) => count(r.kev), { right: true }),
    column('RANSOMWARE', rows, (r) => count(r.kevRansomware), { right: true }),
    column(
      '+ INTERNET',
      rows,
      (r) => (r.kevRansomwareInternet === null ? 'not known' : count(r.kevRansomwareInternet)),
      {
        right: true,
        spare: 1,
      },
    ),
  ]
}

/** Without medical devices, or with nothing else, one line says it all. */
export function totalsTable(rows: readonly FleetTotals[]): TextColumn[] {
  const shown = rows.filter((r, i) => r.assets > 0 && (i === 0 || r.assets < rows[0]!.assets))
  return [
    column('SCOPE', shown, (r) => (r.scope === 'all' ? 'all devices' : 'medical devices')),
    column('DEVICES', shown, (r) => count(r.assets), { right: true }),
    shareColumn('CRITICAL CVE', shown, (r) => r.criticalUnpatched),
    shareColumn('ANY CVE', shown, (r) => r.unpatched),
    shareColumn('EXPLOITED', shown, (r) => r.kev, 1),
    shareColumn('UNSUPPORTED OS', shown, (r) => r.unsupportedOs, 2),
    column('CVES', shown, (r) => count(r.vulnerabilities), { right: true, spare: 4 }),
    column('MODELS', shown, (r) => count(r.models), { right: true, spare: 5 }),
    shareColumn('FULLY KNOWN', shown, (r) => r.fullyKnown, 3),
  ]
}

export function riskTable(rows: readonly RiskRow[]): TextColumn[] {
  return [
    column('TYPE', rows, (r) => labelOf(r.family), { least: 16 }),
    column('DEVICES', rows, (r) => count(r.assets), { right: true }),
    column('MEAN', rows, (r) => r.mean.toFixed(1), { right: true }),
    column('MEDIAN', rows, (r) => count(r.median), { right: true, spare: 1 }),
    column('9 OF 10 BELOW', rows, (r) => count(r.p90), { right: true }),
    column('WORST', rows, (r) => count(r.max), { right: true }),
  ]
}

export function departmentTable(rows: readonly DepartmentRow[]): TextColumn[] {
  return [
    column('DEPARTMENT', rows, (r) => r.department, { least: 14 }),
    column('DEVICES', rows, (r) => count(r.assets), { right: true }),
    shareColumn('CRITICAL CVE', rows, (r) => r.criticalUnpatched),
    shareColumn('ANY CVE', rows, (r) => r.unpatched),
    shareColumn('UNSUPPORTED OS', rows, (r) => r.unsupportedOs, 2),
    column('MEAN RISK', rows, (r) => r.meanRisk.toFixed(1), { right: true, spare: 1 }),
    column('WORST', rows, (r) => count(r.maxRisk), { right: true }),
  ]
}

export function osTable(rows: readonly OsSupportRow[]): TextColumn[] {
  return [
    column('TYPE', rows, (r) => labelOf(r.family), { least: 16 }),
    column('SYSTEM', rows, (r) => r.os, { least: 12 }),
    column('SUPPORT', rows, (r) => r.state ?? 'not known'),
    column('UNTIL', rows, (r) => r.until ?? '', { spare: 2 }),
    column('DEVICES', rows, (r) => count(r.assets), { right: true }),
    column('SHARE', rows, (r) => percent(r.share, 1), { right: true, spare: 1 }),
  ]
}

/** How many devices of a row, and their share of all of it. */
function shareColumn<R extends { readonly assets: number }>(
  heading: string,
  rows: readonly R[],
  part: (row: R) => number,
  spare?: number,
): TextColumn {
  const text = (row: R) => `${count(part(row))} (${percent(part(row), row.assets)})`
  return column(heading, rows, text, { right: true, ...(spare !== undefined && { spare }) })
}

function column<R>(
  heading: string,
  rows: readonly R[],
  text: (row: R) => string,
  more: Partial<TextColumn> = {},
): TextColumn {
  return { heading, cells: rows.map(text), ...more }
}

export const labelOf = (family: string): string => familyById(family)?.label ?? family
export const count = (n: number): string => n.toLocaleString('en-US')

/** Some are never told as none, nor nearly all as all. */
export function percent(part: number, whole: number, digits = 0): string {
  if (whole === 0) return '-'
  const shown = Number(((100 * part) / whole).toFixed(digits))
  const least = 10 ** -digits
  if (part > 0 && shown === 0) return `< ${least.toFixed(digits)} %`
  if (part < whole && shown === 100) return `> ${(100 - least).toFixed(digits)} %`
  return `${shown.toFixed(digits)} %`
}
