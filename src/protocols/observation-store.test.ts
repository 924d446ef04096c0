import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ip } from '../model/ip.ts'
import type { Endpoint, FieldName } from '../model/observation.ts'
import { ObservationStore } from './observation-store.ts'

const HOST: Endpoint = { mac: null, ip: '10.0.0.1' as Ip }
const at = (packet: number) => ({ file: 'a.pcap', packet })
const observe = (
  store: ObservationStore,
  value: string | number | null,
  time = 1,
  given: Partial<{ endpoint: Endpoint; field: FieldName; self: boolean }> = {},
) =>
  store.observe(
    given.endpoint ?? HOST,
    given.field ?? 'toy.said',
    value,
    given.self ?? true,
    'toy',
    time,
    at(time),
  )

test('equal observations are one, with how often, first, last and where it was first read', () => {
  const store = new ObservationStore()
  for (const time of [5, 3, 9]) observe(store, 'x', time)
  assert.deepEqual(store.observations(), [
    {
      field: 'toy.said',
      value: 'x',
      protocol: 'toy',
      endpoint: HOST,
      self: true,
      at: 3,
      last: 9,
      count: 3,
      where: at(3),
    },
  ])
})

test('what a host says itself and what others say of it stay apart', () => {
  const store = new ObservationStore()
  observe(store, 'x', 1, { self: true })
  observe(store, 'x', 1, { self: false })
  assert.deepEqual(
    store.observations().map((o) => o.self),
    [true, false],
  )
})

test('nothing is kept of empty values, and nothing of nobody', () => {
  const store = new ObservationStore()
  for (const value of [null, '', '  ', '\0hidden', '\n']) observe(store, value)
  observe(store, 'x', 1, { endpoint: { mac: null, ip: null } })
  assert.deepEqual([store.observations(), store.dropped], [[], 0])
})

test('text is cleaned and cut, numbers are written out', () => {
  const store = new ObservationStore()
  observe(store, 'a\r\nb\0c')
  observe(store, 0)
  observe(store, 'y'.repeat(5000))
  assert.deepEqual(
    store.observations().map((o) => o.value),
    ['a b', '0', 'y'.repeat(512)],
  )
})

test('one field of one host holds 64 values; the rest is counted, and other fields and hosts have their own room', () => {
  const store = new ObservationStore()
  for (let i = 0; i < 100; i++) observe(store, i)
  observe(store, 5)
  observe(store, 'x', 1, { field: 'toy.other' })
  observe(store, 'x', 1, { endpoint: { mac: null, ip: '10.0.0.2' as Ip } })
  assert.deepEqual([store.observations().length, store.dropped], [66, 36])
  assert.equal(store.observations()[5]?.count, 2)
})

test('a device behind a gateway has values and room of its own', () => {
  const store = new ObservationStore()
  for (let i = 0; i < 70; i++) observe(store, i, 1, { endpoint: { ...HOST, device: 'serial:1' } })
  observe(store, 1)
  observe(store, 1, 1, { endpoint: { ...HOST, device: 'serial:2' } })
  assert.deepEqual(
    Map.groupBy(store.observations(), (o) => o.endpoint.device),
    new Map([
      ['serial:1', store.observations().slice(0, 64)],
      [undefined, [store.observations()[64]]],
      ['serial:2', [store.observations()[65]]],
    ]),
  )
  assert.equal(store.dropped, 6)
})

test('one gateway holds 20,000 devices; the rest is counted, and another gateway has its own room', () => {
  const store = new ObservationStore()
  for (let i = 0; i < 20_005; i++) observe(store, 'x', 1, { endpoint: { ...HOST, device: `serial:${i}` } })
  observe(store, 'y', 1, { endpoint: { ...HOST, device: 'serial:7' } })
  observe(store, 'x', 1, { endpoint: { mac: null, ip: '10.0.0.2' as Ip, device: 'serial:1' } })
  assert.deepEqual([store.observations().length, store.dropped], [20_002, 5])
})

const login = (n: number) => ({
  protocol: 'ftp',
  server: HOST,
  client: HOST,
  port: 21,
  user: `u${n}`,
  knownDefault: false,
  blank: false,
  accepted: null,
  at: 1,
  where: at(1),
})

test('equal logins are kept once; their number is bounded and the rest counted', () => {
  const store = new ObservationStore()
  for (let i = 0; i < 3; i++) store.credential(login(1))
  assert.equal(store.credentials().length, 1)
  for (let i = 0; i < 10_010; i++) store.credential(login(i))
  assert.deepEqual([store.credentials().length, store.dropped], [10_000, 10])
})
