/** The fleet report as text. Every share stands with its counts; what is only possible stands beside, never inside. */
import { styleText } from 'node:util'
import type { DepartmentRow, RiskRow } from '../../fleet/device-tally.ts'
import type { LadderRow, LeagueRow } from '../../fleet/league.ts'
import type { PrevalenceRow } from '../../fleet/prevalence.ts'
import type { FleetReport, OsSupportRow } from '../../fleet/report.ts'
import type { FleetTotals } from '../../fleet/totals.ts'
import { familyById } from '../../knowledge/taxonomy.ts'
import { wrap } from '../inspection/plain-text.ts'
import { type TextColumn, textTable } from '../text-table.ts'

export interface FleetTextOptions {
  readonly width: number
  readonly colour: boolean
  /** Rows of the longer tables. */
  readonly rows: number
  /** `false`: no catalogue of exploited vulnerabilities was read. */
  readonly exploitedKnown?: boolean
}

export function fleetText(report: FleetReport, options: FleetTextOptions): string {
  const { assets, coverage, asOf } = report
  const title = (text: string) => (options.colour ? styleText('bold', text) : text)
  const families = [...new Set(report.league.map((row) => row.family))]
  const parts = [
    `${title(`Fleet of ${count(assets)} devices`)} as of ${asOf.slice(0, 10)}\n` +
      `${wrap(COUNTED, Math.min(options.width, WIDEST))}\n` +
      wrap(knownLine(assets, coverage) + exploitedLine(options), Math.min(options.width, WIDEST)),
    section(title('In short'), totalsTable(report.totals), options),
    section(
      title('Vulnerabilities by share of all devices'),
      prevalenceTable(of(report, null).slice(0, options.rows)),
      options,
      of(report, null).length,
    ),
    ...families
      .slice(0, FAMILIES)
      .map((family) =>
        section(
          title(`Vulnerabilities by share: ${labelOf(family)}`),
          prevalenceTable(of(report, family).slice(0, Math.ceil(options.rows / 2))),
          options,
          of(report, family).length,
        ),
      ),
    section(title('Device types by unpatched vulnerabilities'), leagueTable(report.league), options),
    section(title('How far exposure goes'), ladderTable(report.ladder), options),
    section(title('Risk by type'), riskTable(report.risk), options),
    section(
      title('Departments by unpatched vulnerabilities'),
      departmentTable(report.departments.slice(0, options.rows)),
      options,
      report.departments.length,
    ),
    section(
      title('Operating systems'),
      osTable(report.osSupport.slice(0, options.rows * 2)),
      options,
      report.osSupport.length,
    ),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

const COUNTED =
  'Counted: affected with certainty confirmed or likely. "Possible": product fits, version not known. "Unsupported": no more updates, or extended ones only and no contract recorded.'

/** Widest lines of running text. */
const WIDEST = 100

/** Families with a table of their own, the largest in the league first. */
const FAMILIES = 4

/** `all`: rows there are, of which the table may show the first. */
function section(
  title: string,
  columns: readonly TextColumn[],
  options: FleetTextOptions,
  all?: number,
): string {
  const { width } = options
  const table = options.exploitedKnown === false ? withoutExploited(columns) : columns
  const shown = Math.max(...table.map((column) => column.cells.length))
  if (shown === 0) return ''
  const more =
    all !== undefined && all > shown ? [`  … and ${count(all - shown)} more: --top shows them`] : []
  return [title, ...textTable(table, width - 2).map((line) => `  ${line}`), ...more].join('\n')
}

const EXPLOITED = new Set(['EXPLOITED', 'RANSOMWARE', '+ INTERNET'])

/** Without a catalogue a zero would say that nothing is exploited; what single records say of it stays. */
const withoutExploited = (table: readonly TextColumn[]): readonly TextColumn[] =>
  table.filter(
    ({ heading, cells }) =>
      !EXPLOITED.has(heading) || !cells.every((cell) => /^(?:0(?: \(0 %\))?|not known|)$/.test(cell)),
  )

function knownLine(
  assets: number,
  { withoutFamily, withoutProduct, withoutVersion, withoutOs }: FleetReport['coverage'],
): string {
  const part = (n: number, what: string) => (n === 0 ? [] : [`${count(n)} (${percent(n, assets)}) ${what}`])
  const lacking = [
    ...part(withoutFamily, 'of no known type'),
    ...part(withoutProduct, 'of no known product (nothing could be looked up)'),
    ...part(withoutVersion, 'without a version'),
    ...part(withoutOs, 'without an operating system'),
  ]
  return lacking.length === 0
    ? 'Type, version and system are known of all.'
    : `Not known: ${lacking.join(', ')}.`
}

const exploitedLine = ({ exploitedKnown = true }: FleetTextOptions): string =>
  exploitedKnown ? '' : ' What is exploited: no catalogue was read (--kev FILE).'

const of = (report: FleetReport, family: string | null): readonly PrevalenceRow[] =>
  report.prevalence.filter((row) => row.family === family)

function prevalenceTable(rows: readonly PrevalenceRow[]): TextColumn[] {
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

function leagueTable(rows: readonly LeagueRow[]): TextColumn[] {
  const shares = (part: (r: LeagueRow) => number) => (r: LeagueRow) =>
    `${count(part(r))} (${percent(part(r), r.assets)})`
  return [
    column('TYPE', rows, (r) => labelOf(r.family), { least: 16 }),
    column('DEVICES', rows, (r) => count(r.assets), { right: true }),
    column(
      'CRITICAL CVE',
      rows,
      shares((r) => r.criticalUnpatched),
      { right: true },
    ),
    column(
      'ANY CVE',
      rows,
      shares((r) => r.unpatched),
      { right: true },
    ),
    column(
      'UNSUPPORTED OS',
      rows,
      shares((r) => r.unsupportedOs),
      { right: true, spare: 2 },
    ),
    column(
      'WINDOWS',
      rows,
      shares((r) => r.unsupportedWindows),
      { right: true, spare: 3 },
    ),
    column(
      'EXPLOITED',
      rows,
      shares((r) => r.kev),
      { right: true, spare: 1 },
    ),
  ]
}

function ladderTable(rows: readonly LadderRow[]): TextColumn[] {
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
function totalsTable(rows: readonly FleetTotals[]): TextColumn[] {
  const shown = rows.filter((r, i) => r.assets > 0 && (i === 0 || r.assets < rows[0]!.assets))
  const share = (part: (r: FleetTotals) => number) => (r: FleetTotals) =>
    `${count(part(r))} (${percent(part(r), r.assets)})`
  return [
    column('SCOPE', shown, (r) => (r.scope === 'all' ? 'all devices' : 'medical devices')),
    column('DEVICES', shown, (r) => count(r.assets), { right: true }),
    column(
      'CRITICAL CVE',
      shown,
      share((r) => r.criticalUnpatched),
      { right: true },
    ),
    column(
      'ANY CVE',
      shown,
      share((r) => r.unpatched),
      { right: true },
    ),
    column(
      'EXPLOITED',
      shown,
      share((r) => r.kev),
      { right: true, spare: 1 },
    ),
    column(
      'UNSUPPORTED OS',
      shown,
      share((r) => r.unsupportedOs),
      { right: true, spare: 2 },
    ),
    column('CVES', shown, (r) => count(r.vulnerabilities), { right: true, spare: 4 }),
    column('MODELS', shown, (r) => count(r.models), { right: true, spare: 5 }),
    column(
      'FULLY KNOWN',
      shown,
      share((r) => r.fullyKnown),
      { right: true, spare: 3 },
    ),
  ]
}

function riskTable(rows: readonly RiskRow[]): TextColumn[] {
  return [
    column('TYPE', rows, (r) => labelOf(r.family), { least: 16 }),
    column('DEVICES', rows, (r) => count(r.assets), { right: true }),
    column('MEAN', rows, (r) => r.mean.toFixed(1), { right: true }),
    column('MEDIAN', rows, (r) => count(r.median), { right: true, spare: 1 }),
    column('9 OF 10 BELOW', rows, (r) => count(r.p90), { right: true }),
    column('WORST', rows, (r) => count(r.max), { right: true }),
  ]
}

function departmentTable(rows: readonly DepartmentRow[]): TextColumn[] {
  const shares = (part: (r: DepartmentRow) => number) => (r: DepartmentRow) =>
    `${count(part(r))} (${percent(part(r), r.assets)})`
  return [
    column('DEPARTMENT', rows, (r) => r.department, { least: 14 }),
    column('DEVICES', rows, (r) => count(r.assets), { right: true }),
    column(
      'CRITICAL CVE',
      rows,
      shares((r) => r.criticalUnpatched),
      { right: true },
    ),
    column(
      'ANY CVE',
      rows,
      shares((r) => r.unpatched),
      { right: true },
    ),
    column(
      'UNSUPPORTED OS',
      rows,
      shares((r) => r.unsupportedOs),
      { right: true, spare: 2 },
    ),
    column('MEAN RISK', rows, (r) => r.meanRisk.toFixed(1), { right: true, spare: 1 }),
    column('WORST', rows, (r) => count(r.maxRisk), { right: true }),
  ]
}

function osTable(rows: readonly OsSupportRow[]): TextColumn[] {
  return [
    column('TYPE', rows, (r) => labelOf(r.family), { least: 16 }),
    column('SYSTEM', rows, (r) => r.os, { least: 12 }),
    column('SUPPORT', rows, (r) => r.state ?? 'not known'),
    column('UNTIL', rows, (r) => r.until ?? '', { spare: 2 }),
    column('DEVICES', rows, (r) => count(r.assets), { right: true }),
    column('SHARE', rows, (r) => percent(r.share, 1), { right: true, spare: 1 }),
  ]
}

function column<R>(
  heading: string,
  rows: readonly R[],
  text: (row: R) => string,
  more: Partial<TextColumn> = {},
): TextColumn {
  return { heading, cells: rows.map(text), ...more }
}

const labelOf = (family: string): string => familyById(family)?.label ?? family
const count = (n: number): string => n.toLocaleString('en-US')

/** Some are never told as none, nor nearly all as all. */
function percent(part: number, whole: number, digits = 0): string {
  if (whole === 0) return '-'
  const shown = Number(((100 * part) / whole).toFixed(digits))
  const least = 10 ** -digits
  if (part > 0 && shown === 0) return `< ${least.toFixed(digits)} %`
  if (part < whole && shown === 100) return `> ${(100 - least).toFixed(digits)} %`
  return `${shown.toFixed(digits)} %`
}
