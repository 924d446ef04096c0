/** Redis and its kin (RESP): what the server says of itself, logins, and whether it answers without one. */
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'
import { RespReader, type RespValue } from './resp.ts'

export const redis = {
  name: 'redis',
  title: 'Redis serialization protocol, RESP 2 and 3 (redis.io)',
  ports: { tcp: [6379, 26_379] },
  fields: {
    'redis.version': {
      label: 'Version of the server (redis_version of INFO, version of HELLO)',
      service: true,
    },
    'redis.server': { label: 'Server product where it is named (server of HELLO, server_name of INFO)' },
    'redis.mode': { label: 'standalone, cluster or sentinel' },
    'redis.os': { label: 'Operating system of the server (INFO)' },
    'redis.role': { label: 'master, slave or sentinel' },
    'redis.access': {
      label: 'open where data is handed out without a login, login where one is wanted',
      service: true,
    },
    'redis.client-library': { label: 'Client library (CLIENT SETINFO LIB-NAME)' },
    'redis.client-version': { label: 'Version of the client library (CLIENT SETINFO LIB-VER)' },
  },
  stream: { probe, start },
} satisfies Protocol

/** Keys of INFO and of HELLO. */
const FACTS = {
  redis_version: 'redis.version',
  valkey_version: 'redis.version',
  version: 'redis.version',
  server: 'redis.server',
  server_name: 'redis.server',
  redis_mode: 'redis.mode',
  server_mode: 'redis.mode',
  mode: 'redis.mode',
  os: 'redis.os',
  role: 'redis.role',
} as const
const keyOf = (text: string): (typeof FACTS)[keyof typeof FACTS] | null =>
  Object.hasOwn(FACTS, text) ? FACTS[text as keyof typeof FACTS] : null

/** Commands that anybody may give before a login. */
const BEFORE_LOGIN = new Set(['AUTH', 'HELLO', 'QUIT', 'RESET', 'CLIENT', 'COMMAND'])
/** Commands that wait for their answer; more are forgotten. */
const MAX_WAITING = 64
/** Answers looked at. */
const MAX_ANSWERS = 200

function probe({ client, server }: StreamHead): Verdict {
  const asked = latin1.decode(client.subarray(0, 64))
  if (/^\*\d{1,7}\r\n\$\d{1,9}\r\n/.test(asked)) return server.length === 0 ? 'yes' : answered(server)
  if (/^(?:PING|INFO|AUTH|HELLO|CONFIG|CLIENT)(?: [^\r\n]*)?\r?\n/i.test(asked))
    return server.length === 0 ? 'more' : answered(server)
  const open =
    asked.length < 24 && (/^\*\d{0,7}(\r(\n(\$\d{0,9}\r?)?)?)?$/.test(asked) || /^[A-Za-z]*$/.test(asked))
  return open ? 'more' : 'no'
}

const answered = (server: Uint8Array): Verdict => {
  const text = latin1.decode(server.subarray(0, 48))
  if (
    /^(?:\+(?:PONG|OK|QUEUED)\r|-(?:ERR|NOAUTH|WRONGPASS|DENIED|MOVED|READONLY|NOPERM|LOADING) |[$*%:~>]-?\d+\r\n|_\r)/.test(
      text,
    )
  )
    return 'yes'
  return text.length < 12 && /^[+$*%:~>_-]/.test(text) && !text.includes('\n') ? 'more' : 'no'
}

interface Asked {
  readonly command: string
  readonly args: readonly string[]
}

function start(to: StreamReport): StreamSession {
  const readers = { client: new RespReader(), server: new RespReader() }
  const waiting: Asked[] = []
  let answers = MAX_ANSWERS
  let loggedIn = false
  let access: string | null = null

  function request({ texts }: RespValue): void {
    const command = texts[0]?.toUpperCase() ?? ''
    if (command === '') return
    if (command === 'CLIENT' && texts[1]?.toUpperCase() === 'SETINFO') library(texts[2], texts[3])
    if (waiting.length < MAX_WAITING) waiting.push({ command, args: texts.slice(1) })
  }

  function library(key: string | undefined, value: string | undefined): void {
    const wanted = key?.toUpperCase()
    if (wanted === 'LIB-NAME') to.observe('client', 'redis.client-library', value ?? null)
    if (wanted === 'LIB-VER') to.observe('client', 'redis.client-version', value ?? null)
  }

  function answer(value: RespValue): void {
    const asked = waiting.shift()
    if (asked === undefined) return
    login(asked, value.error === null)
    if (value.error?.startsWith('NOAUTH')) states('login')
    else if (value.error === null && !loggedIn && !BEFORE_LOGIN.has(asked.command)) states('open')
    if (value.error === null && asked.command === 'INFO') info(value.texts[0] ?? '')
    if (value.error === null && asked.command === 'HELLO') hello(value.texts)
    if (--answers <= 0) to.done()
  }

  /** The first word on it counts: what is open to one who has not logged in. */
  function states(word: string): void {
    if (access !== null) return
    access = word
    to.observe('server', 'redis.access', word)
  }

  function login({ command, args }: Asked, accepted: boolean): void {
    const at = command === 'AUTH' ? 0 : args.findIndex((arg) => arg.toUpperCase() === 'AUTH') + 1
    if (command !== 'AUTH' && (command !== 'HELLO' || at === 0)) return
    const named = command === 'HELLO' || args.length > 1
    const password = args[named ? at + 1 : at] ?? null
    if (password === null) return
    to.credential({ user: named ? (args[at] ?? null) : null, password, accepted })
    loggedIn ||= accepted
  }

  function info(text: string): void {
    for (const line of text.split(/\r?\n/).slice(0, 400)) {
      const colon = line.indexOf(':')
      const field = colon > 0 ? keyOf(line.slice(0, colon)) : null
      if (field !== null) to.observe('server', field, line.slice(colon + 1))
    }
  }

  function hello(texts: readonly string[]): void {
    for (let i = 0; i + 1 < texts.length; i += 2) {
      const field = keyOf(texts[i]!)
      if (field !== null) to.observe('server', field, texts[i + 1]!)
    }
  }

  return {
    data(side, bytes) {
      const used = readers[side].read(bytes, side === 'client' ? request : answer)
      if (readers[side].broken) {
        to.oddity('redis.malformed')
        to.done()
      }
      return used
    },
    gap: () => to.done(),
    end() {
      for (const asked of waiting) if (asked.command === 'AUTH') lost(asked)
    },
  }

  /** A login whose answer was not seen. */
  function lost({ args }: Asked): void {
    const password = args.at(-1)
    if (password !== undefined)
      to.credential({ user: args.length > 1 ? args[0]! : null, password, accepted: null })
  }
}
