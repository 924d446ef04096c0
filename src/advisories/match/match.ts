/** Which vulnerabilities concern a profile, how sure that is, and why. Pure: the same profile and index, the same answer. */
import type { Component, Composition } from '../document-reader.ts'
import { type Certainty, EMPTY_PROFILE, type Finding, type Matched, type Profile } from '../finding.ts'
import type { IssuerKind, Statement, Status } from '../statement.ts'
import { describe, judge } from '../versions/judge.ts'
import { compete } from './compete.ts'
import { type Device, deviceOf } from './device.ts'
import { type Candidate, type GroupAnswer, judgeGroup } from './group.ts'
import { type IndexedProduct, indexStatements, type StatementIndex } from './index.ts'
import { fitProduct, type ProductFit } from './product-fit.ts'

export { indexStatements, type StatementIndex } from './index.ts'

/** Findings of every status; callers that show only what is open filter. */
export function match(profile: Profile, index: StatementIndex): Finding[] {
  const { own, parts } = matchApart(profile, index)
  return [...own, ...parts]
}

/** The same, what is said of parts by itself. */
export function matchApart(profile: Profile, index: StatementIndex): Matched {
  const device = deviceOf(profile)
  const own = findingsOf(device, index, (statement) => !statement.component)
  const { findings: parts, vulnerabilities } = partsFindings(device, index)
  // what is said of the product itself outranks what is said of its parts
  const known = new Set(own.flatMap(({ vulnerability: id }) => (vulnerabilities.has(id) ? [id] : [])))
  return { own, parts: known.size === 0 ? parts : parts.filter(({ vulnerability: id }) => !known.has(id)) }
}

interface PartsFindings {
  readonly findings: readonly Finding[]
  readonly vulnerabilities: ReadonlySet<string>
}

const NO_PARTS: PartsFindings = { findings: [], vulnerabilities: new Set() }
const partsMemory = new WeakMap<StatementIndex, Map<string, PartsFindings>>()
const MAX_PARTS = 20_000 // combinations of parts

/** Of all parts together, each vulnerability once; the same list for the same parts. */
function partsFindings(device: Device, index: StatementIndex): PartsFindings {
  const parts = partsOf(device, index)
  if (parts.length === 0) return NO_PARTS
  const memory = memoryOf(partsMemory, index)
  const from = device.profile.versionFrom
  const key = JSON.stringify([from, ...parts.map(({ vendor, name, version }) => [vendor, name, version])])
  let found = memory.get(key)
  if (!found) {
    const findings = onePerVulnerability(parts.flatMap((part) => partFindings(device, part, index)))
    found = { findings, vulnerabilities: new Set(findings.map(({ vulnerability }) => vulnerability)) }
    if (memory.size >= MAX_PARTS) memory.clear()
    memory.set(key, found)
  }
  return found
}

/** What is remembered for an index lives as long as it does. */
function memoryOf<T>(
  memories: WeakMap<StatementIndex, Map<string, T>>,
  index: StatementIndex,
): Map<string, T> {
  let memory = memories.get(index)
  if (!memory) {
    memory = new Map()
    memories.set(index, memory)
  }
  return memory
}

function findingsOf(
  device: Device,
  index: StatementIndex,
  wanted: (statement: Statement) => boolean,
): Finding[] {
  const byAdvisory = new Map<string, Candidate[]>()
  for (const { indexed, fit } of fitsOf(device, index))
    for (const statement of indexed.statements)
      if (wanted(statement) && fit.byContext?.has(statement.advisory.id) !== false)
        pushTo(byAdvisory, statement.advisory.id, { statement, fit })
  const byVulnerability = new Map<string, Candidate[][]>()
  for (const candidates of byAdvisory.values())
    for (const [vulnerability, group] of perVulnerability(compete(candidates)))
      pushTo(byVulnerability, vulnerability, group)
  return [...byVulnerability]
    .map(([vulnerability, groups]) => findingOf(device, vulnerability, groups))
    .filter((one) => one !== null)
}

interface Fitting {
  readonly indexed: IndexedProduct
  readonly fit: ProductFit
}

const fitMemory = new WeakMap<StatementIndex, Map<string, readonly Fitting[]>>()
const MAX_FITS = 50_000 // names of devices

/** Products the device is or may be; profiles that differ in their version alone share the answer. */
function fitsOf(device: Device, index: StatementIndex): readonly Fitting[] {
  const memory = memoryOf(fitMemory, index)
  let found = memory.get(device.key)
  if (!found) {
    found = [...candidatesOf(device, index)].flatMap((indexed) => {
      const fit = fitProduct(device, indexed)
      return fit ? [{ indexed, fit }] : []
    })
    if (memory.size >= MAX_FITS) memory.clear()
    memory.set(device.key, found)
  }
  return found
}

function candidatesOf(device: Device, index: StatementIndex): ReadonlySet<IndexedProduct> {
  const found = new Set<IndexedProduct>()
  for (const name of device.names)
    for (const indexed of index.candidates(name, device.maker)) found.add(indexed)
  return found
}

function perVulnerability(candidates: readonly Candidate[]): ReadonlyMap<string, Candidate[]> {
  const groups = new Map<string, Candidate[]>()
  for (const candidate of candidates) pushTo(groups, candidate.statement.vulnerability, candidate)
  return groups
}

function pushTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Who knows the product best speaks first. */
const RANKS: Readonly<Record<IssuerKind, number>> = {
  vendor: 0,
  cna: 1,
  coordinator: 2,
  regulator: 3,
  researcher: 4,
  nvd: 5,
}
const URGENCY: readonly GroupAnswer['verdict'][] = ['affected', 'open', 'fixed', 'not_affected']

function findingOf(
  device: Device,
  vulnerability: string,
  groups: readonly (readonly Candidate[])[],
): Finding | null {
  const answers = groups.flatMap((group) => judgeGroup(device, group) ?? [])
  const deciding = decide(answers)
  if (!deciding) return null
  const { statement } = deciding.deciding
  const others = answers.filter((answer) => answer !== deciding)
  return {
    vulnerability,
    matter: statement.matter,
    status: statusOf(deciding),
    certainty: certaintyOf(device, deciding),
    because: sentence(device, deciding),
    remedy: deciding.remedy,
    advisories: [
      ...new Set([deciding, ...others].map(({ deciding: { statement: one } }) => one.advisory.id)),
    ],
    statements: [deciding, ...others].flatMap(({ deciding: first, candidates }) => [
      first.statement,
      ...candidates.flatMap((one) => (one === first ? [] : [one.statement])),
    ]),
  }
}

/**
 * An explicit "not affected" or "fixed" holds against issuers further from the product and against what another document
 * leaves open; else the more urgent answer.
 */
function decide(answers: readonly GroupAnswer[]): GroupAnswer | null {
  const rank = ({ deciding }: GroupAnswer) => RANKS[deciding.statement.advisory.issuer.kind]
  const urgent = [...answers].sort(
    (a, b) => URGENCY.indexOf(a.verdict) - URGENCY.indexOf(b.verdict) || rank(a) - rank(b),
  )
  const first = urgent[0]
  if (!first) return null
  const clearing = answers.filter(
    (one) =>
      (one.verdict === 'fixed' || one.verdict === 'not_affected') &&
      ((one.explicit && first.verdict === 'open') ||
        ((one.explicit || one.verdict === 'fixed') && rank(one) < rank(first))),
  )
  return clearing.sort((a, b) => rank(a) - rank(b))[0] ?? first
}

function statusOf({ verdict }: GroupAnswer): Status {
  return verdict === 'open' ? 'under_investigation' : verdict
}

function certaintyOf({ profile }: Device, { verdict, deciding }: GroupAnswer): Certainty {
  if (verdict === 'open') return 'possible'
  const byVersion = deciding.statement.constraint.kind !== 'all'
  return byVersion && profile.versionFrom === 'inferred' ? 'likely' : 'confirmed'
}

function sentence(
  { profile, version }: Device,
  { verdict, deciding: { statement }, because }: GroupAnswer,
): string {
  const { advisory, product, constraint, status } = statement
  const device = [
    profile.model ?? profile.product,
    version === null ? 'of unknown version' : `version ${version} (${profile.versionFrom})`,
  ].join(' ')
  const said = `${advisory.id} (${advisory.issuer.name}) says ${status.replaceAll('_', ' ')}: ${product.name}, ${describe(constraint)}`
  const answer = verdict === 'open' ? 'not settled' : verdict.replaceAll('_', ' ')
  return `${device} is ${answer}: ${because}. ${said}`.slice(0, 600)
}

/** Systems are named without their makers. */
const SYSTEM_MAKERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:microsoft\s+)?windows/i, 'Microsoft'],
  [/^(?:apple\s+)?(?:ios|ipados|mac\s?os|tvos|watchos)/i, 'Apple'],
  [/^android/i, 'Google'],
  [/^linux/i, 'Linux'],
  [/^vxworks/i, 'Wind River'],
  [/^(?:red hat|rhel)/i, 'Red Hat'],
  [/^ubuntu/i, 'Canonical'],
  [/^debian/i, 'Debian'],
  [/^(?:cisco|ios[\s-]?xe|nx-?os)/i, 'Cisco'],
]

/** Who makes an operating system, by its name. */
export const systemMaker = (name: string): string | null =>
  SYSTEM_MAKERS.find(([pattern]) => pattern.test(name.trim()))?.[1] ?? null

/** The system, the parts the device shows, and those its bill of material lists. */
export function partsOf(device: Device, { compositions }: StatementIndex): Component[] {
  const { os, components } = device.profile
  const system: Component[] = os
    ? [
        {
          name: os.name,
          vendor: systemMaker(os.name),
          version: os.build ?? os.version,
          cpe: null,
          purl: null,
        },
      ]
    : []
  return [...system, ...components, ...compositions.flatMap((one) => listed(device, one))]
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
  const fits = device.names.some((name) =>
    [...index.candidates(name, device.maker)].some((one) => fitProduct(device, one)?.grade === 'exact'),
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

const partMemory = new WeakMap<StatementIndex, Map<string, readonly Finding[]>>()

/** A part's own vulnerabilities; equal parts of many profiles are judged once. */
function partFindings({ profile }: Device, part: Component, index: StatementIndex): readonly Finding[] {
  const memory = memoryOf(partMemory, index)
  const key = `${profile.versionFrom}\n${part.vendor}\n${part.name}\n${part.version}`
  let found = memory.get(key)
  if (!found) {
    found = findingsOf(partDevice(part, profile), index, () => true)
      .filter(({ status }) => status === 'affected' || status === 'under_investigation')
      .map(
        (finding): Finding => ({
          ...finding,
          status: 'under_investigation',
          certainty: 'potential',
          because: `a part of the device: ${finding.because}`,
        }),
      )
    memory.set(key, found)
  }
  return found
}

function onePerVulnerability(findings: readonly Finding[]): Finding[] {
  const kept = new Map<string, Finding>()
  for (const finding of findings)
    if (!kept.has(finding.vulnerability)) kept.set(finding.vulnerability, finding)
  return [...kept.values()]
}
