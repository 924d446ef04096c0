/** What statements say of one device, a finding for each vulnerability: candidates, fits, one document's word, the deciding one. */
import type { Certainty, Finding } from '../finding.ts'
import type { IssuerKind, Statement, Status } from '../statement.ts'
import { describe } from '../versions/judge.ts'
import { compete } from './compete.ts'
import type { Device } from './device.ts'
import { type Candidate, type GroupAnswer, judgeGroup } from './group.ts'
import type { IndexedProduct, StatementIndex } from './index.ts'
import { IndexMemory } from './index-memory.ts'
import { fitRespelt, respelt } from './misspelt.ts'
import { fitProduct, type ProductFit } from './product-fit.ts'

/** Of every status; `wanted` leaves statements out. */
export function findingsOf(
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

const fits = new IndexMemory<readonly Fitting[]>(50_000) // names of devices

/** Products the device is or may be; profiles that differ in their version alone share the answer. */
const fitsOf = (device: Device, index: StatementIndex): readonly Fitting[] =>
  fits.of(index, device.key, () => {
    const found = fitting(device, index, fitProduct)
    const meant = respelt(device, index)
    if (meant === null) return found
    const known = new Set(found.map(({ indexed }) => indexed))
    return [...found, ...fitting(meant, index, fitRespelt).filter(({ indexed }) => !known.has(indexed))]
  })

function fitting(
  device: Device,
  index: StatementIndex,
  fitOf: (device: Device, indexed: IndexedProduct) => ProductFit | null,
): Fitting[] {
  return [...candidatesOf(device, index)].flatMap((indexed) => {
    const fit = fitOf(device, indexed)
    return fit ? [{ indexed, fit }] : []
  })
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
