/** The fleet's tables, with charts of those that a picture tells better. */
import type { LeagueRow } from '../../../fleet/league.ts'
import type { FleetReport } from '../../../fleet/report.ts'
import { familyById } from '../../../knowledge/taxonomy.ts'
import { bars } from '../chart.ts'
import { count, listed, moreRows, type Section, scoreBadge, share, table } from '../elements.ts'
import { type Html, html, NOTHING } from '../html.ts'
import type { PageFacts } from '../page.ts'

const MOST_BARS = 12
const MOST_CVES = 25
const MOST_SYSTEMS = 30
const MOST_OTHERS = 60

export function fleet({ fleet: report }: PageFacts): Section | null {
  if (report === null) return null
  return {
    id: 'fleet',
    title: 'The fleet',
    body: html`<p>Counted are vulnerabilities whose certainty is confirmed or likely. “Possible”: the product fits, its version is not known.</p>
<div class="charts">${prevalenceChart(report)}${leagueChart(report)}${riskChart(report)}${supportChart(report)}</div>
${totals(report)}${prevalence(report)}${league(report)}${ladder(report)}${risk(report)}${departments(report)}${systems(report)}`,
  }
}

const label = (family: string): string => familyById(family)?.label ?? family

function prevalenceChart({ prevalence: rows }: FleetReport): Html {
  const shown = rows.filter((r) => r.family === null).slice(0, MOST_BARS)
  if (shown.length === 0) return NOTHING
  return bars(
    'Devices by vulnerability',
    shown.map((r) => r.vulnerability),
    [
      { name: 'affected', colour: '--critical', values: shown.map((r) => r.affected) },
      { name: 'possible', colour: '--unknown', values: shown.map((r) => r.possible) },
    ],
  )
}

function leagueChart({ league: rows }: FleetReport): Html {
  const shown = rows.filter((r) => r.unpatched > 0).slice(0, MOST_BARS)
  if (shown.length === 0) return NOTHING
  const values = (of: (row: LeagueRow) => number) => shown.map(of)
  return bars(
    'Devices with known vulnerabilities, by type',
    shown.map((r) => label(r.family)),
    [
      { name: 'critical', colour: '--critical', values: values((r) => r.criticalUnpatched) },
      {
        name: 'less than critical',
        colour: '--medium',
        values: values((r) => r.unpatched - r.criticalUnpatched),
      },
    ],
  )
}

function riskChart({ risk: rows }: FleetReport): Html {
  const shown = rows
    .filter((r) => r.max > 0)
    .toSorted((a, b) => b.max - a.max)
    .slice(0, MOST_BARS)
  if (shown.length === 0) return NOTHING
  return bars(
    'Worst risk, by type',
    shown.map((r) => label(r.family)),
    [{ name: 'worst risk', colour: '--bar', values: shown.map((r) => r.max) }],
  )
}

const STATES = [
  ['supported', '--good', 'supported'],
  ['extended', '--medium', 'extended: long-term or paid for'],
  ['unsupported', '--critical', 'out of support'],
  [null, '--unknown', 'not known'],
] as const

function supportChart({ osSupport: rows }: FleetReport): Html {
  const assets = (of: FleetReport['osSupport'], ...states: (string | null)[]): number =>
    of.filter((r) => states.length === 0 || states.includes(r.state)).reduce((all, r) => all + r.assets, 0)
  const families = [...Map.groupBy(rows, (r) => r.family)]
    .toSorted(([, a], [, b]) => assets(b, 'unsupported') - assets(a, 'unsupported') || assets(b) - assets(a))
    .slice(0, MOST_BARS)
  if (families.length === 0) return NOTHING
  return bars(
    'Support of operating systems, by type',
    families.map(([family]) => label(family)),
    STATES.map(([state, colour, name]) => ({
      name,
      colour,
      values: families.map(([, same]) => assets(same, state)),
    })),
  )
}

function totals({ totals: rows }: FleetReport): Html {
  return table(
    'In short',
    rows.filter((r) => r.assets > 0),
    [
      { heading: 'Scope', cell: (r) => (r.scope === 'all' ? 'All devices' : 'Medical devices') },
      { heading: 'Devices', cell: (r) => r.assets, number: true },
      { heading: 'Critical vulnerability', cell: (r) => share(r.criticalUnpatched, r.assets), number: true },
      { heading: 'Any', cell: (r) => share(r.unpatched, r.assets), number: true },
      { heading: 'Exploited', cell: (r) => share(r.kev, r.assets), number: true },
      { heading: 'System out of support', cell: (r) => share(r.unsupportedOs, r.assets), number: true },
      { heading: 'Maker, model and version known', cell: (r) => share(r.fullyKnown, r.assets), number: true },
    ],
  )
}

const REMEDIES = {
  fix: 'fix',
  mitigation: 'mitigation only',
  none: 'none exists',
  unknown: 'not known',
} as const

function prevalence({ prevalence: all }: FleetReport): Html {
  const rows = all.filter((r) => r.family === null)
  const shown = rows.slice(0, MOST_CVES)
  return html`${table('Vulnerabilities by share of all devices', shown, [
    { heading: 'Vulnerability', cell: (r) => r.vulnerability },
    {
      heading: 'Severity',
      cell: (r) => scoreBadge(r.severity, r.score),
    },
    { heading: 'Devices', cell: (r) => share(r.affected, r.assets), number: true },
    { heading: 'Possible', cell: (r) => r.possible, number: true },
    { heading: 'Exploited', cell: (r) => (r.kev ? 'yes' : 'no') },
    { heading: 'Remedy', cell: (r) => REMEDIES[r.remedy] },
  ])}${moreRows(rows.length, shown.length, 'row')}`
}

function league({ league: all }: FleetReport): Html {
  const rows = all.filter((r) => r.unpatched + r.unsupportedOs > 0)
  const rest = all.filter((r) => !rows.includes(r))
  const others = listed(
    rest.map((r) => `${label(r.family)} (${count(r.assets)})`),
    MOST_OTHERS,
  )
  return html`${table('Device types by known vulnerabilities', rows, [
    { heading: 'Type', cell: (r) => label(r.family) },
    { heading: 'Devices', cell: (r) => r.assets, number: true },
    { heading: 'Critical', cell: (r) => share(r.criticalUnpatched, r.assets), number: true },
    { heading: 'Any', cell: (r) => share(r.unpatched, r.assets), number: true },
    { heading: 'Exploited', cell: (r) => share(r.kev, r.assets), number: true },
    { heading: 'System out of support', cell: (r) => share(r.unsupportedOs, r.assets), number: true },
    { heading: 'Version not known', cell: (r) => r.unknownVersion, number: true },
    { heading: 'Worst models', cell: (r) => r.worstModels.join(', ') },
  ])}${rest.length > 0 && html`<p class="note">Without known vulnerability, and on no system out of support: ${others}.</p>`}`
}

function ladder({ ladder: rows }: FleetReport): Html {
  return table(
    'How far exposure goes',
    rows.filter((r) => r.anyCve > 0),
    [
      { heading: 'Type', cell: (r) => label(r.family) },
      { heading: 'Devices', cell: (r) => r.assets, number: true },
      { heading: 'Any vulnerability', cell: (r) => r.anyCve, number: true },
      { heading: 'Exploited', cell: (r) => r.kev, number: true },
      { heading: 'By ransomware', cell: (r) => r.kevRansomware, number: true },
      {
        heading: '… and talks to the internet',
        cell: (r) => r.kevRansomwareInternet ?? 'not known',
        number: true,
      },
    ],
  )
}

function risk({ risk: rows }: FleetReport): Html {
  return table(
    'Risk by type',
    rows.filter((r) => r.max > 0),
    [
      { heading: 'Type', cell: (r) => label(r.family) },
      { heading: 'Devices', cell: (r) => r.assets, number: true },
      { heading: 'Mean', cell: (r) => r.mean.toFixed(1), number: true },
      { heading: 'Median', cell: (r) => r.median, number: true },
      { heading: 'Nine of ten below', cell: (r) => r.p90, number: true },
      { heading: 'Worst', cell: (r) => r.max, number: true },
    ],
  )
}

function departments({ departments: rows }: FleetReport): Html {
  return table('Wards by known vulnerabilities', rows, [
    { heading: 'Ward', cell: (r) => r.department },
    { heading: 'Devices', cell: (r) => r.assets, number: true },
    { heading: 'Critical', cell: (r) => share(r.criticalUnpatched, r.assets), number: true },
    { heading: 'Any', cell: (r) => share(r.unpatched, r.assets), number: true },
    { heading: 'Mean risk', cell: (r) => r.meanRisk.toFixed(1), number: true },
    { heading: 'Worst', cell: (r) => r.maxRisk, number: true },
  ])
}

function systems({ osSupport: rows }: FleetReport): Html {
  const shown = rows.slice(0, MOST_SYSTEMS)
  return html`${table('Operating systems', shown, [
    { heading: 'Type', cell: (r) => label(r.family) },
    { heading: 'System', cell: (r) => r.os },
    { heading: 'Support', cell: (r) => STATES.find(([state]) => state === r.state)![2] },
    { heading: 'Until', cell: (r) => r.until ?? '' },
    { heading: 'Devices', cell: (r) => r.assets, number: true },
  ])}${moreRows(rows.length, shown.length, 'row')}`
}
