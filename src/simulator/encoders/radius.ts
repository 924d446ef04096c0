/** RADIUS (RFC 2865, 2866, 2869): UDP 1812 and 1813. */
import { createHash, createHmac } from 'node:crypto'
import { bytes, type Entropy, ipv4, type Part, u16, u32 } from './bytes.ts'

/** An attribute by number: 1 user, 4 NAS address, 30 called, 31 calling station, 32 NAS identifier, 87 port ... */
export type Attribute = readonly [type: number, value: Uint8Array]

export const text = (type: number, value: string): Attribute => [type, bytes(value)]
export const number = (type: number, value: number): Attribute => [type, u32(value)]
export const address = (type: number, value: string): Attribute => [type, ipv4(value)]

/** Access-Request of an authenticator, with the EAP packet it passes on and the Message-Authenticator (RFC 3579). */
export function accessRequest(
  id: number,
  secret: string,
  attributes: readonly Attribute[],
  random: Entropy,
  eap?: Uint8Array,
): Uint8Array {
  const all: Attribute[] = [
    ...attributes,
    ...(eap === undefined ? [] : eapMessages(eap)),
    [80, new Uint8Array(16)],
  ]
  const whole = packet(1, id, random(16), all)
  const code = createHmac('md5', secret).update(whole).digest()
  whole.set(code, whole.length - 16)
  return whole
}

const eapMessages = (eap: Uint8Array): Attribute[] =>
  Array.from(
    { length: Math.ceil(eap.length / 253) },
    (_, i) => [79, eap.slice(i * 253, (i + 1) * 253)] as const,
  )

/** Access-Accept (2), Access-Reject (3) or Access-Challenge (11). */
export const answer = (
  code: 2 | 3 | 11,
  secret: string,
  request: Uint8Array,
  attributes: readonly Attribute[],
  eap?: Uint8Array,
): Uint8Array =>
  signed(code, secret, request[1]!, request.slice(4, 20), [
    ...attributes,
    ...(eap === undefined ? [] : eapMessages(eap)),
  ])

/** Accounting-Request: status 1 start, 2 stop, 3 interim stands in attribute 40. */
export const accountingRequest = (id: number, secret: string, attributes: readonly Attribute[]): Uint8Array =>
  signed(4, secret, id, new Uint8Array(16), attributes)
export const accountingResponse = (secret: string, request: Uint8Array): Uint8Array =>
  signed(5, secret, request[1]!, request.slice(4, 20), [])

/** The authenticator is MD5 over the packet with `seed` in its place, and the secret (RFC 2865 section 3). */
function signed(
  code: number,
  secret: string,
  id: number,
  seed: Uint8Array,
  attributes: readonly Attribute[],
): Uint8Array {
  const whole = packet(code, id, seed, attributes)
  whole.set(createHash('md5').update(whole).update(secret).digest(), 4)
  return whole
}

function packet(
  code: number,
  id: number,
  authenticator: Uint8Array,
  attributes: readonly Attribute[],
): Uint8Array {
  const list = bytes(...attributes.flatMap(([type, value]): Part[] => [type, value.length + 2, value]))
  return bytes(code, id, u16(20 + list.length), authenticator, list)
}

/** EAP Response/Identity (RFC 3748 section 5.1), as it comes from the station. */
export const eapIdentity = (id: number, name: string): Uint8Array =>
  bytes(2, id, u16(5 + Buffer.byteLength(name)), 1, name)
