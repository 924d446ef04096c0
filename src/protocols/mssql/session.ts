/**
 * One connection to SQL Server until its login is decided. TLS runs inside packets of type PRELOGIN, and what comes
 * behind a login in the clear stays in the clear: which of that happens is observed, not taken from the options.
 */
import { reportAuthToken } from '../ntlmssp/gss.ts'
import type { StreamReport, StreamSession, StreamSide } from '../protocol.ts'
import { startTls } from '../tls/session.ts'
import {
  END_OF_MESSAGE,
  HEADER,
  LOGIN7,
  type Login,
  PRELOGIN,
  readLogin,
  readPrelogin,
  SSPI,
  TABULAR,
} from './packet.ts'
import { readTokens } from './tokens.ts'

/** Longest message before the first query, octets: LOGIN7 with a Kerberos ticket fits. */
const MAX_MESSAGE = 49_152
/** Messages of both sides that are looked at. */
const MAX_MESSAGES = 40
/** Errors that refuse a login (18450-18489 of the engine's list of errors). */
const refusesLogin = (number: number): boolean => number >= 18_450 && number <= 18_489

interface Message {
  readonly type: number
  readonly body: Uint8Array
  /** Octets of all its packets. */
  readonly size: number
}

/** A whole message at the front; `null` while it is not there, `'broken'` when it is none. */
function readMessage(bytes: Uint8Array): Message | 'broken' | null {
  const parts: Uint8Array[] = []
  const type = bytes[0]!
  for (let at = 0; at <= MAX_MESSAGE; ) {
    if (bytes.length - at < HEADER) return null
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!
    if (length < HEADER || bytes[at] !== type) return 'broken'
    if (bytes.length - at < length) return null
    parts.push(bytes.subarray(at + HEADER, at + length))
    at += length
    if (bytes[at - length + 1]! & END_OF_MESSAGE) {
      const body = parts.length === 1 ? parts[0]! : Uint8Array.from(Buffer.concat(parts))
      return { type, body, size: at }
    }
  }
  return 'broken'
}

const isTlsRecord = (bytes: Uint8Array): boolean => bytes[0]! >= 0x14 && bytes[0]! <= 0x17

export function startTds(to: StreamReport): StreamSession {
  let messages = 0
  let login: Login | null = null
  let tls: StreamSession | null = null
  let over = false

  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length && !over) {
      const rest = bytes.subarray(at)
      if (isTlsRecord(rest)) {
        if (rest.length < 5) break
        encrypted(side, rest)
        at += 5 + ((rest[3]! << 8) | rest[4]!)
        continue
      }
      const message = readMessage(rest)
      if (message === null) break
      if (message === 'broken' || ++messages > MAX_MESSAGES) {
        if (message === 'broken') to.oddity('mssql.malformed')
        finish()
        break
      }
      at += message.size
      if (side === 'client') asked(message)
      else answered(message)
    }
    return over ? bytes.length : at
  }

  /** Records without packets around them come behind the handshake: the login, or all there is. */
  function encrypted(side: StreamSide, record: Uint8Array): void {
    if (record[1] !== 3) {
      to.oddity('mssql.malformed')
      finish()
    } else if (side === 'server' && record[0] === 0x17) {
      to.observe('server', 'mssql.tls', 'all')
      to.protocol('mssql-tls')
      finish()
    }
  }

  function handshake(side: StreamSide, body: Uint8Array): void {
    // The conversation keeps its name, and goes on when the handshake is over.
    tls ??= startTls({ ...reportOf(to), protocol: () => {}, done: () => {} })
    tls.data(side, body)
  }

  function asked({ type, body }: Message): void {
    if (type === PRELOGIN && body[0] !== undefined && body[0] >= 0x14 && body[0] <= 0x17)
      handshake('client', body)
    else if (type === PRELOGIN) {
      const prelogin = readPrelogin(body)
      to.observe('client', 'mssql.client-version', usual(prelogin?.version))
      to.observe('client', 'mssql.client-encryption', prelogin?.encryption ?? null)
    } else if (type === LOGIN7) logsIn(body)
    else if (type === SSPI) reportAuthToken(to, body, 'client', 'server')
    // A query: the login was decided before, unseen.
    else finish()
  }

  function logsIn(body: Uint8Array): void {
    login = readLogin(body)
    if (login === null) {
      to.oddity('mssql.login')
      return
    }
    to.observe('server', 'mssql.tls', 'none', true)
    to.observe('client', 'mssql.tds-version', login.tds)
    to.observe('client', 'mssql.client-host', login.host)
    to.observe('client', 'mssql.client-program', login.program)
    to.observe('client', 'mssql.client-library', login.library)
    to.observe('client', 'mssql.client-mac', login.clientId)
    to.observe('client', 'mssql.login-kind', login.kind)
    to.match('server', 'mssql.database', login.database)
    if (login.sspi.length > 0) reportAuthToken(to, login.sspi, 'client', 'server')
  }

  function answered({ type, body }: Message): void {
    if (type === PRELOGIN && body[0] !== undefined && body[0] >= 0x14 && body[0] <= 0x17)
      handshake('server', body)
    else if (type === TABULAR && body[0] === 0) {
      const prelogin = readPrelogin(body)
      to.observe('server', 'mssql.version', usual(prelogin?.version))
      to.observe('server', 'mssql.encryption', prelogin?.encryption ?? null)
    } else if (type === TABULAR) decided(body)
  }

  function decided(body: Uint8Array): void {
    if (tls !== null) to.observe('server', 'mssql.tls', 'login')
    let accepted: boolean | null = null
    for (const token of readTokens(body)) {
      if (token.kind === 'sspi') {
        reportAuthToken(to, token.token, 'server', 'client')
        return
      }
      if (token.kind === 'accepted') {
        accepted = true
        to.observe('server', 'mssql.product', token.product)
        to.observe('server', 'mssql.version', token.version)
      } else {
        to.observe('server', 'mssql.server-name', token.server)
        if (token.kind === 'error') to.observe('server', 'mssql.error', token.number)
        if (token.kind === 'error' && refusesLogin(token.number)) accepted ??= false
      }
    }
    if (accepted !== null) to.observe('server', 'mssql.login', accepted ? 'accepted' : 'refused')
    if (accepted && login?.kind === 'sql' && login.password === '')
      to.observe('server', 'mssql.empty-password-accepted', 'yes')
    tell(accepted)
    finish()
  }

  function tell(accepted: boolean | null): void {
    if (login?.kind === 'sql' && login.user !== '')
      to.credential({ user: login.user, password: login.password, accepted })
    login = null
  }

  function finish(): void {
    over = true
    to.done()
  }

  return {
    data,
    gap: finish,
    end() {
      tell(null)
      tls?.end?.()
    },
  }
}

/** Libraries that have nothing to say write zeros. */
const usual = (version: string | undefined): string | null =>
  version === undefined || /^0\.0\./.test(version) ? null : version

/** The report's own methods, bound, so that some can be replaced. */
function reportOf(to: StreamReport): StreamReport {
  return {
    at: to.at,
    client: to.client,
    server: to.server,
    observe: (...args) => to.observe(...args),
    match: (...args) => to.match(...args),
    credential: (seen) => to.credential(seen),
    oddity: (name) => to.oddity(name),
    event: (...args) => to.event(...args),
    watched: to.watched,
    protocol: (name) => to.protocol(name),
    tls: (facts) => to.tls(facts),
    handover: (where) => to.handover(where),
    done: () => to.done(),
    follow: (bytes) => to.follow(bytes),
  }
}
