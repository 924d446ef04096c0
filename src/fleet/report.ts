/** The fleet report (`wardline.fleet-report/1`): tables over profiles, never over single devices. */
import type { Certainty } from '../advisories/finding.ts'
import { byFamily, type CountedProfile, devicesWhere, share } from './count.ts'
import { type DepartmentRow, DeviceTally, type RiskRow } from './device-tally.ts'
import { type LadderRow, type LeagueRow, ladder, league } from './league.ts'
import { type PrevalenceRow, prevalence } from './prevalence.ts'
import { type FleetTotals, totals } from './totals.ts'

export interface OsSupportRow {
  readonly family: string
  readonly os: string
  /** `null`: the release is not known well enough to say. */
  readonly state: 'supported' | 'extended' | 'unsupported' | null
  readonly until: string | null
  readonly assets: number
  /** Of the family's devices. */
  readonly share: number
}

/** How much is known: what every other figure must be read against. */
export interface FleetCoverage {
  /** Devices whose kind is not known; in no family's table. */
  readonly withoutFamily: number
  /** Neither model nor system: nothing could be looked up. */
  readonly withoutProduct: number
  readonly withoutVersion: number
  readonly withoutOs: number
}

export interface FleetReport {
  readonly schema: 'wardline.fleet-report/1'
  readonly asOf: string
  readonly assets: number
  /** Certainties that headline figures count. */
  readonly certainties: readonly Certainty[]
  readonly coverage: FleetCoverage
  /** Over all devices, then over the medical ones. */
  readonly totals: readonly FleetTotals[]
  readonly prevalence: readonly PrevalenceRow[]
  readonly league: readonly LeagueRow[]
  readonly ladder: readonly LadderRow[]
  readonly osSupport: readonly OsSupportRow[]
  /** Empty where no single devices were told. */
  readonly risk: readonly RiskRow[]
  readonly departments: readonly DepartmentRow[]
}

export function fleetReport(
  profiles: readonly CountedProfile[],
  asOf: string,
  devices: DeviceTally = new DeviceTally(),
): FleetReport {
  return {
    schema: 'wardline.fleet-report/1',
    asOf,
    assets: devicesWhere(profiles, () => true),
    certainties: ['confirmed', 'likely'],
    coverage: {
      withoutFamily: devicesWhere(profiles, (p) => p.family === null),
      withoutProduct: devicesWhere(profiles, (p) => !p.productKnown),
      withoutVersion: devicesWhere(profiles, (p) => !p.versionKnown),
      withoutOs: devicesWhere(profiles, (p) => p.os === null),
    },
    totals: totals(profiles),
    prevalence: prevalence(profiles),
    league: league(profiles),
    ladder: ladder(profiles),
    osSupport: osSupportTable(profiles),
    risk: devices.riskRows(),
    departments: devices.departmentRows(),
  }
}

function osSupportTable(profiles: readonly CountedProfile[]): OsSupportRow[] {
  return byFamily(profiles).flatMap(([family, group]) => {
    const assets = devicesWhere(group, () => true)
    const rows = new Map<
      string,
      { os: string; state: OsSupportRow['state']; until: string | null; assets: number }
    >()
    for (const { os, osSupport, devices } of group) {
      if (os === null) continue
      const key = `${os}\n${osSupport?.state}\n${osSupport?.until}`
      const row = rows.get(key)
      if (row === undefined)
        rows.set(key, {
          os,
          state: osSupport?.state ?? null,
          until: osSupport?.until ?? null,
          assets: devices,
        })
      else row.assets += devices
    }
    return [...rows.values()]
      .sort((a, b) => b.assets - a.assets || (a.os < b.os ? -1 : 1))
      .map((row) => ({ family, ...row, share: share(row.assets, assets) }))
  })
}
