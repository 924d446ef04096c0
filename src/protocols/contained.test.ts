import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ethernet, type Hop, pcap, tcpStream, udp } from '../../test/bytes.ts'
import { factsOf } from '../../test/facts.ts'
import type { Protocol } from './protocol.ts'

const fail = (): never => {
  throw new Error('a mistake of ours')
}
const hop: Hop = {
  srcMac: '00:00:5e:10:00:01',
  dstMac: '00:00:5e:10:00:02',
  src: '10.1.0.1',
  dst: '10.1.0.2',
  srcPort: 50000,
  dstPort: 7,
}
const base = { title: 'Faulty', fields: {} }
const frames = [
  ethernet(hop.dstMac, hop.srcMac, 0x88b5, new Uint8Array(46)),
  udp(hop, Uint8Array.of(1, 2, 3)),
  ...tcpStream(hop, [
    ['client', 'hello'],
    ['server', 'hello'],
  ]),
]

for (const [what, faulty] of [
  ['frame', { name: 'faulty', frame: { etherTypes: [0x88b5], observe: fail } }],
  ['datagram probe', { name: 'faulty', datagram: { probe: fail, observe: fail } }],
  ['datagram', { name: 'faulty', datagram: { probe: () => true, observe: fail } }],
  ['stream start', { name: 'faulty', stream: { probe: () => 'yes', start: fail } }],
  ['stream data', { name: 'faulty', stream: { probe: () => 'yes', start: () => ({ data: fail }) } }],
  [
    'stream end',
    {
      name: 'faulty',
      stream: { probe: () => 'yes', start: () => ({ data: (_, b) => b.length, end: fail }) },
    },
  ],
  ['handshake', { name: 'faulty', handshake: { observe: fail } }],
] as const satisfies readonly (readonly [string, Omit<Protocol, 'title' | 'fields'>])[])
  test(`a fault in a dissector's ${what} is counted, and everything else goes on`, () => {
    const facts = factsOf([pcap(frames)], { protocols: [{ ...base, ...faulty }] })
    assert.ok(facts.coverage.oddities['faulty.fault']! >= 1)
    assert.equal(facts.conversations.length, 2)
    assert.equal(facts.stations.length, 2)
  })

test('a stream whose probe fails is nobody’s', () => {
  const faulty: Protocol = { ...base, name: 'faulty', stream: { probe: fail, start: fail } }
  assert.equal(factsOf([pcap(frames)], { protocols: [faulty] }).conversations.length, 2)
})
