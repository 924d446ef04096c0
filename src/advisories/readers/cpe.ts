/** CPE names: 2.3 formatted strings (NISTIR 7695, section 6.2) and 2.2 URIs (6.1). */
import type { ProductPart } from '../statement.ts'
import { entryOf } from './json.ts'

/** The attributes that say something about a product; `*` (any) and `-` (not applicable) stay as they are. */
export interface Cpe {
  readonly part: ProductPart
  readonly vendor: string
  readonly product: string
  readonly version: string
  readonly update: string
  readonly edition: string
  readonly softwareEdition: string
  readonly targetSoftware: string
  readonly targetHardware: string
}

const PART: Readonly<Record<string, ProductPart>> = {
  a: 'application',
  o: 'operating-system',
  h: 'hardware',
}
const LONGEST = 1024

/** `null` for what is no CPE. Values come unescaped, with blanks for underscores only where `words` makes them. */
export function parseCpe(name: string): Cpe | null {
  if (name.length > LONGEST) return null
  if (name.startsWith('cpe:2.3:')) return fromFields(splitEscaped(name.slice(8)), unquote)
  if (name.startsWith('cpe:/')) return fromUri(name.slice(5).split(':'))
  return null
}

/** `alaris_8015_pcu` as a person would write it: `alaris 8015 pcu`. */
export function words(value: string): string {
  return value.replaceAll('_', ' ').trim()
}

function fromFields(fields: readonly string[], read: (field: string) => string): Cpe | null {
  const part = entryOf(PART, fields[0] ?? null)
  if (part === undefined || !fields[1] || !fields[2]) return null
  const at = (index: number) => (fields[index] ? read(fields[index]) : '*')
  return {
    part,
    vendor: at(1),
    product: at(2),
    version: at(3),
    update: at(4),
    edition: at(5),
    softwareEdition: at(7),
    targetSoftware: at(8),
    targetHardware: at(9),
  }
}

function fromUri([part, vendor, product, version, update, edition]: readonly string[]): Cpe | null {
  const packed = edition?.startsWith('~') ? edition.split('~') : null
  return fromFields(
    [
      part ?? '',
      vendor ?? '',
      product ?? '',
      version ?? '',
      update ?? '',
      packed?.[1] ?? edition ?? '',
      '',
      packed?.[2] ?? '',
      packed?.[3] ?? '',
      packed?.[4] ?? '',
    ],
    percentDecoded,
  )
}

/** Splits at colons that no backslash precedes. */
function splitEscaped(name: string): string[] {
  if (!name.includes('\\')) return name.split(':')
  return name.match(/(?:[^\\:]|\\.)+|(?<=:|^)(?=:|$)/gs) ?? []
}

const unquote = (field: string): string => (field.includes('\\') ? field.replace(/\\(.)/gs, '$1') : field)

function percentDecoded(field: string): string {
  try {
    return decodeURIComponent(field)
  } catch {
    return field
  }
}
