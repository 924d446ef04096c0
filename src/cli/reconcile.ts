/** `wardline reconcile`: what an inventory says against what was seen on the wire. */
import type { ParseArgsOptionsConfig } from 'node:util'
import type { InventoryRow, RejectedRow } from '../model/inventory.ts'
import { type Command, EXIT, type Io, UsageError } from './command.ts'
import { headingsText, noteText, rejectedText } from './headings-text.ts'
import { inputKind } from './input-kind.ts'
import { inspectedFrom } from './inspected-inputs.ts'
import { faultText, readInventories } from './inventory-files.ts'
import { parseOptions } from './options.ts'
import { bytesProgress } from './progress.ts'
import { Stopwatch } from './stopwatch.ts'

const help = `Usage: wardline reconcile INVENTORY INSPECTION... [options]

Holds an inventory (CSV, XLSX, JSON, NDJSON; - for standard input) against what was seen: documents of inspect --json,
or captures. Says which listed devices were seen, which are silent, which were seen and are not listed, and where list
and wire contradict each other in maker, model, type, serial number, version, system, MAC or ward.

Devices are recognised by MAC, serial number, UDI, host name, then IP address. What fits several is named, not guessed.

  --silent-after N  days without a packet before the end after which a device counts as silent (default 7)
  --json            the whole document (wardline.reconciliation/1)
  --top N           without --json: this many rows of each table (default 20)
  --quiet           no progress on standard error
  --timing          on standard error: how long each part took, and peak memory

Exit codes: 0 done, 2 wrong usage, 3 nothing of an input was usable, 4 our own failure.
`

const OPTIONS = {
  'silent-after': { type: 'string', default: '7' },
  json: { type: 'boolean', default: false },
  top: { type: 'string', default: '20' },
  quiet: { type: 'boolean', default: false },
  timing: { type: 'boolean', default: false },
} satisfies ParseArgsOptionsConfig

/** Rejected rows named each on standard error. */
const TOLD = 10

export const reconcile: Command = {
  name: 'reconcile',
  summary: 'hold an inventory against what was seen on the wire',
  help,
  async run(args, io) {
    const { values, positionals } = parseOptions('reconcile', args, OPTIONS)
    const [inventory, ...inspections] = positionals
    if (inventory === undefined || inspections.length === 0)
      throw new UsageError(
        'reconcile needs an inventory and an inspection: wardline reconcile FILE.csv INSPECTION.json',
      )
    const top = Number(values.top)
    if (!Number.isInteger(top) || top < 1) throw new UsageError('--top is a whole number from 1')
    const silentAfter = Number(values['silent-after'])
    if (!(silentAfter >= 0)) throw new UsageError('--silent-after is a number of days')
    const clock = new Stopwatch()
    const { documents, captures } = await sorted(inspections)
    const seen = await inspectedFrom(documents, captures, io, values.quiet)
    clock.lap('reading what was seen')
    const { rows, rejected } = await listed(inventory, io, values.quiet)
    clock.lap('reading the inventory')
    if (rows.length === 0 || seen.length === 0) {
      if (seen.length === 0) io.err('nothing that was seen could be used\n')
      return EXIT.unusable
    }
    const { reconcile: compare } = await import('../assessment/reconcile/reconcile.ts')
    const found = compare(rows, seen, { silentAfter })
    clock.lap('comparing')
    if (values.json) {
      const { reconciliationDocument } = await import('../reports/reconcile/document.ts')
      await io.out(`${JSON.stringify(reconciliationDocument(found, rejected))}\n`)
    } else {
      const { reconciliationText } = await import('../reports/reconcile/text.ts')
      await io.out(reconciliationText(found, { width: io.width, colour: io.colour, top }))
    }
    clock.lap('writing')
    if (values.timing) io.err(clock.report())
    return EXIT.done
  },
}

async function sorted(inputs: readonly string[]) {
  const documents: string[] = []
  const captures: string[] = []
  for (const input of inputs) {
    const kind = await inputKind(input)
    if (kind === 'inventory' && input !== '-' && /\.(csv|xlsx?|ndjson|tsv|txt)$/i.test(input))
      throw new UsageError(
        `${input} is no inspection: name the inventory first, then inspections or captures`,
      )
    if (kind === 'inspection') documents.push(input)
    else captures.push(input)
  }
  return { documents, captures }
}

async function listed(file: string, io: Io, quiet: boolean) {
  const rows: InventoryRow[] = []
  const rejected: RejectedRow[] = []
  const progress = bytesProgress(io, quiet)
  const sink = {
    headings: (told: Parameters<typeof headingsText>[0]) => io.err(headingsText(told, false)),
    row: (row: InventoryRow) => rows.push(row),
    rejected: (row: RejectedRow) => rejected.push(row),
    noted: (note: Parameters<typeof noteText>[0]) => io.err(noteText(note)),
  }
  const faults = await readInventories([file], sink, (bytes, total) =>
    progress.update('inventory', bytes, total),
  )
  progress.clear()
  for (const fault of faults) io.err(faultText(fault))
  for (const row of rejected.slice(0, TOLD)) io.err(rejectedText(row))
  if (rejected.length > TOLD)
    io.err(`${(rejected.length - TOLD).toLocaleString('en-US')} further rows were left out\n`)
  return { rows, rejected }
}
