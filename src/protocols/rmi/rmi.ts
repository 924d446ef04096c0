/**
 * Java remote method invocation (Java RMI Specification, chapter 10): that a registry or object is offered, and how both
 * ends call themselves. Calls and objects are not looked at.
 */
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'

export const rmi = {
  name: 'rmi',
  title: 'Java remote method invocation, JRMP (Java RMI Specification chapter 10)',
  ports: { tcp: [1099, 1098] },
  fields: {
    'rmi.version': { label: 'Version of the wire protocol' },
    'rmi.protocol': { label: 'stream, single-operation or multiplex' },
    'rmi.access': { label: 'open: the server took the client’s protocol; refused' },
    'rmi.client-name': { label: 'Host the client names as its own' },
    'rmi.client-seen': { label: 'Host as which the server sees the client' },
  },
  stream: { probe, start },
} satisfies Protocol

const MAGIC = 'JRMI'
const HEADER = 7
const PROTOCOLS: Readonly<Record<number, string>> = { 75: 'stream', 76: 'single-operation', 77: 'multiplex' }
const ACK = 0x4e
const NOT_SUPPORTED = 0x4f
const HOST = /^[\w.:-]{1,255}$/

function probe({ client, server }: StreamHead): Verdict {
  if (client.length === 0) return server.length === 0 ? 'more' : 'no'
  const text = latin1.decode(client.subarray(0, MAGIC.length))
  if (!MAGIC.startsWith(text)) return 'no'
  if (client.length < HEADER) return 'more'
  return client[4] === 0 && client[5]! <= 2 && PROTOCOLS[client[6]!] !== undefined ? 'yes' : 'no'
}

/** A length of two octets, a host, a port of four (section 10.2); `null` where it is not all there. */
function endpointAt(bytes: Uint8Array, at: number): { host: string; next: number } | null {
  const c = new Cursor(bytes, at)
  const host = c.utf8(c.u16())
  c.skip(4)
  return c.missing ? null : { host, next: c.at }
}

function start(to: StreamReport): StreamSession {
  let greeted = false
  let answered = false
  const say = (field: 'rmi.client-name' | 'rmi.client-seen', host: string, about: 'client' | 'server') =>
    to.observe('client', field, HOST.exec(host)?.[0] ?? null, about === 'client')

  function client(bytes: Uint8Array): number {
    if (!greeted) {
      if (bytes.length < HEADER) return 0
      greeted = true
      const protocol = PROTOCOLS[bytes[HEADER - 1]!]!
      to.observe('client', 'rmi.version', bytes[5]!)
      to.observe('client', 'rmi.protocol', protocol)
      // Only streams and multiplexed ones are acknowledged.
      if (protocol === 'single-operation') to.done()
      return HEADER
    }
    if (!answered) return 0
    const named = endpointAt(bytes, 0)
    if (named === null) return bytes.length > 300 ? bytes.length : 0
    say('rmi.client-name', named.host, 'client')
    to.done()
    return named.next
  }

  function server(bytes: Uint8Array): number {
    if (!greeted || answered) return greeted ? bytes.length : 0
    const seen = bytes[0] === ACK ? endpointAt(bytes, 1) : null
    if (bytes[0] === ACK && seen === null && bytes.length < 300) return 0
    answered = true
    if (bytes[0] === ACK) to.observe('server', 'rmi.access', 'open')
    else if (bytes[0] === NOT_SUPPORTED) to.observe('server', 'rmi.access', 'refused')
    if (seen === null) to.done()
    else say('rmi.client-seen', seen.host, 'server')
    return seen?.next ?? bytes.length
  }

  return { data: (side, bytes) => (side === 'client' ? client(bytes) : server(bytes)), gap: () => to.done() }
}
