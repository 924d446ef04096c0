/**
 * MySQL and MariaDB up to the login: the server's version, how it authenticates, whether the connection turns to TLS,
 * and what the client says it is made of. Queries are never looked at.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'
import { CLIENT_SSL, HEADER, lengthOf, readGreeting, readLogin, zeroEnded } from './packets.ts'

export const mysql = {
  name: 'mysql',
  title: 'MySQL client/server protocol, connection phase (MySQL Source Code Documentation)',
  ports: { tcp: [3306, 33_060] },
  fields: {
    'mysql.version': { label: 'Version of the server as it greets', service: true },
    'mysql.auth-plugin': { label: 'Authentication plugin the server names first' },
    'mysql.login-plugin': { label: 'Authentication plugin the login used', service: true },
    'mysql.tls': {
      label: 'used, refused (not offered by the server) or unused (offered, not taken)',
      service: true,
    },
    'mysql.login': { label: 'Outcome of a login in clear: accepted or refused', service: true },
    'mysql.empty-password-accepted': {
      label: 'yes where a user without a password was let in',
      service: true,
    },
    'mysql.error': { label: 'Error code of the server in place of a greeting, or to a login' },
    'mysql.client-name': { label: 'Client library (connection attribute _client_name)' },
    'mysql.client-version': { label: 'Version of the client library (_client_version)' },
    'mysql.client-os': { label: 'Operating system the client was built for (_os)' },
    'mysql.client-platform': { label: 'Processor the client was built for (_platform)' },
    'mysql.client-program': { label: 'Program of the client (program_name)' },
  },
  stream: { probe, start },
} satisfies Protocol

/** Longest greeting, octets; those in use are under 120. */
const MAX_GREETING = 512
/** Longest login, octets: names, proof and attributes. */
const MAX_LOGIN = 8192
const ERROR = 0xff
const SWITCH = 0xfe
/** CR_ ... of the plugin that sends the password as it is. */
const CLEAR = 'mysql_clear_password'

const ATTRIBUTES = {
  _client_name: 'mysql.client-name',
  _client_version: 'mysql.client-version',
  _os: 'mysql.client-os',
  _platform: 'mysql.client-platform',
  program_name: 'mysql.client-program',
} as const

/** The server speaks first; the client's first packet bears number 1. */
function probe({ client, server }: StreamHead): Verdict {
  if (client.length > 3 && client[3] !== 1) return 'no'
  if (server.length < 5) return server.length > 2 && lengthOf(server) > MAX_GREETING ? 'no' : 'more'
  const length = lengthOf(server)
  if (length < 8 || length > MAX_GREETING || server[3] !== 0) return 'no'
  if (server[4] !== 10 && server[4] !== ERROR) return 'no'
  if (server.length < HEADER + length) return 'more'
  const body = server.subarray(HEADER, HEADER + length)
  return readGreeting(body) !== null || readError(body) !== null ? 'yes' : 'no'
}

/** ERR_Packet: code, then text; the codes of servers lie between 1000 and 5000 (errmsg-utf8.txt). */
function readError(body: Uint8Array): number | null {
  if (body[0] !== ERROR || body.length < 9) return null
  const code = body[1]! | (body[2]! << 8)
  const text = body.subarray(3)
  return code >= 1000 && code < 5000 && text.every((octet) => octet >= 0x20 && octet !== 0x7f) ? code : null
}

type Stage = 'greeting' | 'login' | 'verdict'

function start(to: StreamReport): StreamSession {
  let stage: Stage = 'greeting'
  let offersTls = false
  let clear: { user: string; password: string | null } | null = null
  let empty = false

  function data(side: 'client' | 'server', bytes: Uint8Array): number {
    let at = 0
    while (bytes.length - at >= HEADER) {
      const length = lengthOf(bytes.subarray(at))
      if (length > MAX_LOGIN) {
        to.oddity('mysql.packet-length')
        to.done()
        return bytes.length
      }
      if (bytes.length - at < HEADER + length) break
      const body = bytes.subarray(at + HEADER, at + HEADER + length)
      at += HEADER + length
      if (side === 'server') server(body)
      else if (stage !== 'greeting' && client(body)) return at
    }
    return at
  }

  function server(body: Uint8Array): void {
    if (stage === 'greeting') greeted(body)
    else if (stage === 'verdict') verdict(body)
  }

  function greeted(body: Uint8Array): void {
    const greeting = readGreeting(body)
    if (greeting === null) {
      to.observe('server', 'mysql.error', readError(body))
      to.done()
      return
    }
    stage = 'login'
    to.observe('server', 'mysql.version', greeting.version)
    to.observe('server', 'mysql.auth-plugin', greeting.plugin)
    offersTls = (greeting.capabilities & CLIENT_SSL) !== 0
  }

  /** True when TLS follows. */
  function client(body: Uint8Array): boolean {
    if (stage === 'verdict') {
      if (body.some((octet) => octet !== 0)) empty = false
      if (clear !== null) clear = { ...clear, password: zeroEnded(new Cursor(body)) }
      return false
    }
    stage = 'verdict'
    if (body.length === 32 && (body[1]! & (CLIENT_SSL >> 8)) !== 0) {
      to.observe('server', 'mysql.tls', 'used', true)
      to.handover()
      return true
    }
    const login = readLogin(body)
    to.observe('server', 'mysql.tls', offersTls ? 'unused' : 'refused', true)
    if (login === null) return false
    to.observe('server', 'mysql.login-plugin', login.plugin, true)
    for (const [key, field] of Object.entries(ATTRIBUTES))
      to.observe('client', field, login.attributes.get(key) ?? null)
    // Whoever has a password proves it with at least one octet, except by the old plugin, which is asked again.
    empty = login.proof.every((octet) => octet === 0) && login.proof.length <= 1
    const password = login.plugin === CLEAR ? zeroEnded(new Cursor(login.proof)) : null
    clear = { user: login.user, password }
    return false
  }

  function verdict(body: Uint8Array): void {
    if (body[0] === SWITCH && body.length > 1) {
      const plugin = zeroEnded(new Cursor(body, 1))
      to.observe('server', 'mysql.login-plugin', plugin)
      if (plugin !== CLEAR) clear = null
      return
    }
    // 1: more data of the plugin.
    if (body[0] === 1) return
    const accepted = body[0] === 0
    if (accepted || body[0] === ERROR) to.observe('server', 'mysql.login', accepted ? 'accepted' : 'refused')
    if (accepted && empty) to.observe('server', 'mysql.empty-password-accepted', 'yes')
    if (!accepted) to.observe('server', 'mysql.error', readError(body))
    tell(accepted)
    to.done()
  }

  function tell(accepted: boolean | null): void {
    if (clear?.password != null) to.credential({ ...clear, accepted })
    clear = null
  }

  return { data, gap: () => to.done(), end: () => tell(null) }
}
