/**
 * Attribute lists in the medical device encoding rules (IEEE 11073-20101; 11073-20601 annex F), as the Philips data
 * export and the personal health protocol carry them, and those values in them that identify a device.
 */
import { Cursor } from '../wire/cursor.ts'
import { hexOf, printable } from './printable.ts'

/** Attribute identifiers, IEEE 11073-10101 partition 1. */
export const ATTRIBUTE = {
  bedLabel: 0x091e,
  model: 0x0928,
  productionSpecification: 0x092d,
  operatingMode: 0x0946,
  systemId: 0x0984,
  systemType: 0x0986,
} as const

/** Attributes of one list that are looked at; a system has some thirty. */
const MOST_ATTRIBUTES = 64
/** Entries of a production specification. */
const MOST_ENTRIES = 32

/** One attribute: its identifier and a window over its value. */
export type Attribute = readonly [id: number, value: Uint8Array]

/** Count, length, then identifier, length and value of each; ends where the list is cut short. */
export function attributesOf(c: Cursor): Attribute[] {
  const count = Math.min(c.u16(), MOST_ATTRIBUTES)
  c.u16()
  const found: Attribute[] = []
  for (let i = 0; i < count; i++) {
    const id = c.u16()
    const value = c.view(c.u16())
    if (c.missing) break
    found.push([id, value])
  }
  return found
}

/** Manufacturer and model number, two labels (IEEE 11073-10201 SystemModel). */
export function systemModel(value: Uint8Array): { manufacturer: string | null; model: string | null } {
  const c = new Cursor(value)
  const manufacturer = label(c)
  return { manufacturer, model: label(c) }
}

/** A label of octets that are no text: a system identifier (EUI-64, or a MAC in older devices), as hex. */
export function systemId(value: Uint8Array): string | null {
  const c = new Cursor(value)
  const octets = c.view(c.u16())
  const known = octets.length === 6 || octets.length === 8
  return known && octets.some((octet) => octet !== 0) ? hexOf(octets) : null
}

/** What an entry of a production specification tells (IEEE 11073-10201 ProdSpecEntry), by its number there. */
const SPECIFICATIONS = [
  null,
  'serial-number',
  'part-number',
  'hardware-revision',
  'software-revision',
  'firmware-revision',
  'protocol-revision',
  'gmdn-code',
] as const
export type Specification = NonNullable<(typeof SPECIFICATIONS)[number]>

export interface SpecificationEntry {
  readonly kind: Specification
  /** The part of the device it is about, numbered by the maker; 0 in the personal health protocol. */
  readonly component: number
  readonly text: string
}

/** The entries of a production specification whose kind is known. */
export function productionSpecification(value: Uint8Array): SpecificationEntry[] {
  const c = new Cursor(value)
  const count = Math.min(c.u16(), MOST_ENTRIES)
  c.u16()
  const entries: SpecificationEntry[] = []
  for (let i = 0; i < count; i++) {
    const kind = SPECIFICATIONS[c.u16()] ?? null
    const component = c.u16()
    const text = label(c)
    if (c.missing) break
    if (kind !== null && text !== null) entries.push({ kind, component, text })
  }
  return entries
}

/** Partition and term as one code, `partition * 65536 + term` (IEEE 11073-10101). */
export const nomenclatureCode = (partition: number, term: number): string =>
  String(partition * 0x10000 + term)

/** Length and characters; padded to even length by NULs within it. */
const label = (c: Cursor): string | null => printable(c.view(c.u16()))
