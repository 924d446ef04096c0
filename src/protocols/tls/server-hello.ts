/**
 * What servers say in clear before encryption starts: ServerHello of SSL 3.0 to TLS 1.3 (RFC 8446 section 4.1.3),
 * ServerKeyExchange up to TLS 1.2 (RFC 5246 section 7.4.3, RFC 8422 section 5.4) and the hello of SSL 2.0.
 */
import { Cursor } from '../../wire/cursor.ts'
import {
  ALPN,
  extensionsOf,
  HEARTBEAT,
  KEY_SHARE,
  PRE_SHARED_KEY,
  protocolNames,
  RENEGOTIATION_INFO,
  SUPPORTED_VERSIONS,
} from './extensions.ts'
import { groupName, isTls13 } from './names.ts'

export interface ServerHello {
  /** Negotiated: supported_versions where present, else `legacy_version`. */
  readonly version: number
  readonly cipher: number
  readonly compression: number
  readonly alpn: string | null
  /** Name of the key share's group (TLS 1.3). */
  readonly group: string | null
  /** A request to try again with another group, not yet an agreement (RFC 8446 section 4.1.4). */
  readonly retry: boolean
  /** TLS 1.3: the session continues an earlier one; before, only the missing certificate tells. */
  readonly resumed: boolean
  readonly secureRenegotiation: boolean
  readonly heartbeat: boolean
  readonly complete: boolean
}

/** SHA-256 of "HelloRetryRequest", in place of the random (RFC 8446 section 4.1.3). */
const RETRY_RANDOM = 'cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c'
const RANDOM = 32

/** `body` starts behind the handshake header. */
export function readServerHello(body: Uint8Array): ServerHello {
  const c = new Cursor(body)
  const legacy = c.u16()
  const random = c.view(RANDOM)
  // Drafts of TLS 1.3 up to 21 left session id and compression out.
  const draft = legacy >>> 8 === 0x7f
  if (!draft) c.skip(c.u8())
  const cipher = c.u16()
  const compression = draft ? 0 : c.u8()
  const fixed = !c.missing
  const { contents, complete } = extensionsOf(c)
  const chosen = contents.get(SUPPORTED_VERSIONS)
  const version = chosen?.length === 2 ? new Cursor(chosen).u16() : legacy
  const share = contents.get(KEY_SHARE)
  return {
    version,
    cipher,
    compression,
    alpn: protocolNames(contents.get(ALPN) ?? new Uint8Array(0))[0] || null,
    group: isTls13(version) && share && share.length >= 2 ? groupName(new Cursor(share).u16()) : null,
    retry: Buffer.from(random).toString('hex') === RETRY_RANDOM,
    resumed: isTls13(version) && contents.has(PRE_SHARED_KEY),
    secureRenegotiation: contents.has(RENEGOTIATION_INFO),
    heartbeat: contents.has(HEARTBEAT),
    complete: fixed && complete,
  }
}

export interface KeyExchange {
  /** Size of the Diffie-Hellman prime or of an exportable RSA modulus, bits. */
  readonly bits: number | null
  readonly group: string | null
}

const NAMED_CURVE = 3

/** What kind of key exchange it is, the suite's name tells; other kinds give nothing. */
export function readKeyExchange(body: Uint8Array, cipher: string): KeyExchange {
  const c = new Cursor(body)
  if (/_PSK_WITH_/.test(cipher)) c.skip(c.u16()) // the identity hint goes first, RFC 4279 section 3
  if (/_ECDHE_|_ECDH_anon_|^TLS_ECCPWD/.test(cipher)) {
    const named = c.u8() === NAMED_CURVE
    const group = c.u16()
    return { bits: null, group: named && !c.missing ? groupName(group) : null }
  }
  if (/_DHE_|_DH_anon_|_RSA_EXPORT/.test(cipher)) return { bits: bitsOf(c.view(c.u16())), group: null }
  return { bits: null, group: null }
}

function bitsOf(number: Uint8Array): number | null {
  const first = number.findIndex((octet) => octet !== 0)
  if (first < 0) return null
  return (number.length - first) * 8 - (Math.clz32(number[first]!) - 24)
}

export interface Ssl2ServerHello {
  readonly ciphers: readonly number[]
  /** DER of the certificate; empty when a session is resumed. */
  readonly certificate: Uint8Array
  readonly resumed: boolean
}

/** `body` starts at the message type (4), behind the two-octet record length. */
export function readSsl2ServerHello(body: Uint8Array): Ssl2ServerHello {
  const c = new Cursor(body, 1)
  const resumed = c.u8() !== 0
  c.skip(3)
  const certificateLength = c.u16()
  const ciphersLength = c.u16()
  c.skip(2)
  const certificate = c.view(certificateLength)
  const list = c.sub(ciphersLength)
  const ciphers: number[] = []
  while (list.left >= 3 && ciphers.length < 64) ciphers.push(list.u24())
  return { ciphers, certificate, resumed }
}
