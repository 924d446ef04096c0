import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  ACK,
  type Bytes,
  back,
  bytes,
  FIN,
  type Hop,
  ipFrame,
  PSH,
  pcap,
  RST,
  SYN,
  tcp,
  tcpStream,
  udp,
} from '../../test/bytes.ts'
import { factsOf } from '../../test/facts.ts'
import { toy } from '../../test/toy.ts'
import type { EngineLimits } from './engine.ts'

const HOP: Hop = {
  srcMac: '02:00:00:00:00:01',
  dstMac: '02:00:00:00:00:02',
  src: '10.0.0.1',
  dst: '10.0.0.2',
  srcPort: 50_000,
  dstPort: 9000,
}
const run = (
  frames: readonly Bytes[],
  given: Parameters<typeof toy>[0] & { limits?: Partial<EngineLimits> } = {},
) => {
  const { protocol, heard } = toy(given)
  const facts = factsOf([pcap(frames)], { protocols: [protocol], limits: given.limits ?? {} })
  return { facts, heard, talk: facts.conversations[0]! }
}
const roles = (frames: readonly Bytes[]) => {
  const { client, server, port, rolesKnown, answered } = run(frames).talk
  return { client, server, port, rolesKnown, answered }
}
const TALK = { client: '10.0.0.1', server: '10.0.0.2', port: 9000, rolesKnown: true, answered: true }
const talk = (hop = HOP, client = 'C-hello', server = 'S-hello') =>
  tcpStream(hop, [
    ['client', client],
    ['server', server],
  ])
/** Data only, as when the capture began later. */
const middle = (hop: Hop, ...frames: (readonly ['client' | 'server', string])[]) =>
  frames.map(([side, text], i) =>
    tcp(side === 'client' ? hop : back(hop), 1000 + i * 100, 5000, PSH | ACK, bytes(text)),
  )

test('a handshake tells who is client', () => {
  assert.deepEqual(roles(talk()), TALK)
  assert.deepEqual(roles(talk({ ...HOP, srcPort: 80 })), { ...TALK })
})

test('the answer to a handshake alone tells it as well', () => {
  assert.deepEqual(roles(talk().slice(1)), TALK)
})

test('a connection that is refused or ignored has roles, but was not answered', () => {
  const syn = tcp(HOP, 1, 0, SYN)
  assert.deepEqual(roles([syn]), { ...TALK, answered: false })
  assert.deepEqual(roles([syn, tcp(back(HOP), 0, 2, RST | ACK)]), { ...TALK, answered: false })
})

test('without a handshake the content tells who is client, against all ports', () => {
  const odd = { ...HOP, srcPort: 22, dstPort: 50_000 }
  assert.deepEqual(roles(middle(odd, ['client', 'C'], ['server', 'S'])), { ...TALK, port: 50_000 })
  assert.deepEqual(roles(middle(odd, ['server', 'S'], ['client', 'C'])), { ...TALK, port: 50_000 })
})

test('without handshake and known content the lower port serves, and that is a guess', () => {
  assert.deepEqual(roles(middle(HOP, ['client', 'x'], ['server', 'y'])), { ...TALK, rolesKnown: false })
  assert.deepEqual(roles(middle({ ...HOP, dstPort: 60_000 }, ['client', 'x'])), {
    ...TALK,
    client: '10.0.0.2',
    server: '10.0.0.1',
    port: 50_000,
    rolesKnown: false,
  })
})

test('a server that speaks first is recognised', () => {
  const { talk: found, heard } = run(
    tcpStream(HOP, [
      ['server', 'S-banner'],
      ['client', 'C-hello'],
    ]),
  )
  assert.equal(found.protocol, 'toy')
  assert.deepEqual(heard.streams, [{ client: 'C-hello', server: 'S-banner' }])
})

test('of datagrams the one who began is client; ports that a protocol claims come first', () => {
  assert.deepEqual(roles([udp(HOP, bytes('x')), udp(back(HOP), bytes('y'))]), { ...TALK, rolesKnown: false })
  assert.deepEqual(roles([udp({ ...HOP, dstPort: 7 }, bytes('x'))]), {
    ...TALK,
    port: 7,
    rolesKnown: false,
    answered: false,
  })
})

test('connections of one client port each add up to one conversation', () => {
  const { facts } = run([1, 2, 3].flatMap((n) => talk({ ...HOP, srcPort: 50_000 + n })))
  assert.equal(facts.conversations.length, 1)
  assert.equal(facts.conversations[0]?.packets, 3 * talk().length)
})

test('new connections on old ports are dissected anew, and every packet is counted', () => {
  const again = talk().map((frame) => frame.slice())
  const later = tcpStreamFrom(77_000, 'C-second', 'S-second')
  const { heard, facts } = run([...talk(), ...later])
  assert.deepEqual(
    heard.streams.map((s) => s.client),
    ['C-hello', 'C-second'],
  )
  assert.equal(facts.conversations[0]?.packets, again.length + later.length)
})

test('new connections on old ports are told apart where only the server’s side is seen', () => {
  const servers = (frames: Bytes[]) => frames.filter((frame) => frame[29] === 2)
  const { heard } = run([...servers(talk()), ...servers(tcpStreamFrom(77_000, 'C-second', 'S-second'))])
  assert.deepEqual(
    heard.streams.map((s) => s.server),
    ['S-hello', 'S-second'],
  )
})

test('a new SYN-ACK on old ports begins a connection even where its SYN was lost', () => {
  const { heard } = run([...talk(), ...tcpStreamFrom(77_000, 'C-second', 'S-second').slice(1)])
  assert.deepEqual(
    heard.streams.map((s) => s.client),
    ['C-hello', 'C-second'],
  )
})

test('a repeated SYN or SYN-ACK begins nothing new', () => {
  const [syn, answer, ...rest] = talk() as [Bytes, Bytes, ...Bytes[]]
  const { heard, talk: found } = run([syn, syn, answer, answer, rest[0]!, syn, ...rest.slice(1), answer])
  assert.deepEqual(heard.streams, [{ client: 'C-hello', server: 'S-hello' }])
  assert.equal(found.packets, talk().length + 4)
})

test('data in a SYN is read from its first byte', () => {
  const { heard } = run([
    tcp(HOP, 999, 0, SYN, bytes('C-early')),
    tcp(back(HOP), 4999, 1007, SYN | ACK),
    tcp(HOP, 1007, 5000, PSH | ACK, bytes('-more')),
  ])
  assert.deepEqual(heard.streams, [{ client: 'C-early-more', server: '' }])
})

test('segments in any order, cut anywhere and repeated give the bytes once and in order', () => {
  const text = `C${'0123456789'.repeat(30)}`
  const cuts = [0, 7, 8, 60, 61, 200, text.length]
  const parts = cuts
    .slice(1)
    .map((to, i) => tcp(HOP, 1001 + cuts[i]!, 5001, ACK, bytes(text.slice(cuts[i], to))))
  const [syn, answer, ack] = talk() as [Bytes, Bytes, Bytes]
  for (const order of [
    [0, 1, 2, 3, 4, 5],
    [5, 4, 3, 2, 1, 0],
    [1, 0, 3, 2, 5, 4, 4, 0],
  ]) {
    const { heard, facts } = run([syn, answer, ack, ...order.map((i) => parts[i]!)])
    assert.deepEqual(
      heard.streams.map((s) => s.client),
      [text],
    )
    assert.equal(facts.coverage.gaps, 0)
  }
})

test('lost bytes are a gap, and what follows still comes', () => {
  const frames = [
    ...talk().slice(0, 3),
    tcp(HOP, 1001, 5001, ACK, bytes('C-one')),
    tcp(HOP, 1106, 5001, ACK, bytes('three')),
    tcp(back(HOP), 5001, 1111, ACK, bytes('S')),
  ]
  const { heard, facts } = run(frames)
  assert.deepEqual(heard.streams, [{ client: 'C-one|three', server: 'S' }])
  assert.equal(facts.coverage.gaps, 1)
})

test('the share of one-way connections is told; handshakes without data do not count', () => {
  const oneWay = middle({ ...HOP, srcPort: 50_001 }, ['client', 'C'])
  assert.equal(run([...talk(), ...oneWay]).facts.coverage.oneWayShare, 0.5)
  assert.equal(run([tcp(HOP, 1, 0, SYN)]).facts.coverage.oneWayShare, null)
})

test('a connection that both sides have closed is over at once, and what comes behind is not read', () => {
  const { heard } = run([...talk(), tcp(HOP, 1009, 5009, PSH | ACK, bytes('late'))])
  assert.equal(heard.ended, 1)
  assert.deepEqual(heard.streams, [{ client: 'C-hello', server: 'S-hello' }])
})

test('data that came after a FIN in the capture, but before it in the stream, is read', () => {
  const [syn, answer, ack, data] = talk() as [Bytes, Bytes, Bytes, Bytes]
  const { heard } = run([
    syn,
    answer,
    ack,
    tcp(HOP, 1008, 5001, FIN | ACK),
    tcp(back(HOP), 5001, 1009, FIN | ACK),
    data,
  ])
  assert.equal(heard.streams[0]?.client, 'C-hello')
})

test('ICMP and other IP protocols are conversations too', () => {
  const { facts } = run([
    ipFrame(HOP, 1, bytes(8, 0, 0, 0)),
    ipFrame(back(HOP), 1, bytes(0, 0, 0, 0)),
    ipFrame(HOP, 47, bytes(0, 0, 0, 0)),
  ])
  assert.deepEqual(
    facts.conversations.map((c) => [c.transport, c.port, c.client, c.answered]),
    [
      ['icmp', 0, '10.0.0.1', true],
      ['ip', 47, '10.0.0.1', false],
    ],
  )
})

test('the first 64 KiB of a side are read, unless the dissector asks for more', () => {
  const parts = Array.from({ length: 200 }, () => ['client', `C${'x'.repeat(999)}`] as const)
  const { heard } = run(tcpStream(HOP, parts))
  assert.ok(heard.streams[0]!.client.length >= 65_536 && heard.streams[0]!.client.length < 68_000)
  assert.ok(heard.calls < 150, `${heard.calls} calls`)
})

test('a dissector that consumes nothing is shown no more than it could hold, and not again and again', () => {
  const parts = Array.from({ length: 4000 }, () => ['client', `C${'x'.repeat(49)}`] as const)
  const { heard } = run(tcpStream(HOP, parts), { consume: () => 0 })
  assert.ok(heard.calls < 2500, `${heard.calls} calls`)
})

test('a connection that nobody recognises is asked about only while its first bytes come', () => {
  const parts = Array.from({ length: 500 }, () => ['client', 'unknown bytes'] as const)
  assert.ok(run(tcpStream(HOP, parts)).heard.calls < 90)
})

test('no more sessions are open than the limit says; those ended early are counted', () => {
  const open = Array.from({ length: 50 }, (_, i) =>
    middle({ ...HOP, srcPort: 50_000 + i }, ['client', 'C']),
  ).flat()
  const { facts, heard } = run(open, { limits: { sessions: 10 } })
  assert.equal(facts.coverage.evicted, 40)
  assert.equal(heard.ended, 50)
  assert.equal(facts.conversations[0]?.protocol, 'toy')
})

test('sessions that hold too many bytes together end, oldest first, and are counted', () => {
  const big = `C${'x'.repeat(1000)}`
  const holding = Array.from({ length: 40 }, (_, i) =>
    middle({ ...HOP, srcPort: 50_000 + i }, ['client', big]),
  ).flat()
  const { facts } = run(holding, { consume: () => 0, limits: { sessionBytes: 20_000 } })
  assert.ok(facts.coverage.evicted >= 20, String(facts.coverage.evicted))
})

test('a full flow table drops the oldest flow into its conversation, and counts it', () => {
  const scan = Array.from({ length: 3000 }, (_, i) => udp({ ...HOP, srcPort: 20_000 + i }, bytes('x')))
  const { facts } = run(scan, { limits: { flows: 1024 } })
  assert.equal(facts.coverage.evicted, 3000 - 1024)
  assert.equal(facts.conversations[0]?.packets, 3000)
})

test('full tables of conversations, bindings and stations are counted', () => {
  const spread = Array.from({ length: 1100 }, (_, i) =>
    udp(
      { ...HOP, src: `10.1.${i >> 8}.${i & 255}`, srcMac: `02:00:00:01:${hex(i >> 8)}:${hex(i)}` },
      bytes('x'),
    ),
  )
  const { facts } = run(spread, { limits: { conversations: 1024, bindings: 1024, stations: 1024 } })
  assert.deepEqual(
    [facts.conversations.length, facts.bindings.length, facts.stations.length],
    [1024, 1024, 1024],
  )
  assert.ok(facts.coverage.evicted >= 3 * 76)
})

test('equal facts are counted, not repeated; a chatty host keeps to its room', () => {
  const frames = Array.from({ length: 200 }, (_, i) => udp(HOP, bytes(`D${i % 100}`)))
  const { facts } = run(frames, { follow: 'all' })
  assert.equal(facts.observations.length, 64)
  assert.ok(facts.coverage.evicted > 0)
})

test('the same capture gives the same facts', () => {
  const frames = [...talk(), udp(HOP, bytes('D1')), ...middle({ ...HOP, srcPort: 1 }, ['client', 'C'])]
  assert.deepEqual(run(frames).facts, run(frames).facts)
})

/** A second connection on the same ports, with other initial sequence numbers. */
function tcpStreamFrom(isn: number, client: string, server: string): Bytes[] {
  const to = back(HOP)
  return [
    tcp(HOP, isn, 0, SYN),
    tcp(to, isn + 9000, isn + 1, SYN | ACK),
    tcp(HOP, isn + 1, isn + 9001, PSH | ACK, bytes(client)),
    tcp(to, isn + 9001, isn + 1 + client.length, PSH | ACK, bytes(server)),
  ]
}

function hex(n: number): string {
  return (n & 255).toString(16).padStart(2, '0')
}
