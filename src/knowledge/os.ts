/** Operating system releases: which one a build or internal version means, and until when it is supported. */
import { remember } from '../model/remember.ts'
import { load } from './load.ts'
import type { Checked } from './schema.ts'

export type Release = Checked<'osReleases'>['families'][number]['releases'][number]

/** An operating system as an asset shows it. */
export interface Os {
  readonly name: string
  readonly version: string | null
  readonly build: string | null
  /** Where it is stated: editions of one release of Windows are supported for different times. */
  readonly edition?: OsEdition
}

/** Home and Pro; Enterprise and Education, which may be of the long-term channel; that channel (LTSB, LTSC). */
export type OsEdition = 'pro' | 'enterprise' | 'long-term'

export interface OsSupport {
  readonly state: 'supported' | 'extended' | 'unsupported'
  /** Last day of that state, or of support where it is over; ISO date, `null` if not known or not announced. */
  readonly until: string | null
  /** Every release and edition that fits agrees on the state. */
  readonly certain: boolean
  readonly because: string
}

/**
 * The release an NT build means, e.g. `10.0.17763` (further parts are ignored) or `17763` alone. One build can be a client and a
 * server: then both are named ("Windows 10 / Server 2019") unless `server` tells which. `null` for what no Windows
 * reports, such as build 0 of Samba and embedded stacks.
 */
export function osFromWindowsBuild(text: string, server: boolean | null = null): Os | null {
  const build = wholeBuild(text.trim())
  if (build === null) return null
  const found = windowsReleases(build).filter((r) => server === null || (r.server === true) === server)
  const client = found.filter((r) => !r.server)
  const servers = found.filter((r) => r.server && !r.version?.includes('channel'))
  const named = client.length + servers.length > 0 ? [...client, ...servers] : found
  if (named.length === 0) return laterWindows(build)
  const names = [...new Set(named.map((r) => r.name))]
  const name = names.map((n, i) => (i === 0 ? n : n.replace(/^Windows /, ''))).join(' / ')
  // Before Vista the build stayed the same through all service packs.
  const version = /^[45]\./.test(build) ? null : versionsOf(client.length > 0 ? client : named)
  return { name, version, build }
}

/** Releases of the long-term channel and the version they are built of (Microsoft lifecycle pages). */
const LONG_TERM: Readonly<Record<string, string>> = {
  'Windows 10 2015': '1507',
  'Windows 10 2016': '1607',
  'Windows 10 2019': '1809',
  'Windows 10 2021': '21H2',
  'Windows 11 2024': '24H2',
}

/** `1809` of "Windows 10" LTSC 2019. */
export const longTermRelease = (name: string, year: string): string | undefined =>
  LONG_TERM[`${name} ${year}`]

/** macOS release of a Darwin kernel version such as `20.3.0`. */
export function osFromDarwin(version: string): Os | null {
  const release = load('osReleases', 'os-releases.yaml').darwin[version.split('.', 1)[0]!]
  return release === undefined ? null : { name: 'macOS', version: release, build: `Darwin ${version}` }
}

/** Android release in the DHCP vendor class `android-dhcp-11`. */
export function osFromAndroidDhcp(vendorClass: string): Os | null {
  const found = /^android-dhcp-(\d+(?:\.\d+)*)/.exec(vendorClass)
  return found ? { name: 'Android', version: found[1]!, build: null } : null
}

/** Names of all systems and platforms whose releases are known. */
export const osNames = (): readonly string[] => [...new Set(releases().map((r) => r.name))]

/** Every release and edition that an operating system may be; empty if it is not in the knowledge base. */
export function releasesOf({ name, version, build }: Os): readonly Release[] {
  const fit = releases().filter((r) => r.build === build && build !== null && isNtBuild(build))
  const group = fit.length > 0 ? windowsReleases(build!, true) : []
  if (group.length > 0) return narrowed(group, name)
  const sameName = releasesNamed(name)
  if (version === null) return sameName
  for (let lead = version.trim(); lead !== ''; lead = lead.replace(/[.\s-]?[^.\s-]*$/, '')) {
    const same = sameName.filter((r) => (r.version ?? r.build ?? '').toLowerCase() === lead.toLowerCase())
    if (same.length > 0) return same
  }
  return sameName.filter((r) => r.version === undefined)
}

/**
 * Support on a day (`2026-11-22`). Where editions differ the one supported longest decides, so that "unsupported"
 * is never said of a release that may be supported; `certain` tells whether all agree. `null`: not known.
 */
export function supportOf(os: Os, day: string): OsSupport | null {
  const all = ofEdition(releasesOf(os), os.edition)
  const fit = all.filter((r) => r.eos !== 'unknown')
  if (fit.length === 0) return null
  const best = fit.reduce((a, b) => (lastDay(b) > lastDay(a) ? b : a))
  const state = stateOf(best, day)
  const until = state === 'extended' ? best.ext! : /^\d/.test(best.eos) ? best.eos : null
  // A release of which no end is known may still be supported.
  if (state !== 'supported' && fit.length < all.length) return null
  const certain = fit.length === all.length && fit.every((r) => stateOf(r, day) === state)
  const label = [best.name, best.version, best.edition].filter((part) => part !== undefined).join(' ')
  const over = best.ext !== undefined && state === 'unsupported' ? `, extended support ${best.ext}` : ''
  const dated =
    until === null ? (state === 'supported' ? 'no end announced' : 'ended') : `security updates end ${until}`
  return { state, until, certain, because: `${label}: ${dated}${over}${doubt(fit, best, day)}` }
}

/** That other editions have less time, or none. */
function doubt(fit: readonly Release[], best: Release, day: string): string {
  const over = fit
    .filter((r) => r.edition !== best.edition && lastDay(r) < day)
    .map((r) => ({ r, last: lastDay(r) }))
    .sort((a, b) => (a.last < b.last ? -1 : 1))[0]
  return over === undefined || lastDay(best) < day
    ? ''
    : `, if it is that edition: ${over.r.edition ?? 'others'} ended ${over.last}`
}

const EDITIONS: Readonly<Record<OsEdition, (edition: string) => boolean>> = {
  pro: (edition) => edition.includes('Pro'),
  enterprise: (edition) => !edition.includes('Pro'),
  'long-term': (edition) => /LTS[BC]/.test(edition),
}

/** Systems of their own beside the editions of the release they were made of: POSReady 7 is no Windows 7 Professional. */
const EMBEDDED = /\b(?:Embedded|POSReady)\b/

/** Those that may be of this edition; all of them where that leaves none. */
function ofEdition(all: readonly Release[], edition: OsEdition | undefined): readonly Release[] {
  if (edition === undefined) return all
  const fit = all.filter((r) => {
    if (EMBEDDED.test(r.name)) return false
    const known = r.edition ?? /\b(?:IoT|LTS[BC])\b.*/.exec(r.name)?.[0]
    return known === undefined ? edition !== 'long-term' : EDITIONS[edition](known)
  })
  return fit.length === 0 ? all : fit
}

/** Kept by name, since fleets ask for the same few of every device. */
const releasesNamed = remember(1000, (name): readonly Release[] => {
  const names = namesIn(name)
  return releases().filter((r) => names.includes(r.name.toLowerCase()))
})

// --- releases -------------------------------------------------------------------------------------------------

let flat: readonly Release[] | undefined
function releases(): readonly Release[] {
  flat ??= load('osReleases', 'os-releases.yaml').families.flatMap((family) => family.releases)
  return flat
}

const isNtBuild = (build: string): boolean => /^\d+\.\d+\.\d{3,}$/.test(build)

/** The build with its version in front: the number alone names one release since NT 4.0. */
function wholeBuild(text: string): string | null {
  const whole = /^(\d{1,2}\.\d{1,2}\.\d{1,5})(?:\.\d+)?$/.exec(text)?.[1]
  if (whole !== undefined) return whole
  if (!/^\d{4,5}$/.test(text)) return null
  const known = releases().find((r) => r.name.startsWith('Windows') && r.build?.split('.')[2] === text)
  return known?.build ?? (Number(text) >= FIRST_OF_WINDOWS_10 ? `10.0.${text}` : null)
}
const FIRST_OF_WINDOWS_10 = 10_240

/** Releases that report this build; with `embedded` also those that share the code base under another name. */
function windowsReleases(build: string, embedded = false): readonly Release[] {
  const { families, sharedBuilds } = load('osReleases', 'os-releases.yaml')
  const builds = sharedBuilds.find((group) => group[0] === build) ?? [build]
  const ids = embedded ? ['windows', 'windows-server', 'windows-embedded'] : ['windows', 'windows-server']
  return families
    .filter((family) => ids.includes(family.id))
    .flatMap((family) => family.releases)
    .filter((r) => builds.includes(r.build ?? ''))
}

/** Those of a group that carry one of the names; all of it where a client and a server share the name. */
function narrowed(group: readonly Release[], name: string): readonly Release[] {
  const names = namesIn(name)
  const exact = group.filter((r) => names.includes(r.name.toLowerCase()))
  const embedded = group.filter(
    (r) => r.name.includes('Embedded') || r.name.includes('IoT') || r.name.includes('POS'),
  )
  return exact.length === 0 ? group : [...new Set([...exact, ...(names.some(isClient) ? embedded : [])])]
}

const isClient = (name: string): boolean => !name.includes('server')

/** `Windows 10 / Server 2019` -> both names, lower case. */
function namesIn(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(' / ')
    .map((part) => (part.startsWith('server') ? `windows ${part}` : part))
}

function versionsOf(list: readonly Release[]): string | null {
  const versions = [...new Set(list.map((r) => r.version).filter((v) => v !== undefined))].reverse()
  if (versions.length < 2) return versions[0] ?? null
  return `${versions[0]} to ${versions.at(-1)}`
}

/** A build newer than the tables, or between their entries: the major release at least. */
function laterWindows(build: string): Os | null {
  const number = Number(build.split('.')[2])
  if (!build.startsWith('10.0.') || number < FIRST_OF_WINDOWS_10) return null
  return { name: number < 22_000 ? 'Windows 10' : 'Windows 11', version: null, build }
}

// --- dates ----------------------------------------------------------------------------------------------------

const END_OF_TIME = '9999-12-31'

const eosDay = ({ eos }: Release): string =>
  eos === 'open' ? END_OF_TIME : eos === 'ended' || eos === 'unknown' ? '0000-00-00' : eos

const lastDay = (release: Release): string =>
  release.ext !== undefined && release.ext > eosDay(release) ? release.ext : eosDay(release)

function stateOf(release: Release, day: string): OsSupport['state'] {
  if (day <= eosDay(release)) return 'supported'
  return day <= lastDay(release) ? 'extended' : 'unsupported'
}
