/** TLS as a passive listener sees it: whole flights of the handshake, and records of protected data. */
import { bytes, counted8, counted16, counted24, type Entropy, u16, u32 } from '../bytes.ts'
import { ecKey } from '../x509/keys.ts'
import * as x from './extensions.ts'
import {
  applicationData,
  changeCipherSpec,
  handshake,
  handshakeRecords,
  legacyNumber,
  type Protection,
  protectedSize,
  record,
  type Version,
} from './record.ts'
import { type Shape, STACKS, type Stack } from './stacks.ts'

export type { Protection, Version } from './record.ts'
export { alert, applicationData } from './record.ts'
export type { Stack } from './stacks.ts'

/** A suite of the IANA registry, and how it exchanges keys and protects. */
export interface Suite {
  readonly number: number
  readonly exchange: 'rsa' | 'ecdhe-rsa' | 'ecdhe-ecdsa' | '1.3'
  readonly protection: Protection
}

/** Suites that servers of the simulated hospital choose. */
export const SUITES = {
  AES_128_GCM_SHA256: { number: 0x1301, exchange: '1.3', protection: 'gcm' },
  AES_256_GCM_SHA384: { number: 0x1302, exchange: '1.3', protection: 'gcm' },
  ECDHE_RSA_AES_128_GCM_SHA256: { number: 0xc02f, exchange: 'ecdhe-rsa', protection: 'gcm' },
  ECDHE_RSA_AES_256_GCM_SHA384: { number: 0xc030, exchange: 'ecdhe-rsa', protection: 'gcm' },
  ECDHE_ECDSA_AES_128_GCM_SHA256: { number: 0xc02b, exchange: 'ecdhe-ecdsa', protection: 'gcm' },
  ECDHE_RSA_AES_256_CBC_SHA: { number: 0xc014, exchange: 'ecdhe-rsa', protection: 'cbc-sha' },
  ECDHE_RSA_AES_128_CBC_SHA: { number: 0xc013, exchange: 'ecdhe-rsa', protection: 'cbc-sha' },
  RSA_AES_128_GCM_SHA256: { number: 0x009c, exchange: 'rsa', protection: 'gcm' },
  RSA_AES_128_CBC_SHA: { number: 0x002f, exchange: 'rsa', protection: 'cbc-sha' },
  RSA_AES_256_CBC_SHA: { number: 0x0035, exchange: 'rsa', protection: 'cbc-sha' },
  RSA_AES_128_CBC_SHA256: { number: 0x003c, exchange: 'rsa', protection: 'cbc-sha256' },
  RSA_RC4_128_SHA: { number: 0x0005, exchange: 'rsa', protection: 'rc4-sha' },
} as const satisfies Readonly<Record<string, Suite>>
export type SuiteName = keyof typeof SUITES

const MAX_TICKET_LIFETIME = 7200

/** The ClientHello of a stack, in its record. */
export function clientHello(
  stack: Stack,
  random: Entropy,
  to: { readonly host?: string; readonly alpn?: readonly string[] } = {},
): Uint8Array {
  const shape: Shape = STACKS[stack]
  const session = shape.session ? random(32) : new Uint8Array(0)
  const extensions = shape.extensions(to.host, random, to.alpn ?? [])
  const hello = handshake(
    1,
    u16(legacyNumber(shape.version)),
    random(32),
    counted8(session),
    counted16(...shape.suites.map(u16)),
    counted8(0),
    extensions.length === 0 ? '' : counted16(...extensions),
  )
  // Records of a first hello say 1.0, for servers that mind (RFC 8446 section 5.1).
  return handshakeRecords('1.0', hello)
}

/** What a server answers with. */
export interface Server {
  readonly version: Version
  readonly suite: SuiteName
  /** The chain in DER, the server's own first. */
  readonly certificates: readonly Uint8Array[]
  /** Size of the server's signatures: that of its RSA modulus; 71 for ECDSA. */
  readonly signature?: number
  /** Asks for the client's certificate too. */
  readonly mutual?: boolean
  readonly alpn?: string
  /** Hands out session tickets. */
  readonly tickets?: boolean
}

/** The session identifier that a ClientHello in its record carries, which TLS 1.3 echoes. */
const sessionOf = (hello: Uint8Array): Uint8Array => hello.slice(44, 44 + hello[43]!)

/** All a server says in answer to a ClientHello: up to ServerHelloDone, or to its own Finished under TLS 1.3. */
export function serverFlight(server: Server, hello: Uint8Array, random: Entropy): Uint8Array {
  return server.version === '1.3' ? flight13(server, hello, random) : flight12(server, random)
}

function flight12(server: Server, random: Entropy): Uint8Array {
  const { version } = server
  const suite: Suite = SUITES[server.suite]
  const elliptic = suite.exchange !== 'rsa'
  const extensions = [x.renegotiationInfo()]
  if (elliptic) extensions.push(x.pointFormats())
  if (server.tickets === true) extensions.push(x.sessionTicket())
  if (server.alpn !== undefined) extensions.push(x.alpn([server.alpn]))
  const messages = [
    serverHello(
      version,
      suite,
      random(32),
      server.tickets === true ? new Uint8Array(0) : random(32),
      extensions,
    ),
    certificates(server.certificates),
  ]
  if (elliptic) messages.push(serverKeyExchange(version, suite, server.signature ?? 256, random))
  if (server.mutual === true) messages.push(certificateRequest(version))
  messages.push(handshake(14))
  return handshakeRecords(version, ...messages)
}

function serverHello(
  version: Version,
  suite: Suite,
  random: Uint8Array,
  session: Uint8Array,
  extensions: readonly Uint8Array[],
): Uint8Array {
  const chosen = [u16(legacyNumber(version)), random, counted8(session), u16(suite.number), 0]
  // SSL 3.0 has no extensions; servers that old send none.
  return handshake(2, ...chosen, version === '3.0' ? '' : counted16(...extensions))
}

/** RFC 5246 section 7.4.2. */
const certificates = (chain: readonly Uint8Array[]): Uint8Array =>
  handshake(11, counted24(...chain.map((one) => counted24(one))))

/** RFC 8422 section 5.4: a point of P-256, signed; before TLS 1.2 the signature names no algorithm. */
function serverKeyExchange(version: Version, suite: Suite, size: number, random: Entropy): Uint8Array {
  const { point } = ecKey(Buffer.from(random(16)).toString('hex'))
  const algorithm = version === '1.2' ? u16(suite.exchange === 'ecdhe-rsa' ? 0x0401 : 0x0403) : ''
  return handshake(12, 3, u16(23), counted8(point), algorithm, counted16(random(size)))
}

/** RFC 5246 section 7.4.4: RSA or ECDSA, from any authority. */
const certificateRequest = (version: Version): Uint8Array =>
  handshake(
    13,
    counted8(1, 64),
    version === '1.2' ? counted16(...[0x0401, 0x0403, 0x0501, 0x0201].map(u16)) : '',
    u16(0),
  )

/** The encrypted part holds EncryptedExtensions, Certificate, CertificateVerify and Finished. */
function flight13(server: Server, hello: Uint8Array, random: Entropy): Uint8Array {
  const suite: Suite = SUITES[server.suite]
  const extensions = [x.selectedVersion('1.3'), x.keyShare(29, random(32))]
  const chain = server.certificates.reduce((size, one) => size + one.length + 5, 8)
  const inner =
    10 + (server.mutual === true ? 40 : 0) + chain + 8 + (server.signature ?? 256) + finished13(suite)
  return bytes(
    handshakeRecords('1.3', serverHello('1.3', suite, random(32), sessionOf(hello), extensions)),
    changeCipherSpec('1.3'),
    record(23, '1.3', random(protectedSize('1.3', inner, suite.protection))),
  )
}

const finished13 = (suite: Suite): number => 4 + (suite.number === SUITES.AES_256_GCM_SHA384.number ? 48 : 32)

/** What a client ends its handshake with; with `chain` it shows a certificate of its own. */
export function clientFinish(server: Server, random: Entropy, chain?: readonly Uint8Array[]): Uint8Array {
  const { version } = server
  const suite: Suite = SUITES[server.suite]
  if (version === '1.3') {
    const shown = chain === undefined ? 0 : chain.reduce((size, one) => size + one.length + 5, 8) + 264
    return bytes(
      changeCipherSpec('1.3'),
      record(23, '1.3', random(protectedSize('1.3', shown + finished13(suite), suite.protection))),
    )
  }
  const messages = [
    ...(server.mutual === true ? [certificates(chain ?? [])] : []),
    clientKeyExchange(version, suite, random),
    ...(chain === undefined ? [] : [certificateVerify(version, random)]),
  ]
  return bytes(
    handshakeRecords(version, ...messages),
    changeCipherSpec(version),
    finished12(version, suite, random),
  )
}

/** RFC 5246 section 7.4.7.1 (an encrypted secret as long as the server's modulus) or RFC 8422 section 5.7. */
function clientKeyExchange(version: Version, suite: Suite, random: Entropy): Uint8Array {
  if (suite.exchange !== 'rsa')
    return handshake(16, counted8(ecKey(Buffer.from(random(16)).toString('hex')).point))
  return handshake(16, version === '3.0' ? random(256) : counted16(random(256)))
}

const certificateVerify = (version: Version, random: Entropy): Uint8Array =>
  handshake(15, version === '1.2' ? u16(0x0401) : '', counted16(random(256)))

/** Finished, protected: 4 + 12 bytes, 4 + 36 under SSL 3.0. */
function finished12(version: Version, suite: Suite, random: Entropy): Uint8Array {
  const size = protectedSize(version, version === '3.0' ? 40 : 16, suite.protection)
  let sealed = random(size)
  while (looksPlain(sealed)) sealed = random(size)
  return record(22, version, sealed)
}

/**
 * Of what follows ChangeCipherSpec in the same segment, decoders without keys say by type and length whether it is
 * protected (tshark: a type of RFC 8446 section 4 or RFC 5246 section 7.4, shorter than 64 KiB). One in some thousands
 * would be read as a message that is broken; so it is no such one.
 */
export const looksPlain = (body: Uint8Array): boolean => body[0]! <= MAX_HANDSHAKE_TYPE && body[1] === 0

/** Up to compressed_certificate (RFC 8879); of those above, decoders take none apart. */
const MAX_HANDSHAKE_TYPE = 25

/** What a server ends the handshake with: a ticket if it hands them out, and its Finished before TLS 1.3. */
export function serverFinish(server: Server, random: Entropy): Uint8Array {
  const { version } = server
  const suite: Suite = SUITES[server.suite]
  if (version === '1.3')
    return server.tickets === true ? applicationData('1.3', 217, random) : new Uint8Array(0)
  const ticket = handshake(4, u32(MAX_TICKET_LIFETIME), counted16(random(176)))
  return bytes(
    server.tickets === true ? handshakeRecords(version, ticket) : '',
    changeCipherSpec(version),
    finished12(version, suite, random),
  )
}

/** Application data as a suite protects it. */
export const data = (server: Server, size: number, random: Entropy): Uint8Array =>
  applicationData(server.version, size, random, SUITES[server.suite].protection)

/** Closes: an alert in the clear under no version, so a protected record of an alert's size. */
export const close = (server: Server, random: Entropy): Uint8Array =>
  server.version === '1.3'
    ? record(23, '1.3', random(protectedSize('1.3', 2, 'gcm')))
    : record(21, server.version, random(protectedSize(server.version, 2, SUITES[server.suite].protection)))
