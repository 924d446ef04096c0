/**
 * ClientHello of SSL 3.0 to TLS 1.3 and DTLS (RFC 8446 section 4.1.2, RFC 6347 section 4.2.1), and the hello of
 * SSL 2.0 framing (RFC 5246 appendix E.2). What is cut short is read as far as it goes and not `complete`.
 */
import { Cursor } from '../../wire/cursor.ts'
import {
  ALPN,
  ECH,
  ESNI,
  extensionsOf,
  protocolNames,
  SERVER_NAME,
  SIGNATURE_ALGORITHMS,
  SUPPORTED_VERSIONS,
  u16List,
} from './extensions.ts'

export interface ClientHello {
  /** `legacy_version`; in TLS 1.3 the truth is in `versions`. */
  readonly version: number
  /** supported_versions, as sent, GREASE included; empty without the extension. */
  readonly versions: readonly number[]
  /** Suites in the client's order, GREASE and signalling values included. */
  readonly ciphers: readonly number[]
  /** Extension types in the order sent, GREASE included. */
  readonly extensions: readonly number[]
  readonly sni: string | null
  /** Protocol names of ALPN as Latin-1 text, one character an octet. */
  readonly alpn: readonly string[]
  readonly signatureAlgorithms: readonly number[]
  /** How the real server name is hidden, if it is: Encrypted ClientHello or its forerunner. */
  readonly hidden: 'ech' | 'esni' | null
  /** It came in SSL 2.0 framing, which knows no extensions. */
  readonly ssl2: boolean
  /** Contents of the extensions, for what builds on TLS (QUIC transport parameters). */
  readonly contents: ReadonlyMap<number, Uint8Array>
  readonly complete: boolean
}

/** Suites of one hello that are looked at; real clients offer fewer than 200. */
const MAX_CIPHERS = 1024
/** Bytes of `random` (RFC 8446 section 4.1.2). */
const RANDOM = 32

/** `body` starts behind the handshake header; `datagram` hellos carry a cookie (RFC 6347 section 4.2.1). */
export function readClientHello(body: Uint8Array, datagram = false): ClientHello {
  const c = new Cursor(body)
  const version = c.u16()
  c.skip(RANDOM)
  c.skip(c.u8())
  if (datagram) c.skip(c.u8())
  const ciphers = u16List(c.sub(c.u16()), MAX_CIPHERS)
  c.skip(c.u8())
  const { types, contents, complete } = extensionsOf(c)
  const content = (type: number) => contents.get(type) ?? new Uint8Array(0)
  return {
    version,
    versions: u16List(lengthPrefixed(content(SUPPORTED_VERSIONS), 1)),
    ciphers,
    extensions: types,
    sni: serverName(content(SERVER_NAME)),
    alpn: protocolNames(content(ALPN)),
    signatureAlgorithms: u16List(lengthPrefixed(content(SIGNATURE_ALGORITHMS), 2)),
    hidden: contents.has(ECH) ? 'ech' : contents.has(ESNI) ? 'esni' : null,
    ssl2: false,
    contents,
    complete: complete && !c.missing,
  }
}

/** `body` starts at the message type (1), behind the two-octet record length. Suites of SSL 2.0 have three octets. */
export function readSsl2ClientHello(body: Uint8Array): ClientHello {
  const c = new Cursor(body, 1)
  const version = c.u16()
  const size = c.u16()
  c.skip(4)
  const list = c.sub(size)
  const ciphers: number[] = []
  while (list.left >= 3 && ciphers.length < MAX_CIPHERS) ciphers.push(list.u24())
  return {
    version,
    versions: [],
    ciphers,
    extensions: [],
    sni: null,
    alpn: [],
    signatureAlgorithms: [],
    hidden: null,
    ssl2: true,
    contents: new Map(),
    complete: !list.missing,
  }
}

/** The first host_name (type 0) of RFC 6066 section 3. */
function serverName(content: Uint8Array): string | null {
  const list = lengthPrefixed(content, 2)
  while (list.left >= 3) {
    const type = list.u8()
    const name = list.ascii(list.u16())
    if (type === 0 && name !== '') return name
  }
  return null
}

function lengthPrefixed(content: Uint8Array, octets: 1 | 2): Cursor {
  const c = new Cursor(content)
  return c.sub(octets === 1 ? c.u8() : c.u16())
}
