/** TLS writers for fixtures and tests: hellos, certificates, records (RFC 8446, RFC 5246). Shares no code with `src/`. */
import { context, der, int, octets, oid, seq } from './asn1-bytes.ts'
import { type Bytes, bytes, ip, u16, u24, zeros } from './bytes.ts'

/** Octets counted by a length of one, two or three octets before them. */
export const counted1 = (...parts: (number | string | ArrayLike<number>)[]): Bytes => {
  const body = bytes(...parts)
  return bytes(body.length, body)
}
export const counted2 = (...parts: (number | string | ArrayLike<number>)[]): Bytes => {
  const body = bytes(...parts)
  return bytes(u16(body.length), body)
}
export const counted3 = (...parts: (number | string | ArrayLike<number>)[]): Bytes => {
  const body = bytes(...parts)
  return bytes(u24(body.length), body)
}

export const record = (type: number, body: Bytes, version = 0x0303): Bytes =>
  bytes(type, u16(version), u16(body.length), body)
export const handshake = (type: number, body: Bytes): Bytes => bytes(type, u24(body.length), body)
export const extension = (type: number, ...parts: (number | string | ArrayLike<number>)[]): Bytes =>
  bytes(u16(type), counted2(...parts))

/** Octets that look random and are the same every time. */
export const noise = (n: number, seed = 1): Bytes =>
  Uint8Array.from({ length: n }, (_, i) => (Math.imul(i + seed * 7919, 2654435761) >>> 13) & 255)

export const sni = (name: string): Bytes => extension(0, counted2(0, counted2(name)))
export const alpn = (...names: string[]): Bytes =>
  extension(16, counted2(...names.map((name) => counted1(name))))
export const groups = (...ids: number[]): Bytes => extension(10, counted2(...ids.map(u16)))
export const signatures = (...ids: number[]): Bytes => extension(13, counted2(...ids.map(u16)))
export const versions = (...ids: number[]): Bytes => extension(43, counted1(...ids.map(u16)))

export interface Hello {
  readonly version?: number
  readonly session?: Bytes
  /** DTLS only. */
  readonly cookie?: Bytes
  readonly ciphers: readonly number[]
  readonly extensions?: readonly Bytes[]
}

/** Body of a ClientHello, without the handshake header. */
export const clientHello = (h: Hello): Bytes =>
  bytes(
    u16(h.version ?? 0x0303),
    noise(32),
    counted1(h.session ?? zeros(0)),
    h.cookie === undefined ? zeros(0) : counted1(h.cookie),
    counted2(...h.ciphers.map(u16)),
    counted1(0),
    h.extensions === undefined ? zeros(0) : counted2(...h.extensions),
  )

/** Body of a ServerHello, without the handshake header. */
export const serverHello = (
  version: number,
  cipher: number,
  extensions: readonly Bytes[] = [],
  random = noise(32, 2),
): Bytes =>
  bytes(
    u16(version),
    random,
    counted1(noise(32, 3)),
    u16(cipher),
    0,
    extensions.length ? counted2(...extensions) : zeros(0),
  )

export const certificates = (...chain: Bytes[]): Bytes => counted3(...chain.map((c) => counted3(c)))

export interface CertificateText {
  /** Attributes by OID, in order; values are UTF-8 strings. */
  readonly subject: readonly (readonly [string, string])[]
  readonly issuer?: readonly (readonly [string, string])[]
  readonly dns?: readonly string[]
  readonly ips?: readonly string[]
  readonly uris?: readonly string[]
  /** YYMMDDhhmmssZ. */
  readonly notBefore?: string
  readonly notAfter?: string
  readonly serial?: Bytes
  readonly rsaBits?: number
  /** OID of the signature algorithm; the signature itself is noise. */
  readonly signature?: string
}

export const CN = '2.5.4.3'
export const SERIAL_NUMBER = '2.5.4.5'
export const COUNTRY = '2.5.4.6'
export const O = '2.5.4.10'
export const OU = '2.5.4.11'
export const SHA256_RSA = '1.2.840.113549.1.1.11'
export const SHA1_RSA = '1.2.840.113549.1.1.5'

/** A certificate (RFC 5280) that decodes like any other but was signed by nobody. */
export function certificate(c: CertificateText): Bytes {
  const algorithm = seq(oid(c.signature ?? SHA256_RSA), der(5))
  const key = seq(der(2, 0, 0x80 | noise(1)[0]!, noise((c.rsaBits ?? 2048) / 8 - 2, 5), 1), int(65537))
  const names = [
    ...(c.dns ?? []).map((name) => der(0x82, name)),
    ...(c.uris ?? []).map((uri) => der(0x86, uri)),
    ...(c.ips ?? []).map((address) => der(0x87, ip(address))),
  ]
  const alternative = seq(oid('2.5.29.17'), octets(seq(...names)))
  const tbs = seq(
    context(0, int(2)),
    der(2, c.serial ?? bytes(1, 0x2f)),
    algorithm,
    nameOf(c.issuer ?? c.subject),
    seq(der(0x17, c.notBefore ?? '250101000000Z'), der(0x17, c.notAfter ?? '350101000000Z')),
    nameOf(c.subject),
    seq(seq(oid('1.2.840.113549.1.1.1'), der(5)), der(3, 0, key)),
    ...(names.length > 0 ? [context(3, seq(alternative))] : []),
  )
  return seq(tbs, algorithm, der(3, 0, noise(256, 9)))
}

const nameOf = (parts: readonly (readonly [string, string])[]): Bytes =>
  seq(
    ...parts.map(([type, value]) =>
      der(0x31, seq(oid(type), der(printable(type) ? 0x13 : 0x0c, Buffer.from(value)))),
    ),
  )

/** Country and serial number are PrintableString by RFC 5280 appendix A. */
const printable = (type: string): boolean => type === COUNTRY || type === SERIAL_NUMBER
