/** The product tree of a CSAF document (2.0 and 2.1, section 3.2.2): what each product id stands for. */
import { type Json, list, object, objects, text, texts } from '../json.ts'
import { versionedName } from './versioned-name.ts'

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
}

export interface Tree {
  readonly leaves: ReadonlyMap<string, Leaf>
  /** Product ids of every group. */
  readonly groups: ReadonlyMap<string, readonly string[]>
}

/** Branches nest; deeper ones than this are no product tree (the standard's own examples have 5). */
const MAX_DEPTH = 40
const MAX_LEAVES = 200_000

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
  for (const relation of objects(tree.relationships)) addRelation(leaves, relation)
  return { leaves, groups: readGroups(tree) }
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
      return { ...path, version: path.version === null ? name : `${path.version} ${name}` }
    default:
      return path
  }
}

function addLeaf(leaves: Map<string, Leaf>, product: Json, path: Path): void {
  const id = text(product.product_id)
  const fullName = text(product.name)
  if (id === null || fullName === null || leaves.size >= MAX_LEAVES) return
  const spelled = path.name ?? path.families.at(-1) ?? fullName
  const parts = versionedName(spelled)
  leaves.set(id, {
    id,
    vendor: path.vendor,
    name: parts?.name ?? spelled,
    families: path.name === null ? path.families.slice(0, -1) : path.families,
    fullName,
    // "all versions" of a name that says which: those
    version: parts !== null && saysAll(path.version) ? wholeRelease(parts.version) : path.version,
    helper: object(product.product_identification_helper),
    within: null,
  })
}

/** All versions of "Flow V8.0 and earlier": those of 8.0 with all that came of it. */
const wholeRelease = (version: string): string =>
  version.replace(/^(V\d+\.\d+)(?=\s+(?:and|or)\s+(?:earlier|prior|older|below))/, '$1.x')

const saysAll = (version: string | null): boolean =>
  version === null || /^\s*(?:vers:all\/\*|\*|all(?:\s+versions)?)\s*$/i.test(version)

/** Firmware on its device is the device in that version; anything else is a part within the other product. */
function addRelation(leaves: Map<string, Leaf>, relation: Json): void {
  const part = leaves.get(text(relation.product_reference) ?? '')
  const whole = leaves.get(text(relation.relates_to_product_reference) ?? '')
  const product = object(relation.full_product_name)
  const id = text(product.product_id)
  if (!part || !whole || id === null || leaves.size >= MAX_LEAVES) return
  const fullName = text(product.name) ?? `${part.fullName} on ${whole.fullName}`
  if (isFirmware(part, whole)) {
    const families = [...whole.families, ...part.families]
    leaves.set(id, {
      ...whole,
      id,
      families,
      fullName: whole.fullName,
      version: part.version ?? whole.version,
    })
  } else leaves.set(id, { ...part, id, fullName, within: whole })
}

function isFirmware(part: Leaf, whole: Leaf): boolean {
  if (/\b(?:firmware|operating system|os|software)\b/i.test(part.name) && sameVendor(part, whole)) return true
  return (
    part.version !== null && whole.version === null && sameVendor(part, whole) && part.name === whole.name
  )
}

const sameVendor = (a: Leaf, b: Leaf): boolean =>
  a.vendor === b.vendor || a.vendor === null || b.vendor === null

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
