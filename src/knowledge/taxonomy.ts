/** The taxonomy: types of devices, the families fleet tables count, categories, and what each means for a patient. */
import { load } from './load.ts'
import type { Checked } from './schema.ts'

export type DeviceType = Checked<'taxonomy'>['types'][number]
export type Criticality = DeviceType['criticality']
export interface Category {
  readonly id: string
  readonly label: string
}
export interface Family {
  readonly id: string
  readonly label: string
  /** All of one category, that of the first. */
  readonly category: string
  readonly types: readonly string[]
}

/** From worst to none; the order of the clinical scale. */
export const CRITICALITY_ORDER: readonly Criticality[] = [
  'life-sustaining',
  'direct-therapy',
  'diagnostic',
  'support',
  'none',
]

/** In display order. */
export const categories = (): readonly Category[] => load('taxonomy', 'taxonomy.yaml').categories
export const deviceTypes = (): readonly DeviceType[] => load('taxonomy', 'taxonomy.yaml').types
export const families = (): readonly Family[] => [...index().families.values()]

export const typeById = (id: string): DeviceType | null => index().types.get(id) ?? null
export const familyById = (id: string): Family | null => index().families.get(id) ?? null
export const categoryById = (id: string): Category | null => categories().find((c) => c.id === id) ?? null

/** Categories whose devices treat, measure or examine patients, or serve those who do. */
export const MEDICAL_CATEGORIES = [
  'infusion-and-therapy',
  'patient-monitoring',
  'respiratory-and-anaesthesia',
  'dialysis-and-extracorporeal',
  'imaging',
  'laboratory',
  'medication-and-logistics',
  'nurse-call-and-communication',
  'surgical',
  'neonatal',
] as const

export const isMedicalCategory = (category: string | null): boolean =>
  MEDICAL_CATEGORIES.some((one) => one === category)

/** The family a type is counted in; a type no family names is its own. `null` for a type that does not exist. */
export function familyOfType(type: string): Family | null {
  return index().familyOf.get(type) ?? null
}

export const categoryOfType = (type: string): string | null => typeById(type)?.category ?? null
export const categoryOfFamily = (family: string): string | null => familyById(family)?.category ?? null

/**
 * Of a type, else of its family's first, most common type; `none` where neither is known. `place`: what is known of
 * it (ward `ICU`, bed `4`), as some types weigh more in some places.
 */
export function criticalityOf(
  type: string | null,
  family: string | null,
  place: readonly (string | null)[] = [],
): Criticality {
  const kind = typeById(type ?? familyById(family ?? '')?.types[0] ?? '')
  if (kind === null) return 'none'
  if (type === null || kind.raised === undefined) return kind.criticality
  const words = new Set(place.flatMap((part) => (part ?? '').toLowerCase().split(/[^\p{L}]+/u)))
  return kind.raised.in.some((word) => words.has(word)) ? kind.raised.to : kind.criticality
}

interface Index {
  readonly types: Map<string, DeviceType>
  readonly families: Map<string, Family>
  readonly familyOf: Map<string, Family>
}
let built: Index | undefined

function index(): Index {
  built ??= build(load('taxonomy', 'taxonomy.yaml'))
  return built
}

function build(taxonomy: Checked<'taxonomy'>): Index {
  const types = new Map(taxonomy.types.map((type) => [type.id, type]))
  const list = new Map<string, Family>()
  const familyOf = new Map<string, Family>()
  const add = (id: string, label: string, members: readonly string[]) => {
    const family = { id, label, category: types.get(members[0]!)?.category ?? '', types: members }
    list.set(id, family)
    for (const type of members) familyOf.set(type, family)
  }
  for (const { id, label, types: members } of taxonomy.families) add(id, label, members)
  for (const { id, label } of taxonomy.types) if (!familyOf.has(id)) add(id, label, [id])
  return { types, families: list, familyOf }
}
