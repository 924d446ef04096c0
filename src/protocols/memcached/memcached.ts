/** memcached's text protocol (protocol.txt of memcached): its version. What is cached is never looked at. */
import { LineReader } from '../../wire/lines.ts'
import { latin1 } from '../../wire/text.ts'
import type { Protocol, StreamHead, StreamReport, StreamSession, Verdict } from '../protocol.ts'

export const memcached = {
  name: 'memcached',
  title: 'memcached text protocol (memcached doc/protocol.txt)',
  ports: { tcp: [11211] },
  fields: {
    'memcached.version': { label: 'Version the server states (VERSION, or version of stats)', service: true },
    'memcached.libevent': { label: 'Version of libevent in the server (stats)' },
    'memcached.access': { label: 'open where the server answers without a login', service: true },
  },
  stream: { probe, start },
} satisfies Protocol

const COMMAND =
  /^(?:version|stats|gets? |gats? |set |add |replace |append |prepend |cas |delete |incr |decr |touch |flush_all|verbosity |m[gsdnae] )/
const ANSWER =
  /^(?:VERSION \S|STAT \w+ |VALUE \S+ \d+ \d+|END\r|STORED\r|NOT_STORED\r|EXISTS\r|NOT_FOUND\r|DELETED\r|TOUCHED\r|OK\r|CLIENT_ERROR |SERVER_ERROR |HD|EN\r|MN\r|VA \d)/
/** No command or answer word with its space is longer, octets. */
const WORD = 16
/** Lines of either side that are looked at; `stats` gives some sixty. */
const MAX_LINES = 200

/** A command alone could be anybody's; with an answer in the server's own words it is memcached. */
function probe({ client, server }: StreamHead): Verdict {
  const asked = begins(client, COMMAND)
  if (asked !== 'yes') return asked
  return begins(server, ANSWER)
}

function begins(bytes: Uint8Array, words: RegExp): Verdict {
  const text = latin1.decode(bytes.subarray(0, 64))
  if (words.test(text)) return 'yes'
  return text.length < WORD && !text.includes('\n') && /^[A-Za-z_ ]*$/.test(text) ? 'more' : 'no'
}

function start(to: StreamReport): StreamSession {
  const lines = { client: new LineReader(), server: new LineReader() }
  let left = MAX_LINES
  let open = false

  function request(line: string): void {
    // set key flags exptime bytes [noreply], then that many octets and a line end.
    const store = /^(?:set|add|replace|append|prepend|cas) \S+ \d+ -?\d+ (\d{1,9})\b/.exec(line)
    const meta = /^ms \S+ (\d{1,9})\b/.exec(line)
    const size = store?.[1] ?? meta?.[1]
    if (size !== undefined) lines.client.skip = Number(size) + 2
  }

  function answer(line: string): void {
    const value = /^VALUE \S+ \d+ (\d{1,9})\b/.exec(line) ?? /^VA (\d{1,9})\b/.exec(line)
    if (value !== null) lines.server.skip = Number(value[1]) + 2
    const version = /^(?:VERSION|STAT version) (\S+)/.exec(line)
    to.observe('server', 'memcached.version', version?.[1] ?? null)
    to.observe('server', 'memcached.libevent', /^STAT libevent (\S+)/.exec(line)?.[1] ?? null)
    // A server with a login answers CLIENT_ERROR to everything before it.
    if (!open && !line.includes('ERROR')) {
      open = true
      to.observe('server', 'memcached.access', 'open')
    }
  }

  return {
    data: (side, bytes) =>
      lines[side].read(bytes, (line) => {
        if (side === 'client') request(line)
        else answer(line)
        if (--left > 0) return true
        to.done()
        return false
      }),
    gap: () => to.done(),
  }
}
