/** Weaknesses as text: those of all devices in short, and those of one device in full. */
import { together } from '../../assessment/weaknesses/safeguards.ts'
import { type FoundWeakness, SEVERITIES } from '../../assessment/weaknesses/weakness.ts'
import { textTable } from '../text-table.ts'
import type { Weaknesses } from './document.ts'
import { isoTime } from './iso-time.ts'
import { plural } from './labels.ts'
import { harmless, wrap } from './plain-text.ts'
import { bold, type TextOptions } from './table.ts'

/** Kinds listed under the table; the rest is counted. */
const MOST_LISTED = 24
/** Widest lines of running text. */
const WIDEST = 100

/** Most severe first, then most widespread; empty where nothing was found. */
export function weaknessSummary(weaknesses: Weaknesses, options: TextOptions): string {
  const rows = [...weaknesses].flatMap(([asset, found]) => found.map((weakness) => ({ asset, weakness })))
  if (rows.length === 0) return ''
  const kinds = [...Map.groupBy(rows, ({ weakness }) => `${weakness.severity} ${weakness.weakness.id}`)]
    .map(([, same]) => ({
      weakness: same[0]!.weakness,
      devices: new Set(same.map((row) => row.asset)).size,
    }))
    .sort(
      (a, b) =>
        rank(a.weakness) - rank(b.weakness) ||
        b.devices - a.devices ||
        (a.weakness.weakness.id < b.weakness.weakness.id ? -1 : 1),
    )
  const shown = kinds.slice(0, MOST_LISTED)
  const table = textTable(
    [
      { heading: 'SEVERITY', cells: shown.map((k) => k.weakness.severity) },
      { heading: 'DEVICES', cells: shown.map((k) => String(k.devices)), right: true },
      { heading: 'WEAKNESS', cells: shown.map((k) => k.weakness.weakness.id), least: 24 },
      { heading: 'WHAT', cells: shown.map((k) => k.weakness.weakness.title), least: 12, spare: 1 },
    ],
    options.width - 2,
  )
  const more =
    kinds.length > shown.length
      ? [`… and ${plural(kinds.length - shown.length, 'more kind')} (in --json).`]
      : []
  const title = bold(`Weaknesses (${rows.length} on ${plural(weaknesses.size, 'device')})`, options)
  return [title, ...table.map((line) => `  ${line}`), ...more].join('\n')
}

const rank = (w: FoundWeakness): number => SEVERITIES.indexOf(w.severity)

/** What is wrong with one device, why it matters, and what to do. */
export function weaknessExplanation(found: readonly FoundWeakness[], options: TextOptions): string {
  if (found.length === 0) return ''
  const width = Math.max(40, Math.min(options.width, WIDEST))
  const told = found.map((w) => {
    const { weakness } = w
    const to = together(weakness.safeguards)
    const where = w.port === null ? '' : `, port ${w.port}`
    const head = bold(harmless(`${weakness.title} (${weakness.id}, ${w.severity}${where})`), options)
    const references = [
      weakness.cwe.map((n) => `CWE-${n}`).join(', '),
      `HIPAA ${to.hipaa.join(', ')}`,
      `HICP practice ${to.hicp.join(', ')}`,
      `NIST CSF ${to.csf.join(', ')}`,
      `IEC 62443 ${to.iec62443.join(', ')}`,
    ]
    const lines = [
      w.because,
      `Why it matters: ${weakness.why}`,
      `Remedy: ${weakness.remedy}`,
      `Until then: ${weakness.meanwhile}`,
      `Mind: ${weakness.guard}`,
      `See ${references.join('; ')}.`,
      ...w.evidence.slice(0, 1).flatMap((e) => {
        const place =
          e.where === null || e.where.packet === 0 ? '' : ` (packet ${e.where.packet} of ${e.where.file})`
        return [
          `Seen in ${e.field}${e.observed === null ? '' : ` ${JSON.stringify(e.observed)}`} at ${isoTime(e.at)}${place}.`,
        ]
      }),
    ]
    return [head, ...lines.map((line) => `  ${wrap(harmless(line), width - 2, '    ')}`)].join('\n')
  })
  return [bold(`Weaknesses (${found.length})`, options), ...told].join('\n')
}
