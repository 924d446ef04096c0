import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Bytes, bytes, type Hop, pcap, tcp, tcpStream } from '../../test/bytes.ts'
import { factsOf } from '../../test/facts.ts'
import { toy } from '../../test/toy.ts'
import type { Protocol, StreamReport, StreamSession } from './protocol.ts'

const HOP: Hop = {
  srcMac: '02:00:00:00:00:01',
  dstMac: '02:00:00:00:00:02',
  src: '10.0.0.1',
  dst: '10.0.0.2',
  srcPort: 50_000,
  dstPort: 9000,
}
type Talk = (readonly ['client' | 'server', string])[]

/** A protocol that takes clients that begin with `!`, and does with their first byte what the test says. */
const opener = (begin: (to: StreamReport) => void): Protocol => ({
  name: 'opener',
  title: 'Opener',
  fields: { 'opener.said': { label: 'said' } },
  stream: {
    probe: ({ client }) => (client.length === 0 ? 'more' : client[0] === 33 ? 'yes' : 'no'),
    start: (to): StreamSession => ({
      data: () => {
        begin(to)
        return 1
      },
    }),
  },
})
const run = (talk: Talk | Bytes[], first?: (to: StreamReport) => void, mss = 1460) => {
  const { protocol, heard } = toy()
  const frames = talk[0] instanceof Uint8Array ? (talk as Bytes[]) : tcpStream(HOP, talk as Talk, mss)
  const facts = factsOf([pcap(frames)], { protocols: first ? [opener(first), protocol] : [protocol] })
  return { facts, heard, talk: facts.conversations[0]! }
}

test('however a conversation is cut, the dissector reads the same bytes', () => {
  const text = fc.string({ minLength: 1, maxLength: 400, unit: fc.constantFrom(...'abc') })
  fc.assert(
    fc.property(text, text, fc.integer({ min: 1, max: 90 }), (client, server, mss) => {
      const { heard } = run(
        [
          ['client', `C${client}`],
          ['server', `S${server}`],
        ],
        undefined,
        mss,
      )
      assert.deepEqual(heard.streams, [{ client: `C${client}`, server: `S${server}` }])
    }),
    { numRuns: 40 },
  )
})

test('in whatever order segments come, the dissector reads the same bytes', () => {
  const text = `C${'0123456789'.repeat(8)}`
  const [syn, answer, ack] = tcpStream(HOP, []) as [Bytes, Bytes, Bytes]
  const pieces = Array.from({ length: 9 }, (_, i) =>
    tcp(HOP, 1001 + i * 9, 5001, 16, bytes(text.slice(i * 9, i * 9 + 9))),
  )
  fc.assert(
    fc.property(fc.shuffledSubarray([...pieces.keys()], { minLength: 9 }), (order) => {
      const { heard } = run([syn, answer, ack, ...order.map((i) => pieces[i]!)])
      assert.deepEqual(
        heard.streams.map((s) => s.client),
        [text],
      )
    }),
    { numRuns: 40 },
  )
})

test('after a handover another protocol is recognised from the very next byte, and the first keeps its name', () => {
  const { heard, talk } = run(
    [
      ['client', '!C-inside'],
      ['server', 'S-inside'],
    ],
    (to) => to.handover(),
  )
  assert.deepEqual(heard.streams, [{ client: 'C-inside', server: 'S-inside' }])
  assert.equal(talk.protocol, 'opener')
})

test('behind a proxy the server of what is spoken is nobody here', () => {
  const { heard, facts } = run([['client', '!C-inside']], (to) => to.handover('elsewhere'))
  const report = heard.reports[0]!
  assert.deepEqual([report.server.ip, report.server.mac, report.client.ip], [null, null, '10.0.0.1'])
  assert.equal(facts.conversations[0]?.server, '10.0.0.2')
})

test('a dissector may name what it found otherwise, but not after a handover', () => {
  assert.equal(run([['client', '!']], (to) => to.protocol('opener-tls')).talk.protocol, 'opener-tls')
})

test('a dissector that has learned enough is not shown more', () => {
  let calls = 0
  const talk: Talk = Array.from({ length: 50 }, () => ['client', '!x'])
  run(talk, (to) => {
    calls++
    to.done()
  })
  assert.equal(calls, 1)
})

test('TLS facts of one connection are put together', () => {
  const { talk } = run([['client', '!']], (to) => {
    to.tls({ version: '1.2', ja4: 'a' })
    to.tls({ sni: 'x.example', ja4: 'a' })
  })
  assert.deepEqual(talk.tls, { version: '1.2', cipher: null, sni: 'x.example', alpn: null, ja4: ['a'] })
})

test('handing over again and again is bounded', () => {
  let calls = 0
  const { talk } = run([['client', '!'.repeat(5000)]], (to) => {
    calls++
    to.handover()
  })
  assert.ok(calls < 100, `${calls} handovers`)
  assert.equal(talk.protocol, 'opener')
})

test('where nobody is sure at the end, the one whose port it is gets the bytes', () => {
  const unsure: Protocol = {
    name: 'unsure',
    title: 'Unsure',
    fields: {},
    ports: { tcp: [9000] },
    stream: { probe: () => 'more', start: () => ({ data: (_, all) => all.length }) },
  }
  const facts = (port: number) =>
    factsOf([pcap(tcpStream({ ...HOP, dstPort: port }, [['client', 'x']]))], { protocols: [unsure] })
      .conversations[0]
  assert.equal(facts(9000)?.protocol, 'unsure')
  assert.equal(facts(9001)?.protocol, null)
})
