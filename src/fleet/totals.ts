/** What stands above the tables: how many devices have anything at all, over all and over the medical ones. */
import {
  type CountedProfile,
  devicesWhere,
  hasUnsupportedOs,
  hasUnsupportedWindows,
  openFindings,
} from './count.ts'

/** Devices, except where it says otherwise. A device counts once in each. */
export interface FleetTotals {
  readonly scope: 'all' | 'medical'
  readonly assets: number
  readonly unpatched: number
  readonly criticalUnpatched: number
  readonly kev: number
  readonly unsupportedOs: number
  readonly unsupportedWindows: number
  /** With one vulnerability of this severity at least: the four do not add up. */
  readonly bySeverity: Readonly<Record<'critical' | 'high' | 'medium' | 'low', number>>
  /** With maker, model and version known. */
  readonly fullyKnown: number
  /** Different vulnerabilities, makers, and models of makers. */
  readonly vulnerabilities: number
  readonly vendors: number
  readonly models: number
}

export function totals(profiles: readonly CountedProfile[]): FleetTotals[] {
  return [
    totalsOf('all', profiles),
    totalsOf(
      'medical',
      profiles.filter(({ medical }) => medical),
    ),
  ]
}

function totalsOf(scope: FleetTotals['scope'], profiles: readonly CountedProfile[]): FleetTotals {
  const withSeverity = (severity: string) =>
    devicesWhere(profiles, (p) => openFindings(p).some((f) => f.severity === severity))
  const critical = withSeverity('critical')
  return {
    scope,
    assets: devicesWhere(profiles, () => true),
    unpatched: devicesWhere(profiles, (p) => openFindings(p).length > 0),
    criticalUnpatched: critical,
    kev: devicesWhere(profiles, (p) => openFindings(p).some((f) => f.kev)),
    unsupportedOs: devicesWhere(profiles, hasUnsupportedOs),
    unsupportedWindows: devicesWhere(profiles, hasUnsupportedWindows),
    bySeverity: {
      critical,
      high: withSeverity('high'),
      medium: withSeverity('medium'),
      low: withSeverity('low'),
    },
    fullyKnown: devicesWhere(profiles, (p) => p.vendor !== null && p.model !== null && p.versionKnown),
    vulnerabilities: new Set(profiles.flatMap((p) => openFindings(p).map((f) => f.vulnerability))).size,
    vendors: new Set(profiles.flatMap((p) => p.vendor ?? [])).size,
    models: new Set(profiles.flatMap((p) => (p.model === null ? [] : [`${p.vendor}\n${p.model}`]))).size,
  }
}
