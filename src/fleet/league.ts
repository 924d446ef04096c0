/** Per family: how many devices have what (the league of riskiest device types), and how far exposure goes. */
import { categoryOfFamily } from '../knowledge/taxonomy.ts'
import {
  byFamily,
  type CountedProfile,
  devicesWhere,
  hasUnsupportedOs,
  hasUnsupportedWindows,
  openFindings,
  share,
} from './count.ts'

export interface LeagueRow {
  readonly family: string
  readonly category: string | null
  readonly assets: number
  readonly criticalUnpatched: number
  readonly unpatched: number
  readonly unsupportedOs: number
  readonly unsupportedWindows: number
  readonly kev: number
  /** Devices whose version, or system, is not known: the other figures may hide as much. */
  readonly unknownVersion: number
  readonly unknownOs: number
  /** Of known vulnerabilities a device. */
  readonly medianCves: number
  /** Those with most devices that have critical vulnerabilities, else any; at most three. */
  readonly worstModels: readonly string[]
  readonly criticalUnpatchedShare: number
  readonly unpatchedShare: number
  readonly unsupportedOsShare: number
  readonly unsupportedWindowsShare: number
  readonly kevShare: number
}

/** A device counts once per column however many vulnerabilities it has; worst family first. */
export function league(profiles: readonly CountedProfile[]): LeagueRow[] {
  return byFamily(profiles)
    .map(([family, group]) => leagueRow(family, group))
    .sort(
      (a, b) =>
        b.criticalUnpatchedShare - a.criticalUnpatchedShare ||
        b.unpatchedShare - a.unpatchedShare ||
        b.unsupportedOsShare - a.unsupportedOsShare ||
        b.assets - a.assets ||
        (a.family < b.family ? -1 : 1),
    )
}

function leagueRow(family: string, group: readonly CountedProfile[]): LeagueRow {
  const assets = devicesWhere(group, () => true)
  const counts = {
    criticalUnpatched: devicesWhere(group, (p) => openFindings(p).some((f) => f.severity === 'critical')),
    unpatched: devicesWhere(group, (p) => openFindings(p).length > 0),
    unsupportedOs: devicesWhere(group, hasUnsupportedOs),
    unsupportedWindows: devicesWhere(group, hasUnsupportedWindows),
    kev: devicesWhere(group, (p) => openFindings(p).some((f) => f.kev)),
    unknownVersion: devicesWhere(group, (p) => !p.versionKnown),
    unknownOs: devicesWhere(group, (p) => p.os === null),
    medianCves: medianOf(group, assets),
    worstModels: worstModels(group),
  }
  return {
    family,
    category: categoryOfFamily(family),
    assets,
    ...counts,
    criticalUnpatchedShare: share(counts.criticalUnpatched, assets),
    unpatchedShare: share(counts.unpatched, assets),
    unsupportedOsShare: share(counts.unsupportedOs, assets),
    unsupportedWindowsShare: share(counts.unsupportedWindows, assets),
    kevShare: share(counts.kev, assets),
  }
}

function medianOf(group: readonly CountedProfile[], assets: number): number {
  const counted = group
    .map((p) => ({ cves: new Set(openFindings(p).map((f) => f.vulnerability)).size, devices: p.devices }))
    .sort((a, b) => a.cves - b.cves)
  let seen = 0
  for (const { cves, devices } of counted) {
    seen += devices
    if (2 * seen >= assets) return cves
  }
  return 0
}

const MOST_MODELS = 3

function worstModels(group: readonly CountedProfile[]): string[] {
  const models = new Map<string, { critical: number; any: number }>()
  for (const profile of group) {
    const open = openFindings(profile)
    const name = [profile.vendor, profile.model].filter((part) => part !== null).join(' ')
    if (open.length === 0 || name === '') continue
    const known = models.get(name) ?? { critical: 0, any: 0 }
    known.any += profile.devices
    if (open.some((f) => f.severity === 'critical')) known.critical += profile.devices
    models.set(name, known)
  }
  return [...models]
    .sort(([a, one], [b, other]) => other.critical - one.critical || other.any - one.any || (a < b ? -1 : 1))
    .slice(0, MOST_MODELS)
    .map(([name]) => name)
}

export interface LadderRow {
  readonly family: string
  readonly assets: number
  readonly anyCve: number
  readonly kev: number
  readonly kevRansomware: number
  /** `null`: an inventory does not tell who talks to the internet. */
  readonly kevRansomwareInternet: number | null
}

/** From any vulnerability to one that is exploited, used for ransomware, on a device that talks to the internet. */
export function ladder(profiles: readonly CountedProfile[]): LadderRow[] {
  return byFamily(profiles).map(([family, group]) => {
    const withKev = (fits: (kev: { ransomware: boolean }) => boolean) => (p: CountedProfile) =>
      openFindings(p).some((f) => f.kev && fits(f))
    const ransomware = withKev((f) => f.ransomware)
    return {
      family,
      assets: devicesWhere(group, () => true),
      anyCve: devicesWhere(group, (p) => openFindings(p).length > 0),
      kev: devicesWhere(
        group,
        withKev(() => true),
      ),
      kevRansomware: devicesWhere(group, ransomware),
      kevRansomwareInternet: group.every((p) => p.internet === null)
        ? null
        : devicesWhere(group, (p) => p.internet === true && ransomware(p)),
    }
  })
}
