/** The product tree of a CSAF document (2.0 and 2.1, section 3.2.2): what each product id stands for. */
import { type Json, list, object, objects, text, texts } from '../json.ts'
import { type Composites, combined, compositesOf } from './combined.ts'
import { withNumbers } from './order-numbers.ts'
import { type Package, packageOf } from './package.ts'
import { versionedName, withoutSerials } from './versioned-name.ts'

export interface Leaf {
  readonly id: string
  readonly vendor: string | null
  /** The innermost product name, else family, else the full name. */
  readonly name: string
  readonly families: readonly string[]
  readonly fullName: string
  /** The text of the version branch. */
  readonly version: string | null
  readonly helper: Json
  /** A product this one is built into or runs on, for relationships that are no firmware of the device itself. */
  readonly within: Leaf | null
  /** What must be in it, beside its own version. */
  readonly holds: readonly Held[]
  /** A package of a distribution. */
  readonly package: Package | null
}

export type Held =
  /** "HW rev a". */
  { readonly kind: 'hardware'; readonly words: string } | { readonly kind: 'part'; readonly part: Leaf }

export interface Tree {
  readonly leaves: ReadonlyMap<string, Leaf>
  /** Product ids of every group. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  /** Ids of which other products are made. */
  readonly made: ReadonlySet<string>
}

/** Branches nest; deeper ones than this are no product tree (the standard's own examples have 5). */
const MAX_DEPTH = 40
const MAX_LEAVES = 200_000
/** Products made of products made of ...; a circle ends there. */
const MAX_NESTED = 8

interface Path {
  readonly vendor: string | null
  readonly families: readonly string[]
  readonly name: string | null
  readonly version: string | null
}

export function readTree(value: unknown): Tree {
  const tree = object(value)
  const leaves = new Map<string, Leaf>()
  walk(objects(tree.branches), { vendor: null, families: [], name: null, version: null }, 0, leaves)
  for (const product of objects(tree.full_product_names)) addLeaf(leaves, product, bare)
  withNumbers(leaves)
  const composites = compositesOf(tree)
  const made = new Set([...composites.values()].flatMap(({ steps }) => steps.map(({ id }) => id)))
  const tried = new Set<string>()
  for (const id of composites.keys()) if (leaves.size < MAX_LEAVES) leafOf(id, composites, leaves, tried, 0)
  nameReleases(leaves)
  return { leaves, groups: readGroups(tree), made }
}

/**
 * "Flow family V6", "V7" and "V8", one after the other: all versions of three releases; "Drive V20" and "Drive V90" are models, and two
 * may be builds of one ("Box V2", "Box V3").
 */
function nameReleases(leaves: Map<string, Leaf>): void {
  const all = [...leaves.values()].filter(({ name, version }) => saysAll(version) && NUMBERED.test(name))
  const stems = Map.groupBy(all, ({ name }) => NUMBERED.exec(name)![1]!)
  for (const own of stems.values()) {
    const numbers = [...new Set(own.map(({ name }) => Number(NUMBERED.exec(name)![2])))].sort((a, b) => a - b)
    if (
      numbers.length < FEWEST_RELEASES ||
      numbers.some((number, i) => i > 0 && number !== numbers[i - 1]! + 1)
    )
      continue
    for (const leaf of own) leaves.set(leaf.id, { ...leaf, name: `${leaf.name}.x` })
  }
}

const FEWEST_RELEASES = 3
const NUMBERED = /^(.*[a-z)])\s+V(\d{1,2})$/

/** A product made of others, which may be made of others themselves, in whatever order they are listed. `tried`: what was looked at. */
function leafOf(
  id: string,
  composites: Composites,
  leaves: Map<string, Leaf>,
  tried: Set<string>,
  depth: number,
): Leaf | null {
  const known = leaves.get(id)
  const composite = composites.get(id)
  if (known !== undefined || composite === undefined || tried.has(id) || depth > MAX_NESTED)
    return known ?? null
  tried.add(id)
  const parts = composite.steps.map((step) => leafOf(step.id, composites, leaves, tried, depth + 1))
  if (parts.some((one) => one === null)) return null
  const leaf = combined(composite, parts as Leaf[])
  leaves.set(id, leaf)
  return leaf
}

const bare: Path = { vendor: null, families: [], name: null, version: null }

function walk(branches: readonly Json[], path: Path, depth: number, leaves: Map<string, Leaf>): void {
  if (depth > MAX_DEPTH) return
  for (const branch of branches) {
    const here = step(path, text(branch.category) ?? '', text(branch.name))
    if (branch.product !== undefined) addLeaf(leaves, object(branch.product), here)
    walk(objects(branch.branches), here, depth + 1, leaves)
  }
}

function step(path: Path, category: string, name: string | null): Path {
  if (name === null) return path
  switch (category) {
    case 'vendor':
      return { ...path, vendor: name }
    case 'product_family':
      return { ...path, families: [...path.families, name] }
    case 'product_name':
      return path.name === null
        ? { ...path, name }
        : { ...path, families: [...path.families, path.name], name }
    case 'product_version':
    case 'product_version_range':
    case 'service_pack':
    case 'patch_level':
      return { ...path, version: joinedVersion(path.version, name) }
    default:
      return path
  }
}

/** "SP1" is said behind "12.2"; "12.2(55)SE2" of the train "12.2SE" is whole. */
function joinedVersion(outer: string | null, name: string): string {
  if (outer === null) return name
  const release = /^V?\d+(?:\.\d+)*/i.exec(outer)?.[0]
  return release !== undefined &&
    name !== release &&
    name.startsWith(release) &&
    !/^\w/.test(name.slice(release.length))
    ? name
    : `${outer} ${name}`
}

function addLeaf(leaves: Map<string, Leaf>, product: Json, told: Path): void {
  const id = text(product.product_id)
  const fullName = text(product.name)
  if (id === null || fullName === null || leaves.size >= MAX_LEAVES) return
  const path = isModel(told, fullName) ? { ...told, name: told.version, version: null } : told
  const helper = object(product.product_identification_helper)
  const pack = path.name === null ? packageOf(path.version, fullName, helper) : null
  const spelled =
    pack?.name ?? apart(withoutSerials(path.name ?? path.families.at(-1) ?? fullName), path.vendor)
  const parts = pack === null ? versionedName(spelled) : null
  leaves.set(id, {
    id,
    vendor: path.vendor,
    name: parts?.name ?? spelled,
    families: path.name === null ? path.families.slice(0, -1) : path.families,
    fullName,
    // "all versions" of a name that says which: those
    version:
      pack !== null
        ? pack.version
        : parts !== null && saysAll(path.version)
          ? wholeRelease(parts.version)
          : path.version,
    helper,
    within: null,
    holds: [],
    package: pack,
  })
}

/** A model where versions belong: "ARG600" of "Arctic ARG600 with firmware version >= 3.4.10", while no product has a name. */
function isModel({ name, version }: Path, fullName: string): boolean {
  if (name !== null || version === null || !MODEL.test(version)) return false
  const at = fullName.indexOf(version)
  return (
    at >= 0 && VERSIONS_BEHIND.test(fullName.slice(at + version.length, at + version.length + MAX_BEHIND))
  )
}

const MODEL = /^[A-Z]{2,6}-?\d{2,5}[A-Z]{0,3}$/
const VERSIONS_BEHIND =
  /^[\s:,(]+(?:(?:with|running|in|having)\s+)?(?:(?:firmware|software|fw|sw)\s*)?(?:versions?\s*)?(?:[<>]=?|\bv?\d+\.\d)/i
const MAX_BEHIND = 60

/** "AcmeOpticsPT20" of "ValueAcme, AcmeOptics": a blank that got lost behind the maker's name. */
function apart(name: string, vendor: string | null): string {
  const maker = (vendor ?? '')
    .split(/[,/;]/)
    .map((one) => one.trim())
    .find((one) => one.length >= FEWEST_LETTERS && name.startsWith(one))
  return maker !== undefined && /^[A-Z]{1,4}-?\d/.test(name.slice(maker.length))
    ? `${maker} ${name.slice(maker.length)}`
    : name
}

/** Of a maker's name that is looked for in front of a model. */
const FEWEST_LETTERS = 4

/** All versions of "Flow V8.0 and earlier": those of 8.0 with all that came of it. */
const wholeRelease = (version: string): string =>
  version.replace(/^(V\d+\.\d+)(?=\s+(?:and|or)\s+(?:earlier|prior|older|below))/, '$1.x')

const saysAll = (version: string | null): boolean =>
  version === null || /^\s*(?:vers:all\/\*|\*|all(?:\s+versions)?)\s*$/i.test(version)

function readGroups(tree: Json): ReadonlyMap<string, readonly string[]> {
  return new Map(
    objects(tree.product_groups).map(
      (group) => [text(group.group_id) ?? '', texts(group.product_ids)] as const,
    ),
  )
}

/** The ids an entry names, directly and by group. */
export function idsOf(entry: Json, tree: Tree): readonly string[] {
  const direct = texts(list(entry.product_ids))
  const grouped = texts(entry.group_ids).flatMap((group) => tree.groups.get(group) ?? [])
  return grouped.length === 0 ? direct : [...new Set([...direct, ...grouped])]
}
