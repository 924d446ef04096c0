/** What was found, by category and type. */
import { categoryLabel, categoryOrder, makeLabel, typeLabel } from '../../inspection/labels.ts'
import { bars } from '../chart.ts'
import { listed, type Section, table } from '../elements.ts'
import { html } from '../html.ts'
import type { PageFacts } from '../page.ts'
import type { PageDevice } from '../subject.ts'
import { mostFirst } from '../traffic.ts'

const MOST_MODELS = 4

interface Row {
  readonly category: string
  readonly type: string
  readonly devices: readonly PageDevice[]
}

export function categories({ subject: { devices } }: PageFacts): Section {
  const groups = categoryOrder()
    .map((id) => ({ label: categoryLabel(id), members: devices.filter((d) => d.category === id) }))
    .filter(({ members }) => members.length > 0)
  const rows = groups.flatMap(({ label, members }): Row[] =>
    [...Map.groupBy(members, (d) => typeLabel(d) || 'Type not known')]
      .map(([type, same]) => ({ category: label, type, devices: same }))
      .sort((a, b) => b.devices.length - a.devices.length || (a.type < b.type ? -1 : 1)),
  )
  const chart = bars(
    'Devices by category',
    groups.map((g) => g.label),
    [
      { name: 'type known', colour: '--bar', values: groups.map((g) => g.members.filter(isKnown).length) },
      {
        name: 'type not known',
        colour: '--unknown',
        values: groups.map((g) => g.members.filter((d) => !isKnown(d)).length),
      },
    ],
  )
  return {
    id: 'found',
    title: 'What was found',
    body: html`${devices.length > 0 && chart}${table('Types of devices', rows, [
      { heading: 'Type', cell: (r) => r.type },
      { heading: 'Category', cell: (r) => r.category },
      { heading: 'Devices', cell: (r) => r.devices.length, number: true },
      { heading: 'Makes and models', cell: (r) => makes(r.devices) },
    ])}`,
  }
}

const isKnown = (d: PageDevice): boolean => d.type !== null || d.family !== null

const makes = (devices: readonly PageDevice[]): string =>
  listed(
    mostFirst(devices.map((d) => makeLabel({ ...d, version: null })).filter((make) => make !== '')),
    MOST_MODELS,
  )
