/**
 * The shape of a TCP handshake (RFC 9293): which stack wrote it. A SYN tells about the client's stack; a
 * SYN-ACK about the server's, limited to options the client offered, so the two are separate fields.
 *
 * The signature is `window:ttl:df:header:options`:
 * - window: as sent, decimal, not scaled;
 * - ttl: initial value, the one seen rounded up to 32, 64, 128 or 255;
 * - df: 1 if the packet must not be fragmented (always so in IPv6), else 0;
 * - header: octets of IP (with options, without IPv6 extensions) and TCP header together;
 * - options in order, joined by commas: M maximum segment size, N no operation, W and its shift count, S SACK
 *   permitted, T timestamps, E end of list, `?` and its number for any other; `!` where the list is broken.
 * The segment size depends on the path more than on the stack: it is a field of its own.
 */
import { Cursor } from '../../wire/cursor.ts'
import { deviceIp } from '../addresses.ts'
import type { Protocol, Report } from '../protocol.ts'
import { PRODUCT_PORTS } from './known-ports.ts'
import { readOptions } from './options.ts'
import { quirks } from './quirks.ts'

export const tcp = {
  name: 'tcp',
  title: 'TCP handshakes (RFC 9293): signature of the network stack',
  fields: {
    'tcp.syn': { label: 'Signature of its SYN: window:ttl:df:header:options' },
    'tcp.syn-ack': { label: 'Signature of its SYN-ACK: window:ttl:df:header:options' },
    'tcp.mss': { label: 'Maximum segment size it announces (option 2)' },
    'tcp.syn-quirks': { label: 'Peculiarities of its SYN' },
    'tcp.syn-ack-quirks': { label: 'Peculiarities of its SYN-ACK' },
    'tcp.isn-step': {
      label: 'By how much its initial sequence numbers go up each time; 0 where they are always the same',
    },
    'tcp.serves-port': { label: 'Accepts connections on a port that a product is documented to use' },
    'tcp.calls-port': { label: 'Was accepted at a port that a product is documented to use' },
  },
  handshake: { observe },
} satisfies Protocol

/**
 * RFC 793 systems added 64,000 for each connection, and 128,000 each half second; what is guessed within a window of
 * 2^24 is taken over in seconds (Morris 1985, RFC 6528 section 1).
 */
const ISN_STEP_MOST = 0x1000000
const FIN_RST = 0x05
const SYN = 0x02
const ACK = 0x10

function observe(ip: Uint8Array, segment: Uint8Array, to: Report<'sender'>, isnStep: number | null) {
  const shape = ipShape(ip)
  if (shape === null || segment.length < 20) return to.oddity('tcp.short-header')
  const flags = segment[13]!
  const size = (segment[12]! >>> 4) * 4
  if (!(flags & SYN) || flags & FIN_RST || size < 20) return to.oddity('tcp.handshake-flags')
  if (segment.length < size) return to.oddity('tcp.options-cut')
  const options = readOptions(segment.subarray(20, size))
  const window = new Cursor(segment, 14).u16()
  const signature = [window, initialTtl(shape.ttl), shape.df ? 1 : 0, shape.size + size, options.text].join(
    ':',
  )
  const odd = quirks(ip, segment, options)
  if (flags & ACK) {
    to.observe('sender', 'tcp.syn-ack', signature)
    to.observe('sender', 'tcp.syn-ack-quirks', odd)

    if (isnStep !== null && Math.abs(isnStep) <= ISN_STEP_MOST) to.observe('sender', 'tcp.isn-step', isnStep)
    reportPort(ip, segment, to)
  } else {
    to.observe('sender', 'tcp.syn', signature)
    to.observe('sender', 'tcp.syn-quirks', odd)
  }
  to.observe('sender', 'tcp.mss', options.mss)
}

/** An accepted connection at such a port says something of both; that one was asked for says nothing. */
function reportPort(ip: Uint8Array, segment: Uint8Array, to: Report<'sender'>): void {
  const port = (segment[0]! << 8) | segment[1]!
  if (!PRODUCT_PORTS.has(port)) return
  to.observe('sender', 'tcp.serves-port', port)
  const caller = deviceIp(ip[0]! >>> 4 === 4 ? ip.subarray(16, 20) : ip.subarray(24, 40))
  if (caller !== null) to.observe({ ip: caller }, 'tcp.calls-port', port, true)
}

interface IpShape {
  readonly ttl: number
  readonly df: boolean
  /** Octets of the header, with IPv4 options. */
  readonly size: number
}

function ipShape(ip: Uint8Array): IpShape | null {
  const version = (ip[0] ?? 0) >>> 4
  if (version === 4 && ip.length >= 20)
    return { ttl: ip[8]!, df: (ip[6]! & 0x40) !== 0, size: (ip[0]! & 15) * 4 }
  if (version === 6 && ip.length >= 40) return { ttl: ip[7]!, df: true, size: 40 }
  return null
}

/** Initial values in use; a path seldom has more hops than lie between two of them. */
const INITIAL_TTLS = [32, 64, 128]

const initialTtl = (ttl: number): number => INITIAL_TTLS.find((initial) => ttl <= initial) ?? 255
