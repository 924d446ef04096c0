/** The fleet report as text. Every share stands with its counts; what is only possible stands beside, never inside. */
import { styleText } from 'node:util'
import type { PrevalenceRow } from '../../fleet/prevalence.ts'
import type { FleetReport } from '../../fleet/report.ts'
import { wrap } from '../inspection/plain-text.ts'
import { type TextColumn, textTable } from '../text-table.ts'
import {
  count,
  departmentTable,
  labelOf,
  ladderTable,
  leagueTable,
  osTable,
  percent,
  prevalenceTable,
  riskTable,
  totalsTable,
} from './tables.ts'

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
