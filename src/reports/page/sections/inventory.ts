/** Every device, by category, folded until asked for; unfolded in print. */
import { categoryLabel, categoryOrder, makeLabel, osLabel, typeLabel } from '../../inspection/labels.ts'
import { moreRows, type Section, table } from '../elements.ts'
import { type Html, html } from '../html.ts'
import type { PageFacts } from '../page.ts'
import { addressOf, type PageDevice } from '../subject.ts'

/** Of one category: a browser shows no more in a breath. */
const MOST_ROWS = 5000

export function inventory({ subject: { devices } }: PageFacts): Section {
  const groups = categoryOrder()
    .map((id) => ({ label: categoryLabel(id), members: devices.filter((d) => d.category === id) }))
    .filter(({ members }) => members.length > 0)
  return {
    id: 'inventory',
    title: 'Inventory',
    body: html`${groups.map(
      ({ label, members }) =>
        html`<details><summary>${label} (${members.length})</summary>${rows(label, members)}</details>\n`,
    )}`,
  }
}

function rows(label: string, members: readonly PageDevice[]): Html {
  const assessed = members.some((d) => d.risk !== undefined)
  const shown = members.slice(0, MOST_ROWS)
  return html`${table(`${label}, worst risk first`, shown, [
    { heading: 'Address', cell: (d) => html`<span class="address">${addressOf(d)}</span>` },
    { heading: 'Name', cell: (d) => html`<span class="address long">${d.hostnames[0] ?? ''}</span>` },
    { heading: 'What', cell: typeLabel },
    { heading: 'Make, model, version', cell: makeLabel },
    { heading: 'System', cell: osLabel },
    { heading: 'Serial number', cell: (d) => html`<span class="address long">${d.serial ?? ''}</span>` },
    ...(assessed
      ? [{ heading: 'Risk', cell: (d: PageDevice) => Math.round(d.risk?.score ?? 0), number: true }]
      : []),
  ])}${moreRows(members.length, shown.length, 'device')}`
}
