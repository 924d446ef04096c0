import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, ip, mac, u32 } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { fixtures } from './fixtures/make.ts'
import { icmpv6 } from './icmpv6.ts'

const HOST = '02:10:20:00:00:31' as Mac
const ROUTER = '02:10:20:00:00:fe' as Mac
const host = { mac: HOST, ip: 'fe80::31' as Ip, port: 0 }
const router = { mac: ROUTER, ip: 'fe80::1' as Ip, port: 0 }

const shown = (payload: Uint8Array, sender = host, ttl = 255) =>
  dissectDatagram(icmpv6, payload, { sender, ttl })!
const fixture = (name: string, i: number, sender = host, ttl = 255) =>
  shown(payloadOf(fixtures[name]![i]!), sender, ttl)

test('a solicitation binds its source, not its target', () => {
  assert.deepEqual(fixture('neighbours', 1).bindings, [{ mac: HOST, ip: 'fe80::31' }])
})

test('an advertisement binds its target and tells that it is a router', () => {
  const said = fixture('neighbours', 2, router)
  assert.deepEqual(said.bindings, [{ mac: ROUTER, ip: 'fe80::1' }])
  assert.deepEqual(
    said.observed.map((o) => o.field),
    ['icmpv6.neighbour-router'],
  )
})

test('duplicate address detection binds nothing yet', () => {
  const said = fixture('neighbours', 0, { ...host, ip: '::' as Ip })
  assert.deepEqual(said.bindings, [])
  assert.deepEqual(said.observed[0]?.field, 'icmpv6.duplicate-address-detection')
})

test('a router advertisement tells role, flags, prefix, name servers and search domain', () => {
  const said = fixture('router', 1, router)
  assert.deepEqual(
    said.observed.map(({ about, field, value }) => `${about} ${field} ${value}`),
    [
      'sender icmpv6.router 1800',
      'sender icmpv6.router-flags managed,other,preference-high',
      'sender icmpv6.hop-limit 64',
      'sender icmpv6.prefix 2001:db8:20::/64 on-link autonomous',
      'sender icmpv6.mtu 1500',
      '2001:db8:53::53 icmpv6.named-dns dns',
      'sender icmpv6.domain ward.hospital.example',
    ],
  )
})

test('neighbour discovery from off the link (hop limit below 255) is not believed', () => {
  for (const ttl of [64, 254, 1]) {
    const said = fixture('router', 1, router, ttl)
    assert.deepEqual([said.observed, said.bindings], [[], []])
    assert.deepEqual(said.oddities, ['icmpv6.neighbour-discovery-off-link'])
  }
})

test('a link-layer address other than the frame is odd', () => {
  const said = shown(bytes(136, 0, 0, 0, u32(0x60000000), ip('fe80::9'), 2, 1, mac(ROUTER)))
  assert.deepEqual(said.oddities, ['icmpv6.sender-mismatch'])
})

test('only well-known groups of listener reports are facts', () => {
  assert.deepEqual(
    fixture('listeners', 1, host, 1).observed.map((o) => o.value),
    ['ff02::fb', 'ff02::c'],
  )
  assert.deepEqual(
    fixture('listeners', 2, host, 1).observed.map((o) => o.value),
    ['ff02::1:3'],
  )
  assert.deepEqual(
    fixture('listeners', 0, router, 1).observed.map((o) => o.value),
    ['2'],
  )
})

test('an option of length zero ends the options', () => {
  assert.deepEqual(fixture('hostile', 0, router).oddities, ['icmpv6.option-length'])
})

test('no bytes make it throw', () =>
  assertSurvives(
    (payload) => dissectDatagram(icmpv6, payload, { sender: router, ttl: 255 }),
    Object.values(fixtures).flat(),
  ))
test('no listener report makes it throw', () =>
  assertSurvives(
    (payload) => dissectDatagram(icmpv6, payload, { sender: router, ttl: 1 }),
    fixtures.listeners!,
  ))
