/** Shortcomings seen on the wire, by what they are. */
import { findingWeaknesses } from '../../../assessment/weaknesses/from-findings.ts'
import { weaknesses as seen } from '../../../assessment/weaknesses/list.ts'
import type { WeaknessKind } from '../../../assessment/weaknesses/weakness.ts'
import { listed, type Section, severityBadge, severityRank, table } from '../elements.ts'
import { html } from '../html.ts'
import type { PageFacts } from '../page.ts'
import { addressOf } from '../subject.ts'

const catalogue: readonly WeaknessKind[] = [...seen, ...findingWeaknesses]
const MOST_NAMED = 6

interface Row {
  readonly id: string
  readonly title: string
  readonly severity: string
  readonly addresses: readonly string[]
}

export function weaknesses({ subject: { devices } }: PageFacts): Section {
  const found = devices.flatMap((device) => device.weaknesses.map((weakness) => ({ device, weakness })))
  const rows = [...Map.groupBy(found, ({ weakness }) => `${weakness.severity} ${weakness.id}`).values()]
    .map((same): Row => {
      const { id, title, severity } = same[0]!.weakness
      return { id, title, severity, addresses: [...new Set(same.map(({ device }) => addressOf(device)))] }
    })
    .sort(
      (a, b) =>
        severityRank(a.severity) - severityRank(b.severity) ||
        b.addresses.length - a.addresses.length ||
        (a.id < b.id ? -1 : 1),
    )
  return {
    id: 'weaknesses',
    title: 'Weaknesses',
    body: html`<p>Seen in the traffic itself, or borne by what is published of the product.</p>${
      rows.length === 0 && html`<p>None was seen.</p>`
    }${table('Weaknesses by kind, most severe first', rows, [
      { heading: 'Weakness', cell: (r) => html`${r.title}<br><span class="address">${r.id}</span>` },
      { heading: 'Severity', cell: (r) => severityBadge(r.severity) },
      { heading: 'Devices', cell: (r) => r.addresses.length, number: true },
      {
        heading: 'Where',
        cell: (r) => html`<span class="address">${listed(r.addresses, MOST_NAMED)}</span>`,
      },
      { heading: 'Remedy', cell: (r) => catalogue.find((one) => one.id === r.id)?.remedy ?? '' },
    ])}`,
  }
}
