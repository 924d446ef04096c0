/** DHCP unique identifiers (RFC 8415 section 11), used by DHCPv6 and by client ids of DHCPv4 (RFC 4361). */
import type { Mac } from '../../model/mac.ts'
import { deviceMac } from '../addresses.ts'
import { hexOf, uuidOf } from '../printable.ts'

export interface Duid {
  /** The whole identifier, lower-case hex. */
  readonly hex: string
  readonly kind: 'llt' | 'enterprise' | 'll' | 'uuid' | null
  /** The Ethernet address that the kinds `llt` and `ll` embed: of some interface of the device, maybe of the one it was cloned from. */
  readonly mac: Mac | null
  readonly uuid: string | null
  /** IANA private enterprise number of the kind `enterprise`. */
  readonly enterprise: number | null
}

/** A DUID is 2 octets of type and 1-128 of identifier (RFC 8415 section 11.1); `null` if the size is wrong. */
export function readDuid(bytes: Uint8Array): Duid | null {
  if (bytes.length < 3 || bytes.length > 130) return null
  const type = (bytes[0]! << 8) | bytes[1]!
  const blank = { hex: hexOf(bytes), kind: null, mac: null, uuid: null, enterprise: null }
  if (type === 1) return { ...blank, kind: 'llt', mac: linkLayer(bytes, 8) }
  if (type === 2 && bytes.length >= 6) {
    const high = (bytes[2]! << 8) | bytes[3]!
    return { ...blank, kind: 'enterprise', enterprise: high * 0x10000 + ((bytes[4]! << 8) | bytes[5]!) }
  }
  if (type === 3) return { ...blank, kind: 'll', mac: linkLayer(bytes, 4) }
  if (type === 4) return { ...blank, kind: 'uuid', uuid: uuidOf(bytes.subarray(2)) }
  return blank
}

/** Hardware types 1 (Ethernet) and 6 (IEEE 802) have six-octet addresses. */
function linkLayer(bytes: Uint8Array, at: number): Mac | null {
  const hardware = (bytes[2]! << 8) | bytes[3]!
  return hardware === 1 || hardware === 6 ? deviceMac(bytes.subarray(at)) : null
}
