/**
 * SOCKS 4, 4a and 5 (RFC 1928, 1929): that a proxy is there, how it lets clients in, what they ask it for.
 * Behind the proxy's consent another protocol speaks on the same stream, so the conversation is handed over.
 */
import { ip4At, ip6At } from '../../model/ip.ts'
import { Cursor } from '../../wire/cursor.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'

export const socks = {
  name: 'socks',
  title: 'SOCKS 4, 4a and 5 (RFC 1928, 1929)',
  ports: { tcp: [1080, 9050, 9150] },
  fields: {
    'socks.version': { label: 'SOCKS version the proxy speaks' },
    'socks.method': { label: 'Authentication method the proxy chose (RFC 1928 section 3)' },
    'socks.command': { label: 'What the client asked for: connect, bind or udp' },
    'socks.target': { label: 'Host a client asked the proxy for' },
  },
  stream: { probe, start },
} satisfies Protocol

/** IANA registry "SOCKS Methods". */
const METHODS: Readonly<Record<number, string>> = { 0: 'none', 1: 'gssapi', 2: 'password', 255: 'refused' }
const COMMANDS: Readonly<Record<number, string>> = { 1: 'connect', 2: 'bind', 3: 'udp' }
const PASSWORD = 2
/** Octets of a SOCKS 4 user id or host name that are waited for. */
const MAX_NAME = 255

/** Two octets would be too little: the whole greeting must fit, and so must the proxy's answer. */
function probe({ client, server }: StreamHead): Verdict {
  if (client.length === 0) return server.length === 0 ? 'more' : 'no'
  const answer = client[0] === 5 ? probeAnswer5(server) : probeAnswer4(server)
  if (answer === 'no') return 'no'
  if (client[0] === 4) {
    const request = probeRequest4(client)
    return request === 'yes' ? answer : request
  }
  if (client[0] !== 5) return 'no'
  const methods = client[1]
  if (methods === undefined) return 'more'
  if (methods === 0 || methods > 16) return 'no'
  if (client.length < 2 + methods) return 'more'
  return answer
}

const probeAnswer5 = (server: Uint8Array): Verdict => {
  if (server.length > 0 && server[0] !== 5) return 'no'
  if (server.length < 2) return 'more'
  return METHODS[server[1]!] === undefined ? 'no' : 'yes'
}

const probeAnswer4 = (server: Uint8Array): Verdict => {
  if (server.length < 2) return server.length > 0 && server[0] !== 0 ? 'no' : 'more'
  return server[0] === 0 && server[1]! >= 90 && server[1]! <= 93 ? 'yes' : 'no'
}

function probeRequest4(client: Uint8Array): Verdict {
  if (client.length > 1 && client[1] !== 1 && client[1] !== 2) return 'no'
  if (client.length < 9) return 'more'
  const user = client.subarray(8, 9 + MAX_NAME)
  const end = user.indexOf(0)
  if (end < 0) return user.length > MAX_NAME ? 'no' : 'more'
  return user.subarray(0, end).every((octet) => octet > 0x20 && octet < 0x7f) ? 'yes' : 'no'
}

type Stage = 'greeting' | 'login' | 'request' | 'relay'

function start(to: StreamReport): StreamSession {
  const stages: Record<StreamSide, Stage> = { client: 'greeting', server: 'greeting' }
  let version = 0
  let method = 0
  let user: string | null = null
  let password: string | null = null

  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length && stages[side] !== 'relay') {
      const c = new Cursor(bytes, at)
      if (side === 'client') client(c)
      else server(c)
      // What follows the client's request belongs to the next protocol: it waits until the proxy has agreed.
      if (c.missing) return at
      at = c.at
    }
    return at
  }

  function client(c: Cursor): void {
    if (stages.client === 'greeting') greeting(c)
    else if (stages.client === 'login') login(c)
    else if (stages.client === 'request') request5(c)
  }

  function greeting(c: Cursor): void {
    version = c.u8()
    if (version === 4) {
      request4(c)
      return
    }
    c.skip(c.u8())
    if (!c.missing) stages.client = 'request'
  }

  function request4(c: Cursor): void {
    const command = c.u8()
    c.skip(2)
    const address = c.view(4)
    zeroEnded(c)
    if (c.missing) return
    // SOCKS 4a: an impossible address 0.0.0.x says that a host name follows.
    const named = address[0] === 0 && address[1] === 0 && address[2] === 0 && address[3] !== 0
    const target = named ? zeroEnded(c) : ip4At(address, 0)
    if (c.missing) return
    asked(command, target)
  }

  function login(c: Cursor): void {
    c.skip(1)
    const name = c.utf8(c.u8())
    const secret = c.utf8(c.u8())
    if (c.missing) return
    user = name
    password = secret
    stages.client = 'request'
  }

  function request5(c: Cursor): void {
    c.skip(1)
    const command = c.u8()
    c.skip(1)
    const target = address(c)
    c.skip(2)
    if (!c.missing) asked(command, target)
  }

  function asked(command: number, target: string): void {
    to.observe('client', 'socks.command', COMMANDS[command] ?? command)
    to.observe('client', 'socks.target', target)
    stages.client = 'relay'
  }

  function server(c: Cursor): void {
    if (version === 4) answer4(c)
    else if (stages.server === 'greeting') chosen(c)
    else if (stages.server === 'login') loggedIn(c)
    else answer5(c)
  }

  function chosen(c: Cursor): void {
    c.skip(1)
    method = c.u8()
    if (c.missing) return
    to.observe('server', 'socks.version', 5)
    to.observe('server', 'socks.method', METHODS[method] ?? method)
    stages.server = method === PASSWORD ? 'login' : 'request'
    if (method === PASSWORD) stages.client = 'login'
    else if (method !== 0) to.done()
  }

  function loggedIn(c: Cursor): void {
    c.skip(1)
    const accepted = c.u8() === 0
    if (c.missing) return
    if (user !== null) to.credential({ user, password, accepted, about: 'server' })
    user = password = null
    stages.server = 'request'
    if (!accepted) to.done()
  }

  function answer4(c: Cursor): void {
    c.skip(1)
    const granted = c.u8() === 90
    c.skip(6)
    if (c.missing) return
    to.observe('server', 'socks.version', 4)
    relay(granted)
  }

  function answer5(c: Cursor): void {
    c.skip(1)
    const granted = c.u8() === 0
    c.skip(1)
    address(c)
    c.skip(2)
    if (!c.missing) relay(granted)
  }

  function relay(granted: boolean): void {
    stages.client = stages.server = 'relay'
    if (granted) to.handover('elsewhere')
    else to.done()
  }

  return {
    data,
    gap() {
      to.done()
    },
    end() {
      if (user !== null) to.credential({ user, password, accepted: null, about: 'server' })
      user = password = null
    },
  }
}

/** RFC 1928 section 5: address type, then four, sixteen or a counted number of octets. */
function address(c: Cursor): string {
  const type = c.u8()
  if (type === 3) return c.ascii(c.u8())
  const octets = c.view(type === 4 ? 16 : 4)
  if (c.missing) return ''
  return type === 4 ? ip6At(octets, 0) : ip4At(octets, 0)
}

function zeroEnded(c: Cursor): string {
  const end = c.bytes.indexOf(0, c.at)
  if (end < 0 || end >= c.end) {
    c.view(-1) // not all there yet
    return ''
  }
  const text = c.ascii(Math.min(end - c.at, MAX_NAME))
  c.at = end + 1
  return text
}
