import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { macAt } from '../../model/mac.ts'
import { fixtures } from './fixtures/make.ts'
import { vrrp } from './vrrp.ts'

const show = (name: string, i = 0, ttl = 255) => {
  const frame = fixtures[name]![i]!
  const ip = (frame[12] === 0x08 ? '10.20.0.252' : 'fe80::252') as Ip
  return dissectDatagram(vrrp, payloadOf(frame), { sender: { mac: macAt(frame, 6), ip }, ttl })
}
const facts = (name: string, i = 0) =>
  show(name, i)!.observed.map((o) => `${o.about} ${o.field.slice(5)} ${o.value}`)

test('a router behind the shared hardware address is known by its IP address', () => {
  assert.deepEqual(facts('routers'), [
    '10.20.0.252 virtual-router 20',
    '10.20.0.252 version 2',
    '10.20.0.252 priority 200',
    '10.20.0.252 authentication none',
    '10.20.0.252 virtual-address 10.20.0.254',
  ])
})

test('version 3 shares several addresses, of IPv6 too', () => {
  assert.deepEqual(facts('routers', 1).slice(-2), [
    'sender virtual-address 10.20.0.254',
    'sender virtual-address 10.21.0.254',
  ])
  assert.equal(facts('routers', 2).at(-1), 'fe80::252 virtual-address fe80::1')
})

test('CARP is told apart by its length', () => {
  assert.ok(facts('carp').includes('10.20.0.252 version carp'))
})

test('the key of text authentication is not kept', () => {
  assert.ok(facts('text-key').includes('10.20.0.252 authentication text'))
  assert.ok(!JSON.stringify(show('text-key')).includes('sharedky'))
})

test('an advertisement from off the link is not believed', () => {
  assert.deepEqual(show('hostile', 1, 64)!.observed, [])
})

test('more addresses than there are is odd', () => {
  assert.deepEqual(show('hostile')!.oddities, ['vrrp.address-count'])
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(vrrp, payload, { ttl: 255 }), Object.values(fixtures).flat()))
