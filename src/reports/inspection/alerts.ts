/** Alerts and incidents as text: the loudest in short, under the inventory. */
import { textTable } from '../text-table.ts'
import type { AlertRow } from './alert-rows.ts'
import type { AssetRow, InspectionDocument } from './document.ts'
import { plural } from './labels.ts'
import { harmless, wrap } from './plain-text.ts'
import { address, bold, type TextOptions } from './table.ts'

/** Alerts and stories listed; the rest is counted. */
const MOST_ALERTS = 16
const MOST_INCIDENTS = 4
/** Widest lines of running text. */
const WIDEST = 100

/** Empty where nothing happened that calls for attention. */
export function alertSummary(document: InspectionDocument, options: TextOptions): string {
  const alerts = document.alerts.filter((alert) => alert.suppressed === null)
  const { overloaded } = document.coverage
  const parts = [
    alerts.length === 0 ? '' : alertTable(alerts, document.assets, options),
    ...document.incidents.slice(0, MOST_INCIDENTS).map(({ story }) => told(`Incident: ${story}`, options)),
    overloaded.length === 0
      ? ''
      : told(`Overloaded: more went on than could be followed for ${overloaded.join(', ')}.`, options),
  ]
  return parts.filter((part) => part !== '').join('\n\n')
}

function alertTable(alerts: readonly AlertRow[], assets: readonly AssetRow[], options: TextOptions): string {
  const byId = new Map(assets.map((row) => [row.id, row]))
  const shown = alerts.slice(0, MOST_ALERTS)
  const actor = ({ assets: [id], peers: [peer] }: AlertRow) => {
    const row = byId.get(id ?? '')
    return row === undefined ? (peer ?? '') : address(row)
  }
  const lines = textTable(
    [
      { heading: 'SEVERITY', cells: shown.map((a) => a.severity) },
      { heading: 'TIME', cells: shown.map((a) => a.at.slice(11, 19)), spare: 2 },
      { heading: 'TIMES', cells: shown.map((a) => String(a.count)), right: true, spare: 1 },
      { heading: 'WHO', cells: shown.map(actor) },
      { heading: 'ALERT', cells: shown.map((a) => a.detection), least: 20 },
      { heading: 'WHAT', cells: shown.map((a) => a.because), least: 12, spare: 3 },
    ],
    options.width - 2,
  )
  const more = alerts.length - shown.length
  return [
    bold(`Alerts (${alerts.length})`, options),
    ...lines.map((line) => `  ${line}`),
    ...(more > 0 ? [`… and ${plural(more, 'more alert')} (in --json).`] : []),
  ].join('\n')
}

const told = (text: string, { width }: TextOptions): string =>
  wrap(harmless(text), Math.min(width, WIDEST), '  ')
