/** The report in short, for a terminal: what there is, the worst risks, the fleet's tables. */
import type { FleetReport } from '../../fleet/report.ts'
import type { AssessedAsset } from '../assessment/document.ts'
import { assessmentTable } from '../assessment/text.ts'
import { fleetText } from '../fleet/text.ts'
import { categoryLabel, categoryOrder, makeLabel, plural, typeLabel } from '../inspection/labels.ts'
import { harmless, wrap } from '../inspection/plain-text.ts'
import { bold, type TextOptions } from '../inspection/table.ts'
import { listed } from './elements.ts'
import { judged } from './fleet.ts'
import type { PageFacts } from './page.ts'
import { addressOf, alikeOf, type PageDevice, type PageSubject } from './subject.ts'
import { mostFirst } from './traffic.ts'

export interface ReportTextOptions extends TextOptions {
  /** Devices of the worst, and rows of the fleet's tables. */
  readonly top: number
}

const MOST_MAKES = 3

export function reportText({ subject, fleet }: PageFacts, options: ReportTextOptions): string {
  const parts = [
    ...(subject.simulated ? [simulated(options)] : []),
    inventory(subject.devices, options),
    ...(subject.assessed ? [`${bold('Worst risks', options)}\n${worst(subject, options)}`.trimEnd()] : []),
    ...happened(subject, options),
    ...(fleet === null
      ? []
      : [fleetText(inShort(fleet, options.top), { ...options, rows: options.top }).trimEnd()]),
    ...(subject.simulated ? [simulated(options)] : []),
  ]
  return `${parts.join('\n\n')}\n`
}

const SIMULATED = 'SIMULATED: what was read says that it is no recording. None of these devices exists.'

const simulated = (options: ReportTextOptions): string =>
  bold(wrap(SIMULATED, Math.min(options.width, WIDEST), ''), options)

/** A paragraph a category, so that a hospital fits on a screen. */
function inventory(devices: readonly PageDevice[], { width, colour }: ReportTextOptions): string {
  const groups = categoryOrder()
    .map((category) => ({ category, members: devices.filter((d) => d.category === category) }))
    .filter(({ members }) => members.length > 0)
    .map(({ category, members }) => {
      const types = [...Map.groupBy(members, (d) => typeLabel(d) || 'type not known')]
        .sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))
        .map(([type, same]) => `${same.length} ${type}${makes(same)}`)
      const head = `${categoryLabel(category)} (${members.length}):`
      return wrap(harmless(`${head} ${types.join('; ')}`), Math.min(width, WIDEST), '  ')
    })
  const title = bold(`Inventory: ${plural(devices.length, 'device')}`, { width, colour })
  return [title, ...groups].join('\n')
}

const WIDEST = 120

function makes(same: readonly PageDevice[]): string {
  const named = same.map((d) => makeLabel({ ...d, version: null })).filter((make) => make !== '')
  return named.length === 0 ? '' : ` (${listed(mostFirst(named), MOST_MAKES)})`
}

/** Of the longer tables only rows that tell of something, and no more than asked for: the page has them all. */
function inShort(report: FleetReport, top: number): FleetReport {
  return {
    ...report,
    league: report.league.filter((r) => r.unpatched + r.unsupportedOs > 0).slice(0, top),
    ladder: report.ladder.filter((r) => r.anyCve > 0).slice(0, top),
    risk: report.risk.filter((r) => r.max > 0).slice(0, top),
    osSupport: report.osSupport.filter((r) => r.state !== null).slice(0, top),
  }
}

/** Stories of incidents; single alerts are in the page. */
function happened({ documents }: PageSubject, options: ReportTextOptions): string[] {
  const stories = documents.flatMap((one) => one.incidents.map(({ story }) => story))
  const alerts = documents.flatMap((one) => one.alerts)
  if (stories.length + alerts.length === 0) return []
  const title = `What happened: ${plural(stories.length, 'incident')}, ${plural(alerts.length, 'alert')}`
  const told = stories
    .slice(0, options.top)
    .map((story) => wrap(harmless(story), Math.min(options.width, WIDEST), '  '))
  return [[bold(title, options), ...told].join('\n')]
}

function worst({ devices }: PageSubject, options: ReportTextOptions): string {
  const risky = alikeOf(devices.filter((d) => (d.risk?.score ?? 0) > 0))
  const counts = {
    assets: devices.length,
    withFindings: devices.filter((d) => d.findings?.some((f) => f.status === 'affected') === true).length,
    unnamed: devices.filter((d) => (d.model ?? d.product ?? d.os.name) === null).length,
    notShown: risky.slice(options.top).reduce((n, alike) => n + alike.length, 0),
  }
  return assessmentTable(risky.slice(0, options.top).map(assessed), counts, options)
}

function assessed(alike: readonly PageDevice[]): AssessedAsset {
  const device = alike[0]!
  const { vendor, model, product, version, type, family, osSupport } = device
  return {
    id: device.id,
    called: alike.length === 1 ? addressOf(device) : `${addressOf(device)} and ${alike.length - 1} more`,
    vendor,
    model: model ?? product,
    version,
    type,
    family,
    quantity: 1,
    osSupport: osSupport === null ? null : { ...osSupport, certain: true, because: '' },
    findings: (device.findings ?? []).map(judged),
    borne: [],
    risk: { score: Math.round(device.risk?.score ?? 0), factors: [] },
  }
}
