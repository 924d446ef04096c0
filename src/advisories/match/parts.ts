/** What a device is built of, each part looked up as if it were a product of its own: the doubts are `potential`. */

import type { Component, Composition } from '../document-reader.ts'
import { EMPTY_PROFILE, type Finding, type Profile } from '../finding.ts'
import type { DeviceName } from '../names/device-name.ts'
import { fitName } from '../names/fit.ts'
import { productName } from '../names/product-name.ts'
import type { Statement } from '../statement.ts'
import { judge } from '../versions/judge.ts'
import { type Device, deviceOf } from './device.ts'
import { findingsOf } from './findings.ts'
import { indexStatements, type StatementIndex } from './index.ts'
import { IndexMemory } from './index-memory.ts'
import { knownAs, type Part } from './known-as.ts'
import { fitProduct } from './product-fit.ts'
import { systemName } from './system-name.ts'

export interface PartsFindings {
  readonly findings: readonly Finding[]
  readonly vulnerabilities: ReadonlySet<string>
}

const NO_PARTS: PartsFindings = { findings: [], vulnerabilities: new Set() }
const combinations = new IndexMemory<PartsFindings>(20_000)

/** Of all parts together, each vulnerability once; the same list for the same parts. */
export function partsFindings(device: Device, index: StatementIndex): PartsFindings {
  const parts = partsOf(device, index)
  if (parts.length === 0) return NO_PARTS
  const key = JSON.stringify([
    device.profile.versionFrom,
    ...parts.map((part) => [part.vendor, part.name, part.version, part.standing, part.on && device.key]),
  ])
  return combinations.of(index, key, () => {
    const findings = onePerVulnerability(parts.flatMap((part) => partFindings(device, part, index)))
    return { findings, vulnerabilities: new Set(findings.map(({ vulnerability }) => vulnerability)) }
  })
}

/** Systems are named without their makers. Debian is its own: a name that only repeats the maker names nothing. */
const SYSTEM_MAKERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:microsoft\s+)?windows/i, 'Microsoft'],
  [/^(?:apple\s+)?(?:ios|ipados|mac\s?os|tvos|watchos)/i, 'Apple'],
  [/^android/i, 'Google'],
  [/^linux/i, 'Linux'],
  [/^vxworks/i, 'Wind River'],
  [/^(?:red hat|rhel)/i, 'Red Hat'],
  [/^ubuntu/i, 'Canonical'],
  [/^(?:cisco|ios[\s-]?xe|nx-?os)/i, 'Cisco'],
  [/^pan-?os/i, 'Palo Alto Networks'],
  [/^fortios/i, 'Fortinet'],
  [/^junos/i, 'Juniper Networks'],
  [/^(?:qts|quts)\b/i, 'QNAP'],
  [/^(?:dsm|diskstation manager|synology)\b/i, 'Synology'],
  [/^axis os/i, 'Axis'],
  [/^(?:aruba|aos-cx|instantos)/i, 'Aruba'],
  [/^routeros/i, 'MikroTik'],
  [/^fire os/i, 'Amazon'],
  [/^weos/i, 'Westermo'],
  [/^(?:classic\s*)?(?:hios|hilcos|hisecos)/i, 'Hirschmann'],
  [/^(?:exos|extremexos)/i, 'Extreme Networks'],
  [/^(?:edgeos|airos|unifi os)/i, 'Ubiquiti'],
  [/^sonicos/i, 'SonicWall'],
]

/** Who makes an operating system, by its name. */
export const systemMaker = (name: string): string | null =>
  SYSTEM_MAKERS.find(([pattern]) => pattern.test(systemName(name.trim())))?.[1] ?? null

/** The system, the parts the device shows, those its bill of material lists, and what it is by its own maker. */
export function partsOf(device: Device, { compositions }: StatementIndex): Part[] {
  const { os, components } = device.profile
  const system: Component[] = os
    ? [
        {
          name: systemName(os.name),
          vendor: systemMaker(os.name),
          version: os.build ?? os.version,
          cpe: null,
          purl: null,
        },
      ]
    : []
  return [...system, ...components, ...compositions.flatMap((one) => listed(device, one)), ...knownAs(device)]
}

const composed = new WeakMap<Composition, StatementIndex>()

function listed(device: Device, composition: Composition): readonly Component[] {
  let index = composed.get(composition)
  if (!index) {
    const { source, product, constraint } = composition
    index = indexStatements([
      {
        advisory: source,
        matter: 'vulnerability',
        vulnerability: source.id,
        product,
        constraint,
        otherReadings: [],
        conditions: [],
        status: 'affected',
        justification: null,
        remedy: { state: 'unknown', fixedIn: [], text: null },
        component: false,
      },
    ])
    composed.set(composition, index)
  }
  const fits = [...index.candidates(device.names, device.maker)].some(
    (one) => fitProduct(device, one)?.grade === 'exact',
  )
  return fits && judge(device.version, composition.constraint).verdict !== 'outside'
    ? composition.components
    : []
}

/** A part looked up as if it were a product of its own. */
export const partDevice = (part: Component, { versionFrom }: Pick<Profile, 'versionFrom'>): Device =>
  deviceOf({
    ...EMPTY_PROFILE,
    vendor: part.vendor ?? systemMaker(part.name),
    model: part.name,
    version: part.version,
    versionFrom,
  })

const single = new IndexMemory<readonly Finding[]>(50_000) // parts in one version each

/** A part's own vulnerabilities; equal parts of many profiles are judged once. */
function partFindings({ profile }: Device, part: Part, index: StatementIndex): readonly Finding[] {
  const { vendor, name, version, standing = 'a part of the device' } = part
  const key = JSON.stringify([profile.versionFrom, vendor, name, version, standing])
  const found = single.of(index, key, () =>
    findingsOf(partDevice(part, profile), index, 'anything')
      .filter(({ status }) => status === 'affected' || status === 'under_investigation')
      .map(
        (finding): Finding => ({
          ...finding,
          status: 'under_investigation',
          certainty: 'potential',
          because: `${standing}: ${finding.because}`,
        }),
      ),
  )
  const { on } = part
  return on === undefined ? found : found.filter(({ statements }) => !statements.every(isForOthers(on)))
}

/** "FlowOS on BX4100 and BX4400" is not of the BX480; a device that tells no model may be either. */
const isForOthers =
  (names: readonly DeviceName[]) =>
  ({ product: { modelNumbers } }: Statement): boolean =>
    modelNumbers.length > 0 &&
    names.some(({ codes }) => codes.length > 0) &&
    !names.some((name) => modelNumbers.some((number) => fitName(name, productName(number)) !== null))

function onePerVulnerability(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding>()
  for (const finding of findings)
    if (!kept.has(finding.vulnerability)) kept.set(finding.vulnerability, finding)
  return [...kept.values()]
}
