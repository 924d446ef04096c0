import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Given, packetOf, reply } from '../../../test/packets.ts'
import { IP_TCP } from '../packet.ts'
import * as flow from './flow-table.ts'

const A: Given = { src: '10.0.0.1', dst: '10.0.0.2' }
const table = (most = 1024) => {
  const ended: { row: number; packets: number }[] = []
  const flows: flow.FlowTable = new flow.FlowTable(most, (row) =>
    ended.push({ row, packets: flows.get(row, flow.PACKETS_A) + flows.get(row, flow.PACKETS_B) }),
  )
  return { flows, ended, see: (given: Given) => flows.seen(packetOf(given)) }
}
const address = fc.oneof(fc.ipV4(), fc.ipV6())

test('both directions are one row with two sides', () => {
  const { flows, see } = table()
  const row = see({ ...A, length: 60 })
  assert.deepEqual([flows.side, flows.fresh], [0, true])
  assert.equal(see({ ...reply(A), length: 1500 }), row)
  assert.deepEqual([flows.side, flows.fresh], [1, false])
  assert.deepEqual([flows.get(row, flow.PACKETS_A), flows.get(row, flow.PACKETS_B)], [1, 1])
  assert.deepEqual([flows.stat(row, flow.BYTES_A), flows.stat(row, flow.BYTES_B)], [60, 1500])
})

test('a packet and its answer meet in one row, on different sides, whatever the addresses', () => {
  fc.assert(
    fc.property(address, address, fc.nat(65535), fc.nat(65535), (src, dst, srcPort, dstPort) => {
      fc.pre(src.includes(':') === dst.includes(':'))
      fc.pre(src !== dst || srcPort !== dstPort)
      const { flows, see } = table()
      const given = { src, dst, srcPort, dstPort }
      const row = see(given)
      const side = flows.side
      assert.equal(see(reply(given)), row)
      assert.equal(flows.side, 1 - side)
    }),
  )
})

test('another port, protocol, address or IP version is another row', () => {
  const { flows, see } = table()
  for (const other of [
    {},
    { srcPort: 1001 },
    { dstPort: 2001 },
    { protocol: IP_TCP },
    { src: '10.0.0.3' },
    { src: '::10.0.0.1', dst: '::10.0.0.2' },
  ])
    see({ ...A, ...other })
  assert.equal(flows.size, 6)
})

test('packets out of order widen the span at both ends', () => {
  const { flows, see } = table()
  const row = see({ ...A, time: 50 })
  see({ ...A, time: 40 })
  see({ ...A, time: 60 })
  assert.deepEqual([flows.stat(row, flow.FIRST), flows.stat(row, flow.LAST)], [40, 60])
})

test('a flow that starts anew counts from nothing', () => {
  const { flows, see } = table()
  const row = see(A)
  flows.set(row, flow.STATE, flow.DONE)
  flows.restart(row, 9)
  assert.deepEqual(
    [flow.PACKETS_A, flow.STATE, flow.BINDING_A, flow.SESSION].map((c) => flows.get(row, c)),
    [0, 0, -1, -1],
  )
  assert.deepEqual(
    [flow.BYTES_A, flow.FIRST, flow.LAST].map((c) => flows.stat(row, c)),
    [0, 9, 9],
  )
})

test('a row that is used again holds nothing of the flow before', () => {
  const { flows, see } = table()
  const row = see(A)
  flows.set(row, flow.PROTOCOL, 7)
  flows.remove(row)
  assert.equal(see({ ...A, srcPort: 5 }), row)
  assert.deepEqual([flows.get(row, flow.PROTOCOL), flows.get(row, flow.PACKETS_A)], [0, 1])
})

test('idle flows end, others stay', () => {
  const { flows, ended, see } = table()
  const idle = see({ ...A, time: 0 })
  see({ ...A, srcPort: 1, time: 30 })
  flows.expire(flow.IDLE_SECONDS + 10)
  assert.deepEqual([ended.map((e) => e.row), flows.size], [[idle], 1])
})

test('a flow that never pauses for a second does not keep idle flows alive', () => {
  const { flows, ended, see } = table()
  see({ ...A, time: 0 })
  const idle = see({ ...A, srcPort: 1, time: 0 })
  const now = flow.IDLE_SECONDS + 20
  for (let time = 0.25; time < now; time += 0.5) see({ ...A, time })
  flows.expire(now)
  assert.deepEqual(
    ended.map((e) => e.row),
    [idle],
  )
})

test('of a full table a flow goes that is silent, not the busiest', () => {
  const { flows, ended, see } = table(1024)
  const busy = see({ ...A, time: 0 })
  for (let i = 1; i < 1024; i++) see({ ...A, srcPort: i + 3000, time: 0 })
  for (let time = 0.5; time < 5; time += 0.5) see({ ...A, time })
  see({ ...A, srcPort: 9, time: 5 })
  assert.equal(ended.length, 1)
  assert.notEqual(ended[0]!.row, busy)
  assert.equal(flows.evicted, 1)
})

test('every packet is counted in exactly one flow, however full the table', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3000), { minLength: 2000, maxLength: 4000 }), (ports) => {
      const { flows, ended, see } = table(1024)
      for (const [i, srcPort] of ports.entries()) see({ ...A, srcPort, time: i })
      assert.ok(flows.size <= 1024)
      flows.flush()
      assert.equal(
        ended.reduce((n, e) => n + e.packets, 0),
        ports.length,
      )
    }),
    { numRuns: 10 },
  )
})
