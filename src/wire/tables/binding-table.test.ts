import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Given, packetOf } from '../../../test/packets.ts'
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { BindingTable } from './binding-table.ts'

const MAC = '02:00:00:00:00:01' as Mac
const WORDS = [0x0200, 0x00000001] as const
const ADDRESS = 0x0a000001
const HOST: Given = { src: '10.0.0.1', dst: '10.0.0.9', srcMac: WORDS }
const source = (table: BindingTable, given: Given, linkScope = false) =>
  table.source(packetOf(given), linkScope)

test('a pair of MAC and address is one binding with its packets, span and largest TTL', () => {
  const table = new BindingTable(1024, 1024)
  const row = source(table, { ...HOST, time: 5, ttl: 60 })
  assert.equal(source(table, { ...HOST, time: 3, ttl: 64 }), row)
  table.count(row, ...WORDS, ADDRESS, 12, 9)
  assert.deepEqual(table.list(), [
    {
      mac: MAC,
      ip: '10.0.0.1',
      first: 3,
      last: 9,
      packets: 12,
      stated: [],
      statedFirst: null,
      statedLast: null,
      ttl: 64,
      linkScope: false,
    },
  ])
})

test('link-scope traffic marks a binding for good', () => {
  const table = new BindingTable(1024, 1024)
  source(table, HOST, true)
  source(table, HOST, false)
  assert.equal(table.list()[0]?.linkScope, true)
})

test('a protocol’s word joins what was sent, and widens its span', () => {
  const table = new BindingTable(1024, 1024)
  source(table, { ...HOST, time: 5 })
  table.state(MAC, '10.0.0.1' as Ip, 'dhcp', 2)
  table.state(MAC, '10.0.0.1' as Ip, 'arp', 8)
  const [binding] = table.list()
  assert.deepEqual(
    [binding?.stated, binding?.statedFirst, binding?.statedLast, binding?.first, binding?.last],
    [['arp', 'dhcp'], 2, 8, 2, 8],
  )
})

test('a pair that was only stated is a binding without packets', () => {
  const table = new BindingTable(1024, 1024)
  table.state(MAC, '10.0.0.7' as Ip, 'arp', 4)
  assert.deepEqual(
    table.list().map((b) => [b.ip, b.packets, b.ttl]),
    [['10.0.0.7', 0, 0]],
  )
  assert.deepEqual(table.speakers(), [])
})

test('steps of initial sequence numbers are told once, when they were the same eight times', () => {
  const table = new BindingTable(4, 4)
  const row = source(table, HOST)
  const told = Array.from({ length: 12 }, (_, i) => table.accepted(row, (0xfffffff0 + i * 64_000) | 0))
  assert.deepEqual(
    told.flatMap((step, i) => (step === null ? [] : [[i, step]])),
    [[8, 64_000]],
  )
  assert.ok([7, 9, 1, 4, 8, 8, 3, 2, 6, 6].every((isn) => table.accepted(row, isn) === null))
})

test('a station is a MAC with its frames and VLANs, whatever addresses it sends from', () => {
  const table = new BindingTable(1024, 1024)
  table.frame(packetOf({ ...HOST, vlan: 20, time: 1 }))
  table.frame(packetOf({ ...HOST, vlan: 10, time: 2 }))
  const row = source(table, { ...HOST, time: 3 })
  table.count(row, ...WORDS, ADDRESS, 5, 9)
  assert.deepEqual(table.stationList(), [
    { mac: MAC, first: 1, last: 9, frames: 7, vlans: [10, 20], silence: { from: 3, until: 9 } },
  ])
})

test('an address that several MACs send from is one speaker', () => {
  const table = new BindingTable(1024, 1024)
  table.count(source(table, { ...HOST, time: 5 }), ...WORDS, ADDRESS, 3, 6)
  table.count(source(table, { ...HOST, srcMac: [0x0200, 2], time: 1 }), 0x0200, 2, ADDRESS, 4, 2)
  assert.deepEqual(table.speakers(), [{ ip: '10.0.0.1', first: 1, last: 6, packets: 7 }])
})

test('without link addresses there are speakers, but no stations and bindings', () => {
  const table = new BindingTable(1024, 1024)
  const { srcMac: _, ...bare } = HOST
  table.count(source(table, bare), 0, 0, ADDRESS, 3, 2)
  assert.deepEqual([table.list(), table.stationList(), table.speakers()[0]?.packets], [[], [], 3])
})

test('a handshake counter is kept per source', () => {
  const table = new BindingTable(1024, 1024)
  const row = source(table, HOST)
  assert.deepEqual([table.handshakes(row), table.handshakes(row)], [0, 1])
  assert.equal(table.handshakes(source(table, { ...HOST, src: '10.0.0.2' })), 0)
})

test('packets of a pair that was dropped are not counted for the one in its place', () => {
  const table = new BindingTable(1024, 4096)
  const row = source(table, HOST)
  for (let i = 1; i <= 1024; i++) source(table, { ...HOST, src: `10.1.${i >> 8}.${i & 255}` })
  const reused = table.list().length
  assert.equal(reused, 1024)
  table.count(row, ...WORDS, ADDRESS, 50, 2)
  assert.equal(
    table.list().reduce((n, b) => n + b.packets, 0),
    0,
  )
})

test('an evicted station’s VLANs do not pass to the next one', () => {
  const table = new BindingTable(4096, 1024)
  table.frame(packetOf({ ...HOST, vlan: 99 }))
  for (let i = 1; i <= 1024; i++) table.frame(packetOf({ ...HOST, srcMac: [0x0204, i] }))
  assert.equal(table.dropped, 1)
  assert.ok(table.stationList().every((s) => s.vlans.length === 0))
})

test('what had to be dropped is counted', () => {
  const table = new BindingTable(1024, 1024)
  for (let i = 0; i < 1030; i++) source(table, { ...HOST, srcMac: [0x0204, i] })
  assert.equal(table.dropped, 12)
})
