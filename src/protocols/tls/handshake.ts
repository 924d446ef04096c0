/**
 * From handshake messages to facts, for every transport of TLS. The state is plain data that the transport keeps;
 * the report and the parties' names come with each message, since datagrams change their direction.
 */
import { parseIp } from '../../model/ip.ts'
import type { Report, TlsFacts } from '../protocol.ts'
import { reportChain } from './chain.ts'
import { cipherId, cipherName } from './ciphers.ts'
import { type ClientHello, readClientHello } from './client-hello.ts'
import { RENEGOTIATION_INFO } from './extensions.ts'
import { type Ja4Transport, ja4 } from './ja4.ts'
import { alertName, isGrease, isTls13, versionName } from './names.ts'
import { readKeyExchange, readServerHello, type ServerHello } from './server-hello.ts'

/** Handshake message types (RFC 8446 section 4, RFC 5246 section 7.4). */
export const CLIENT_HELLO = 1
export const SERVER_HELLO = 2
export const CERTIFICATE = 11
export const SERVER_KEY_EXCHANGE = 12
export const CERTIFICATE_REQUEST = 13

/** TLS_EMPTY_RENEGOTIATION_INFO_SCSV: asks as the extension does (RFC 5746 section 3.3). */
const RENEGOTIATION_SCSV = 0x00ff

export type TlsReport<P extends string> = Report<P> & { tls(facts: TlsFacts): void }

/** Which party of the report is the TLS client, which the server. */
export interface Roles<P extends string> {
  readonly client: P
  readonly server: P
}

export interface Handshake {
  readonly transport: Ja4Transport
  client: ClientHello | null
  server: ServerHello | null
  /** The server sent certificates, readable or not. */
  certificateSent: boolean
  /** SHA-256 of the server's leaf certificate. */
  serverCertificate: string | null
  clientFinished: boolean
  serverFinished: boolean
  /** Nothing more can be read: what follows is encrypted. */
  over: boolean
}

export const newHandshake = (transport: Ja4Transport): Handshake => ({
  transport,
  client: null,
  server: null,
  certificateSent: false,
  serverCertificate: null,
  clientFinished: false,
  serverFinished: false,
  over: false,
})

/** One whole message; `body` starts behind the handshake header. */
export function handshakeMessage<P extends string>(
  state: Handshake,
  to: TlsReport<P>,
  roles: Roles<P>,
  side: 'client' | 'server',
  type: number,
  body: Uint8Array,
): void {
  if (type === CLIENT_HELLO && side === 'client') {
    state.client = readClientHello(body, state.transport === 'd')
    if (!state.client.complete) to.oddity('tls.client-hello-malformed')
    reportClientHello(to, roles, state.client, state.transport)
  } else if (type === SERVER_HELLO && side === 'server') {
    serverHello(state, to, roles, body)
  } else if (type === CERTIFICATE) {
    const leaf = reportChain(to, roles[side], body)
    if (side === 'client') return
    state.certificateSent = true
    state.serverCertificate = leaf
  } else if (type === SERVER_KEY_EXCHANGE && side === 'server' && state.server !== null) {
    const { bits, group } = readKeyExchange(body, cipherName(state.server.cipher))
    to.observe(roles.server, 'tls.key-exchange-bits', bits)
    to.observe(roles.server, 'tls.group', group)
  } else if (type === CERTIFICATE_REQUEST && side === 'server') {
    to.observe(roles.server, 'tls.client-certificate', 'requested')
  }
}

/**
 * ChangeCipherSpec: whether that side is encrypted from here on. In TLS 1.3, where it may stand before a second
 * hello (RFC 8446 appendix D.4), it means nothing; before, both sides having sent it, the client took the certificate.
 */
export function changeCipher<P extends string>(
  state: Handshake,
  to: TlsReport<P>,
  roles: Roles<P>,
  side: 'client' | 'server',
): boolean {
  if (state.server === null || isTls13(state.server.version)) return false
  if (side === 'client') state.clientFinished = true
  else state.serverFinished = true
  if (side === 'server' && !state.certificateSent && usesCertificate(state))
    to.observe(roles.server, 'tls.resumed', 'yes')
  if (!state.clientFinished || !state.serverFinished) return true
  if (!state.over) to.observe(roles.client, 'tls.accepted-certificate', state.serverCertificate, true)
  state.over = true
  return true
}

/** Anonymous and pre-shared-key suites never send one. */
const usesCertificate = (state: Handshake): boolean =>
  state.client !== null && !/_anon_|_PSK_|_NULL_WITH_/.test(cipherName(state.server?.cipher ?? 0))

export function reportClientHello<P extends string>(
  to: TlsReport<P>,
  { client, server }: Roles<P>,
  hello: ClientHello,
  transport: Ja4Transport,
): void {
  const offered = hello.versions.filter((v) => !isGrease(v))
  const versions = offered.length > 0 ? offered : [hello.version]
  to.observe(client, 'tls.client-versions', [...new Set(versions.map(versionName))].join(','))
  to.observe(client, 'tls.client-ciphers', cipherList(hello))
  to.observe(client, 'tls.client-alpn', hello.alpn.join(','))
  to.observe(client, 'tls.ech', hello.hidden)
  if (hello.sni !== null) {
    to.observe(client, 'tls.sni', hello.sni)
    if (parseIp(hello.sni) === null) to.observe(server, 'tls.name', hello.sni, false)
    to.tls({ sni: hello.sni })
  }
  if (hello.complete && !hello.ssl2) {
    const fingerprint = ja4(hello, transport)
    to.observe(client, 'tls.ja4', fingerprint)
    to.tls({ ja4: fingerprint })
  }
}

const cipherList = (hello: ClientHello): string =>
  hello.ciphers
    .filter((cipher) => hello.ssl2 || !isGrease(cipher))
    .map((cipher) => cipher.toString(16).padStart(hello.ssl2 ? 6 : 4, '0'))
    .join(',')

function serverHello<P extends string>(
  state: Handshake,
  to: TlsReport<P>,
  roles: Roles<P>,
  body: Uint8Array,
): void {
  const hello = readServerHello(body)
  if (!hello.complete) to.oddity('tls.server-hello-malformed')
  if (hello.retry || body.length < 38) return // 38: version, random, empty session id, suite, compression
  state.server = hello
  if (isTls13(hello.version)) state.over = true
  reportServerHello(to, roles.server, hello, state.client)
}

function reportServerHello<P extends string>(
  to: TlsReport<P>,
  server: P,
  hello: ServerHello,
  client: ClientHello | null,
): void {
  const version = versionName(hello.version)
  const cipher = cipherName(hello.cipher)
  to.observe(server, 'tls.version', version)
  to.observe(server, 'tls.cipher', cipher)
  to.observe(server, 'tls.cipher-id', cipherId(hello.cipher))
  to.observe(server, 'tls.alpn', hello.alpn)
  to.observe(server, 'tls.group', hello.group)
  to.observe(server, 'tls.resumed', hello.resumed ? 'yes' : null)
  to.tls({ version, cipher, ...(hello.alpn === null ? {} : { alpn: hello.alpn }) })
  if (isTls13(hello.version)) return
  to.observe(server, 'tls.compression', hello.compression === 0 ? null : hello.compression)
  const asked =
    client?.extensions.includes(RENEGOTIATION_INFO) || client?.ciphers.includes(RENEGOTIATION_SCSV)
  const silent = asked === true ? 'no' : null // without being asked a server must not answer
  to.observe(server, 'tls.secure-renegotiation', hello.secureRenegotiation ? 'yes' : silent)
  to.observe(server, 'tls.heartbeat', hello.heartbeat ? 'yes' : null)
}

/** A clear alert, two octets. A goodbye says nothing about anyone; every other tells why a handshake failed. */
export function reportAlert<P extends string>(to: TlsReport<P>, about: P, alert: Uint8Array): void {
  const [level, description] = alert
  if (alert.length !== 2 || description === 0) return
  to.observe(about, 'tls.alert', `${level === 2 ? 'fatal' : 'warning'} ${alertName(description!)}`)
}
