/**
 * What is it: one verdict per attribute. Type is decided on a ladder (type, else family, else category):
 * where two types stay close and share a family, the family is known and the type is not.
 */
import { categoryOfFamily, categoryOfType, familyOfType } from '../knowledge/taxonomy.ts'
import type { AssetAttribute, Claim, Verdict } from '../model/asset.ts'
import { refines } from './os-names.ts'
import { CLOSE_CALL, decide, LEAST_WEIGHT, type Weighed, weigh } from './verdict.ts'

/** Attributes decided each by itself, in this order. */
const PLAIN: readonly AssetAttribute[] = ['vendor', 'serial', 'udi', 'role', 'component.name']

export function classify(claims: readonly Claim[]): Map<AssetAttribute, Verdict> {
  const of = (attribute: AssetAttribute) => claims.filter((c) => c.attribute === attribute)
  const verdicts = new Map<AssetAttribute, Verdict>()
  const put = (verdict: Verdict | null) => {
    if (verdict !== null) verdicts.set(verdict.attribute, verdict)
  }
  for (const attribute of PLAIN) put(decide(attribute, weigh(of(attribute))))
  const vendor = verdicts.get('vendor')?.value ?? null
  for (const attribute of ['model', 'product', 'version'] as const)
    put(decide(attribute, weigh(coherent(of(attribute), vendor))))
  for (const verdict of typeLadder(of('type'), of('family'), of('category'))) put(verdict)
  const type = verdicts.get('type')?.value ?? null
  put(type === null ? null : decide('subtype', weigh(supporting(of('subtype'), type))))
  for (const verdict of operatingSystem(claims)) put(verdict)
  return verdicts
}

/**
 * A model or version is believed only together with what the same observation says of the vendor: a claim
 * whose sibling names another vendor than the one decided is left out.
 */
function coherent(some: readonly Claim[], vendor: string | null): readonly Claim[] {
  return vendor === null ? some : some.filter((c) => (c.says.vendor ?? vendor) === vendor)
}

/** Subtypes that come with the decided type, or with none. */
const supporting = (some: readonly Claim[], type: string): Claim[] =>
  some.filter((c) => (c.says.type ?? type) === type)

// --- type, family, category ---------------------------------------------------------------------------------------

function typeLadder(
  types: readonly Claim[],
  families: readonly Claim[],
  categories: readonly Claim[],
): Verdict[] {
  const ranked = weigh(types)
  const [best, second] = ranked
  const clear = best !== undefined && best.weight >= LEAST_WEIGHT && !(second && closeCall(best, second))
  const family = rung('family', types, families, (type) => familyOfType(type)?.id ?? null)
  if (clear) {
    const type = decide('type', ranked)!
    const own = familyOfType(type.value)?.id
    return [type, ...implied(type, own ?? null, categoryOfType(type.value))]
  }
  const familyVerdict =
    family.length > 0 && !(family[1] && closeCall(family[0]!, family[1])) ? decide('family', family) : null
  if (familyVerdict !== null)
    return [familyVerdict, ...implied(familyVerdict, null, categoryOfFamily(familyVerdict.value))]
  const allFamilies = families.map((c) => ({ ...c, value: categoryOfFamily(c.value) ?? '' }))
  const category = rung('category', types, [...categories, ...allFamilies], categoryOfType)
  const verdict = category[1] && closeCall(category[0]!, category[1]) ? null : decide('category', category)
  return verdict === null ? [] : [verdict]
}

const closeCall = (best: Weighed, second: Weighed): boolean =>
  second.weight >= LEAST_WEIGHT && best.weight - second.weight < CLOSE_CALL

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

// --- operating system ---------------------------------------------------------------------------------------------

/**
 * The name is decided first; version and build are taken from the strongest claims that go with it. A name
 * that only says more than another (`Windows` and `Windows 10`) supports it.
 */
function operatingSystem(claims: readonly Claim[]): Verdict[] {
  const names = claims.filter((c) => c.attribute === 'os.name')
  const ranked = weighNames(names)
  const name = decide('os.name', ranked)
  if (name === null) return []
  const verdicts = [name]
  for (const attribute of ['os.version', 'os.build'] as const) {
    const fitting = claims.filter(
      (c) => c.attribute === attribute && goesWith(attribute, c.says['os.name'] ?? name.value, name.value),
    )
    const verdict = decide(attribute, weigh(fitting))
    if (verdict !== null) verdicts.push(verdict)
  }
  return verdicts
}

/** A build means the same whatever the system is called; a version of `Linux` is not one of `Ubuntu`. */
const goesWith = (attribute: 'os.version' | 'os.build', said: string, decided: string): boolean =>
  refines(said, decided) || (attribute === 'os.build' && refines(decided, said))

/** Names with the weight of the coarser names they refine added: `Windows` speaks for `Windows 10` too. */
function weighNames(names: readonly Claim[]): Weighed[] {
  const ranked = weigh(names)
  const refined = ranked.map((w) => {
    const coarser = ranked.filter((o) => o !== w && refines(w.value, o.value))
    const doubt = coarser.reduce((d, o) => d * (1 - o.weight), 1 - w.weight)
    return { ...w, weight: Math.round((1 - doubt) * 1000) / 1000 }
  })
  refined.sort(
    (a, b) => b.weight - a.weight || b.value.length - a.value.length || (a.value < b.value ? -1 : 1),
  )
  const best = refined[0]
  // What the winner refines is no contradiction.
  return best === undefined ? [] : [best, ...refined.slice(1).filter((o) => !refines(best.value, o.value))]
}
