/** Who owns which address: what proves it, what only looks like it, and who forwards for others. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arp, binding, ip, mac, START } from '../../test/made-facts.ts'
import type { Binding } from '../model/facts.ts'
import { inPrefix, isPrivate, parsePrefix } from '../model/prefix.ts'
import { findOwners, isShared, ownerAt } from './ownership.ts'

const HOST = '00:1b:21:00:00:01'
const OTHER = '00:1b:21:00:00:02'
const ROUTER = '00:1b:21:00:00:fe'

const owners = (...bindings: Binding[]) => findOwners(bindings, isPrivate)
const owns = (m: string, i: string, ...bindings: Binding[]) => owners(...bindings).owns(mac(m), ip(i))
const isRouter = (m: string, ...bindings: Binding[]) => owners(...bindings).routers.has(mac(m))

for (const by of ['arp', 'dhcp', 'icmpv6'])
  test(`an address stated by ${by} belongs to the MAC`, () =>
    assert.equal(
      owns(HOST, '203.0.113.9', binding(HOST, '203.0.113.9', { stated: [by], ttl: 0, packets: 0 })),
      true,
    ))

for (const ttl of [32, 64, 128, 255])
  test(`a private address with a TTL of ${ttl} belongs to the MAC`, () =>
    assert.equal(owns(HOST, '10.0.0.1', binding(HOST, '10.0.0.1', { ttl })), true))

for (const ttl of [30, 60, 1, 2, 4])
  test(`a TTL of ${ttl} is taken as unreduced where the MAC has no other address`, () => {
    assert.equal(owns(HOST, '10.0.0.1', binding(HOST, '10.0.0.1', { ttl })), true)
    assert.equal(isRouter(HOST, binding(HOST, '10.0.0.1', { ttl })), false)
  })

test('a TTL of 60 beside another address proves nothing', () =>
  assert.equal(
    owns(ROUTER, '10.0.0.1', binding(ROUTER, '10.0.0.1', { ttl: 60 }), arp(ROUTER, '10.0.1.1')),
    false,
  ))

for (const ttl of [29, 63, 61, 127, 254])
  test(`a TTL of ${ttl} shows a router`, () => {
    const forwarded = binding(ROUTER, '10.0.0.1', { ttl })
    assert.equal(owns(ROUTER, '10.0.0.1', forwarded), false)
    assert.equal(isRouter(ROUTER, forwarded), true)
  })

test('a public address needs more than its TTL', () => {
  assert.equal(owns(HOST, '203.0.113.9', binding(HOST, '203.0.113.9')), false)
  assert.equal(owns(HOST, '203.0.113.9', binding(HOST, '203.0.113.9', { linkScope: true })), true)
})

test('an unreduced TTL proves a public address in a range of the site', () => {
  const local = parsePrefix('203.0.113.0/24')!
  const found = findOwners([binding(HOST, '203.0.113.9')], (i) => inPrefix(i, local))
  assert.equal(found.owns(mac(HOST), ip('203.0.113.9')), true)
})

test('a link-local address belongs to whoever sends from it', () =>
  assert.equal(owns(HOST, 'fe80::1', binding(HOST, 'fe80::1', { ttl: 255 })), true))

test('a gateway that restores TTLs owns none of the many addresses it forwards', () => {
  const many = Array.from({ length: 9 }, (_, i) => binding(ROUTER, `10.9.0.${i}`, { ttl: 128 }))
  assert.deepEqual([...owners(...many).byIp.keys()], [])
  assert.equal(owners(...many).routers.get(mac(ROUTER)), 9)
})

test('a gateway that restores the TTL of public servers keeps only its own address', () => {
  const servers = ['198.51.100.1', '203.0.113.7'].map((i) => binding(ROUTER, i, { ttl: 128 }))
  const found = owners(arp(ROUTER, '192.168.81.2', { packets: 0, ttl: 0 }), ...servers)
  assert.deepEqual([...found.byIp.keys()], ['192.168.81.2'])
  assert.equal(found.routers.get(mac(ROUTER)), 2)
})

test('an address that another MAC owns by ARP is forwarded, whatever its TTL', () => {
  const pair = [arp(HOST, '10.0.0.1'), binding(ROUTER, '10.0.0.1')]
  assert.equal(owns(HOST, '10.0.0.1', ...pair), true)
  assert.equal(owns(ROUTER, '10.0.0.1', ...pair), false)
  assert.equal(isRouter(ROUTER, ...pair), true)
})

test('traffic seen on both sides of a router belongs to the host', () => {
  const pair = [binding(HOST, '10.0.0.1', { ttl: 64 }), binding(ROUTER, '10.0.0.1', { ttl: 63 })]
  assert.equal(owns(HOST, '10.0.0.1', ...pair), true)
  assert.equal(owns(ROUTER, '10.0.0.1', ...pair), false)
  assert.equal(isRouter(ROUTER, ...pair), true)
  assert.equal(isRouter(HOST, ...pair), false)
})

test('a host that translates for what runs inside it owns its only address', () => {
  const pair = [arp(HOST, '10.0.0.1'), binding(OTHER, '10.0.0.2', { ttl: 63 })]
  assert.equal(owns(OTHER, '10.0.0.2', ...pair), true)
  assert.equal(isRouter(OTHER, ...pair), false)
  assert.equal(owns(OTHER, '10.0.7.2', pair[0]!, binding(OTHER, '10.0.7.2', { ttl: 63 })), false)
  assert.equal(owns(OTHER, '10.0.0.2', ...pair, binding(OTHER, '10.0.7.2', { ttl: 63 })), false)
})

test('proxy ARP gives a router no address whose packets come through it', () => {
  const proxied = ['10.0.0.1', '10.0.0.2'].map((i) => arp(ROUTER, i, { ttl: 63 }))
  const found = owners(arp(ROUTER, '10.0.9.1'), ...proxied)
  assert.deepEqual([...found.byIp.keys()], ['10.0.9.1'])
  assert.equal(found.routers.get(mac(ROUTER)), 2)
})

test('ARP for more silent addresses than a host has is proxy ARP', () => {
  const silent = Array.from({ length: 20 }, (_, i) => arp(ROUTER, `10.9.0.${i + 1}`, { packets: 0, ttl: 0 }))
  assert.deepEqual([...owners(...silent).byIp.keys()], [])
})

for (const nobody of [
  '01:00:5e:00:00:01',
  'ff:ff:ff:ff:ff:ff',
  '00:00:5e:00:01:0a',
  '00:00:0c:07:ac:01',
  '00:07:b4:00:01:01',
  '00:00:00:00:00:00',
])
  test(`${nobody} owns nothing`, () => assert.equal(owns(nobody, '10.0.0.1', arp(nobody, '10.0.0.1')), false))

for (const nowhere of ['0.0.0.0', '255.255.255.255', '224.0.0.1', '127.0.0.1', '::', 'ff02::1', '::1'])
  test(`${nowhere} is owned by nobody`, () => assert.equal(owns(HOST, nowhere, arp(HOST, nowhere)), false))

test('an address is its owner’s of that time', () => {
  const found = owners(
    arp(HOST, '10.0.0.1', { first: START, last: START + 100 }),
    arp(OTHER, '10.0.0.1', { first: START + 200, last: START + 300 }),
  )
  const at = (seconds: number) => ownerAt(found, ip('10.0.0.1'), START + seconds)
  assert.deepEqual([-50, 50, 120, 190, 250, 999].map(at), [HOST, HOST, HOST, OTHER, OTHER, OTHER])
  assert.equal(ownerAt(found, ip('10.0.0.9'), START), null)
})

test('of two owners at once the last to begin is asked, and the first again when it is over', () => {
  const found = owners(
    arp(HOST, '10.0.0.1', { first: START, last: START + 900 }),
    arp(OTHER, '10.0.0.1', { first: START + 200, last: START + 300 }),
  )
  const at = (seconds: number) => ownerAt(found, ip('10.0.0.1'), START + seconds)
  assert.deepEqual([100, 250, 800].map(at), [HOST, OTHER, HOST])
})

test('use at the same time is sharing, a handover is not', () => {
  const list = (...spans: [string, number, number][]) =>
    spans.map(([m, first, last]) => ({ mac: mac(m), ip: ip('10.0.0.1'), first, last, because: '' }))
  const differ = () => false
  assert.equal(isShared(list([HOST, 0, 100], [OTHER, 50, 150]), differ), true)
  assert.equal(isShared(list([HOST, 0, 100], [OTHER, 50, 50]), differ), true)
  assert.equal(isShared(list([HOST, 0, 100], [OTHER, 98, 150]), differ), false)
  assert.equal(isShared(list([HOST, 0, 100], [OTHER, 101, 150]), differ), false)
  assert.equal(
    isShared(list([HOST, 0, 100], [OTHER, 50, 150]), () => true),
    false,
  )
  assert.equal(isShared(list([HOST, 0, 100]), differ), false)
})
