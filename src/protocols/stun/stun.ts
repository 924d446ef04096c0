/**
 * STUN and TURN over UDP and TCP (RFC 8489, RFC 8656): that a host sets up calls or media through address
 * translation, with what software, in which realm. Addresses, user names and integrity values are passed over.
 */
import { Cursor } from '../../wire/cursor.ts'
import { printable } from '../printable.ts'
import type { Protocol, Report, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'

const HEADER = 20
/** RFC 8489 section 5 */
const COOKIE = 0x2112a442
/** Attributes, RFC 8489 section 18.3. */
const REALM = 0x0014
const SOFTWARE = 0x8022
/** Attributes read of one message, and messages of one stream: set-up takes three exchanges. */
const MOST_ATTRIBUTES = 32
const MOST_MESSAGES = 12
/** Bits of the class in the message type, RFC 8489 section 5: neither is a request, the first an indication. */
const CLASS = 0x0110
const REQUEST = 0x0000
const INDICATION = 0x0010

export const stun = {
  name: 'stun',
  title: 'Session Traversal Utilities for NAT (RFC 8489) and TURN (RFC 8656)',
  ports: { udp: [3478, 3479, 19302], tcp: [3478] },
  fields: {
    'stun.software': { label: 'SOFTWARE attribute (RFC 8489 section 14.14)' },
    'stun.realm': { label: 'REALM attribute: domain of the server (RFC 8489 section 14.9)' },
  },
  datagram: {
    probe: (payload) => payload.length >= HEADER && looksLikeStun(payload),
    observe(payload, to) {
      const kind = classOf(payload)
      if (kind !== INDICATION) to.server(kind === REQUEST ? 'receiver' : 'sender')
      report(payload, 'sender', to)
    },
  },
  stream: { probe: probeStream, start },
} satisfies Protocol

/** Two zero bits, the cookie, and a length of whole words: 36 bits of evidence. */
function looksLikeStun(bytes: Uint8Array): boolean {
  const c = new Cursor(bytes)
  const type = c.u16()
  const length = c.u16()
  return type < 0x4000 && c.u32() === COOKIE && length % 4 === 0
}

const classOf = (bytes: Uint8Array): number => ((bytes[0]! << 8) | bytes[1]!) & CLASS

function probeStream({ client, server }: StreamHead): Verdict {
  const first = client.length > 0 ? client : server
  if (first.length < HEADER) return 'more'
  const asks = classOf(first) === REQUEST || classOf(first) === INDICATION
  return looksLikeStun(first) && asks === client.length > 0 ? 'yes' : 'no'
}

function start(to: StreamReport): StreamSession {
  let messages = 0
  return {
    data(side, bytes) {
      let at = 0
      while (bytes.length - at >= HEADER) {
        const message = bytes.subarray(at)
        // Behind the set-up follow relayed data in channels (RFC 8656 section 12.5), which tell nothing.
        if (!looksLikeStun(message) || messages === MOST_MESSAGES) {
          to.done()
          return bytes.length
        }
        const length = HEADER + ((message[2]! << 8) | message[3]!)
        if (message.length < length) break
        report(message.subarray(0, length), side, to)
        at += length
        messages++
      }
      return at
    },
    gap: () => to.done(),
  }
}

function report<P extends string>(message: Uint8Array, sender: P, to: Report<P>): void {
  const c = new Cursor(message, 2)
  const length = c.u16()
  c.at = HEADER
  const body = c.sub(length)
  for (let i = 0; i < MOST_ATTRIBUTES && body.left >= 4; i++) {
    const type = body.u16()
    const size = body.u16()
    const value = body.view(size)
    if (type === SOFTWARE) to.observe(sender, 'stun.software', printable(value))
    if (type === REALM && classOf(message) !== REQUEST) to.observe(sender, 'stun.realm', printable(value))
    body.skip(Math.min(body.left, (4 - (size % 4)) % 4))
  }
  if (body.missing) to.oddity('stun.cut')
}
