/** A protocol that only listens: writes down which bytes it was shown, of which side, and how often it was asked. */
import type { Protocol, StreamReport, StreamSide } from '../src/protocols/protocol.ts'

export interface Heard {
  /** Bytes of each side as Latin-1, one text a connection; `|` stands for a gap. */
  readonly streams: Record<StreamSide, string>[]
  readonly datagrams: string[]
  readonly reports: StreamReport[]
  /** Calls of probe, data and observe together. */
  calls: number
  /** Connections told that they are over. */
  ended: number
}

const latin1 = new TextDecoder('latin1')

/** Recognises clients that begin with `C` and servers that begin with `S`, datagrams that begin with `D`. */
export function toy(given: { follow?: 'all'; consume?: (length: number) => number } = {}): {
  protocol: Protocol
  heard: Heard
} {
  const heard: Heard = { streams: [], datagrams: [], reports: [], calls: 0, ended: 0 }
  const consume = given.consume ?? ((length) => length)
  const protocol: Protocol = {
    name: 'toy',
    title: 'Toy',
    fields: { 'toy.said': { label: 'what was said' } },
    ports: { tcp: [7], udp: [7] },
    datagram: {
      ...(given.follow ? { follow: given.follow } : {}),
      probe: (payload) => {
        heard.calls++
        return payload[0] === 68
      },
      observe: (payload, to) => {
        heard.calls++
        heard.datagrams.push(latin1.decode(payload))
        to.observe('sender', 'toy.said', latin1.decode(payload))
      },
    },
    stream: {
      probe: ({ client, server }) => {
        heard.calls++
        if (client.length > 0) return client[0] === 67 ? 'yes' : 'no'
        return server.length === 0 ? 'more' : server[0] === 83 ? 'yes' : 'no'
      },
      start: (to) => {
        const said = { client: '', server: '' }
        heard.streams.push(said)
        heard.reports.push(to)
        return {
          data: (side, bytes) => {
            heard.calls++
            const used = consume(bytes.length)
            said[side] += latin1.decode(bytes.subarray(0, used))
            return used
          },
          gap: (side) => {
            said[side] += '|'
          },
          end: () => {
            heard.ended++
          },
        }
      },
    },
  }
  return { protocol, heard }
}
