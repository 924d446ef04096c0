/** `wardline assess`: from inventories to findings, support and risk of every device, or to the fleet's tables. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Assessment } from '../assessment/assess.ts'
import type { Library } from '../feeds/library.ts'
import type { DeviceTally } from '../fleet/device-tally.ts'
import type { InventoryHeadings, InventoryNote, InventoryRow, RejectedRow } from '../model/inventory.ts'
import { ADVICE_HELP, ADVICE_OPTIONS, type AdviceOptions, adviceOf, adviceOptions } from './advice.ts'
import { AssetWriter } from './asset-writer.ts'
import { type Command, EXIT, type ExitCode, type Io, UsageError } from './command.ts'
import { type FailLevel, failLevel, isReached } from './fail-on.ts'
import { headingsText, noteText, rejectedText } from './headings-text.ts'
import { faultText, readInventories } from './inventory-files.ts'
import { parseOptions } from './options.ts'
import { bytesProgress } from './progress.ts'
import { Stopwatch } from './stopwatch.ts'

const help = `Usage: wardline assess INVENTORY... [options]

Says of every device in inventories (CSV, XLSX, JSON, NDJSON, or an inspection document) which vulnerabilities it has,
how sure that is and why, whether its operating system is supported, and how it ranks by clinical risk.

${ADVICE_HELP}
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

interface Options extends AdviceOptions {
  readonly inputs: readonly string[]
  readonly summary: boolean
  readonly json: boolean
  readonly all: boolean
  readonly failOn: FailLevel | null
  readonly top: number
  readonly quiet: boolean
  readonly timing: boolean
}

/** What is known of all rows read so far. */
interface Fleet {
  readonly assessment: Assessment
  /** Filled for the fleet's tables only. */
  readonly devices: DeviceTally
}

export const assess: Command = {
  name: 'assess',
  summary: 'say which vulnerabilities the devices of an inventory have, and how sure that is',
  help,
  async run(args, io) {
    const options = optionsOf(args)
    const clock = new Stopwatch()
    const progress = bytesProgress(io, options.quiet)
    const advice = await adviceOf(options, io, { quiet: options.quiet, lap: (what) => clock.lap(what) })
    if (advice === null) return EXIT.unusable
    const { library } = advice
    const { Assessment } = await import('../assessment/assess.ts')
    const assessment = new Assessment({
      ...advice.settings,
      match: clock.within('matching', advice.settings.match),
    })
    const { DeviceTally } = await import('../fleet/device-tally.ts')
    const fleet: Fleet = { assessment, devices: new DeviceTally() }
    const ended = await read(options, fleet, library, io, (bytes, total) =>
      progress.update('inventory', bytes, total),
    )
    progress.clear()
    clock.lap('reading and matching the inventory')
    if (ended !== EXIT.unusable && options.summary) await summarise(options, fleet, advice.exploitedKnown, io)
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
  const failOn = failLevel(values['fail-on'])
  const top = Number(values.top)
  if (!Number.isInteger(top) || top < 1) throw new UsageError('--top is a whole number from 1')
  return {
    ...adviceOptions(values, positionals),
    inputs: positionals,
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
  ...ADVICE_OPTIONS,
  summary: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  'all-statuses': { type: 'boolean', default: false },
  'fail-on': { type: 'string' },
  top: { type: 'string', default: '20' },
  quiet: { type: 'boolean', default: false },
  timing: { type: 'boolean', default: false },
} satisfies ParseArgsOptionsConfig

/** Rows named each on standard error; the document names up to ten thousand. */
const TOLD = 10

async function read(
  options: Options,
  { assessment, devices }: Fleet,
  library: Library,
  io: Io,
  progress: (bytes: number, total: number | null) => void,
): Promise<ExitCode> {
  const { deviceFacts } = await import('../fleet/from-assessment.ts')
  const writer = options.summary ? null : new AssetWriter(options, library, io)
  let rows = 0
  let rejected = 0
  const tell = (row: RejectedRow) => {
    rejected++
    writer?.rejected(row)
    if (rejected <= TOLD) io.err(rejectedText(row))
  }
  const take = (row: InventoryRow) => {
    rows++
    const assessed = assessment.add(row)
    const risk = assessment.risk(assessed, row)
    if (writer !== null) writer.asset(row, assessed, risk)
    else devices.add(deviceFacts(assessed), row.department, risk.score, row.quantity)
  }
  const headings = (told: InventoryHeadings) => io.err(headingsText(told))
  const noted = (note: InventoryNote) => io.err(noteText(note))
  const room = async () => writer?.room()
  const sink = { headings, row: take, rejected: tell, noted, room }
  const faults = await readInventories(options.inputs, sink, progress)
  for (const fault of faults) io.err(faultText(fault))
  if (rejected > TOLD) io.err(`${(rejected - TOLD).toLocaleString('en-US')} further rows were left out\n`)
  await writer?.end(faults)
  return rows === 0 ? EXIT.unusable : EXIT.done
}

async function summarise(
  options: Options,
  { assessment, devices }: Fleet,
  exploitedKnown: boolean,
  io: Io,
): Promise<void> {
  const { countedProfile } = await import('../fleet/from-assessment.ts')
  const { fleetReport } = await import('../fleet/report.ts')
  const counted = assessment
    .profiles()
    .map(countedProfile)
    .filter(({ devices }) => devices > 0)
  const report = fleetReport(counted, options.asOf, devices)
  if (options.json) return io.out(`${JSON.stringify(report)}\n`)
  const { fleetText } = await import('../reports/fleet/text.ts')
  await io.out(fleetText(report, { width: io.width, colour: io.colour, rows: options.top, exploitedKnown }))
}

const hasOpen = (assessment: Assessment, level: FailLevel): boolean =>
  assessment.profiles().some(({ profile, findings }) => profile.devices > 0 && isReached(level, findings))
