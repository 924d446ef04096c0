/** The inventory as text: grouped by category, as wide as the window (100 columns where there is none), stacked where it is narrow. */
import { styleText } from 'node:util'
import type { AssetRow } from './document.ts'
import { categoryLabel, categoryOrder, makeLabel, osLabel, typeLabel } from './labels.ts'
import { columns, cut, fit, harmless } from './plain-text.ts'

export interface TextOptions {
  /** Columns of the window. */
  readonly width: number
  readonly colour: boolean
}

const HEADINGS = ['ADDRESS', 'NAME', 'WHAT', 'MAKE, MODEL, VERSION', 'SYSTEM'] as const
/** Columns that each may always have; beyond, the widest give way first. */
const LEAST = [17, 14, 18, 20, 11] as const
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
  const byCategory = Map.groupBy(shown, (s) => s.row.category)
  const groups = categoryOrder().flatMap((category) => {
    const members = byCategory.get(category)
    if (members === undefined) return []
    const title = bold(`${categoryLabel(category)} (${members.length})`, options)
    const lines = members.flatMap(({ cells }) =>
      wide ? [line(cells, widths)] : stacked(cells, options.width),
    )
    return [`${title}\n${lines.join('\n')}\n`]
  })
  return [...(wide ? [`${bold(line(HEADINGS, widths), options)}\n`] : []), ...groups].join('\n')
}

/** A device behind a gateway has no address of its own: the gateway's is shown, and its serial number for a name. */
function cells(row: AssetRow, gateway: AssetRow | undefined): Cells {
  const sure = row.confidence.type === 0 || row.confidence.type >= 0.5
  const what = typeLabel(row)
  return [
    gateway === undefined ? shortAddress(row) : `via ${shortAddress(gateway)}`,
    row.hostnames[0] ?? (gateway === undefined ? '' : (row.serial ?? '')),
    what === '' || sure ? what : `${what}?`,
    makeLabel(row),
    osLabel(row),
  ].map(harmless)
}

/** As wide as their texts need; where that is more than there is, the widest column gives way. */
function columnWidths(lines: readonly Cells[], most: number): number[] {
  const widths = HEADINGS.map((_, i) => lines.reduce((n, line) => Math.max(n, columns(line[i]!)), 0))
  let excess = widths.reduce((a, b) => a + b, 0) + INDENT + GAP * (widths.length - 1) - most
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

function stacked([where, name, ...rest]: Cells, width: number): string[] {
  const told = rest.filter((cell) => cell !== '').join(', ')
  return [
    cut(`  ${[where, name].filter((c) => c !== '').join('  ')}`, width),
    ...(told === '' ? [] : [cut(`    ${told}`, width)]),
  ]
}

/** The address to show: IPv4 first, else IPv6, else MAC; a device without any goes by its serial number or id. */
export const address = (row: AssetRow): string => row.ips[0]?.address ?? row.macs[0] ?? row.serial ?? row.id

/** As {@link address}, but the MAC rather than an IPv6 address too long for its column. */
const shortAddress = (row: AssetRow): string =>
  address(row).length > LEAST[0] ? (row.macs[0] ?? address(row)) : address(row)

export const bold = (text: string, { colour }: TextOptions): string =>
  colour ? styleText('bold', text, { validateStream: false }) : text
