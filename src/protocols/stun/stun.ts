/**
 * STUN and TURN over UDP (RFC 8489, RFC 8656): that a host sets up calls or media through address translation,
 * with what software, in which realm. Addresses, user names and integrity values are passed over.
 */
import { Cursor } from '../../wire/cursor.ts'
import { printable } from '../printable.ts'
import type { DatagramReport, Protocol } from '../protocol.ts'

const HEADER = 20
/** RFC 8489 section 5 */
const COOKIE = 0x2112a442
/** Attributes, RFC 8489 section 18.3. */
const REALM = 0x0014
const SOFTWARE = 0x8022
/** Attributes read of one message. */
const MOST_ATTRIBUTES = 32
/** Bits of the class in the message type, RFC 8489 section 5: neither is a request, the first an indication. */
const CLASS = 0x0110
const REQUEST = 0x0000
const INDICATION = 0x0010

export const stun = {
  name: 'stun',
  title: 'Session Traversal Utilities for NAT (RFC 8489) and TURN (RFC 8656)',
  ports: { udp: [3478, 3479, 19302] },
  fields: {
    'stun.software': { label: 'SOFTWARE attribute (RFC 8489 section 14.14)' },
    'stun.realm': { label: 'REALM attribute: domain of the server (RFC 8489 section 14.9)' },
  },
  datagram: { probe, observe },
} satisfies Protocol

/** Two zero bits, the cookie, and a length that fits: 50 bits of evidence. */
function probe(payload: Uint8Array): boolean {
  const c = new Cursor(payload)
  const type = c.u16()
  const length = c.u16()
  return type < 0x4000 && c.u32() === COOKIE && length % 4 === 0 && payload.length >= HEADER
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const c = new Cursor(payload)
  const kind = c.u16() & CLASS
  const length = c.u16()
  c.at = HEADER
  if (kind !== INDICATION) to.server(kind === REQUEST ? 'receiver' : 'sender')
  const body = c.sub(length)
  for (let i = 0; i < MOST_ATTRIBUTES && body.left >= 4; i++) {
    const type = body.u16()
    const size = body.u16()
    const value = body.view(size)
    if (type === SOFTWARE) to.observe('sender', 'stun.software', printable(value))
    if (type === REALM && kind !== REQUEST) to.observe('sender', 'stun.realm', printable(value))
    body.skip(Math.min(body.left, (4 - (size % 4)) % 4))
  }
  if (body.missing) to.oddity('stun.cut')
}
