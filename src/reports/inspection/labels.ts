/** Words for people: what a device is called in tables and explanations. */
import { categories, categoryById, familyById, typeById } from '../../knowledge/taxonomy.ts'
import type { AssetRow } from './document.ts'

export const categoryLabel = (id: string | null): string =>
  id === null ? 'Not identified' : (categoryById(id)?.label ?? id)

/** Categories in the taxonomy's order, the unidentified last. */
export const categoryOrder = (): (string | null)[] => [...categories().map((c) => c.id), null]

/** The finest word for what it is: subtype, type, family. */
export function typeLabel(row: Pick<AssetRow, 'type' | 'subtype' | 'family'>): string {
  if (row.type !== null) {
    // The first of the taxonomy's words is enough in a table: `Server / hypervisor / EHR` is a server.
    const label = (typeById(row.type)?.label ?? row.type).split(' / ')[0]!
    return row.subtype === null ? label : `${row.subtype[0]?.toUpperCase()}${row.subtype.slice(1)}`
  }
  return row.family === null ? '' : (familyById(row.family)?.label ?? row.family)
}

/** Vendor, model and version in one line. */
export function makeLabel(row: Pick<AssetRow, 'vendor' | 'model' | 'product' | 'version'>): string {
  const model = row.model ?? row.product
  const repeats = model !== null && row.vendor !== null && beginsWith(model, row.vendor)
  return [repeats ? null : row.vendor, model, row.version].filter((part) => part !== null).join(' ')
}

/** The maker stands in front of the model, or the first word of its name: "Philips Healthcare", "Philips IntelliVue". */
const beginsWith = (model: string, vendor: string): boolean =>
  letters(model).startsWith(letters(vendor)) || firstWord(model) === firstWord(vendor)

const firstWord = (text: string): string => letters(text.trim().split(/\s/, 1)[0]!)

/** `B. Braun` and `B Braun` are spelled alike. */
const letters = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

export function osLabel({ os }: Pick<AssetRow, 'os'>): string {
  if (os.name === null) return ''
  return [os.name, os.version].filter((part) => part !== null).join(' ')
}

export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`
