/** The fields of the search language: one line each, from which help, documentation and suggestions follow. */
import type { SearchedDevice } from './subject.ts'

/** How a field's values are compared; see {@link file://./conditions.ts}. */
export type FieldKind =
  | 'text'
  | 'number'
  | 'version'
  | 'address'
  | 'hardware'
  | 'time'
  | 'flag'
  | 'severity'
  | 'presence'

export type FieldValue = string | number | boolean | null

export interface SearchField {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly kind: FieldKind
  readonly help: string
  readonly example: string
  /**
   * What the values belong to. Terms about a finding, a weakness or a service that are joined by AND must hold for one and
   * the same of them.
   */
  readonly about: About
  /** All values; of the device, or of the entry with this index. */
  values(device: SearchedDevice, entry: number): readonly FieldValue[]
}

export type About = 'device' | 'finding' | 'weakness' | 'service' | 'alert'

/** How many entries a device has of what a field is about. */
export const entriesOf: Readonly<Record<About, (device: SearchedDevice) => number>> = {
  device: () => 1,
  finding: (d) => d.findings?.length ?? 0,
  weakness: (d) => d.weaknesses.length,
  service: (d) => d.services.length,
  alert: (d) => d.alerts.length,
}

type Values = (device: SearchedDevice) => readonly FieldValue[]

function of(about: About) {
  return (
    name: string,
    kind: FieldKind,
    help: string,
    example: string,
    values: SearchField['values'],
    aliases: readonly string[] = [],
  ): SearchField => ({ name, kind, help, example, about, values, aliases })
}
const device = of('device') as (
  name: string,
  kind: FieldKind,
  help: string,
  example: string,
  values: Values,
  aliases?: readonly string[],
) => SearchField
const finding = of('finding')
const weakness = of('weakness')
const service = of('service')
const alert = of('alert')

export const SEARCH_FIELDS: readonly SearchField[] = [
  device('id', 'text', 'the id of the device', 'id:a1b2c3', (d) => [d.id]),
  device('type', 'text', 'type, subtype or family, as ids of the taxonomy', 'type:infusion-pump', (d) => [
    d.type,
    d.subtype,
    d.family,
  ]),
  device('category', 'text', 'group of the taxonomy', 'category:imaging', (d) => [d.category]),
  device('vendor', 'text', 'who made it', 'vendor:philips', (d) => [d.vendor], ['manufacturer']),
  device('model', 'text', 'model or product name', 'model:"Alaris 8015"', (d) => [d.model, d.product], [
    'product',
  ]),
  device('version', 'version', 'firmware or software version', 'version:<12.1', (d) => [d.version], [
    'firmware',
  ]),
  device('serial', 'text', 'serial number', 'serial:1234*', (d) => [d.serial]),
  device('udi', 'text', 'unique device identifier', 'udi:0088*', (d) => [d.udi]),
  device('os', 'text', 'operating system and its version', 'os:"Windows 7"', (d) => [
    [d.os.name, d.os.version].filter((part) => part !== null).join(' '),
  ]),
  device('os.build', 'version', 'build of the operating system', 'os.build:<19045', (d) => [d.os.build]),
  device(
    'support',
    'text',
    "the system's support: supported, extended, unsupported",
    'support:unsupported',
    (d) => [d.osSupport?.state ?? null],
  ),
  device('name', 'text', 'host name', 'name:icu3-*', (d) => d.hostnames, ['hostname', 'host']),
  device('ip', 'address', 'IP address or range', 'ip:10.20.0.0/16', (d) => d.ips.map((ip) => ip.address), [
    'address',
  ]),
  device('mac', 'hardware', 'MAC address or its beginning', 'mac:00:09:fb', (d) => d.macs),
  device('vlan', 'number', 'VLAN', 'vlan:210', (d) => d.vlans),
  device(
    'criticality',
    'text',
    'life-sustaining, direct-therapy, diagnostic, support, none',
    'criticality:life-sustaining',
    (d) => [d.criticality],
  ),
  device('ward', 'text', 'ward', 'ward:ICU', (d) => [d.place.ward]),
  device('bed', 'text', 'bed', 'bed:7', (d) => [d.place.bed]),
  device('switch', 'text', 'switch it is plugged into', 'switch:sw-3*', (d) => [d.place.switch]),
  device(
    'accesspoint',
    'text',
    'access point it is joined to',
    'accesspoint:ap-12',
    (d) => [d.place.accessPoint],
    ['ap'],
  ),
  device('behind', 'text', 'id of the gateway it is known through', 'has:behind', (d) => [d.behind]),
  device('router', 'flag', 'forwards for others', 'router:true', (d) => [d.router]),
  device('internal', 'flag', "the hospital's own (external peers are false)", 'internal:false', (d) => [
    d.internal,
  ]),
  device('risk', 'number', 'risk, 0 to 100', 'risk:>80', (d) => [d.risk?.score ?? null]),
  device('first', 'time', 'when it was first seen', 'first:>=2026-11-01', (d) => [d.firstSeen]),
  device(
    'seen',
    'time',
    'when it was last seen; an age counts back from the last packet',
    'seen:<7d',
    (d) => [d.lastSeen],
    ['last'],
  ),
  device('has', 'presence', 'the named field is known', 'has:serial', () => []),
  finding(
    'cve',
    'text',
    'a vulnerability it has',
    'cve:CVE-2020-25165',
    (d, i) => [d.findings![i]!.vulnerability],
    ['vulnerability'],
  ),
  finding('severity', 'severity', 'severity of the vulnerability', 'severity:>=high', (d, i) => [
    d.findings![i]!.severity,
  ]),
  finding('cvss', 'number', 'its CVSS score', 'cvss:>=9', (d, i) => [d.findings![i]!.cvss?.score ?? null]),
  finding('kev', 'flag', 'it is known to be exploited (CISA KEV)', 'kev:true', (d, i) => [
    d.findings![i]!.kev,
  ]),
  finding('ransomware', 'flag', 'it is known to be used for ransomware', 'ransomware:true', (d, i) => [
    d.findings![i]!.ransomware,
  ]),
  finding('epss', 'number', 'probability that it is exploited (EPSS, 0 to 1)', 'epss:>0.5', (d, i) => [
    d.findings![i]!.epss,
  ]),
  finding(
    'status',
    'text',
    'affected, under_investigation, not_affected, fixed',
    'status:affected',
    (d, i) => [d.findings![i]!.status],
  ),
  finding('certainty', 'text', 'confirmed, likely, possible, potential', 'certainty:confirmed', (d, i) => [
    d.findings![i]!.certainty,
  ]),
  finding('remedy', 'text', 'fix, mitigation, none, unknown', 'remedy:fix', (d, i) => [
    d.findings![i]!.remedy?.state ?? null,
  ]),
  finding(
    'advisory',
    'text',
    'an advisory that names it',
    'advisory:ICSMA-20-*',
    (d, i) => d.findings![i]!.advisories,
  ),
  weakness('weakness', 'text', 'a weakness of its configuration', 'weakness:telnet', (d, i) => [
    d.weaknesses[i]!.id,
  ]),
  weakness(
    'weakness.severity',
    'severity',
    "the weakness's severity",
    'weakness.severity:critical',
    (d, i) => [d.weaknesses[i]!.severity],
  ),
  service('service', 'text', 'protocol it serves', 'service:dicom', (d, i) => [d.services[i]!.protocol], [
    'protocol',
  ]),
  service('port', 'number', 'port it serves on', 'port:104', (d, i) => [d.services[i]!.port]),
  service('transport', 'text', 'tcp or udp', 'transport:udp', (d, i) => [d.services[i]!.transport]),
  alert('alert', 'text', 'a detection that fired on it', 'alert:port-scan', (d, i) => [
    d.alerts[i]!.detection,
  ]),
  alert('alert.severity', 'severity', "the alert's severity", 'alert.severity:>=high', (d, i) => [
    d.alerts[i]!.severity,
  ]),
]

const byName = new Map(
  SEARCH_FIELDS.flatMap((f) => [f.name, ...(f.aliases ?? [])].map((n) => [n, f] as const)),
)

/** The field of this name or alias in any case; `undefined` if there is none. */
export const fieldCalled = (name: string): SearchField | undefined => byName.get(name.toLowerCase())

/** What a person may have meant, as a sentence without its end. */
export function nearestFields(wrong: string): string {
  const near = [...byName.keys()].filter(
    (name) => distance(wrong.toLowerCase(), name) <= Math.max(1, wrong.length / 3),
  )
  if (near.length > 0) return `did you mean ${near.slice(0, 3).join(', ')}?`
  return `there are ${SEARCH_FIELDS.map((f) => f.name).join(', ')}. A text with a colon goes in quotation marks`
}

/** Edits (insert, delete, replace) from one to the other: Levenshtein's distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
