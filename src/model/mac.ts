/** MAC addresses (EUI-48): lower case, colons, six octets. */
import type { Brand } from './brand.ts'

export type Mac = Brand<string, 'Mac'>

const HEX = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

/** Reads a MAC in any usual spelling (colons, dashes, dots, bare hex); `null` if it is not one. */
export function parseMac(text: string): Mac | null {
  const hex = text.replace(/[:.\s-]/g, '').toLowerCase()
  if (!/^[0-9a-f]{12}$/.test(hex)) return null
  return (hex.match(/../g) as string[]).join(':') as Mac
}

/** The six octets at `offset` of `bytes`; the caller has checked that they are there. */
export function macAt(bytes: Uint8Array, offset: number): Mac {
  let text = HEX[bytes[offset]!]!
  for (let i = 1; i < 6; i++) text += `:${HEX[bytes[offset + i]!]}`
  return text as Mac
}

/** From the two words of a packet record: `high` holds octets 0-1, `low` octets 2-5. */
export function macFromWords(high: number, low: number): Mac {
  return [high >>> 8, high, low >>> 24, low >>> 16, low >>> 8, low]
    .map((octet) => HEX[octet & 255])
    .join(':') as Mac
}

const firstOctet = (mac: Mac): number => Number.parseInt(mac.slice(0, 2), 16)

/** Group bit of IEEE 802 clause 8.2.2: multicast or broadcast, never a device. */
export const isGroupMac = (mac: Mac): boolean => (firstOctet(mac) & 1) === 1

/** Local bit of IEEE 802 clause 8.2.2: not from the IEEE registry (randomised, virtual, container). */
export const isLocalMac = (mac: Mac): boolean => (firstOctet(mac) & 2) === 2

const VIRTUAL_ROUTER_PREFIXES = [
  '00:00:5e:00:01:', // VRRP IPv4, RFC 9568 section 7.3
  '00:00:5e:00:02:', // VRRP IPv6, RFC 9568 section 7.3
  '00:00:0c:07:ac:', // HSRP version 1, RFC 2281 section 5.3
  '00:00:0c:9f:f', // HSRP version 2
  '00:05:73:a0:0', // HSRP for IPv6
  '00:07:b4:00:', // GLBP
]

/** A MAC that a redundancy protocol (VRRP, HSRP, GLBP) shares between routers: an address, not a device. */
export const isVirtualRouterMac = (mac: Mac): boolean =>
  VIRTUAL_ROUTER_PREFIXES.some((prefix) => mac.startsWith(prefix))
