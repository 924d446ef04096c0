/**
 * MongoDB: what servers and drivers say they are, logins, and whether data is handed out without one. Of questions only
 * the name of the command is looked at, of answers with data only whether they were given.
 */
import { decodeText } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'
import { at, type Document, textAt } from './bson.ts'
import * as wire from './message.ts'

export const mongodb = {
  name: 'mongodb',
  title: 'MongoDB wire protocol (MongoDB manual)',
  ports: { tcp: [27_017, 27_018, 27_019] },
  fields: {
    'mongodb.version': {
      label: 'Version of the server (version of buildInfo and serverStatus)',
      service: true,
    },
    'mongodb.wire-version': {
      label: 'Newest version of the protocol the server speaks (maxWireVersion of hello)',
    },
    'mongodb.role': { label: 'standalone, replica or router (hello)' },
    'mongodb.replica-set': { label: 'Name of the replica set (setName of hello)' },
    'mongodb.module': { label: 'Module in the server, such as enterprise (buildInfo)' },
    'mongodb.build-system': { label: 'System the server was built for (buildInfo, distmod or target_os)' },
    'mongodb.openssl': { label: 'Version of OpenSSL in the server (buildInfo)' },
    'mongodb.host': { label: 'Host name of the server (hostInfo, serverStatus)' },
    'mongodb.system': { label: 'Operating system of the server (hostInfo)' },
    'mongodb.access': {
      label: 'open where data is handed out without a login, login where one is wanted',
      service: true,
    },
    'mongodb.login': { label: 'Outcome of a login outside TLS: accepted or refused', service: true },
    'mongodb.mechanism': { label: 'Mechanism of a login (saslStart, authenticate)', service: true },
    'mongodb.empty-password-accepted': {
      label: 'yes where a user with an empty password was let in',
      service: true,
    },
    'mongodb.driver': { label: 'Driver of the client with its version (client.driver of hello)' },
    'mongodb.client-system': { label: 'Operating system of the client (client.os of hello)' },
    'mongodb.client-platform': { label: 'Language and run-time of the client (client.platform of hello)' },
    'mongodb.client-application': { label: 'Application of the client (client.application.name of hello)' },
  },
  stream: { probe, start },
} satisfies Protocol

/** Longest message that is read, octets; serverStatus has some 40,000. */
const MAX_MESSAGE = 49_152
/** No message is longer, octets (maxMessageSizeBytes). */
const MAX_LENGTH = 48_000_000
const MAX_MESSAGES = 400
/** Commands that wait for their answer. */
const MAX_WAITING = 64
/** Error codes: AuthenticationFailed, Unauthorized. */
const REFUSED = 18
const UNAUTHORIZED = 13

/** Anybody may ask these before a login. */
const BEFORE_LOGIN = new Set([
  'hello',
  'ismaster',
  'buildinfo',
  'ping',
  'whatsmyuri',
  'saslstart',
  'saslcontinue',
  'authenticate',
  'getnonce',
  'logout',
  'connectionstatus',
  'getparameter',
  'endsessions',
])

/** A command with one document, or the old question that begins every connection. */
function probe({ client }: StreamHead): Verdict {
  if (client.length < wire.HEADER) {
    // Lengths below 48 MB have a fourth octet of at most 2.
    return client.length > 3 && client[3]! > 2 ? 'no' : 'more'
  }
  const { length, answers, operation } = wire.readHeader(client)
  if (length < 26 || length > MAX_LENGTH || answers !== 0) return 'no'
  const body = client.subarray(wire.HEADER)
  if (operation === wire.MESSAGE) {
    if (body.length < 9) return 'more'
    const size = body[5]! | (body[6]! << 8) | (body[7]! << 16)
    return body[4]! <= 1 && body[1] === 0 && body[3] === 0 && size + wire.HEADER + 5 <= length ? 'yes' : 'no'
  }
  if (operation !== wire.QUERY) return 'no'
  const name = latin1.decode(body.subarray(4, 4 + 64))
  if (/^[\w-]{1,40}\.\$cmd\0/.test(name)) return 'yes'
  return name.length < 64 && /^[\w.$-]*$/.test(name) ? 'more' : 'no'
}

interface Asked {
  readonly command: string
  readonly login: { user: string; password: string } | null
}

function start(to: StreamReport): StreamSession {
  const waiting = new Map<number, Asked>()
  let messages = 0
  /** Every driver greets first; where that was not seen, a login may not have been seen either. */
  let greeted = false
  let loggedIn = false
  let access: string | null = null

  function data(side: 'client' | 'server', bytes: Uint8Array): number {
    let from = 0
    while (bytes.length - from >= wire.HEADER) {
      const header = wire.readHeader(bytes, from)
      if (header.length < wire.HEADER || header.length > MAX_LENGTH || !wire.isOperation(header.operation)) {
        to.oddity('mongodb.malformed')
        to.done()
        return bytes.length
      }
      const wanted = Math.min(header.length, MAX_MESSAGE)
      if (bytes.length - from < wanted) break
      const body = bytes.subarray(from + wire.HEADER, from + wanted)
      from += header.length
      if (++messages > MAX_MESSAGES) to.done()
      const document = wire.documentOf(header.operation, body)
      if (document === null) continue
      if (side === 'client') asked(header.request, document)
      else answered(header.answers, document)
    }
    return from
  }

  /** The first name of a command is the command. */
  function asked(request: number, document: Document): void {
    const command = document.keys().next().value?.toLowerCase() ?? ''
    if (waiting.size >= MAX_WAITING) waiting.delete(waiting.keys().next().value ?? 0)
    waiting.set(request, { command, login: command === 'saslstart' ? clearLogin(document) : null })
    if (command === 'hello' || command === 'ismaster') {
      greeted ||= messages === 1
      client(document)
    }
    if (command === 'saslstart' || command === 'authenticate')
      to.observe('server', 'mongodb.mechanism', textAt(document, 'mechanism'), true)
  }

  function client(document: Document): void {
    const named = (...names: string[]) => textAt(document, 'client', ...names)
    to.observe('client', 'mongodb.driver', joined(named('driver', 'name'), named('driver', 'version')))
    const [name, kind] = [named('os', 'name'), named('os', 'type')]
    to.observe('client', 'mongodb.client-system', joined(name ?? kind, named('os', 'version')))
    to.observe('client', 'mongodb.client-platform', named('platform'))
    to.observe('client', 'mongodb.client-application', named('application', 'name'))
  }

  function answered(request: number, document: Document): void {
    const question = waiting.get(request)
    if (question === undefined) return
    waiting.delete(request)
    const { command, login } = question
    const done = at(document, 'ok') === 1 || at(document, 'ok') === true
    const code = at(document, 'code')
    if (code === UNAUTHORIZED) states('login')
    if (command.startsWith('sasl') || command === 'authenticate') decided(done, code, document, login)
    else if (done && greeted && !loggedIn && command !== '' && !BEFORE_LOGIN.has(command)) states('open')
    if (!done && command !== 'hello' && command !== 'ismaster') return
    if (command === 'hello' || command === 'ismaster') greets(document)
    else if (command === 'buildinfo') builds(document)
    else if (command === 'serverstatus') status(document)
    else if (command === 'hostinfo') host(document)
  }

  /** The first word on it counts: what is open to one who has not logged in. */
  function states(word: string): void {
    if (access === null) to.observe('server', 'mongodb.access', word)
    access ??= word
  }

  function decided(done: boolean, code: unknown, document: Document, login: Asked['login']): void {
    const finished = at(document, 'done')
    const accepted = done && finished !== false ? true : code === REFUSED ? false : null
    if (accepted !== null) to.observe('server', 'mongodb.login', accepted ? 'accepted' : 'refused')
    if (login !== null) {
      if (accepted && login.password === '') to.observe('server', 'mongodb.empty-password-accepted', 'yes')
      to.credential({ ...login, accepted })
    }
    loggedIn ||= accepted === true
  }

  function greets(document: Document): void {
    const version = at(document, 'maxWireVersion')
    if (typeof version !== 'number') return
    to.observe('server', 'mongodb.wire-version', version)
    const set = textAt(document, 'setName')
    const router = textAt(document, 'msg') === 'isdbgrid'
    to.observe('server', 'mongodb.role', router ? 'router' : set === null ? 'standalone' : 'replica')
    to.observe('server', 'mongodb.replica-set', set)
  }

  function builds(document: Document): void {
    to.observe('server', 'mongodb.version', textAt(document, 'version'))
    const environment = (name: string) => textAt(document, 'buildEnvironment', name)
    to.observe('server', 'mongodb.build-system', environment('distmod') ?? environment('target_os'))
    to.observe('server', 'mongodb.openssl', textAt(document, 'openssl', 'running'))
    to.observe('server', 'mongodb.module', textAt(document, 'modules', '0'))
  }

  function status(document: Document): void {
    to.observe('server', 'mongodb.version', textAt(document, 'version'))
    to.observe('server', 'mongodb.host', textAt(document, 'host')?.replace(/:\d+$/, '') ?? null)
  }

  function host(document: Document): void {
    to.observe('server', 'mongodb.host', textAt(document, 'system', 'hostname')?.replace(/:\d+$/, '') ?? null)
    to.observe(
      'server',
      'mongodb.system',
      joined(textAt(document, 'os', 'name'), textAt(document, 'os', 'version')),
    )
  }

  return {
    data,
    gap: () => to.done(),
    end() {
      for (const { login } of waiting.values())
        if (login !== null) to.credential({ ...login, accepted: null })
    },
  }
}

/** PLAIN sends the password as it is (RFC 4616). */
function clearLogin(document: Document): Asked['login'] {
  const payload = at(document, 'payload')
  if (textAt(document, 'mechanism') !== 'PLAIN' || !(payload instanceof Uint8Array)) return null
  const parts = decodeText(payload).split('\0')
  return parts.length === 3 ? { user: parts[1]!, password: parts[2]! } : null
}

const joined = (...parts: (string | null)[]): string | null =>
  parts.filter((part) => part !== null).join(' ') || null
