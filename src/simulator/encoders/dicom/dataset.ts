/** DICOM data sets (PS3.5 sections 6 and 7): elements in both little-endian encodings. */
import { bytes, latin1, u16le, u32le } from '../bytes.ts'

/** Value representations that the simulated hospital uses (PS3.5 section 6.2). */
export type Representation =
  | 'AE'
  | 'AS'
  | 'AT'
  | 'CS'
  | 'DA'
  | 'DS'
  | 'DT'
  | 'IS'
  | 'LO'
  | 'LT'
  | 'OB'
  | 'OW'
  | 'PN'
  | 'SH'
  | 'SQ'
  | 'ST'
  | 'TM'
  | 'UI'
  | 'UL'
  | 'US'
  | 'UT'

/** `gggg,eeee` in hexadecimal digits. */
export type Tag = `${string},${string}`
export type Value = string | number | readonly number[] | Uint8Array | readonly DataSet[]
/** One element; several text values stand in one text with `\` between them. */
export type Element = readonly [tag: Tag, vr: Representation, value: Value]
/** In any order: the encoding sorts by tag. */
export type DataSet = readonly Element[]

export const IMPLICIT = '1.2.840.10008.1.2'
export const EXPLICIT = '1.2.840.10008.1.2.1'

/** Representations whose length takes 32 bits in the explicit encoding (PS3.5 table 7.1-1). */
const LONG: readonly Representation[] = ['OB', 'OW', 'SQ', 'UT']

/** A data set under a transfer syntax; every one but the implicit default is explicit, little-endian. */
export function encode(set: DataSet, transferSyntax: string = IMPLICIT): Uint8Array {
  const explicit = transferSyntax !== IMPLICIT
  const sorted = [...set].sort(([a], [b]) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1))
  return bytes(...sorted.map((element) => encodeElement(element, explicit)))
}

function encodeElement([tag, vr, value]: Element, explicit: boolean): Uint8Array {
  const [group = 0, element = 0] = tag.split(',').map((part) => Number.parseInt(part, 16))
  const body = encodeValue(vr, value, explicit)
  const head = bytes(u16le(group), u16le(element))
  if (!explicit) return bytes(head, u32le(body.length), body)
  if (LONG.includes(vr)) return bytes(head, vr, 0, 0, u32le(body.length), body)
  return bytes(head, vr, u16le(body.length), body)
}

function encodeValue(vr: Representation, value: Value, explicit: boolean): Uint8Array {
  if (value instanceof Uint8Array) return even(value, 0)
  if (typeof value === 'string')
    return vr === 'AT' ? attributeTag(value) : even(latin1(value), vr === 'UI' ? 0 : 0x20)
  if (typeof value === 'number') return number(vr, value)
  const items = value as readonly (number | DataSet)[]
  return bytes(
    ...items.map((item) => (typeof item === 'number' ? number(vr, item) : sequenceItem(item, explicit))),
  )
}

const number = (vr: Representation, value: number): Uint8Array => (vr === 'US' ? u16le(value) : u32le(value))

function attributeTag(tag: string): Uint8Array {
  const [group = 0, element = 0] = tag.split(',').map((part) => Number.parseInt(part, 16))
  return bytes(u16le(group), u16le(element))
}

/** An item of defined length (PS3.5 section 7.5). */
function sequenceItem(set: DataSet, explicit: boolean): Uint8Array {
  const body = encode(set, explicit ? EXPLICIT : IMPLICIT)
  return bytes(u16le(0xfffe), u16le(0xe000), u32le(body.length), body)
}

const even = (value: Uint8Array, filler: number): Uint8Array =>
  value.length % 2 === 0 ? value : bytes(value, filler)
