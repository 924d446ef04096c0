/**
 * X Window System (X11 protocol, connection setup, appendix B): the display server's maker and release, its screens, and
 * whether it lets clients in without proof. What is drawn is never looked at.
 */
import { Cursor } from '../../wire/cursor.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'

export const x11 = {
  name: 'x11',
  title: 'X Window System protocol, version 11',
  ports: { tcp: [6000, 6001, 6002, 6003, 6010] },
  fields: {
    'x11.version': { label: 'Protocol version the server speaks' },
    'x11.vendor': { label: 'Vendor text of the display server' },
    'x11.release': { label: 'Release number of the display server' },
    'x11.screen': { label: 'Size of its first screen, pixels' },
    'x11.proof': { label: 'Proof a client brings: none, MIT-MAGIC-COOKIE-1 ...' },
    'x11.access': { label: 'open: a client without proof was let in; proved; refused', service: true },
  },
  stream: { probe, start },
} satisfies Protocol

/** Octets of the two setup messages before their texts. */
const REQUEST = 12
const PREFIX = 8
const SETUP = 40
/** Longest answer waited for, octets: the visuals of all screens come behind what is read. */
const MAX_ANSWER = 4096
const BIG = 0x42
const LITTLE = 0x6c

function probe({ client, server }: StreamHead): Verdict {
  if (client.length === 0) return server.length === 0 ? 'more' : 'no'
  if (client[0] !== BIG && client[0] !== LITTLE) return 'no'
  if (client.length < REQUEST) return 'more'
  const u16 = reader(client)
  // Version 11.0; the names of proofs and the proofs themselves are short.
  return u16(2) === 11 && u16(4) === 0 && u16(6) < 256 && u16(8) < 1024 ? 'yes' : 'no'
}

/** Numbers in the byte order that the client chose. */
const reader = (b: Uint8Array, little = b[0] === LITTLE) => {
  return (at: number): number =>
    little ? (b[at] ?? 0) | ((b[at + 1] ?? 0) << 8) : ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0)
}

function start(to: StreamReport): StreamSession {
  let proof: string | null = null
  let little = true

  function request(bytes: Uint8Array): number {
    if (bytes.length < REQUEST) return 0
    little = bytes[0] === LITTLE
    const name = reader(bytes)(6)
    if (bytes.length < REQUEST + name) return 0
    const text = latin1.decode(bytes.subarray(REQUEST, REQUEST + name))
    proof = name === 0 ? 'none' : (/^[\w-]{1,40}$/.exec(text)?.[0] ?? 'other')
    to.observe('client', 'x11.proof', proof)
    return bytes.length
  }

  function answer(bytes: Uint8Array): number {
    if (proof === null || bytes.length < PREFIX) return 0
    const u16 = reader(bytes, little)
    const size = PREFIX + 4 * u16(6)
    if (bytes.length < Math.min(size, MAX_ANSWER)) return 0
    to.observe('server', 'x11.version', `${u16(2)}.${u16(4)}`)
    if (bytes[0] === 1) {
      to.observe('server', 'x11.access', proof === 'none' ? 'open' : 'proved')
      reportServer(bytes.subarray(0, size), little, to)
    } else if (bytes[0] === 0 || bytes[0] === 2) to.observe('server', 'x11.access', 'refused')
    else to.oddity('x11.status')
    to.done()
    return bytes.length
  }

  return {
    data: (side, bytes) => {
      if (side === 'server') return answer(bytes)
      return proof === null ? request(bytes) : bytes.length
    },
    gap: () => to.done(),
  }
}

function reportServer(bytes: Uint8Array, little: boolean, to: StreamReport): void {
  if (bytes.length < SETUP) return
  const c = new Cursor(bytes, PREFIX)
  const u16 = () => (little ? c.u16le() : c.u16())
  const release = little ? c.u32le() : c.u32()
  c.skip(12)
  const vendorLength = u16()
  u16()
  const screens = c.u8()
  const formats = c.u8()
  c.skip(10)
  to.observe('server', 'x11.release', release)
  to.observe('server', 'x11.vendor', c.ascii(vendorLength))
  // Texts are padded to four octets; a format has eight, a screen twenty before its size.
  c.skip(-vendorLength & 3)
  c.skip(8 * formats + 20)
  const [width, height] = [u16(), u16()]
  if (screens > 0 && !c.missing) to.observe('server', 'x11.screen', `${width}x${height}`)
}
