/** RADIUS packets (RFC 2865 section 3) and their attributes (section 5). Secrets are skipped, not read. */
import { Cursor } from '../../wire/cursor.ts'

/** Attributes that hold or derive from secrets: User-Password, CHAP-Password, State, Class, CHAP-Challenge, Tunnel-Password. */
const SECRET: ReadonlySet<number> = new Set([2, 3, 24, 25, 60, 69])

const VENDOR_SPECIFIC = 26
const HEADER = 20
/** RFC 2865 section 3: largest packet. */
const MAX_PACKET = 4096

export interface VendorAttribute {
  readonly vendor: number
  readonly type: number
  readonly value: Uint8Array
}

export interface Attributes {
  /** First value of each attribute; of a secret one only that it is there, empty. */
  readonly first: ReadonlyMap<number, Uint8Array>
  readonly vendor: readonly VendorAttribute[]
}

/** `null` unless the length fits the datagram and the attributes fill it exactly. */
export function readAttributes(payload: Uint8Array): Attributes | null {
  if (payload.length < HEADER) return null
  const length = (payload[2]! << 8) | payload[3]!
  if (length < HEADER || length > payload.length || length > MAX_PACKET) return null
  const c = new Cursor(payload, HEADER, length)
  const first = new Map<number, Uint8Array>()
  const vendor: VendorAttribute[] = []
  while (c.left > 0) {
    const type = c.u8()
    const value = c.view(c.u8() - 2)
    if (c.missing) return null
    if (type === VENDOR_SPECIFIC) vendor.push(...vendorAttributes(value))
    else if (!first.has(type)) first.set(type, SECRET.has(type) ? value.subarray(0, 0) : value)
  }
  return { first, vendor }
}

/** Vendor number, then attributes of the usual form (RFC 2865 section 5.26); other forms yield nothing. */
function vendorAttributes(value: Uint8Array): VendorAttribute[] {
  const c = new Cursor(value)
  const vendor = c.u32()
  const out: VendorAttribute[] = []
  while (c.left > 0) {
    const type = c.u8()
    const inner = c.view(c.u8() - 2)
    if (c.missing) break
    out.push({ vendor, type, value: inner })
  }
  return out
}
