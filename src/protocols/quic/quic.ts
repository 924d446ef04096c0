/**
 * QUIC (RFC 9000, 9001, 9369), its drafts, and Google's forerunner: versions and the TLS hellos in Initial packets,
 * which are protected with keys that anyone on the path can derive.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'
import { readClientHello } from '../tls/client-hello.ts'
import { tlsFields } from '../tls/fields.ts'
import { CLIENT_HELLO, handshakeMessage, reportClientHello } from '../tls/handshake.ts'
import { type Connection, connectionOf, open } from './connection.ts'
import { googleHello, googleVersion } from './google.ts'
import { type LongPacket, longPackets, looksLikeQuic, negotiatedVersions, varint } from './packets.ts'
import { isReservedVersion, versionLabel } from './versions.ts'

export const quic = {
  name: 'quic',
  title: 'QUIC 1 and 2 (RFC 9000, 9001, 9369), drafts, Google QUIC',
  ports: { udp: [443, 80, 853, 784, 8443] },
  fields: {
    'quic.version': { label: 'Version the party speaks (long header)' },
    'quic.server-versions': { label: 'Versions a server offers (version negotiation packet)' },
    'quic.user-agent': { label: 'User agent id of Google clients (UAID, transport parameter 0x3129)' },
    ...tlsFields,
  },
  datagram: { probe, observe },
} satisfies Protocol

function probe(payload: Uint8Array): boolean {
  return looksLikeQuic(payload) || googleVersion(payload) !== null
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const versions = negotiatedVersions(payload)
  if (versions !== null) {
    to.server('sender')
    const real = versions.filter((v) => !isReservedVersion(v))
    to.observe('sender', 'quic.server-versions', real.map(versionLabel).join(','))
    return
  }
  const packets = longPackets(payload)
  for (const packet of packets) if (packet.initial) initial(packet, to)
  if (packets.length === 0) google(payload, to)
}

function initial(packet: LongPacket, to: DatagramReport): void {
  const connection = connectionOf(to)
  const opened = open(connection, packet, to)
  if (opened === null) return
  const { side, frames } = opened
  to.server(side === 'client' ? 'receiver' : 'sender')
  to.observe('sender', 'quic.version', packet.version.name)
  const { handshake } = connection
  const stream = connection.streams[side]
  if (!stream.add(frames)) {
    if (side === 'client') googleClient(frames, to)
    return
  }
  const roles = ROLES[side]
  for (let message = stream.next(); message !== null && !handshake.over; message = stream.next()) {
    handshakeMessage(handshake, to, roles, side, message.type, message.body)
    if (message.type === CLIENT_HELLO) to.observe('sender', 'quic.user-agent', userAgent(connection))
  }
  if (side === 'server' && handshake.server !== null) settledAlpn(connection, to)
  // A packet cut by the capture will not be seen again: what it shows of a hello is all there is.
  const partial = packet.cut && side === 'client' ? stream.partial(CLIENT_HELLO) : null
  if (partial !== null) reportClientHello(to, roles, readClientHello(partial), 'q')
}

const ROLES = {
  client: { client: 'sender', server: 'receiver' },
  server: { client: 'receiver', server: 'sender' },
} as const

/** The server's choice is encrypted; where the client offered one protocol, RFC 9001 section 8.1 leaves no other. */
function settledAlpn(connection: Connection, to: DatagramReport): void {
  const offered = connection.handshake.client?.alpn ?? []
  if (offered.length === 1) to.tls({ alpn: offered[0]! })
}

/** quic_transport_parameters (RFC 9001 section 8.2), and its number before the standard. */
const TRANSPORT_PARAMETERS: readonly number[] = [0x39, 0xffa5]
const USER_AGENT = 0x3129
const MAX_PARAMETERS = 64

function userAgent(connection: Connection): string | null {
  const contents = connection.handshake.client?.contents
  const parameters = TRANSPORT_PARAMETERS.map((type) => contents?.get(type)).find(
    (found) => found !== undefined,
  )
  const c = new Cursor(parameters ?? new Uint8Array(0))
  for (let i = 0; c.left > 0 && i < MAX_PARAMETERS; i++) {
    const id = varint(c)
    const value = c.sub(varint(c))
    if (c.missing) return null
    if (id === USER_AGENT) return value.utf8(value.left)
  }
  return null
}

function google(payload: Uint8Array, to: DatagramReport): void {
  const version = googleVersion(payload)
  if (version === null) return
  to.observe('sender', 'quic.version', version)
  googleClient(payload, to)
}

function googleClient(bytes: Uint8Array, to: DatagramReport): void {
  const hello = googleHello(bytes)
  if (hello === null) return
  to.server('receiver')
  to.observe('sender', 'quic.user-agent', hello.userAgent)
  if (hello.sni === null) return
  to.observe('sender', 'tls.sni', hello.sni)
  to.observe('receiver', 'tls.name', hello.sni, false)
  to.tls({ sni: hello.sni })
}
