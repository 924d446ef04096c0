/** The few numbers that stand on top. */
import { isMedicalCategory } from '../../../knowledge/taxonomy.ts'
import { plural } from '../../inspection/labels.ts'
import { count, type Section, share } from '../elements.ts'
import { html } from '../html.ts'
import type { PageFacts } from '../page.ts'
import { clearClinical, sum } from '../traffic.ts'

interface Figure {
  readonly value: number
  readonly what: string
  readonly more?: string
  /** Severity that colours its edge. */
  readonly severity?: 'critical' | 'high' | 'medium'
}

export function keyFigures(facts: PageFacts): Section {
  const figures = [...found(facts), ...assessed(facts), ...seen(facts)]
  return {
    id: 'in-short',
    title: 'In short',
    body: html`<ul class="figures">${figures.map(
      ({ value, what, more, severity }) =>
        html`<li class="${severity === undefined || value === 0 ? 'plain' : `s-${severity}`}"><b>${value}</b>${what}${more !== undefined && html`<small>${more}</small>`}</li>\n`,
    )}</ul>`,
  }
}

function found({ subject: { devices } }: PageFacts): Figure[] {
  const known = devices.filter((d) => d.type !== null || d.family !== null).length
  const medical = devices.filter((d) => isMedicalCategory(d.category))
  const vital = medical.filter((d) => d.criticality === 'life-sustaining').length
  return [
    {
      value: devices.length,
      what: devices.length === 1 ? 'device' : 'devices',
      more: `of ${share(known, devices.length)} it is known what they are`,
    },
    {
      value: medical.length,
      what: 'medical devices',
      more: `${count(vital)} of them life-sustaining`,
    },
  ]
}

function assessed({ fleet }: PageFacts): Figure[] {
  const all = fleet?.totals[0]
  if (all === undefined) return []
  return [
    {
      value: all.criticalUnpatched,
      what: 'devices with a critical vulnerability',
      more: `${share(all.unpatched, all.assets)} with any; ${count(all.vulnerabilities)} different ones`,
      severity: 'critical',
    },
    {
      value: all.kev,
      what: 'devices with a vulnerability that is exploited',
      more: 'listed by CISA as used in attacks',
      severity: 'critical',
    },
    {
      value: all.unsupportedOs,
      what: 'devices on a system out of support',
      more: `${count(all.unsupportedWindows)} of them Windows`,
      severity: 'high',
    },
  ]
}

function seen({ subject: { devices, documents }, flows }: PageFacts): Figure[] {
  const weak = devices.filter((d) => d.weaknesses.length > 0)
  const kinds = new Set(weak.flatMap((d) => d.weaknesses.map((w) => w.id))).size
  const alerts = sum(documents, (one) => one.alerts.length)
  const incidents = sum(documents, (one) => one.incidents.length)
  const clear = flows === null ? [] : clearClinical(flows)
  return [
    {
      value: weak.length,
      what: 'devices with a weakness',
      more: plural(kinds, 'kind'),
      severity: 'medium',
    },
    ...(flows === null
      ? []
      : [
          {
            value: sum(clear, (one) => one.flows.length),
            what: 'clinical conversations in clear text',
            more: plural(clear.length, 'protocol'),
            severity: 'high' as const,
          },
        ]),
    ...(alerts === 0
      ? []
      : [
          {
            value: alerts,
            what: alerts === 1 ? 'alert' : 'alerts',
            more: plural(incidents, 'incident'),
            severity: 'critical' as const,
          },
        ]),
  ]
}
