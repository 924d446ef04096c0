/**
 * What is it: one verdict per attribute. Type is decided on a ladder (type, else family, else category):
 * where two types stay close and share a family, the family is known and the type is not.
 */
import { categoryOfFamily, categoryOfType, familyOfType } from '../knowledge/taxonomy.ts'
import type { AssetAttribute, Claim, Undecided, Verdict } from '../model/asset.ts'
import { type KindClaims, withoutComputers } from './computers.ts'
import { withoutComputerMakers } from './makers.ts'
import { decideSystem } from './operating-system.ts'
import { groupBy } from './ownership.ts'
import { CLOSE_CALL, decide, LEAST_WEIGHT, plain, undecided, type Weighed, weigh } from './verdict.ts'

export interface Classification {
  readonly verdicts: ReadonlyMap<AssetAttribute, Verdict>
  /** What was said and not decided, for the explanation. */
  readonly undecided: readonly Undecided[]
}

/** Attributes decided each by itself, in this order. */
const PLAIN: readonly AssetAttribute[] = ['serial', 'udi', 'role', 'component.name']

export function classify(claims: readonly Claim[]): Classification {
  const byAttribute = groupBy(claims, (c) => c.attribute)
  const of = (attribute: AssetAttribute): readonly Claim[] => byAttribute.get(attribute) ?? []
  const verdicts = new Map<AssetAttribute, Verdict>()
  const open: Undecided[] = []
  const put = (verdict: Verdict) => verdicts.set(verdict.attribute, verdict)
  const settle = (attribute: AssetAttribute, ranked: readonly Weighed[], aside: readonly Claim[] = []) => {
    const verdict = decide(attribute, ranked)
    const why = verdict === null ? undecided(attribute, ranked) : null
    if (verdict !== null) put(withAside(verdict, aside))
    if (why !== null) open.push(why)
  }
  const kinds = { types: of('type'), families: of('family'), categories: of('category') }
  const ladder = typeLadder(withoutComputers(kinds))
  const makers = withoutComputerMakers(of('vendor'), ladder)
  settle('vendor', weigh(makers.vendors), makers.aside)
  for (const attribute of PLAIN) settle(attribute, weigh(of(attribute)))
  const vendor = verdicts.get('vendor')?.value ?? null
  for (const attribute of ['model', 'product'] as const)
    settle(attribute, weigh(coherent(of(attribute), vendor), withoutMaker(vendor)))
  settle('version', weigh(coherent(of('version'), vendor)))
  for (const verdict of ladder) put(verdict)
  const type = verdicts.get('type')?.value ?? null
  const noType = type === null ? undecided('type', weigh(of('type'))) : null
  if (noType !== null) open.push(noType)
  if (type !== null) settle('subtype', weigh(supporting(of('subtype'), type)))
  const system = decideSystem(of('os.name'), of('os.version'), of('os.build'))
  for (const verdict of system.verdicts) put(verdict)
  return { verdicts, undecided: [...open, ...system.undecided] }
}

/**
 * A model or version is believed only together with what the same observation says of the vendor: a claim
 * whose sibling names another vendor than the one decided is left out.
 */
function coherent(some: readonly Claim[], vendor: string | null): readonly Claim[] {
  return vendor === null ? some : some.filter((c) => (c.says.vendor ?? vendor) === vendor)
}

/** `HP LaserJet M507` and `LaserJet M507`, `snomD725` and `D725` are one model: makers repeat their name, or do not. */
function withoutMaker(vendor: string | null): (model: string) => string {
  const maker = vendor === null ? '' : plain(vendor)
  return (model) => {
    const words = plain(model)
    const rest = maker !== '' && words.startsWith(maker) ? words.slice(maker.length).trim() : ''
    return rest === '' ? words : rest
  }
}

/** Subtypes that come with the decided type, or with none. */
const supporting = (some: readonly Claim[], type: string): Claim[] =>
  some.filter((c) => (c.says.type ?? type) === type)

type Kinds = KindClaims & { readonly aside: readonly Claim[] }

/** What was set aside is shown with the first verdict. */
function typeLadder(kinds: Kinds): Verdict[] {
  const [first, ...implied] = rungs(kinds)
  if (first === undefined) return []
  return [withAside(first, kinds.aside), ...implied]
}

/** With what was set aside, which did not weigh. */
function withAside(verdict: Verdict, aside: readonly Claim[]): Verdict {
  if (aside.length === 0) return verdict
  const lost = weigh(aside).map((w) => ({ ...w, because: 'is what such a device is built on' }))
  return { ...verdict, lost: [...verdict.lost, ...lost] }
}

function rungs({ types, families, categories }: KindClaims): Verdict[] {
  const ranked = weigh(types)
  const type = isClear(ranked) ? decide('type', ranked) : null
  if (type !== null) {
    const own = familyOfType(type.value)?.id
    return [type, ...implied(type, own ?? null, categoryOfType(type.value))]
  }
  const family = rung('family', types, families, (one) => familyOfType(one)?.id ?? null)
  const familyVerdict = isClear(family) ? decide('family', family) : null
  if (familyVerdict !== null)
    return [familyVerdict, ...implied(familyVerdict, null, categoryOfFamily(familyVerdict.value))]
  const ofFamilies = families.map((c) => ({ ...c, value: categoryOfFamily(c.value) ?? '' }))
  const category = rung('category', types, [...categories, ...ofFamilies], categoryOfType)
  const verdict = isClear(category) ? decide('category', category) : null
  return verdict === null ? [] : [verdict]
}

/** A runner-up that could be asserted itself keeps a distance. */
const isClear = ([best, second]: readonly Weighed[]): boolean =>
  best !== undefined &&
  (second === undefined || second.weight < LEAST_WEIGHT || best.weight - second.weight >= CLOSE_CALL)

/** The values of a coarser rung: what is claimed of it directly, and what the type claims imply. */
function rung(
  attribute: AssetAttribute,
  types: readonly Claim[],
  direct: readonly Claim[],
  imply: (type: string) => string | null,
): Weighed[] {
  const through = types.flatMap((c) => {
    const value = imply(c.value)
    return value === null ? [] : [{ ...c, attribute, value }]
  })
  return weigh([...direct.filter((c) => c.value !== ''), ...through])
}

/** Family and category follow from what was decided, with its confidence. */
function implied(from: Verdict, family: string | null, category: string | null): Verdict[] {
  const made: Verdict[] = []
  if (family !== null) made.push({ ...from, attribute: 'family', value: family, lost: [] })
  if (category !== null && category !== '')
    made.push({ ...from, attribute: 'category', value: category, lost: [] })
  return made
}
