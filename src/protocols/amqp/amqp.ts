/**
 * AMQP 0-9-1 (and 0-8, 0-9) and AMQP 1.0 (OASIS, ISO/IEC 19464) up to the opening of a connection: what brokers and
 * clients say they are, and logins. Queues and messages are never looked at.
 */
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { Classic } from './classic.ts'
import { fields } from './fields.ts'
import { One } from './one.ts'

export const amqp = {
  name: 'amqp',
  title: 'Advanced Message Queuing Protocol 0-9-1 and 1.0 (AMQP Working Group, OASIS)',
  ports: { tcp: [5672] },
  fields,
  stream: { probe, start },
} satisfies Protocol

/** Octets of a protocol header: AMQP, then four of version and layer. */
const HEADER = 8
const NAME = [0x41, 0x4d, 0x51, 0x50]
type Layer = 'classic' | 'one' | 'tls' | 'other'

function layerOf(header: Uint8Array): Layer | null {
  const [id, major, minor, revision] = header.subarray(4, HEADER)
  if (major === 1 && minor === 0 && revision === 0 && id !== undefined)
    return id === 0 || id === 3 ? 'one' : id === 2 ? 'tls' : null
  if (id === 0 && major === 0 && minor === 9) return revision === 1 ? 'classic' : null
  // AMQP 0-8, 0-9 and 0-10.
  if (id === 1 && major === 1)
    return minor === 0 && revision === 10 ? 'other' : minor! <= 9 ? 'classic' : null
  return null
}

function probe({ client }: StreamHead): Verdict {
  if (client.subarray(0, 4).some((octet, i) => octet !== NAME[i])) return 'no'
  if (client.length < HEADER) return 'more'
  return layerOf(client) === null ? 'no' : 'yes'
}

/** Frames of both sides that are looked at; connections open within some ten. */
const MAX_FRAMES = 100

function start(to: StreamReport): StreamSession {
  const classic = new Classic(to)
  const one = new One(to)
  const layers: Record<StreamSide, Layer | null> = { client: null, server: null }
  let frames = 0

  function data(side: StreamSide, bytes: Uint8Array): number {
    let at = 0
    while (at < bytes.length) {
      if (bytes[at] === NAME[0]) {
        if (bytes.length - at < HEADER) return at
        layers[side] = layerOf(bytes.subarray(at, at + HEADER))
        at += HEADER
        if (side === 'server' && layers.server === 'tls' && layers.client === 'tls') {
          to.handover()
          return at
        }
        continue
      }
      const layer = layers[side] ?? layers.client
      const size =
        layer === 'classic'
          ? classic.frame(side, bytes, at)
          : layer === 'one'
            ? one.frame(side, bytes, at)
            : -1
      if (size === 0) return at
      if (size < 0 || ++frames > MAX_FRAMES) {
        if (size < 0 && (layer === 'classic' || layer === 'one')) to.oddity('amqp.malformed')
        to.done()
        return bytes.length
      }
      at += size
    }
    return at
  }

  return {
    data,
    gap: () => to.done(),
    end() {
      classic.end()
      one.end()
    },
  }
}
