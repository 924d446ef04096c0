/** What happened: incidents as stories, and the alerts they are made of. */
import { plural } from '../../inspection/labels.ts'
import { cut } from '../../inspection/plain-text.ts'
import { listed, minute, moreRows, type Section, severityBadge, severityRank, table } from '../elements.ts'
import { html } from '../html.ts'
import type { PageFacts } from '../page.ts'
import { addressOf } from '../subject.ts'

const MOST_ALERTS = 60
const MOST_NAMED = 4
const MOST_LETTERS = 60

export function alerts({ subject: { documents } }: PageFacts): Section | null {
  const rows = documents
    .flatMap(({ alerts: all, assets }) => {
      const names = new Map(assets.map((asset) => [asset.id, addressOf(asset)]))
      return all.map((alert) => ({
        ...alert,
        who: alert.assets.map((id) => names.get(id) ?? cut(id, MOST_LETTERS)),
      }))
    })
    .sort(
      (a, b) => severityRank(a.severity) - severityRank(b.severity) || ((a.at ?? '') < (b.at ?? '') ? -1 : 1),
    )
  const incidents = documents.flatMap((one) => one.incidents)
  if (rows.length === 0 && incidents.length === 0) return null
  const shown = rows.slice(0, MOST_ALERTS)
  return {
    id: 'alerts',
    title: 'Alerts and incidents',
    body: html`${incidents.map(
      ({ at, story, alerts: of }, i) =>
        html`<h3>Incident ${i + 1}${at !== null && `, ${minute(at)}`}</h3><p>${story}</p><p class="note">Made of ${plural(of.length, 'alert')}.</p>\n`,
    )}${table('Alerts, most severe first', shown, [
      { heading: 'What', cell: (a) => a.detection },
      { heading: 'Severity', cell: (a) => severityBadge(a.severity) },
      { heading: 'When', cell: (a) => a.at !== null && html`<span class="when">${minute(a.at)}</span>` },
      { heading: 'Devices', cell: (a) => html`<span class="address">${listed(a.who, MOST_NAMED)}</span>` },
      {
        heading: 'Why',
        cell: (a) => html`${a.because}${a.suppressed !== null && ' (suppressed by the policy)'}`,
      },
    ])}${moreRows(rows.length, shown.length, 'alert')}`,
  }
}
