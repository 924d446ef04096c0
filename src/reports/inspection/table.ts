/** The inventory as text: grouped by category, as wide as the window (100 columns where there is none), stacked where it is narrow. */
import { styleText } from 'node:util'
import type { AssetRow } from './document.ts'
import { categoryLabel, categoryOrder, makeLabel, osLabel, typeLabel } from './labels.ts'
import { broken, columns, cut, fit, harmless, wrap } from './plain-text.ts'

export interface TextOptions {
  /** Columns of the window. */
  readonly width: number
  readonly colour: boolean
}

const HEADINGS = ['ADDRESS', 'NAME', 'WHAT', 'MAKE, MODEL, VERSION', 'SYSTEM'] as const
/** Columns that each may always have; beyond, the widest give way first. */
const LEAST = [17, 14, 18, 20, 11] as const
/** The columns of what it is, and of make, model and version: their texts go on in the next line where they must. */
const WHAT = 2
const MAKE = 3
/** Columns in which makes, models and versions read well over several lines. */
const MAKE_AT_EASE = 26
/** Lines that a row takes at most. */
const MOST_LINES = 3
/** Blanks in front of a line, and between its columns. */
const INDENT = 2
const GAP = 2
/** Below this many columns rows are stacked, beyond the other more width makes lines hard to follow. */
const NARROW = 100
const WIDEST = 160

type Cells = readonly string[]

export function inventoryTable(rows: readonly AssetRow[], options: TextOptions): string {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const shown = rows
    .filter((row) => row.internal)
    .map((row) => ({ row, cells: cells(row, byId.get(row.behind ?? '')) }))
  if (shown.length === 0) return ''
  const wide = options.width >= NARROW
  const widths = columnWidths([HEADINGS, ...shown.map((s) => s.cells)], Math.min(options.width, WIDEST))
  const narrow = narrowOf(
    shown.map((s) => s.cells),
    options.width,
  )
  const byCategory = Map.groupBy(shown, (s) => s.row.category)
  const groups = categoryOrder().flatMap((category) => {
    const members = byCategory.get(category)
    if (members === undefined) return []
    const title = bold(`${categoryLabel(category)} (${members.length})`, options)
    const lines = members.flatMap(({ cells }) => (wide ? spread(cells, widths) : stacked(cells, narrow)))
    return [`${title}\n${lines.join('\n')}\n`]
  })
  return [...(wide ? [`${bold(line(HEADINGS, widths), options)}\n`] : []), ...groups].join('\n')
}

/**
 * A device behind a gateway has no address of its own: the gateway's is shown, and its serial number for a name, or
 * else what the protocol calls it there.
 */
function cells(row: AssetRow, gateway: AssetRow | undefined): Cells {
  const sure = row.confidence.type === 0 || row.confidence.type >= 0.5
  const what = typeLabel(row)
  return [
    gateway === undefined ? shortAddress(row) : `via ${shortAddress(gateway)}`,
    row.hostnames[0] ?? (gateway === undefined ? '' : (row.serial ?? keyBehind(row))),
    what === '' || sure ? what : `${what}?`,
    makeLabel(row),
    osLabel(row),
  ].map(harmless)
}

/** `mac-00108d1a4047~bacnet-3%2F02` is `bacnet 3/02` behind its gateway; other ids say nothing to a reader. */
function keyBehind({ id }: AssetRow): string {
  const [, kind, key] = /~(?!serial-|model-)([a-z0-9]+)-(.+)$/.exec(id) ?? []
  return kind === undefined || key === undefined ? '' : `${kind} ${decodeURIComponent(key)}`
}

/** As wide as their texts need; where that is more than there is, the widest column gives way. */
function columnWidths(lines: readonly Cells[], most: number): number[] {
  const widths = HEADINGS.map((_, i) => lines.reduce((n, line) => Math.max(n, columns(line[i]!)), 0))
  let excess = widths.reduce((a, b) => a + b, 0) + INDENT + GAP * (widths.length - 1) - most
  // What can go on in the next line gives way before what must be cut.
  const wrapped = Math.max(0, Math.min(excess, widths[MAKE]! - MAKE_AT_EASE))
  widths[MAKE]! -= wrapped
  excess -= wrapped
  while (excess > 0) {
    const spare = widths.map((w, i) => w - LEAST[i]!)
    const widest = spare.indexOf(Math.max(...spare))
    const given = Math.min(excess, Math.max(1, spare[widest]! >>> 1))
    widths[widest]! -= given
    excess -= given
  }
  return widths
}

const line = (texts: Cells, widths: readonly number[]): string =>
  (' '.repeat(INDENT) + texts.map((text, i) => fit(text, widths[i]!)).join(' '.repeat(GAP))).trimEnd()

/** What is too long for its column goes on below, the kind and the make: the version stands at the end of it. */
function spread(texts: Cells, widths: readonly number[]): string[] {
  const parts = texts.map((text, i) => (i === WHAT || i === MAKE ? broken(text, widths[i]!) : [text]))
  const lines = Math.min(MOST_LINES, Math.max(...parts.map((p) => p.length)))
  return Array.from({ length: lines }, (_, n) =>
    line(
      parts.map((p) => (n < lines - 1 ? (p[n] ?? '') : p.slice(n).join(' '))),
      widths,
    ),
  )
}

interface Narrow {
  readonly width: number
  /** Columns of addresses and of names. */
  readonly names: readonly [number, number]
  /** What they are fits beside them, for all. */
  readonly whatBeside: boolean
}

function narrowOf(lines: readonly Cells[], width: number): Narrow {
  const names = namesWidth(lines)
  const room = width - INDENT - names[0] - names[1] - 2 * GAP
  return { width, names, whatBeside: lines.every((cells) => columns(cells[WHAT]!) <= room) }
}

/** Address, name and, where there is room, what it is in the first line, the rest below. */
function stacked([where = '', name = '', ...rest]: Cells, { width, names, whatBeside }: Narrow): string[] {
  const what = whatBeside ? rest.shift()! : ''
  const told = rest.filter((cell) => cell !== '').join(', ')
  const head = [fit(where, names[0]), fit(name, names[1]), what].join(' '.repeat(GAP))
  return [
    cut(`${' '.repeat(INDENT)}${head}`.trimEnd(), width),
    ...(told === ''
      ? []
      : wrap(told, width, ' '.repeat(2 * INDENT))
          .split('\n')
          .slice(0, MOST_LINES)),
  ]
}

function namesWidth(lines: readonly Cells[]): [number, number] {
  const widest = (i: number) => lines.reduce((n, cells) => Math.max(n, columns(cells[i]!)), 0)
  return [Math.min(widest(0), LEAST[0] + 4), Math.min(widest(1), LEAST[1] + 8)]
}

/** The address to show: IPv4 first, else IPv6, else MAC; a device without any goes by its serial number or id. */
export const address = (row: AssetRow): string => row.ips[0]?.address ?? row.macs[0] ?? row.serial ?? row.id

/** As {@link address}, but the MAC rather than an IPv6 address too long for its column. */
const shortAddress = (row: AssetRow): string =>
  address(row).length > LEAST[0] ? (row.macs[0] ?? address(row)) : address(row)

export const bold = (text: string, { colour }: TextOptions): string =>
  colour ? styleText('bold', text, { validateStream: false }) : text
