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
 * `kind`: the inventory's words ("PUMP, INFUSION" or an id of the taxonomy). Words of a generic kind ("pump",
 * "monitor") give way to a product that says more within the same family.
 */
export function kindOf(kind: string | null, vendor: string | null, model: string | null): Kind {
  const stated = statedKind(kind)
  if (stated.type !== null) return stated
  const product = typed('inventory.product', `${vendor ?? ''} ${model ?? ''}`.trim())
  if (stated.family !== null) return product?.family === stated.family ? product : stated
  return product ?? (kind === null ? null : typed('inventory.kind', kind)) ?? NOTHING
}

function statedKind(kind: string | null): Kind {
  if (kind === null) return NOTHING
  const id = kind.toLowerCase().replace(/[\s_]+/g, '-')
  const type = typeById(id) ?? byLabel(kind)
  if (type !== null) return { type: type.id, family: familyOfType(type.id)?.id ?? type.id }
  return { type: null, family: familyById(id)?.id ?? null }
}

let labels: ReadonlyMap<string, string> | undefined
function byLabel(text: string) {
  labels ??= new Map(deviceTypes().map(({ id, label }) => [label.toLowerCase(), id]))
  return typeById(labels.get(text.toLowerCase()) ?? '')
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
