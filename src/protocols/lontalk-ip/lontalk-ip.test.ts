import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { fixtures, packet } from './fixtures/make.ts'
import { lontalkIp } from './lontalk-ip.ts'

const show = (payload: Uint8Array, port = 1628) =>
  dissectDatagram(lontalkIp, payload, { sender: { port }, receiver: { port } })
const facts = (payload: Uint8Array) => show(payload)?.observed.map((o) => `${o.field.slice(11)} ${o.value}`)

test('packets are told by kind and vendor', () => {
  assert.deepEqual(facts(packet(1, 0, zeros(10))), ['packet data', 'vendor-code 0'])
  assert.deepEqual(facts(packet(3, 0x20, zeros(10))), [
    'packet device-registration',
    'security authenticated',
    'vendor-code 0',
  ])
})

test('other ports, lengths, versions and kinds are declined', () => {
  assert.equal(show(packet(1, 0, zeros(10)), 4000), null)
  for (const payload of [
    bytes(packet(1, 0, zeros(4)), 0),
    packet(0x99, 0, zeros(4)),
    zeros(40),
    bytes('hello'),
  ])
    assert.equal(show(payload), null)
  for (let length = 0; length < 30; length++)
    assert.equal(show(packet(1, 0, zeros(10)).subarray(0, length)), null)
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => show(payload), Object.values(fixtures).flat()))
