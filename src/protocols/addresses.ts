/** Addresses inside protocol bodies that can belong to one device; anything else (zero, group, loopback, cut short) is `null`. */
import { type Ip, ip4At, ip6At } from '../model/ip.ts'
import { isGroupMac, type Mac, macAt } from '../model/mac.ts'
import { isHostAddress, isLoopback } from '../model/prefix.ts'

const ZERO_MAC = '00:00:00:00:00:00'

/** Six octets as the MAC of one station. */
export function deviceMac(bytes: Uint8Array): Mac | null {
  if (bytes.length !== 6) return null
  const mac = macAt(bytes, 0)
  return isGroupMac(mac) || mac === ZERO_MAC ? null : mac
}

/** Four or sixteen octets as the address of one host. */
export function deviceIp(bytes: Uint8Array): Ip | null {
  if (bytes.length !== 4 && bytes.length !== 16) return null
  const ip = bytes.length === 4 ? ip4At(bytes, 0) : ip6At(bytes, 0)
  return isHostAddress(ip) && !isLoopback(ip) ? ip : null
}

/** Every address of a packed list of four- or sixteen-octet addresses, at most `most` of them. */
export function deviceIps(bytes: Uint8Array, size: 4 | 16, most = 8): Ip[] {
  const out: Ip[] = []
  for (let i = 0; i + size <= bytes.length && out.length < most; i += size) {
    const ip = deviceIp(bytes.subarray(i, i + size))
    if (ip !== null) out.push(ip)
  }
  return out
}

/** The MAC that an interface identifier of modified EUI-64 form embeds (RFC 4291 appendix A), from an address's sixteen octets. */
export function macOfEui64(address: Uint8Array): Mac | null {
  if (address.length !== 16 || address[11] !== 0xff || address[12] !== 0xfe) return null
  const octets = [...address.subarray(8, 11), ...address.subarray(13, 16)]
  octets[0]! ^= 2
  return deviceMac(Uint8Array.from(octets))
}
