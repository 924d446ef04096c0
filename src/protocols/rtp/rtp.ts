/**
 * Real-time Transport Protocol (RFC 3550) over UDP: who sends and receives voice and video. A header has no mark of
 * its own, so three packets must fit together before a flow counts as RTP; after a few more nothing is looked at.
 */
import type { DatagramReport, Protocol } from '../protocol.ts'
import { type RtpHeader, readRtp, trailerOf, typeName } from './header.ts'

/** Packets of one direction that must fit. */
const NEEDED = 3
/** Lost packets between two that still fit, and steps of the timestamp (10 s at 90 kHz). */
const MOST_LOST = 4
const MOST_TICKS = 900_000

export const rtp = {
  name: 'rtp',
  title: 'Real-time Transport Protocol (RFC 3550)',
  fields: {
    'rtp.payload': { label: 'Encoding by the payload type (RFC 3551); dynamic: agreed per session' },
    'rtp.trailer': {
      label:
        'Octets behind the samples of sound (G.711, G.722): the authentication tag of SRTP (RFC 3711 section 3.1), or 0',
      service: true,
    },
  },
  datagram: { probe, observe },
} satisfies Protocol

/** What is known of one direction: the last header, how many fitted in a row, and what stands behind the samples. */
interface Run {
  last: RtpHeader
  fitting: number
  trailer: number | null
}

function probe(payload: Uint8Array, to: DatagramReport): boolean {
  const header = readRtp(payload)
  if (header === null || to.sender.port < 1024 || to.receiver.port < 1024) return false
  const { memory } = to
  const key = directionOf(to)
  const run = memory.get(key) as Run | undefined
  const fits = run !== undefined && follows(run.last, header)
  const fitting = fits ? run.fitting + 1 : 1
  const trailer = fits ? trailerOf(run.last, header) : null
  memory.set(key, { last: header, fitting, trailer } satisfies Run)
  if (fitting >= NEEDED) memory.set('rtp', true)
  // Once one direction is proven, the other is the same session.
  return memory.has('rtp')
}

function follows(before: RtpHeader, now: RtpHeader): boolean {
  const lost = ((now.sequence - before.sequence) & 0xffff) - 1
  const ticks = (now.timestamp - before.timestamp) >>> 0
  return (
    now.source === before.source &&
    now.type === before.type &&
    lost >= 0 &&
    lost <= MOST_LOST &&
    ticks <= MOST_TICKS
  )
}

/** Directions of a conversation, told apart by any of its ends. */
function directionOf({ sender, receiver }: DatagramReport): string {
  if (sender.port !== receiver.port) return sender.port < receiver.port ? 'rtp down' : 'rtp up'
  return (sender.ip ?? '') < (receiver.ip ?? '') ? 'rtp down' : 'rtp up'
}

function observe(payload: Uint8Array, to: DatagramReport): void {
  const header = readRtp(payload)
  if (header === null) return
  to.observe('sender', 'rtp.payload', typeName(header.type))
  const run = to.memory.get(directionOf(to)) as Run | undefined
  to.observe('sender', 'rtp.trailer', run?.trailer ?? null)
}
