/**
 * MQTT (OASIS MQTT 3.1.1 and 5.0, and MQTT 3.1 of IBM and Eurotech): clients, logins and what the broker answers to
 * them, and the devices that are announced. Of topics only what names a known product is kept, of payloads only the
 * documented keys of announcements. Over WebSocket its frames are taken off first.
 */

import { textOf } from '../printable.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, StreamSide, Verdict } from '../protocol.ts'
import { levelOf } from './connect.ts'
import { fields } from './fields.ts'
import * as packet from './packet.ts'
import { MqttSession } from './session.ts'
import { firstInside, inFrames } from './websocket.ts'

export const mqtt = {
  name: 'mqtt',
  title: 'MQTT 3.1, 3.1.1 and 5.0 (OASIS)',
  ports: { tcp: [1883, 1884] },
  fields,
  stream: { probe, start },
} satisfies Protocol

/** Longest CONNECT, octets: identifiers, a will and tokens for a password. */
const MAX_CONNECT = 65_536

/** Frames of WebSocket are taken off where the client begins with one. */
function start(to: StreamReport): StreamSession {
  const plain = new MqttSession(to)
  let framed: StreamSession | null | undefined
  const speaking = (side: StreamSide, bytes: Uint8Array): StreamSession => {
    // A connection that is seen from its start does not begin with SUBSCRIBE, which looks like a frame.
    if (framed === undefined && side === 'client')
      framed = firstInside(bytes) === null ? null : inFrames(plain, () => to.done())
    return framed ?? plain
  }
  return {
    data: (side, bytes) => speaking(side, bytes).data(side, bytes),
    gap: () => to.done(),
    end: () => plain.end(),
  }
}

/** CONNECT, or, where the start was missed, what only MQTT exchanges. */
function probe({ client, server }: StreamHead): Verdict {
  if (client[0] === packet.CONNECT << 4) return connects(client)
  const inside = firstInside(client)
  if (inside !== null) return connects(inside)
  if (client.length > 0 && server.length > 0 && isPing(client, 0xc0) && isPing(server, 0xd0)) {
    return client.length + server.length >= 4 ? 'yes' : 'more'
  }
  const side = publishes(client)
  const other = publishes(server)
  if (side === 'yes' || other === 'yes') return 'yes'
  const open = (verdict: Verdict, bytes: Uint8Array, ping: number) =>
    verdict === 'more' || isPing(bytes, ping)
  return open(side, client, 0xc0) && open(other, server, 0xd0) ? 'more' : 'no'
}

function connects(client: Uint8Array): Verdict {
  if (client.length > 0 && client[0] !== packet.CONNECT << 4) return 'no'
  const header = packet.readHeader(client, 0)
  if (header === null) return 'more'
  if (header === 'broken' || header.length > MAX_CONNECT || header.length < 12) return 'no'
  const level = levelOf(client.subarray(header.size))
  return level === 'more' ? 'more' : level === null ? 'no' : 'yes'
}

const isPing = (bytes: Uint8Array, first: number): boolean =>
  bytes[0] === first && (bytes.length === 1 || (bytes[1] === 0 && bytes.length === 2))

/** A PUBLISH with a topic of at least two plain words, whole within what is seen. */
function publishes(bytes: Uint8Array): Verdict {
  if (bytes.length === 0) return 'more'
  if (bytes[0]! >>> 4 !== packet.PUBLISH) return 'no'
  const header = packet.readHeader(bytes, 0)
  if (header === null) return 'more'
  if (header === 'broken' || !packet.flagsFit(header) || header.length > 1 << 20) return 'no'
  const body = bytes.subarray(header.size)
  if (body.length < 2) return 'more'
  const size = (body[0]! << 8) | body[1]!
  if (size < 5 || size + 2 > header.length || size > 256) return 'no'
  const topic = textOf(body.subarray(2, 2 + size))
  if (!/^\$?[\w.:-]*(?:\/[\w.: -]*)*$/.test(topic)) return 'no'
  if (body.length < 2 + size) return 'more'
  if (!topic.includes('/')) return 'no'
  // What follows it begins another packet.
  const next = body.subarray(header.length)[0]
  return next === undefined || (next >>> 4 !== 0 && next >>> 4 !== packet.CONNECT) ? 'yes' : 'no'
}
