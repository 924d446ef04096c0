import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, u32 } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { streamHabits, valuesOf } from '../../../test/stream-habits.ts'
import * as make from './fixtures/make.ts'
import { sunrpc } from './sunrpc.ts'

/** What is said of an answer to a call. */
const exchange = (call: Uint8Array, answer: Uint8Array) => {
  const memory = new Map<string, unknown>()
  const asked = dissectDatagram(sunrpc, call, { memory })
  return { asked, answered: dissectDatagram(sunrpc, answer, { memory }) }
}

test('the portmapper lists its programs', () => {
  const { asked, answered } = exchange(make.call(2, 100000, 2, 4), make.reply(2, make.list))
  assert.equal(asked?.server, 'receiver')
  assert.equal(answered?.server, 'sender')
  assert.deepEqual(valuesOf(answered, 'sunrpc.program'), ['portmapper 2'])
  assert.deepEqual(valuesOf(answered, 'sunrpc.registered'), [
    'portmapper 2 udp 111',
    'nfs 3 tcp 2049',
    'mountd 3 udp 20048',
  ])
})

test('version 4 lists them by universal address; callers name their machine', () => {
  const said = dissectStream(sunrpc, make.typical)
  assert.deepEqual(valuesOf(said, 'sunrpc.registered'), ['portmapper 4 tcp 111', 'status 1 udp 45836'])
  assert.deepEqual(valuesOf(said, 'sunrpc.machine-name'), ['lab-pc-7'])
  assert.deepEqual(valuesOf(said, 'sunrpc.auth'), ['sys'])
  assert.deepEqual(valuesOf(said, 'sunrpc.versions'), ['status 1'])
})

test('a record in several fragments is passed over, and what follows it is read', () => {
  const fragment = (data: Uint8Array) => bytes(u32(data.length), data)
  const data = make.reply(1, new Uint8Array(64).fill(7))
  // The last fragment looks like the answer to the second call.
  const forged = make.record(make.mismatch(2, 7, 7))
  const said = dissectStream(sunrpc, [
    ...make.typical.slice(0, 1),
    make.typical[2]!,
    ['server', bytes(fragment(data), fragment(new Uint8Array(40).fill(9)), forged)],
    make.typical[3]!,
  ])
  assert.deepEqual(said?.oddities, [])
  assert.deepEqual(valuesOf(said, 'sunrpc.versions'), ['status 1'])
})

test('a refusal tells its reason', () => {
  const { answered } = exchange(make.call(3, 100024, 1, 1), make.refused(3, 5))
  assert.deepEqual(valuesOf(answered, 'sunrpc.refusal'), ['authentication too weak'])
  assert.deepEqual(valuesOf(answered, 'sunrpc.program'), [])
})

test('an answer counts only behind its call', () => {
  assert.equal(dissectDatagram(sunrpc, make.reply(9, make.list)), null)
  assert.equal(exchange(make.call(2, 100000, 2, 4), make.reply(3, make.list)).answered, null)
})

test('calls to NFS are left to it, other bytes declined', () => {
  assert.equal(dissectDatagram(sunrpc, make.call(1, 100003, 3, 1)), null)
  assert.equal(dissectDatagram(sunrpc, make.call(1, 7, 3, 1)), null)
  assert.equal(dissectDatagram(sunrpc, make.call(1, 100000, 2, 4).subarray(1)), null)
  assert.equal(dissectDatagram(sunrpc, bytes(u32(1), u32(0), u32(2), 'x'.repeat(40))), null)
})

test('no datagram makes it throw', () =>
  assertSurvives(
    (payload) => dissectDatagram(sunrpc, payload),
    [...make.fixtures.portmapper!, ...make.fixtures.refused!],
  ))

streamHabits(sunrpc, make.typical, make.fixtures, 111)
