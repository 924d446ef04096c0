import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectFrame } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Mac } from '../../model/mac.ts'
import { arp } from './arp.ts'
import { arpPacket, fixtures } from './fixtures/make.ts'

const PUMP = '02:10:20:00:00:01' as Mac
const NONE = '00:00:00:00:00:00'
const from = (source: string, packet: Uint8Array) => dissectFrame(arp, packet, { source: source as Mac })

test('a request binds the sender, not the target', () => {
  const said = from(PUMP, arpPacket(1, PUMP, '10.0.0.5', NONE, '10.0.0.1'))
  assert.deepEqual(said.bindings, [{ mac: PUMP, ip: '10.0.0.5' }])
  assert.deepEqual(said.observed, [])
})

test('a probe binds nothing and tells the address it asks after', () => {
  const said = from(PUMP, arpPacket(1, PUMP, '0.0.0.0', NONE, '10.0.0.5'))
  assert.deepEqual(said.bindings, [])
  assert.deepEqual(said.observed, [{ about: PUMP, field: 'arp.probe', value: '10.0.0.5', self: true }])
})

test('an announcement binds and is noted', () => {
  const said = from(PUMP, arpPacket(1, PUMP, '10.0.0.5', NONE, '10.0.0.5'))
  assert.equal(said.bindings.length, 1)
  assert.equal(said.observed[0]?.field, 'arp.announcement')
})

test('a packet sent by another MAC than it states is odd, and says so', () => {
  const said = from('02:66:00:00:00:01', arpPacket(2, PUMP, '10.0.0.5', NONE, '10.0.0.1'))
  assert.deepEqual(said.oddities, ['arp.sender-mismatch'])
  assert.deepEqual(said.observed, [{ about: 'sender', field: 'arp.foreign-sender', value: PUMP }])
})

test('group MACs and group addresses are never bound', () => {
  assert.deepEqual(from(PUMP, arpPacket(2, 'ff:ff:ff:ff:ff:ff', '10.0.0.5', PUMP, '10.0.0.1')).bindings, [])
  assert.deepEqual(from(PUMP, arpPacket(2, PUMP, '224.0.0.5', PUMP, '10.0.0.1')).bindings, [])
})

test('inverse ARP (RFC 2390) is ignored', () => {
  const said = from(PUMP, arpPacket(8, PUMP, '10.0.0.5', NONE, '10.0.0.1'))
  assert.deepEqual([said.bindings, said.observed], [[], []])
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectFrame(arp, payload), Object.values(fixtures).flat()))
