/**
 * Oracle databases and their listeners (TNS): versions, platforms and encryption of both sides, the service that is
 * asked for, and the outcome of logins. Users' names, queries and rows are never looked at.
 */
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'
import * as inside from './negotiation.ts'
import * as tns from './packet.ts'

export const oracleTns = {
  name: 'oracle-tns',
  title: 'Oracle Transparent Network Substrate (Oracle Net Services)',
  ports: { tcp: [1521, 1522, 1526, 1630] },
  fields: {
    'oracle-tns.version': {
      label: 'Version of the server (VSNNUM, native negotiation, AUTH_VERSION_NO, listener)',
      service: true,
    },
    'oracle-tns.client-version': { label: 'Version of the client (native negotiation)' },
    'oracle-tns.tns-version': { label: 'Version of TNS the server accepted' },
    'oracle-tns.service': { label: 'Service or instance that is asked for (SERVICE_NAME or SID)' },
    'oracle-tns.client-host': { label: 'Host name of the client (CID, HOST)' },
    'oracle-tns.client-program': { label: 'Program of the client, without its path (CID, PROGRAM)' },
    'oracle-tns.platform': { label: 'Platform of the server (protocol negotiation)' },
    'oracle-tns.client-platform': { label: 'Platform of the client (protocol negotiation)' },
    'oracle-tns.listener': { label: 'Listener with its platform and version, as it answers a command' },
    'oracle-tns.listener-command': { label: 'Command that a listener took without a login', service: true },
    'oracle-tns.server-host': { label: 'Host name of the server (AUTH_SC_SERVER_HOST)' },
    'oracle-tns.encryption': {
      label: 'Encryption the server chose: none or an algorithm (native negotiation)',
      service: true,
    },
    'oracle-tns.login': { label: 'Outcome of a login: accepted or refused', service: true },
    'oracle-tns.error': { label: 'Error number of a refused connection or login' },
  },
  stream: { probe, start },
} satisfies Protocol

/** Longest packet that is read, octets; the default of a session data unit is 8192. */
const MAX_PACKET = 16_384
/** Packets of both sides that are looked at: all is said before. */
const MAX_PACKETS = 60
/** Errors that refuse a login: bad name or password, locked, expired. */
const REFUSES_LOGIN = new Set(['01017', '28000', '28001', '01005', '28040'])

/** Begins with CONNECT: no checksums, and a version with its elder. */
function probe({ client }: StreamHead): Verdict {
  if (client.length === 0) return 'more'
  if (
    client.length >= 8 &&
    (client[4] !== tns.CONNECT || (client[2]! | client[3]! | client[6]! | client[7]!) !== 0)
  )
    return 'no'
  const length = (client[0]! << 8) | (client[1] ?? 0)
  if (client.length > 1 && (length < 58 || length > MAX_PACKET)) return 'no'
  if (client.length < 32) return 'more'
  return tns.readConnect(client.subarray(0, length)) === null ? 'no' : 'yes'
}

function start(to: StreamReport): StreamSession {
  let packets = 0
  let wide = false
  let descriptorFollows = false
  let command: string | null = null
  let loggingIn = false

  function data(side: 'client' | 'server', bytes: Uint8Array): number {
    let at = 0
    while (bytes.length - at >= tns.HEADER) {
      // CONNECT keeps its old form, also where it is repeated.
      const header = tns.readHeader(bytes, at, wide)
      if (header === null) {
        to.oddity('oracle-tns.malformed')
        to.done()
        return bytes.length
      }
      const wanted = Math.min(header.length, MAX_PACKET)
      if (bytes.length - at < wanted) break
      if (++packets > MAX_PACKETS) to.done()
      const packet = bytes.subarray(at, at + wanted)
      at += header.length
      if (side === 'client') asked(header.type, packet)
      else answered(header.type, packet)
    }
    return at
  }

  function asked(type: number, packet: Uint8Array): void {
    if (type === tns.CONNECT) {
      const connect = tns.readConnect(packet)
      if (connect === null) return
      descriptorFollows = connect.descriptorFollows
      if (!descriptorFollows) describes(connect.descriptor)
    } else if (type === tns.DATA) {
      const payload = packet.subarray(tns.HEADER + 2)
      if (descriptorFollows) {
        descriptorFollows = false
        describes(Buffer.from(payload).toString('latin1'))
        return
      }
      to.observe('client', 'oracle-tns.client-version', inside.readNegotiation(payload)?.version ?? null)
      to.observe('client', 'oracle-tns.client-platform', inside.platformIn(payload))
      if (inside.asksLogin(payload)) loggingIn = true
    }
  }

  function describes(descriptor: string): void {
    const service = tns.valueIn(descriptor, 'SERVICE_NAME') ?? tns.valueIn(descriptor, 'SID')
    to.observe('server', 'oracle-tns.service', service, false)
    command = tns.valueIn(descriptor, 'COMMAND')
    const client = tns.clientPart(descriptor)
    to.observe('client', 'oracle-tns.client-host', tns.valueIn(client, 'HOST'))
    const program = tns.valueIn(client, 'PROGRAM')
    to.observe(
      'client',
      'oracle-tns.client-program',
      program?.split(/[\\/]/).at(-1)?.replace(/@.*$/, '') ?? null,
    )
  }

  function answered(type: number, packet: Uint8Array): void {
    if (type === tns.ACCEPT) {
      const version = tns.acceptedVersion(packet)
      wide = version >= tns.WIDE_LENGTHS
      to.observe('server', 'oracle-tns.tns-version', version)
      if (command !== null) to.observe('server', 'oracle-tns.listener-command', command)
    } else if (type === tns.REFUSE) refused(tns.refusalOf(packet))
    else if (type === tns.DATA) said(packet.subarray(tns.HEADER + 2))
  }

  function refused(text: string): void {
    const number = tns.valueIn(text, 'VSNNUM')
    to.observe('server', 'oracle-tns.version', number === null ? null : tns.versionIn(Number(number) || 0))
    to.observe('server', 'oracle-tns.error', tns.valueIn(text, 'ERR'))
    to.done()
  }

  function said(payload: Uint8Array): void {
    const negotiation = inside.readNegotiation(payload)
    if (negotiation !== null) {
      to.observe('server', 'oracle-tns.version', negotiation.version)
      to.observe('server', 'oracle-tns.encryption', negotiation.encryption)
      return
    }
    to.observe('server', 'oracle-tns.platform', inside.platformIn(payload))
    if (command !== null) listens(Buffer.from(payload).toString('latin1'))
    if (loggingIn) decides(payload)
  }

  /** A listener answers its version in words, and in numbers. */
  function listens(text: string): void {
    const [listener, platform, version] =
      /TNSLSNR for ([\w ./:-]{1,60}?): Version (\d+(?:\.\d+){3,4})/.exec(text) ?? []
    if (listener !== undefined) to.observe('server', 'oracle-tns.listener', `${platform} ${version}`)
    to.observe('server', 'oracle-tns.version', version ?? null)
  }

  function decides(payload: Uint8Array): void {
    const number = inside.loginValue(payload, 'AUTH_VERSION_NO')
    if (number !== null && /^\d{8,10}$/.test(number)) {
      to.observe('server', 'oracle-tns.login', 'accepted')
      to.observe('server', 'oracle-tns.version', tns.versionIn(Number(number)))
      to.observe('server', 'oracle-tns.server-host', inside.loginValue(payload, 'AUTH_SC_SERVER_HOST'))
      to.done()
      return
    }
    const error = inside.errorIn(payload)
    if (error === null) return
    to.observe('server', 'oracle-tns.error', String(Number(error)))
    if (REFUSES_LOGIN.has(error)) to.observe('server', 'oracle-tns.login', 'refused')
    to.done()
  }

  return { data, gap: () => to.done() }
}
