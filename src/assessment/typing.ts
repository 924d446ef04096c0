/** What type of device an inventory row means: its own words first, then the product that it names. */
import { matchFingerprints } from '../knowledge/fingerprints.ts'
import { deviceTypes, familyById, familyOfType, typeById } from '../knowledge/taxonomy.ts'

export interface Kind {
  /** Type id of the taxonomy; `null` where only the family, or nothing, is known. */
  readonly type: string | null
  readonly family: string | null
}

const NOTHING: Kind = { type: null, family: null }

/**
 * `kinds`: the inventory's words ("PUMP, INFUSION" or an id of the taxonomy), the most exact first. Words of a generic
 * kind ("pump", "monitor") give way to a product that says more within the same family.
 */
export function kindOf(kinds: readonly string[], vendor: string | null, model: string | null): Kind {
  const stated = kinds.map(statedKind)
  const exact = stated.find(({ type }) => type !== null)
  if (exact !== undefined) return exact
  const product = typed('inventory.product', `${vendor ?? ''} ${model ?? ''}`.trim())
  const family = stated.find((one) => one.family !== null)
  if (family !== undefined) return product?.family === family.family ? product : family
  return product ?? firstTyped(kinds) ?? NOTHING
}

function firstTyped(kinds: readonly string[]): Kind | null {
  for (const kind of kinds) {
    const found = typed('inventory.kind', kind)
    if (found !== null) return found
  }
  return null
}

function statedKind(kind: string): Kind {
  const id = kind.toLowerCase().replace(/[\s_]+/g, '-')
  const type = typeById(id) ?? byLabel(kind)
  if (type !== null) return { type: type.id, family: familyOfType(type.id)?.id ?? type.id }
  return { type: null, family: familyById(id)?.id ?? null }
}

let labels: ReadonlyMap<string, string | null> | undefined
/** By a whole label, or one of the names in it that only one type has: "PACS / VNA". */
function byLabel(text: string) {
  labels ??= labelled()
  return typeById(labels.get(text.toLowerCase()) ?? '')
}

function labelled(): ReadonlyMap<string, string | null> {
  const whole = deviceTypes().map(({ id, label }) => [label.toLowerCase(), id] as const)
  const parts = new Map<string, string | null>()
  for (const [label, id] of whole)
    for (const part of label.split(' / '))
      parts.set(part, parts.has(part) && parts.get(part) !== id ? null : id)
  return new Map([...parts, ...whole])
}

function typed(field: string, text: string): Kind | null {
  if (text === '') return null
  const best = matchFingerprints(field, text).reduce<{ type: string; strength: number } | null>(
    (found, { says, strength }) =>
      says.type !== undefined && strength > (found?.strength ?? 0) ? { type: says.type, strength } : found,
    null,
  )
  return best === null ? null : { type: best.type, family: familyOfType(best.type)?.id ?? best.type }
}
