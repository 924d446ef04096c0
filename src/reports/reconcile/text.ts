/** What an inventory says against what was seen, as text: what a person has to look into first. */
import type { Matched, Reconciliation, Silent } from '../../assessment/reconcile/reconcile.ts'
import { categoryOfFamily, categoryOfType, isMedicalCategory } from '../../knowledge/taxonomy.ts'
import type { InspectedDevice } from '../../model/inspected.ts'
import type { InventoryRow } from '../../model/inventory.ts'
import { makeLabel, plural, typeLabel } from '../inspection/labels.ts'
import { harmless, wrap } from '../inspection/plain-text.ts'
import { bold, type TextOptions } from '../inspection/table.ts'
import { type TextColumn, textTable } from '../text-table.ts'
import { countsOf } from './document.ts'

export interface ReconciliationTextOptions extends TextOptions {
  /** Rows shown of each table. */
  readonly top: number
}

export function reconciliationText(found: Reconciliation, options: ReconciliationTextOptions): string {
  const parts = [
    overview(found, options),
    contradictionTable(found.matched, options),
    silentTable(found, options),
    unlistedTable(found, options),
    reasonTable(
      'Several devices fit',
      found.ambiguous.map(({ row, because, devices }) => ({
        row,
        because: `${because}: ${devices.slice(0, 4).map(nameOf).join(', ')}`,
      })),
      options,
    ),
    reasonTable('Listed twice', found.duplicates, options),
    reasonTable('Cannot be recognised on the wire', found.unrecognisable, options),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function overview(found: Reconciliation, options: ReconciliationTextOptions): string {
  const counts = countsOf(found)
  const n = (value: number) => value.toLocaleString('en-US')
  const when = found.first === null ? '' : ` from ${dayTime(found.first)} to ${dayTime(found.last!)}`
  const head = `${plural(found.rows, 'row')} of the inventory against ${plural(found.devices, 'device')} seen${when}.`
  const lines: readonly (readonly [string, number])[] = [
    ['listed and seen', counts.seen],
    ['  of which something contradicts', counts.contradicting],
    ['  of which silent since some time', counts.silentSince],
    ['listed and not seen', counts.silent],
    ['listed, several devices fit', counts.ambiguous],
    ['listed twice', counts.duplicates],
    ['listed, cannot be recognised', counts.unrecognisable],
    ['seen and not listed', counts.unlisted],
  ]
  const shown = lines.filter(([text, value]) => value > 0 || !text.startsWith('listed t'))
  const width = Math.max(...shown.map(([, value]) => n(value).length))
  return [
    wrap(head, Math.max(40, Math.min(options.width, 100)), ''),
    ...shown.map(([text, value]) => `  ${n(value).padStart(width)}  ${text}`),
  ].join('\n')
}

const dayTime = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`

function contradictionTable(matched: readonly Matched[], options: ReconciliationTextOptions): string {
  const lines = matched.flatMap(({ row, by, contradictions }) =>
    contradictions.map((one) => ({ row, by, ...one })),
  )
  return table(
    'Contradictions',
    lines.length,
    (shown) => [
      { heading: 'ID', cells: shown(lines, ({ row }) => row.id), least: 20 },
      { heading: 'BY', cells: shown(lines, ({ by }) => by), spare: 1 },
      { heading: 'WHAT', cells: shown(lines, ({ attribute }) => attribute) },
      { heading: 'LISTED', cells: shown(lines, ({ listed }) => listed), least: 14 },
      { heading: 'SEEN', cells: shown(lines, ({ seen }) => seen), least: 14 },
      { heading: 'WHY', cells: shown(lines, ({ because }) => because), least: 10, spare: 2 },
    ],
    options,
  )
}

function silentTable({ matched, silent }: Reconciliation, options: ReconciliationTextOptions): string {
  const lines: readonly (Silent & { readonly since: string })[] = [
    ...matched
      .filter((one) => one.silent)
      .map(({ row, lastSeen, because }) => ({ row, because, since: dayTime(lastSeen!) })),
    ...silent.map((one) => ({ ...one, since: 'not seen' })),
  ]
  return table(
    'Listed and silent',
    lines.length,
    (shown) => [
      { heading: 'ID', cells: shown(lines, ({ row }) => row.id), least: 20 },
      { heading: 'DEVICE', cells: shown(lines, ({ row }) => listedName(row)), least: 14 },
      { heading: 'SINCE', cells: shown(lines, ({ since }) => since) },
      { heading: 'WHY', cells: shown(lines, ({ because }) => because), least: 20, spare: 1 },
    ],
    options,
  )
}

/** Medical devices first: a pump nobody has listed matters more than a printer. */
function unlistedTable({ unlisted }: Reconciliation, options: ReconciliationTextOptions): string {
  const lines = [...unlisted].sort((a, b) => Number(isMedical(b.device)) - Number(isMedical(a.device)))
  return table(
    'Seen and not listed',
    lines.length,
    (shown) => [
      { heading: 'ADDRESS', cells: shown(lines, ({ device }) => nameOf(device)), least: 12 },
      { heading: 'NAME', cells: shown(lines, ({ device }) => device.hostnames[0] ?? ''), least: 8, spare: 2 },
      {
        heading: 'WHAT',
        cells: shown(lines, ({ device }) => typeLabel({ ...device, subtype: null })),
        least: 12,
      },
      { heading: 'MAKE, MODEL', cells: shown(lines, ({ device }) => makeLabel(device)), least: 14 },
      { heading: 'HINT', cells: shown(lines, ({ hint }) => hint ?? ''), least: 16, spare: 1 },
    ],
    options,
  )
}

const isMedical = ({ type, family }: InspectedDevice): boolean =>
  isMedicalCategory(
    type === null ? (family === null ? null : categoryOfFamily(family)) : categoryOfType(type),
  )

function reasonTable(title: string, lines: readonly Silent[], options: ReconciliationTextOptions): string {
  return table(
    title,
    lines.length,
    (shown) => [
      { heading: 'ID', cells: shown(lines, ({ row }) => row.id), least: 20 },
      { heading: 'DEVICE', cells: shown(lines, ({ row }) => listedName(row)), least: 14 },
      { heading: 'WHY', cells: shown(lines, ({ because }) => because), least: 30 },
    ],
    options,
  )
}

type Shown = <T>(lines: readonly T[], text: (line: T) => string) => readonly string[]

function table(
  title: string,
  count: number,
  columns: (shown: Shown) => readonly TextColumn[],
  options: ReconciliationTextOptions,
): string {
  if (count === 0) return ''
  const shown: Shown = (lines, text) => lines.slice(0, options.top).map((line) => harmless(text(line)))
  const [headings = '', ...rows] = textTable(columns(shown), Math.min(options.width, 160) - 2)
  const more =
    count > options.top
      ? [`  … and ${(count - options.top).toLocaleString('en-US')} more: --top, --json`]
      : []
  return [
    bold(`${title} (${count.toLocaleString('en-US')})`, options),
    `  ${headings}`,
    ...rows.map((row) => `  ${row}`),
    ...more,
  ].join('\n')
}

const nameOf = (device: InspectedDevice): string =>
  device.ips[0]?.address ?? device.macs[0] ?? device.serial ?? device.id

const listedName = ({ vendor, model, type }: InventoryRow): string =>
  makeLabel({ vendor, model: model ?? type, product: null, version: null })
