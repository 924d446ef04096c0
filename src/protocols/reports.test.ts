/** Whom a fact is about: the party, an endpoint named in the bytes, or a device that a party speaks for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, pcap, udp } from '../../test/bytes.ts'
import { factsOf } from '../../test/facts.ts'
import type { Ip } from '../model/ip.ts'
import type { Mac } from '../model/mac.ts'
import type { About, Protocol } from './protocol.ts'

const hop = {
  srcMac: '02:00:00:00:00:01',
  dstMac: '02:00:00:00:00:02',
  src: '10.0.0.1',
  dst: '10.0.0.2',
  srcPort: 50_000,
  dstPort: 9000,
}

/** The endpoint, and whether it speaks for itself, of a fact that a dissector states about `about`. */
function heard(about: About<'sender' | 'receiver'>, self?: boolean) {
  const protocol: Protocol = {
    name: 'toy',
    title: 'Toy',
    fields: { 'toy.said': { label: 'what was said' } },
    datagram: { probe: () => true, observe: (_, to) => to.observe(about, 'toy.said', 'x', self) },
  }
  const [seen] = factsOf([pcap([udp(hop, bytes(1))])], { protocols: [protocol] }).observations
  return seen === undefined ? null : { ...seen.endpoint, self: seen.self }
}

const SENDER = { mac: '02:00:00:00:00:01', ip: '10.0.0.1' }

for (const [name, about, endpoint] of [
  ['the sender speaks of itself', 'sender', { ...SENDER, self: true }],
  ['of the receiver others speak', 'receiver', { mac: '02:00:00:00:00:02', ip: '10.0.0.2', self: false }],
  [
    'of an endpoint named in the bytes too',
    { mac: '02:00:00:00:00:09' as Mac, ip: '10.0.0.9' as Ip },
    { mac: '02:00:00:00:00:09', ip: '10.0.0.9', self: false },
  ],
  [
    'a device behind the sender has a key under the sender',
    { behind: 'sender', device: 'serial:4711' },
    { ...SENDER, device: 'serial:4711', self: false },
  ],
  ['a group is nobody', { ip: '224.0.0.251' as Ip }, null],
  ['a key without a character names nobody, not the gateway', { behind: 'sender', device: '\0' }, null],
] as const satisfies readonly (readonly [string, About<'sender' | 'receiver'>, object | null])[])
  test(name, () => assert.deepEqual(heard(about), endpoint))

test('a gateway may pass on what the device says of itself', () =>
  assert.equal(heard({ behind: 'sender', device: 'serial:4711' }, true)?.self, true))

test('a key is bounded', () => {
  const seen = heard({ behind: 'sender', device: 'serial:'.padEnd(1000, '4') })
  assert.equal(seen !== null && 'device' in seen && seen.device?.length, 160)
})
