/** `wardline assess`: from inventories to findings, support and risk of every device, or to the fleet's tables. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Assessment } from '../assessment/assess.ts'
import { SCORE_SOURCES, type ScoreSource } from '../assessment/score.ts'
import type { Library } from '../feeds/library.ts'
import type { InventoryHeadings, InventoryRow, RejectedRow } from '../model/inventory.ts'
import { adviceOf, tellAdvice } from './advice.ts'
import { AssetWriter } from './asset-writer.ts'
import { type Command, EXIT, type ExitCode, type Io, UsageError } from './command.ts'
import { headingsText } from './headings-text.ts'
import { readInventories } from './inventory-files.ts'
import { parseOptions } from './options.ts'
import { bytesProgress } from './progress.ts'
import { Stopwatch } from './stopwatch.ts'
import { timeOf } from './time.ts'

const help = `Usage: wardline assess INVENTORY... [options]

Says of every device in inventories (CSV, XLSX, JSON, NDJSON, or an inspection document) which vulnerabilities it has,
how sure that is and why, whether its operating system is supported, and how it ranks by clinical risk.

  --advisories PATH  CSAF, CVE, NVD, VEX, SBOM, recalls (files, directories, .gz, NDJSON; repeatable); then only these count
  --kev FILE         CISA's catalogue of exploited vulnerabilities (JSON or CSV)
  --epss FILE        EPSS scores (CSV, plain or gzip)
  --score-source S   whose CVSS score counts first: nvd (default), cna or cisa
  --as-of TIME       the day on which support is judged (default: today): 2026-11-25
  --summary          the fleet's tables instead of single devices
  --json             the whole document (wardline.assessment/1, with --summary wardline.fleet-report/1)
  --all-statuses     also what does not concern a device: not_affected and fixed
  --fail-on LEVEL    exit code 1 if a device has an open finding of this severity or worse: critical, high, medium, low
  --top N            without --json: this many devices, worst first (default 20); with --summary rows of a table
  --home DIR         where imported feeds are kept
  --quiet            no progress on standard error
  --timing           on standard error: how long each part took, and peak memory

Columns are recognised by common names in any order: id, mac, ip, hostname, manufacturer, model, model_number, type,
version (firmware, software), os, os_version, serial, location, department, quantity and others.

Exit codes: 0 done, 1 asked for by --fail-on and found, 2 wrong usage, 3 nothing of the input was usable, 4 our own failure.
`

const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const

interface Options {
  readonly inputs: readonly string[]
  readonly advisories: readonly string[]
  readonly beside: readonly string[]
  readonly home: string | undefined
  readonly scoreSource: ScoreSource
  readonly asOf: string
  readonly summary: boolean
  readonly json: boolean
  readonly all: boolean
  readonly failOn: (typeof SEVERITIES)[number] | null
  readonly top: number
  readonly quiet: boolean
  readonly timing: boolean
}

export const assess: Command = {
  name: 'assess',
  summary: 'say which vulnerabilities the devices of an inventory have, and how sure that is',
  help,
  async run(args, io) {
    const options = optionsOf(args)
    const clock = new Stopwatch()
    const progress = bytesProgress(io, options.quiet)
    const advice = await adviceOf(options, (bytes) => progress.update('advisories', bytes, null))
    const { library } = advice
    clock.lap('reading advisories')
    progress.clear()
    tellAdvice(advice, io)
    if (options.advisories.length > 0 && library.documents === 0) {
      io.err('none of the advisories could be read: nothing can be said of any device\n')
      return EXIT.unusable
    }
    const { Assessment } = await import('../assessment/assess.ts')
    const { indexStatements, match } = await import('../advisories/match/match.ts')
    const index = indexStatements(library.statements, library.compositions)
    clock.lap('indexing advisories')
    const { scoreSource, asOf } = options
    const assessment = new Assessment({
      match: (profile) => match(profile, index),
      vulnerabilities: library.vulnerabilities,
      scoreSource,
      asOf,
    })
    const ended = await read(options, assessment, library, io, (bytes, total) =>
      progress.update('inventory', bytes, total),
    )
    progress.clear()
    clock.lap('reading and matching the inventory')
    if (ended !== EXIT.unusable && options.summary) await summarise(options, assessment, io)
    clock.lap('writing')
    advice.keep()
    clock.lap('keeping advisories for the next start')
    if (options.timing) io.err(clock.report())
    if (ended !== EXIT.done) return ended
    return options.failOn !== null && hasOpen(assessment, options.failOn) ? EXIT.found : EXIT.done
  },
}

function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parseOptions('assess', args, OPTIONS)
  if (positionals.length === 0)
    throw new UsageError('assess needs an inventory: wardline assess FILE.csv (or - for standard input)')
  const scoreSource = SCORE_SOURCES.find((source) => source === values['score-source'])
  if (scoreSource === undefined) throw new UsageError(`--score-source is one of ${SCORE_SOURCES.join(', ')}`)
  const failOn = values['fail-on'] === undefined ? null : SEVERITIES.find((s) => s === values['fail-on'])
  if (failOn === undefined)
    throw new UsageError(`--fail-on is one of ${[...SEVERITIES].reverse().join(', ')}`)
  const top = Number(values.top)
  if (!Number.isInteger(top) || top < 1) throw new UsageError('--top is a whole number from 1')
  return {
    inputs: positionals,
    advisories: values.advisories,
    beside: [values.kev, values.epss].filter((f) => f !== undefined),
    home: values.home,
    scoreSource,
    asOf: timeOf('--as-of', values['as-of']),
    summary: values.summary,
    json: values.json,
    all: values['all-statuses'],
    failOn,
    top,
    quiet: values.quiet,
    timing: values.timing,
  }
}

const OPTIONS = {
  advisories: { type: 'string', multiple: true, default: [] },
  kev: { type: 'string' },
  epss: { type: 'string' },
  'score-source': { type: 'string', default: 'nvd' },
  'as-of': { type: 'string' },
  summary: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'all-statuses': { type: 'boolean', default: false },
  'fail-on': { type: 'string' },
  top: { type: 'string', default: '20' },
  home: { type: 'string' },
  quiet: { type: 'boolean', default: false },
  timing: { type: 'boolean', default: false },
} satisfies ParseArgsOptionsConfig

/** Rows named each on standard error; the document names up to ten thousand. */
const TOLD = 10

async function read(
  options: Options,
  assessment: Assessment,
  library: Library,
  io: Io,
  progress: (bytes: number, total: number | null) => void,
): Promise<ExitCode> {
  const writer = options.summary ? null : new AssetWriter(options, library, io)
  let rows = 0
  let rejected = 0
  const tell = (row: RejectedRow) => {
    rejected++
    writer?.rejected(row)
    if (rejected <= TOLD) io.err(`${row.file}, line ${row.line}: left out, ${row.because}\n`)
  }
  const take = (row: InventoryRow) => {
    rows++
    const assessed = assessment.add(row)
    writer?.asset(row, assessed, assessment.risk(assessed, row))
  }
  const headings = (told: InventoryHeadings) => io.err(headingsText(told))
  const faults = await readInventories(options.inputs, { headings, row: take, rejected: tell }, progress)
  for (const { file, because } of faults) io.err(`${file}: not used, ${because}\n`)
  if (rejected > TOLD) io.err(`${(rejected - TOLD).toLocaleString('en-US')} further rows were left out\n`)
  await writer?.end(faults)
  return rows === 0 ? EXIT.unusable : EXIT.done
}

async function summarise(options: Options, assessment: Assessment, io: Io): Promise<void> {
  const { countedProfile } = await import('../fleet/from-assessment.ts')
  const { fleetReport } = await import('../fleet/report.ts')
  const counted = assessment
    .profiles()
    .map(countedProfile)
    .filter(({ devices }) => devices > 0)
  const report = fleetReport(counted, options.asOf)
  if (options.json) return io.out(`${JSON.stringify(report)}\n`)
  const { fleetText } = await import('../reports/fleet/text.ts')
  await io.out(fleetText(report, { width: io.width, colour: io.colour, rows: options.top }))
}

function hasOpen(assessment: Assessment, level: (typeof SEVERITIES)[number]): boolean {
  const least = SEVERITIES.indexOf(level)
  return assessment
    .profiles()
    .some(
      ({ profile, findings }) =>
        profile.devices > 0 &&
        findings.some(
          (f) =>
            f.status === 'affected' && SEVERITIES.indexOf(f.severity as (typeof SEVERITIES)[number]) >= least,
        ),
    )
}
