/** STUN (RFC 8489): UDP 3478, as telephones and conferences ask for their outer address. */
import { bytes, counted16, ipv4, u16, u32 } from './bytes.ts'

const COOKIE = 0x2112a442

/** Binding request; `transaction` is twelve bytes. */
export const bindingRequest = (transaction: Uint8Array, software?: string): Uint8Array =>
  message(0x0001, transaction, software === undefined ? new Uint8Array(0) : text(software))

/** Its answer with the address seen (XOR-MAPPED-ADDRESS). */
export function bindingResponse(
  transaction: Uint8Array,
  address: string,
  port: number,
  software: string,
): Uint8Array {
  const cookie = u32(COOKIE)
  const masked = ipv4(address).map((byte, i) => byte ^ cookie[i]!)
  const mapped = bytes(u16(0x0020), counted16(0, 1, u16(port ^ (COOKIE >>> 16)), masked))
  return message(0x0101, transaction, bytes(mapped, text(software)))
}

const message = (type: number, transaction: Uint8Array, attributes: Uint8Array): Uint8Array =>
  bytes(u16(type), u16(attributes.length), u32(COOKIE), transaction, attributes)

/** SOFTWARE, padded to four bytes. */
function text(software: string): Uint8Array {
  const body = counted16(software)
  return bytes(u16(0x8022), body, new Uint8Array((4 - ((body.length + 2) % 4)) % 4))
}
