import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, back, bytes, type Hop, pcap, udp } from '../../test/bytes.ts'
import { factsOf } from '../../test/facts.ts'
import { toy } from '../../test/toy.ts'

const HOP: Hop = {
  srcMac: '02:00:00:00:00:01',
  dstMac: '02:00:00:00:00:02',
  src: '10.0.0.1',
  dst: '10.0.0.2',
  srcPort: 50_000,
  dstPort: 9000,
}
const ask = (text: string, hop = HOP) => udp(hop, bytes(text))
const reply = (text: string, hop = HOP) => udp(back(hop), bytes(text))
const many = (n: number, frame: (i: number) => Bytes) => Array.from({ length: n }, (_, i) => frame(i))
const run = (frames: readonly Bytes[], given: Parameters<typeof toy>[0] = {}) => {
  const { protocol, heard } = toy(given)
  return { facts: factsOf([pcap(frames)], { protocols: [protocol] }), heard }
}

test('a datagram is recognised by content on any port', () => {
  const { facts, heard } = run([ask('D-one'), reply('D-two')])
  assert.deepEqual(heard.datagrams, ['D-one', 'D-two'])
  assert.equal(facts.conversations[0]?.protocol, 'toy')
})

test('the first eight datagrams of each side are shown, whichever side talks more', () => {
  const { heard } = run([...many(20, (i) => ask(`D-ask-${i}`)), ...many(20, (i) => reply(`D-reply-${i}`))])
  assert.equal(heard.datagrams.length, 16)
  assert.equal(heard.datagrams.filter((text) => text.startsWith('D-reply')).length, 8)
})

test('a server that answers late is still heard', () => {
  const { heard } = run([...many(20, (i) => ask(`D-${i}`)), reply('D-at-last')])
  assert.equal(heard.datagrams.at(-1), 'D-at-last')
})

test('an answer that is known is found behind requests that are not', () => {
  const { facts, heard } = run([...many(6, (i) => ask(`unknown ${i}`)), reply('D-known')])
  assert.deepEqual(heard.datagrams, ['D-known'])
  assert.equal(facts.conversations[0]?.protocol, 'toy')
})

test('a side that is never heard keeps nothing open for ever', () => {
  const { heard } = run([...many(1000, (i) => ask(`D-${i}`)), reply('D-too-late')])
  assert.equal(heard.datagrams.length, 8)
  assert.equal(heard.calls, 16)
})

test('datagrams that nobody knows are asked about only in the beginning', () => {
  const { heard } = run([...many(500, (i) => ask(`x${i}`)), ...many(500, (i) => reply(`y${i}`))])
  assert.ok(heard.calls <= 16, `${heard.calls} calls`)
})

test('a dissector that follows is shown everything but repetitions', () => {
  const { heard } = run(
    many(60, (i) => ask(`D-${i % 20}`)),
    { follow: 'all' },
  )
  // The first one comes before it is known that this conversation is followed.
  assert.equal(heard.datagrams.length, 21)
})

test('empty datagrams are nobody’s', () => {
  assert.equal(run([ask(''), reply('')]).heard.calls, 0)
})

test('what a dissector remembers belongs to one conversation and ends with it', () => {
  const { protocol } = toy()
  const seen: (number | undefined)[] = []
  const remembering = {
    ...protocol,
    datagram: {
      ...protocol.datagram!,
      observe: (_: Uint8Array, to: { memory: Map<string, unknown> }) => {
        seen.push(to.memory.get('n') as number | undefined)
        to.memory.set('n', ((to.memory.get('n') as number | undefined) ?? 0) + 1)
      },
    },
  }
  const other = { ...HOP, srcPort: 50_001 }
  factsOf([pcap([ask('D1'), reply('D2'), ask('D3', other), ask('D4')])], { protocols: [remembering] })
  assert.deepEqual(seen, [undefined, 1, undefined, 2])
})

test('who serves is what the dissector says, else who was asked', () => {
  const { protocol } = toy()
  const swapped = {
    ...protocol,
    datagram: {
      ...protocol.datagram!,
      observe: (_: Uint8Array, to: { server(who: 'sender' | 'receiver'): void }) => to.server('sender'),
    },
  }
  const [talk] = factsOf([pcap([ask('D1')])], { protocols: [swapped] }).conversations
  assert.deepEqual(
    [talk?.client, talk?.server, talk?.port, talk?.rolesKnown],
    ['10.0.0.2', '10.0.0.1', 50_000, true],
  )
})
