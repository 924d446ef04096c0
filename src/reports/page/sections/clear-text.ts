/** Clinical traffic that anybody on the wire can read and change. */
import { makeLabel, typeLabel } from '../../inspection/labels.ts'
import { moreRows, type Section, size, table } from '../elements.ts'
import { type Html, html } from '../html.ts'
import type { PageFacts } from '../page.ts'
import { type ClearText, clearClinical, type Party } from '../traffic.ts'

const MOST_ROWS = 12

export function clearText({ flows }: PageFacts): Section | null {
  if (flows === null) return null
  const found = clearClinical(flows)
  return {
    id: 'clear-text',
    title: 'Clinical traffic in clear text',
    body:
      found.length === 0
        ? html`<p>None was seen.</p>`
        : html`<p>These protocols carry patients, orders or results. They were seen without TLS: whoever reaches the wire can read them, and change them unnoticed.
Nothing of their content is kept or shown here.</p>${found.map(group)}`,
  }
}

function group({ name, flows, bytes }: ClearText): Html {
  const shown = flows.slice(0, MOST_ROWS)
  return html`${table(`${name}; ${size(bytes)}`, shown, [
    { heading: 'From', cell: ({ from }) => partyOf(from) },
    { heading: 'To', cell: ({ to }) => partyOf(to) },
    { heading: 'Port', cell: ({ conversation: c }) => `${c.transport} ${c.port}` },
    { heading: 'Packets', cell: ({ conversation: c }) => c.packets, number: true },
    { heading: 'Bytes', cell: ({ conversation: c }) => size(c.bytes), number: true },
  ])}${moreRows(flows.length, shown.length, 'conversation')}`
}

function partyOf({ address, device, zone }: Party): Html {
  const what = device === null ? zone : makeLabel({ ...device, version: null }) || typeLabel(device)
  return html`<span class="address">${address}</span> ${what}`
}
