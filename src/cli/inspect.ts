/** `wardline inspect`: from captures to an inventory. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { Learned } from '../assessment/weaknesses/view.ts'
import type { Inventory } from '../identity/identify.ts'
import type { EventSink } from '../model/event.ts'
import type { CaptureFacts } from '../model/facts.ts'
import { type Prefix, parsePrefix } from '../model/prefix.ts'
import type { Watch } from '../watch/watch.ts'
import { ADVICE_HELP } from './advice.ts'
import { type Command, EXIT, type ExitCode, type Io, UsageError } from './command.ts'
import { type AnswerOptions, documentOf, render, type Seen } from './inspect-answer.ts'
import {
  ASSESS_OPTIONS,
  type AssessOptions,
  type Assessor,
  assessOptions,
  openAssessor,
} from './inspect-assess.ts'
import {
  keepHabits,
  learnedFrom,
  WATCH_HELP,
  WATCH_OPTIONS,
  type WatchFiles,
  watchFiles,
  watchOptions,
} from './inspect-watch.ts'
import { parseOptions } from './options.ts'
import { progressLine } from './progress.ts'
import { Stopwatch } from './stopwatch.ts'

const help = `Usage: wardline inspect CAPTURE... [options]

Reads captures (pcap or pcapng, plain or gzip; a directory of them; - for standard input) and lists every
device in them, what it is and why. Several captures are one network, merged by packet time.

  --json             the whole document (wardline.inspection/1) on standard output
  --csv              one line per device
  --explain ASSET    the reasoning for one device: id, MAC, IP address, host name or serial number
  --conversations    with --json: also who talked to whom
  --separate         one JSON document per capture, one per line, in the order given
  --assess           also which vulnerabilities each device has, its system's support, its risk; with it:
${ADVICE_HELP}
  --fail-on LEVEL    exit code 1 if a device has an open finding of this severity or worse: critical, high, medium, low
${WATCH_HELP}
  --home DIR         where imported feeds are kept
  --local RANGE      an address range that is the hospital's own (repeatable): 203.0.113.0/24
  --follow           keep reading as the captures grow; Ctrl-C ends reading and prints
  --external         in the table: also external peers
  --quiet            no progress on standard error
  --timing           on standard error: how long each part took, and peak memory

Exit codes: 0 done, 1 asked for by --fail-on and found, 2 wrong usage, 3 nothing of the input was usable, 4 our own failure.
`

interface Options extends AnswerOptions {
  readonly inputs: readonly string[]
  readonly assess: AssessOptions | null
  readonly watch: WatchFiles
  readonly separate: boolean
  readonly local: readonly Prefix[]
  readonly follow: boolean
  readonly quiet: boolean
  readonly timing: boolean
}

export const inspect: Command = {
  name: 'inspect',
  summary: 'list every device in captures, what it is and why',
  help,
  async run(args, io) {
    const options = parse(args)
    return options.separate ? separately(options, io) : together(options, io)
  },
}

function parse(args: readonly string[]): Options {
  const { values, positionals } = parseOptions('inspect', args, OPTIONS)
  if (positionals.length === 0)
    throw new UsageError('inspect needs a capture: wardline inspect FILE (or - for standard input)')
  const formats = [
    values.json && 'json',
    values.csv && 'csv',
    values.explain !== undefined && 'explain',
  ].filter((f) => f)
  if (formats.length > 1) throw new UsageError(`--${formats.join(' and --')} exclude each other: choose one`)
  if (values.separate && values.follow)
    throw new UsageError('--follow reads captures together: leave out --separate')
  if (values.separate && values.learn !== undefined)
    throw new UsageError('--learn takes captures together: leave out --separate')
  if (values.separate && !values.json) throw new UsageError('--separate prints JSON documents: add --json')
  return {
    inputs: positionals,
    format: (formats[0] || 'table') as Options['format'],
    explain: values.explain ?? '',
    conversations: values.conversations,
    assess: assessOptions(values, positionals),
    watch: watchFiles(values),
    separate: values.separate,
    local: values.local.map(localRange),
    external: values.external,
    follow: values.follow,
    quiet: values.quiet,
    timing: values.timing,
  }
}

const OPTIONS = {
  json: { type: 'boolean', default: false },
  csv: { type: 'boolean', default: false },
  explain: { type: 'string' },
  conversations: { type: 'boolean', default: false },
  separate: { type: 'boolean', default: false },
  local: { type: 'string', multiple: true, default: [] },
  external: { type: 'boolean', default: false },
  follow: { type: 'boolean', default: false },
  quiet: { type: 'boolean', default: false },
  timing: { type: 'boolean', default: false },
  ...ASSESS_OPTIONS,
  ...WATCH_OPTIONS,
} satisfies ParseArgsOptionsConfig

function localRange(text: string): Prefix {
  const prefix = parsePrefix(text)
  if (prefix === null)
    throw new UsageError(`--local ${text} is no address range: write it like 203.0.113.0/24 or 2001:db8::/32`)
  return prefix
}

async function together(options: Options, io: Io): Promise<ExitCode> {
  const clock = new Stopwatch()
  const assessor = await assessorOf(options, clock, io)
  if (assessor === null && options.assess !== null) return EXIT.unusable
  const { Watch } = await import('../watch/watch.ts')
  const behaviour = await watchOptions(options.watch)
  const watch = new Watch(behaviour)
  const facts = await read(options.inputs, watch, options, clock, io)
  clock.lap('reading and dissecting')
  const usable = facts.captures.some((c) => c.error === null)
  for (const c of facts.captures) tellFault(c, io)
  const { identify } = await import('../identity/identify.ts')
  const inventory = identify(facts, { local: options.local })
  clock.lap('identifying')
  const seen = await judged(facts, inventory, watch, { ...options, learned: learnedFrom(behaviour) })
  await keepHabits(options.watch, facts, inventory, seen.watched)
  clock.lap('judging')
  await io.out(await render(seen, assessor, options, io))
  clock.lap(assessor === null ? 'writing' : 'assessing and writing')
  assessor?.keep()
  if (options.timing) io.err(clock.report())
  return endOf(usable, assessor)
}

/** Each capture by itself: one document a line. */
async function separately(options: Options, io: Io): Promise<ExitCode> {
  const assessor = await assessorOf(options, new Stopwatch(), io)
  if (assessor === null && options.assess !== null) return EXIT.unusable
  const { expandInputs, inOrderGiven } = await import('../sensor/capture-files.ts')
  const { readCaptures } = await import('../sensor/read-facts.ts')
  const { identify } = await import('../identity/identify.ts')
  const { Watch } = await import('../watch/watch.ts')
  const behaviour = await watchOptions(options.watch)
  let usable = false
  const inputs = await expandInputs(options.inputs)
  for (const input of inOrderGiven(inputs)) {
    const watch = new Watch(behaviour)
    const facts = await readCaptures([input], { events: watch })
    usable ||= facts.captures.some((c) => c.error === null)
    for (const c of facts.captures) tellFault(c, io)
    const inventory = identify(facts, { local: options.local })
    const seen = await judged(facts, inventory, watch, { ...options, learned: learnedFrom(behaviour) })
    await io.out(`${JSON.stringify(await documentOf(seen, assessor, options))}\n`)
  }
  assessor?.keep()
  return endOf(usable, assessor)
}

const assessorOf = async ({ assess, quiet }: Options, clock: Stopwatch, io: Io): Promise<Assessor | null> =>
  assess && openAssessor(assess, io, { quiet, lap: (what) => clock.lap(what) })

const endOf = (usable: boolean, assessor: Assessor | null): ExitCode =>
  !usable ? EXIT.unusable : assessor?.reached() ? EXIT.found : EXIT.done

async function judged(
  facts: CaptureFacts,
  inventory: Inventory,
  watch: Watch,
  { local, assess, learned }: Options & { readonly learned: Learned | null },
): Promise<Seen> {
  const { judgeWeaknesses } = await import('../assessment/weaknesses/judge.ts')
  const { withNotes } = await import('../identity/identify.ts')
  // Support dates are judged today unless a day is given.
  const asOf = assess?.asOf ?? new Date().toISOString()
  const weaknesses = judgeWeaknesses(facts, inventory, { local, asOf, learned })
  return {
    facts: withNotes(facts, inventory),
    assets: inventory.assets,
    weaknesses,
    watched: watch.conclude(facts, inventory),
  }
}

async function read(
  inputs: readonly string[],
  events: EventSink,
  { quiet, follow }: Options,
  clock: Stopwatch,
  io: Io,
): Promise<CaptureFacts> {
  const { readFacts } = await import('../sensor/read-facts.ts')
  const progress = quiet ? null : progressLine(io)
  const facts = await readFacts(inputs, {
    events,
    started: () => clock.lap('to the first packet'),
    ...(progress === null ? {} : { progress: progress.update }),
    ...(follow ? { follow: interrupted() } : {}),
  })
  progress?.clear()
  return facts
}

/** Aborted by the first Ctrl-C; a second one ends the program as usual. */
function interrupted(): AbortSignal {
  const controller = new AbortController()
  process.once('SIGINT', () => controller.abort())
  return controller.signal
}

function tellFault(c: CaptureFacts['captures'][number], io: Io): void {
  const why = c.error ?? c.because
  if (why !== null) io.err(`wardline: ${why.startsWith(c.file) ? why : `${c.file}: ${why}`}\n`)
}
