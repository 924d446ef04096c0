/**
 * What is said of the products a device is named like, by vulnerability and document. It rests on names, and on the release
 * where names of products hold one: devices that differ in their version alone mostly share it.
 */
import { compete } from './compete.ts'
import type { Device, Named } from './device.ts'
import type { Candidate } from './group.ts'
import type { IndexedProduct, StatementIndex } from './index.ts'
import { IndexMemory } from './index-memory.ts'
import { fitRespelt, respelt } from './misspelt.ts'
import { fitProduct, type ProductFit } from './product-fit.ts'
import { lineOf } from './release.ts'

/** One document's statements on one vulnerability. */
export interface Group {
  readonly candidates: readonly Candidate[]
  /** The document says the same of the same products as in that group, of another vulnerability: one judgement serves both. */
  readonly like: Group | null
}

/** Of devices as such, or whatever the statements are of: a part is looked up as the product it is. */
export type Meant = 'devices' | 'anything'

export type GroupsByVulnerability = ReadonlyMap<string, readonly Group[]>

const remember = (): IndexMemory<GroupsByVulnerability> => new IndexMemory(MOST_CANDIDATES, candidatesIn)
const MOST_CANDIDATES = 500_000
const MEMORIES: Readonly<Record<Meant, IndexMemory<GroupsByVulnerability>>> = {
  devices: remember(),
  anything: remember(),
}

function candidatesIn(byVulnerability: GroupsByVulnerability): number {
  let count = 1
  for (const groups of byVulnerability.values())
    for (const { candidates } of groups) count += candidates.length
  return count
}

export function groupsOf(device: Device, index: StatementIndex, meant: Meant): GroupsByVulnerability {
  const fits = FITS.of(index, device.key, () => fitsOf(device, index))
  // where names of products hold releases, the version tells which is meant
  const release = fits.some(lacksRelease) ? lineOf(device.version) : null
  return MEMORIES[meant].of(index, `${device.key}\n${release ?? ''}`, () =>
    findGroups(release === null ? fits : fits.map((one) => ofRelease(one, release)), meant),
  )
}

const FITS = new IndexMemory<readonly Fitting[]>(50_000, (fits) => 1 + fits.length)

const lacksRelease = ({ fit: { grade, lacks } }: Fitting): boolean =>
  grade === 'broader' && lacks?.startsWith('v') === true

/** "Flow Runtime", version V14.1, is the "Flow Runtime V14". */
const ofRelease = ({ indexed, fit }: Fitting, release: string): Fitting =>
  fit.grade === 'broader' && fit.lacks === `v${release}`
    ? { indexed, fit: { ...fit, grade: 'exact' } }
    : { indexed, fit }

function findGroups(fits: readonly Fitting[], meant: Meant): GroupsByVulnerability {
  const byAdvisory = new Map<string, Candidate[]>()
  for (const { indexed, fit } of fits)
    for (const statement of indexed.statements)
      if (
        (meant === 'anything' || !statement.component) &&
        fit.byContext?.has(statement.advisory.id) !== false
      )
        pushTo(byAdvisory, statement.advisory.id, { statement, fit })
  const byVulnerability = new Map<string, Group[]>()
  for (const candidates of byAdvisory.values())
    for (const [vulnerability, group] of perVulnerability(compete(candidates)))
      pushTo(byVulnerability, vulnerability, group)
  return byVulnerability
}

function perVulnerability(candidates: readonly Candidate[]): Iterable<readonly [string, Group]> {
  const only = candidates[0]?.statement.vulnerability
  if (only === undefined) return []
  // records of feeds are of one each
  if (candidates.every(({ statement }) => statement.vulnerability === only))
    return [[only, { candidates, like: null }]]
  const lists = new Map<string, Candidate[]>()
  for (const candidate of candidates) pushTo(lists, candidate.statement.vulnerability, candidate)
  const groups = new Map<string, Group>()
  const said = new Map<string, Group>()
  for (const [vulnerability, list] of lists) {
    const words = sayings(list)
    const group = { candidates: list, like: said.get(words) ?? null }
    if (group.like === null) said.set(words, group)
    groups.set(vulnerability, group)
  }
  return groups
}

/** Equal for groups whose statements differ in the vulnerability, and in what can be done, alone. */
const sayings = (candidates: readonly Candidate[]): string =>
  candidates
    .map(({ fit, statement: { product, constraint, otherReadings, conditions, status, ...one } }) =>
      [
        ...[fit, product, constraint, ...otherReadings, ...conditions].map(numberOf),
        status,
        one.justification,
        ...one.remedy.fixedIn,
      ].join('\t'),
    )
    .join('\n')

const numbers = new WeakMap<object, number>()
let last = 0

/** Of an object, for as long as it lives. */
function numberOf(one: object): number {
  let number = numbers.get(one)
  if (number === undefined) {
    number = ++last
    numbers.set(one, number)
  }
  return number
}

interface Fitting {
  readonly indexed: IndexedProduct
  readonly fit: ProductFit
}

/** Products the device is or may be. */
function fitsOf(device: Device, index: StatementIndex): readonly Fitting[] {
  const found = fitting(device, index, fitProduct)
  const meant = respelt(device, index)
  if (meant === null) return found
  const known = new Set(found.map(({ indexed }) => indexed))
  return [...found, ...fitting(meant, index, fitRespelt).filter(({ indexed }) => !known.has(indexed))]
}

function fitting(
  device: Named,
  index: StatementIndex,
  fitOf: (device: Named, indexed: IndexedProduct) => ProductFit | null,
): Fitting[] {
  const fits: Fitting[] = []
  for (const indexed of index.candidates(device.names, device.maker)) {
    const fit = fitOf(device, indexed)
    if (fit !== null) fits.push({ indexed, fit })
  }
  return fits
}

function pushTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
