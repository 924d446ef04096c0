/** Addresses as the simulator holds them: IPv4 as a 32-bit number, MACs as six octets. */

/** `10.1.2.3` as a number. */
export function ipv4(text: string): number {
  return text.split('.').reduce((n, part) => (n * 256 + Number(part)) >>> 0, 0)
}

export const ipv4Text = (address: number): string =>
  `${address >>> 24}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`

export const macText = (mac: Uint8Array): string =>
  Array.from(mac, (octet) => octet.toString(16).padStart(2, '0')).join(':')

/** Octets of hexadecimal text, with or without colons. */
export function hex(text: string): Uint8Array {
  const digits = text.replaceAll(/[^0-9a-f]/gi, '')
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) =>
    Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16),
  )
}

/** A MAC of the IEEE block `block` (6, 7 or 9 hexadecimal digits), `low` filling the rest. */
export function macOf(block: string, low: number): Uint8Array {
  const left = 12 - block.length
  return hex(block + (low % 16 ** left).toString(16).padStart(left, '0'))
}

export const BROADCAST_MAC: Uint8Array = new Uint8Array(6).fill(255)
export const BROADCAST_IP = 0xffffffff

/** RFC 1112 section 6.4. */
export const multicastMac = (group: number): Uint8Array =>
  Uint8Array.of(0x01, 0, 0x5e, (group >>> 16) & 0x7f, (group >>> 8) & 255, group & 255)

/** The link-local address with the interface id of RFC 4291 appendix A. */
export function linkLocal(mac: Uint8Array): Uint8Array {
  const out = new Uint8Array(16)
  out.set([0xfe, 0x80])
  out.set([mac[0]! ^ 2, mac[1]!, mac[2]!, 0xff, 0xfe, mac[3]!, mac[4]!, mac[5]!], 8)
  return out
}

/** RFC 2464 section 7. */
export const multicastMac6 = (group: Uint8Array): Uint8Array =>
  Uint8Array.of(0x33, 0x33, ...group.subarray(12))
