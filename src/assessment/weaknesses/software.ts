/** Software and systems that nobody mends any more, as banners and builds tell. */
import type { Os } from '../../knowledge/os.ts'
import { outdatedSoftware } from '../../knowledge/weak-defaults.ts'
import type { FieldName } from '../../model/observation.ts'
import { osSupportOf } from '../os-support.ts'
import { isMedical } from './kinds.ts'
import { ASSET_MANAGEMENT, LEAST_FUNCTIONALITY, MAINTAINED_SOFTWARE } from './safeguards.ts'
import { seen, sightOf } from './sightings.ts'
import type { View } from './view.ts'
import type { Evidence, Judge, Sight, Weakness } from './weakness.ts'

export const WALL = 'Keep it in a zone of its own that lets through only what its task needs.'
export const UPDATE =
  'Ask the maker for a version with current parts, and plan for replacement where there is none.'
export const BACKPORTS =
  'The maker or a distribution may have mended the old version: ask before acting on a version alone.'

/** Evidence of what a device is: the claims that decided an attribute. */
function evidenceOf(
  view: View,
  attribute: 'os.name' | 'os.version' | 'type' | 'model' | 'version' | 'vendor',
): Evidence[] {
  return (view.asset.verdicts.get(attribute)?.won ?? []).slice(0, 2).map((claim) => ({
    field: claim.field,
    observed: claim.observed,
    at: claim.at,
    until: claim.at,
    count: 1,
    peer: null,
    where: claim.where,
  }))
}

export const aboutDevice = (
  view: View,
  attribute: Parameters<typeof evidenceOf>[1],
  saw: string,
  severity?: Sight['severity'],
): Sight => ({
  saw,
  protocol: null,
  port: null,
  ...(severity === undefined ? {} : { severity }),
  evidence: evidenceOf(view, attribute),
})

export function osOf(view: View): Os | null {
  const name = view.asset.verdicts.get('os.name')
  if (name === undefined || name.confidence < 0.5) return null
  return { name: name.value, version: view.value('os.version'), build: view.value('os.build') }
}

/** What is said of the support of its system, where that is certain. */
function support(
  view: View,
  say: (state: string, until: string | null, system: string) => string | null,
): Sight[] {
  const os = osOf(view)
  const found = os === null ? null : osSupportOf(os, view.fleet.asOf)
  if (os === null || found === null || !found.certain) return []
  const saw = say(found.state, found.until, `${os.name}${os.version === null ? '' : ` ${os.version}`}`)
  return saw === null ? [] : [aboutDevice(view, 'os.name', saw)]
}

const inAYear = (view: View, until: string): boolean => {
  const days = (Date.parse(until) - Date.parse(view.fleet.asOf)) / 86_400_000
  return days >= 0 && days <= 365
}

type Kind = Parameters<typeof outdatedSoftware>[0]

/** Banners that name software of a kind in a version that is over on the day. `prefix` tells whose version a bare number is. */
const outdated =
  (kind: Kind, fields: readonly (readonly [FieldName, string?])[]): Judge =>
  (view) =>
    fields.flatMap(([field, prefix = '']) =>
      view.of(field).flatMap((o) => {
        const found = outdatedSoftware(kind, `${prefix}${o.value}`, view.fleet.asOf)
        if (found === null) return []
        return [
          sightOf(
            o,
            `${found.product} ${found.version} (before ${found.supportedFrom} no updates since ${found.ended})`,
          ),
        ]
      }),
    )

const rows = (fields: readonly FieldName[]) => fields.map((f) => [f] as const)

export const software: readonly Weakness[] = [
  {
    id: 'os-end-of-support',
    title: 'Operating system without updates',
    severity: 'high',
    why: 'Faults that become known are not mended: each new one stays open for good.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: 'Upgrade the system, or replace the device where its maker has no version for a supported one.',
    meanwhile: WALL,
    guard:
      'Only a release whose every edition is over counts; long-term editions have later dates, extended contracts are paid for.',
    judge: (view) =>
      support(view, (state, until, os) =>
        state === 'unsupported' ? `${os} is without updates since ${until ?? 'years'}` : null,
      ),
  },
  {
    id: 'os-end-of-support-12m',
    title: 'Operating system ends within a year',
    severity: 'low',
    why: 'Replacing a medical device takes longer than a year.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: 'Plan the upgrade now, and ask the maker for its date.',
    meanwhile: WALL,
    guard: 'Only a release whose every edition ends by then counts.',
    judge: (view) =>
      support(view, (state, until, os) =>
        state !== 'unsupported' && until !== null && inAYear(view, until)
          ? `Support of ${os} ends on ${until}`
          : null,
      ),
  },
  {
    id: 'os-esu-required',
    title: 'Operating system in extended support',
    severity: 'medium',
    why: 'It is mended only where the extended contract is held and its updates are installed.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: 'Make sure the contract is held, or upgrade.',
    meanwhile: WALL,
    guard:
      'Who holds the contract is not seen on the wire. Debian’s long-term support needs none, and mends fewer packages.',
    judge: (view) =>
      support(view, (state, until, os) =>
        state === 'extended' ? `${os} is in extended support, until ${until ?? 'unknown'}` : null,
      ),
  },
  {
    id: 'web-server-outdated',
    title: 'Web server without updates',
    severity: 'medium',
    why: 'Its known faults stay open.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: UPDATE,
    meanwhile: WALL,
    guard: BACKPORTS,
    judge: outdated('web-server', rows(['http.server'])),
  },
  {
    id: 'ssh-server-outdated',
    title: 'SSH server without updates',
    severity: 'medium',
    why: 'Its known faults stay open.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: UPDATE,
    meanwhile: 'Let only the stations that manage the device reach the port.',
    guard: BACKPORTS,
    judge: (view) => {
      const own = new Set(view.of('ssh.host-key-sha256').map((o) => o.service?.port))
      const serves = (port: number | null) =>
        own.has(port ?? undefined) || view.serves.some((c) => c.port === port)
      return [...outdated('ssh-server', rows(['ssh.software']))(view)].filter((s) => serves(s.port))
    },
  },
  {
    id: 'tls-library-outdated',
    title: 'TLS library without updates',
    severity: 'medium',
    why: 'Faults in it open every service that rests on it.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: UPDATE,
    meanwhile: WALL,
    guard: `Premium support reaches further. ${BACKPORTS}`,
    judge: outdated('tls-library', rows(['http.server', 'http.powered-by'])),
  },
  {
    id: 'database-outdated',
    title: 'Database without updates',
    severity: 'high',
    why: 'Its known faults stay open, before everything that is stored in it.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: UPDATE,
    meanwhile: 'Let only the servers that use it reach its port.',
    guard: `Extended contracts reach further. ${BACKPORTS}`,
    judge: outdated('database', [
      ['mssql.version', 'mssql '],
      ['mysql.version', 'mysql '],
      ['postgresql.version', 'postgresql '],
    ]),
  },
  {
    id: 'java-dotnet-ie-outdated',
    title: 'Java or browser without updates',
    severity: 'medium',
    why: 'What it opens can take the computer over.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: UPDATE,
    meanwhile: 'Let it reach only the servers that its task needs.',
    guard:
      'Newer browsers claim to be old ones for old pages: those are told by their engine (Trident/7) and left out.',
    judge: (view) =>
      [...outdated('client', rows(['http.user-agent']))(view)].filter(
        (s) => !/Trident\/[7-9]/.test(s.evidence[0]?.observed ?? ''),
      ),
  },
  {
    id: 'php-apache-iis-outdated',
    title: 'Web application platform without updates',
    severity: 'medium',
    why: 'Its known faults stay open to everybody who reaches the page.',
    cwe: [1104],
    safeguards: [MAINTAINED_SOFTWARE],
    remedy: UPDATE,
    meanwhile: WALL,
    guard: BACKPORTS,
    judge: outdated('runtime', [['http.powered-by'], ['http.server'], ['http.aspnet-version', 'aspnet ']]),
  },
  {
    id: 'browser-on-medical-device',
    title: 'Web browser used on a medical device',
    severity: 'medium',
    why: 'Pages from elsewhere run code beside what treats or measures patients.',
    cwe: [749],
    safeguards: [LEAST_FUNCTIONALITY, MAINTAINED_SOFTWARE],
    remedy: 'Lock the device down to its task (kiosk mode, allow list of pages).',
    meanwhile: 'Let it reach only the servers that its task needs.',
    guard: 'Only browsers’ own user agents count; a help page built into the device may use one.',
    judge: (view) =>
      isMedical(view)
        ? seen(
            'http.user-agent',
            /^Mozilla\/\d.*(?:Chrome\/|Firefox\/|Trident\/|MSIE |Edg\/|Version\/[\d.]+ Safari)/,
            'A browser on it fetches pages',
          )(view)
        : [],
  },
  {
    id: 'firmware-mixed-fleet',
    title: 'Several software levels of one model',
    severity: 'low',
    why: 'Some of them miss what others have been given: updates do not reach every device.',
    cwe: [1395],
    safeguards: [MAINTAINED_SOFTWARE, ASSET_MANAGEMENT],
    remedy: 'Bring all devices of the model to the newest level that is approved.',
    meanwhile: 'List which devices lag behind, and where they stand.',
    guard: 'Three levels or more of one model; a staged rollout has two for a while.',
    judge: (view) => {
      const key = modelOf(view)
      const version = view.value('version')
      const levels = key === null ? undefined : view.fleet.once('levels', levelsOf).get(key)
      if (version === null || levels === undefined || levels.size < 3) return []
      return [
        aboutDevice(view, 'version', `It runs ${version}, one of ${levels.size} levels of its model here`),
      ]
    },
  },
]

const modelOf = (view: View): string | null => {
  const [vendor, model] = [view.value('vendor'), view.value('model')]
  return vendor === null || model === null ? null : `${vendor} ${model}`
}

function levelsOf(fleet: View['fleet']): ReadonlyMap<string, ReadonlySet<string>> {
  const levels = new Map<string, Set<string>>()
  for (const asset of fleet.assets) {
    if (!asset.internal) continue
    const get = (a: 'vendor' | 'model' | 'version') => asset.verdicts.get(a)?.value ?? null
    const [vendor, model, version] = [get('vendor'), get('model'), get('version')]
    if (vendor === null || model === null || version === null) continue
    const key = `${vendor} ${model}`
    levels.set(key, (levels.get(key) ?? new Set<string>()).add(version))
  }
  return levels
}
