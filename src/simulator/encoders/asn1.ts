/** ASN.1 in its distinguished encoding (X.690), as much as SNMP, LDAP, Kerberos, SPNEGO and X.509 need. */
import { bytes, type Part } from './bytes.ts'

/** One element: identifier octet, definite length, contents. */
export function tlv(tag: number, ...contents: readonly Part[]): Uint8Array {
  const body = bytes(...contents)
  return bytes(tag, lengthOf(body.length), body)
}

/** Length octets, the short form where it serves (X.690 8.1.3). */
function lengthOf(size: number): Uint8Array {
  if (size < 0x80) return Uint8Array.of(size)
  const octets: number[] = []
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Uint8Array.of(0x80 | octets.length, ...octets)
}

export const sequence = (...members: readonly Part[]): Uint8Array => tlv(0x30, ...members)
export const set = (...members: readonly Part[]): Uint8Array => tlv(0x31, ...members)
/** A constructed member under its context tag. */
export const context = (n: number, ...contents: readonly Part[]): Uint8Array => tlv(0xa0 | n, ...contents)
/** A primitive member under its context tag. */
export const implicit = (n: number, ...contents: readonly Part[]): Uint8Array => tlv(0x80 | n, ...contents)
/** A constructed element of the application class. */
export const application = (n: number, ...contents: readonly Part[]): Uint8Array => tlv(0x60 | n, ...contents)

/** Two's complement in the fewest octets (X.690 8.3); `tag` for types derived from INTEGER. */
export function integer(value: number | bigint, tag = 0x02): Uint8Array {
  let rest = BigInt(value)
  const octets: number[] = []
  do {
    octets.unshift(Number(BigInt.asUintN(8, rest)))
    rest >>= 8n
  } while (!(rest === 0n && octets[0]! < 0x80) && !(rest === -1n && octets[0]! >= 0x80))
  return tlv(tag, Uint8Array.from(octets))
}

export const enumerated = (value: number): Uint8Array => integer(value, 0x0a)
export const boolean = (value: boolean): Uint8Array => tlv(0x01, value ? 0xff : 0)
export const nothing = (): Uint8Array => tlv(0x05)
export const octets = (...contents: readonly Part[]): Uint8Array => tlv(0x04, ...contents)
/** A whole number of octets, no unused bits. */
export const bitString = (...contents: readonly Part[]): Uint8Array => tlv(0x03, 0, ...contents)
export const utf8String = (text: string): Uint8Array => tlv(0x0c, text)
export const printableString = (text: string): Uint8Array => tlv(0x13, text)
export const ia5String = (text: string): Uint8Array => tlv(0x16, text)
export const generalString = (text: string): Uint8Array => tlv(0x1b, text)

/** An object identifier from its dotted form (X.690 8.19). */
export function oid(dotted: string, tag = 0x06): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tlv(tag, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

function base128(arc: number): number[] {
  const digits = [arc % 128]
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
    digits.unshift(0x80 | (rest % 128))
  return digits
}

/** GeneralizedTime to the second, UTC, of `at` in milliseconds since 1970. */
export const generalizedTime = (at: number): Uint8Array => tlv(0x18, digitsOf(at))
/** UTCTime, for years from 1950 to 2049 (RFC 5280 section 4.1.2.5.1). */
export const utcTime = (at: number): Uint8Array => tlv(0x17, digitsOf(at).slice(2))

const digitsOf = (at: number): string =>
  new Date(at)
    .toISOString()
    .replace(/[-:T]/g, '')
    .replace(/\.\d+Z$/, 'Z')
