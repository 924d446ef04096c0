/** The inventory as text: grouped by category, at most 100 columns, stacked where the window is narrow. */
import { styleText } from 'node:util'
import type { AssetRow } from './document.ts'
import { categoryLabel, categoryOrder, makeLabel, osLabel, typeLabel } from './labels.ts'

export interface TextOptions {
  /** Columns of the window. */
  readonly width: number
  readonly colour: boolean
}

/** Widths of address, name, what, make and OS with two blanks between, two in front: 100 columns. */
const COLUMNS = [17, 18, 20, 24, 11] as const
const HEADINGS = ['ADDRESS', 'NAME', 'WHAT', 'MAKE, MODEL, VERSION', 'SYSTEM'] as const
/** Below this many columns rows are stacked. */
const NARROW = 100

export function inventoryTable(rows: readonly AssetRow[], options: TextOptions): string {
  const shown = rows.filter((row) => row.internal)
  const groups = categoryOrder().flatMap((category) => {
    const members = shown.filter((row) => row.category === category)
    return members.length === 0 ? [] : [group(categoryLabel(category), members, options)]
  })
  const head = options.width >= NARROW ? [`${bold(line(HEADINGS), options)}\n`] : []
  return [...head, ...groups].join('\n')
}

function group(label: string, rows: readonly AssetRow[], options: TextOptions): string {
  const title = bold(`${label} (${rows.length})`, options)
  const lines = rows.flatMap((row) =>
    options.width >= NARROW ? [line(cells(row))] : stacked(row, options.width),
  )
  return `${title}\n${lines.join('\n')}\n`
}

function cells(row: AssetRow): readonly string[] {
  const sure = row.confidence.type === 0 || row.confidence.type >= 0.5
  const what = typeLabel(row)
  return [
    address(row),
    row.hostnames[0] ?? '',
    what === '' || sure ? what : `${what}?`,
    makeLabel(row),
    osLabel(row),
  ]
}

function stacked(row: AssetRow, width: number): string[] {
  const [where, name, ...rest] = cells(row)
  const fit = (text: string) => (text.length > width ? `${text.slice(0, width - 1)}…` : text)
  const told = rest.filter((cell) => cell !== '').join(', ')
  return [
    fit(`  ${[where, name].filter((c) => c !== '').join('  ')}`),
    ...(told === '' ? [] : [fit(`    ${told}`)]),
  ]
}

/** The address to show: IPv4 first, else IPv6, else MAC. */
export const address = (row: AssetRow): string => row.ips[0]?.address ?? row.macs[0] ?? ''

const line = (texts: readonly string[]): string =>
  `  ${texts.map((text, i) => cut(text, COLUMNS[i]!)).join('  ')}`.trimEnd()

const cut = (text: string, width: number): string =>
  text.length > width ? `${text.slice(0, width - 1)}…` : text.padEnd(width)

export const bold = (text: string, { colour }: TextOptions): string =>
  colour ? styleText('bold', text, { validateStream: false }) : text
