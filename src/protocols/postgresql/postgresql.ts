/**
 * PostgreSQL up to the first query (PostgreSQL documentation, "Frontend/Backend Protocol"): version and settings of the
 * server, how it authenticates, whether the connection turns to TLS, and the client's program. Queries and rows are
 * never looked at.
 */
import { Cursor } from '../../wire/cursor.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'

export const postgresql = {
  name: 'postgresql',
  title: 'PostgreSQL frontend/backend protocol 3 (PostgreSQL documentation, chapter Protocol)',
  ports: { tcp: [5432, 5433, 6432] },
  fields: {
    'postgresql.version': { label: 'Version of the server (parameter server_version)', service: true },
    'postgresql.other-version': {
      label: 'Version a relative of PostgreSQL adds (crdb_version and the like)',
    },
    'postgresql.encoding': { label: 'Character encoding of the database (server_encoding)' },
    'postgresql.application': { label: 'Program of the client (application_name)' },
    'postgresql.auth': {
      label: 'How the server wants a login proved: none, clear, md5, scram-sha-256 ...',
      service: true,
    },
    'postgresql.tls': { label: 'used, refused (by the server) or unused (not asked for)', service: true },
    'postgresql.login': { label: 'Outcome of a login outside TLS: accepted or refused', service: true },
    'postgresql.error': { label: 'SQLSTATE of the server on a connection that failed' },
  },
  stream: { probe, start },
} satisfies Protocol

/** Codes in place of a protocol version. */
const VERSION_3 = 3 << 16
const SSL_REQUEST = 80_877_103
const GSS_REQUEST = 80_877_104
const CANCEL = 80_877_102
/** MAX_STARTUP_PACKET_LENGTH of the server, octets. */
const MAX_STARTUP = 10_000
/** Longest message of the server before the first query, octets. */
const MAX_MESSAGE = 8192
const MAX_PARAMETERS = 64

/** Codes of AuthenticationXXX. */
const METHODS: Readonly<Record<number, string>> = {
  2: 'kerberos-5',
  3: 'clear',
  4: 'crypt',
  5: 'md5',
  6: 'scm',
  7: 'gssapi',
  9: 'sspi',
}
const SASL = 10

function probe({ client }: StreamHead): Verdict {
  if (client.length < 8) return client.length > 1 && client[0]! + client[1]! !== 0 ? 'no' : 'more'
  const c = new Cursor(client)
  const length = c.u32()
  const code = c.u32()
  if (code === SSL_REQUEST || code === GSS_REQUEST) return length === 8 ? 'yes' : 'no'
  if (code === CANCEL) return length === 16 ? 'yes' : 'no'
  if (code >>> 16 !== 3 || (code & 0xffff) > 2 || length < 9 || length > MAX_STARTUP) return 'no'
  // The first parameter is its name, most often `user`; all names are lower case with dots and underscores.
  const name = client.subarray(8, 8 + 32)
  const end = name.indexOf(0)
  if (end < 0) return name.length < 32 ? 'more' : 'no'
  return /^[a-z_.]{2,}$/.test(new Cursor(name).ascii(end)) ? 'yes' : 'no'
}

type Stage = 'startup' | 'asked' | 'login' | 'over'

function start(to: StreamReport): StreamSession {
  let stage: Stage = 'startup'
  let asked = 0
  let refused = false
  let user: string | null = null
  let password: string | null = null
  let clear = false

  function client(bytes: Uint8Array): number {
    let at = 0
    while (stage !== 'over') {
      // What follows a request for encryption waits for its answer: it may be TLS.
      if (stage === 'asked') return at
      const c = new Cursor(bytes, at)
      if (stage === 'startup') {
        if (c.left < 8) return at
        startup(c)
      } else {
        if (c.left < 5) return at
        answer(c)
      }
      if (c.missing) return at
      at = c.at
    }
    return bytes.length
  }

  function startup(c: Cursor): void {
    const length = c.u32()
    if (length < 8 || length > MAX_STARTUP) {
      stop('postgresql.length')
      return
    }
    const body = new Cursor(c.view(length - 4))
    if (c.missing) return
    const code = body.u32()
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      asked = code
      stage = 'asked'
    } else if (code >>> 16 === VERSION_3 >>> 16) {
      to.observe('server', 'postgresql.tls', refused ? 'refused' : 'unused', true)
      parameters(body)
      stage = 'login'
    } else stop(null)
  }

  /** Pairs of zero-ended texts; database and options are nobody's business here. */
  function parameters(c: Cursor): void {
    for (let n = 0; n < MAX_PARAMETERS && c.left > 1; n++) {
      const key = zeroEnded(c)
      const value = zeroEnded(c)
      if (key === '' || c.missing) return
      if (key === 'user') user = value
      if (key === 'application_name') to.observe('client', 'postgresql.application', value)
    }
  }

  /** PasswordMessage and its like. */
  function answer(c: Cursor): void {
    const type = c.ascii(1)
    const length = c.u32()
    if (type !== 'p' || length < 4 || length > MAX_MESSAGE) {
      stop(null)
      return
    }
    const body = new Cursor(c.view(length - 4))
    if (!c.missing && clear) password = zeroEnded(body)
  }

  function server(bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length && stage !== 'over') {
      const c = new Cursor(bytes, at)
      if (stage === 'startup') return at
      if (stage === 'asked') {
        if (encryption(c.ascii(1))) return at + 1
      } else message(c)
      if (c.missing) return at
      at = c.at
    }
    return stage === 'over' ? bytes.length : at
  }

  /** True when TLS (or GSS encryption) follows. */
  function encryption(answer: string): boolean {
    stage = 'startup'
    if (answer === 'S' && asked === SSL_REQUEST) {
      to.observe('server', 'postgresql.tls', 'used')
      to.handover()
      return true
    }
    if (answer === 'N') {
      refused ||= asked === SSL_REQUEST
      return false
    }
    stop(answer === 'G' || answer === 'E' ? null : 'postgresql.encryption-answer')
    return true
  }

  function message(c: Cursor): void {
    if (c.left < 5) {
      c.skip(5)
      return
    }
    const type = c.ascii(1)
    const length = c.u32()
    if (length < 4 || length > MAX_MESSAGE) {
      stop('postgresql.length')
      return
    }
    const body = new Cursor(c.view(length - 4))
    if (c.missing) return
    if (type === 'R') authentication(body)
    else if (type === 'S') parameter(body)
    else if (type === 'E') failed(body)
    else if (type !== 'N' && type !== 'K' && type !== 'v') stop(null)
  }

  function authentication(body: Cursor): void {
    const code = body.u32()
    if (code === 0) {
      if (!named) to.observe('server', 'postgresql.auth', 'none')
      settled(true)
      return
    }
    if (code === SASL) method(zeroEnded(body).toLowerCase())
    else if (METHODS[code] !== undefined) method(METHODS[code])
    clear = code === 3
  }

  let named = false
  function method(name: string): void {
    named = true
    to.observe('server', 'postgresql.auth', name)
  }

  function parameter(body: Cursor): void {
    const key = zeroEnded(body)
    const value = zeroEnded(body)
    if (body.missing) return
    if (key === 'server_version') to.observe('server', 'postgresql.version', value)
    else if (key === 'server_encoding') to.observe('server', 'postgresql.encoding', value)
    else if (/^[a-z]+_version$/.test(key)) to.observe('server', 'postgresql.other-version', `${key} ${value}`)
  }

  /** ErrorResponse: field codes with zero-ended texts; only the SQLSTATE is looked at. */
  function failed(body: Cursor): void {
    for (let n = 0; n < 32 && body.left > 1; n++) {
      const code = body.ascii(1)
      const value = zeroEnded(body)
      if (code === 'C' && /^[0-9A-Z]{5}$/.test(value)) {
        to.observe('server', 'postgresql.error', value)
        // Class 28: invalid authorization.
        if (value.startsWith('28')) settled(false)
      }
    }
    stop(null)
  }

  function settled(accepted: boolean): void {
    to.observe('server', 'postgresql.login', accepted ? 'accepted' : 'refused')
    tell(accepted)
  }

  function tell(accepted: boolean | null): void {
    if (password !== null) to.credential({ user, password, accepted })
    password = null
  }

  function stop(oddity: string | null): void {
    if (oddity !== null) to.oddity(oddity)
    stage = 'over'
    to.done()
  }

  return {
    data: (side, bytes) => (side === 'client' ? client(bytes) : server(bytes)),
    gap: () => to.done(),
    end: () => tell(null),
  }
}

function zeroEnded(c: Cursor): string {
  const end = c.bytes.indexOf(0, c.at)
  if (end < 0 || end >= c.end) {
    c.skip(c.left + 1)
    return ''
  }
  const text = c.utf8(end - c.at)
  c.skip(1)
  return text
}
