/** Types of H.225.0 (ITU-T H.225.0 annex H) that several messages share. Names and numbers of people are passed over. */
import type { PerReader } from './per.ts'

/** VendorIdentifier: who made an endpoint. */
export interface Vendor {
  /** T.35 country, extension and manufacturer, with dots between. */
  readonly manufacturer: string
  readonly product: string | null
  readonly version: string | null
}

/** EndpointType. */
export interface EndpointType {
  readonly vendor: Vendor | null
  /** What it says it is: gatekeeper, gateway, mcu, terminal. */
  readonly kinds: readonly string[]
  /** Everything was understood, so that what follows can be read. */
  readonly whole: boolean
}

/** itu-t recommendation h(8) 2250 version(0) of the protocol identifier, without its last arc. */
export const H225 = [0x00, 0x08, 0x91, 0x4a, 0x00] as const

/** Version of H.225.0 in a protocol identifier; `null` when it is another protocol's. */
export function protocolVersion(per: PerReader): number | null {
  const id = per.octets(per.length())
  if (id.length !== H225.length + 1 || !H225.every((arc, i) => id[i] === arc)) return null
  return id[H225.length]!
}

export function endpointType(per: PerReader): EndpointType {
  const extended = per.bit()
  const [nonStandard, vendor, gatekeeper, gateway, mcu, terminal] = Array.from({ length: 6 }, () => per.bit())
  const kinds = [
    gatekeeper ? 'gatekeeper' : '',
    gateway ? 'gateway' : '',
    mcu ? 'mcu' : '',
    terminal ? 'terminal' : '',
  ].filter((kind) => kind !== '')
  if (nonStandard) nonStandardParameter(per)
  const made = vendor ? vendorIdentifier(per) : null
  // What gatekeepers, gateways and conference units tell of themselves is not understood.
  const whole = !gatekeeper && !gateway && !mcu
  if (whole) {
    if (terminal) plainInfo(per)
    per.bits(2) // mc, undefinedNode
    if (extended) per.extensions()
  }
  return { vendor: made, kinds, whole: whole && !per.missing }
}

export function vendorIdentifier(per: PerReader): Vendor | null {
  const extended = per.bit()
  const [hasProduct, hasVersion] = [per.bit(), per.bit()]
  const manufacturer = h221(per)
  const product = hasProduct ? textOf(per.shortOctets()) : null
  const version = hasVersion ? textOf(per.shortOctets()) : null
  if (extended) per.extensions()
  return manufacturer === null ? null : { manufacturer, product, version }
}

/** H221NonStandard. */
function h221(per: PerReader): string | null {
  const extended = per.bit()
  const numbers = [per.number(256), per.number(256), per.number(65_536)]
  if (extended) per.extensions()
  return per.missing ? null : numbers.join('.')
}

const textOf = (octets: Uint8Array): string => Buffer.from(octets).toString('latin1').replace(/\0+$/, '')

/** TerminalInfo: extension bit, non-standard data. */
function plainInfo(per: PerReader): void {
  const extended = per.bit()
  if (per.bit()) nonStandardParameter(per)
  if (extended) per.extensions()
}

/** NonStandardParameter: an object identifier or a manufacturer's code, then anything. */
export function nonStandardParameter(per: PerReader): void {
  const extended = per.bit()
  const manufacturer = !extended && per.bit()
  if (extended) per.small()
  if (manufacturer) h221(per)
  else per.openType()
  per.openType()
}

/** TransportAddress, passed over. */
export function transportAddress(per: PerReader): void {
  if (per.bit()) {
    per.small()
    per.openType()
    return
  }
  const kind = per.number(7)
  if (kind === 0) {
    per.octets(4)
    per.number(65_536)
  } else if (kind === 3) {
    const extended = per.bit()
    per.octets(16)
    per.number(65_536)
    if (extended) per.extensions()
  } else per.lost()
}

/** A SEQUENCE OF, passed over. */
export function sequenceOf(per: PerReader, skip: (per: PerReader) => void): void {
  const count = per.length()
  for (let i = 0; i < count && !per.missing; i++) skip(per)
}

/** AliasAddress: a number or a name, passed over. */
export function aliasAddress(per: PerReader): void {
  const extended = per.bit()
  const named = !extended && per.bit()
  if (extended) {
    per.small()
    per.openType()
  } else if (named) bmpString(per, 256)
  else {
    // Digits are of twelve characters: four bits each.
    const digits = per.number(128) + 1
    per.align()
    per.octets((digits * 4 + 7) >> 3)
  }
}

/** BMPString of 1 to `most` characters, passed over. */
export function bmpString(per: PerReader, most: number): void {
  per.octets((per.number(most) + 1) * 2)
}
