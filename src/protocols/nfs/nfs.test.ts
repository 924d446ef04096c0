import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, u32, zeros } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { streamHabits, valuesOf } from '../../../test/stream-habits.ts'
import { call, record, refused, reply, sys } from '../sunrpc/fixtures/make.ts'
import * as make from './fixtures/make.ts'
import { nfs } from './nfs.ts'

const exchange = (asked: Uint8Array, answer: Uint8Array) => {
  const memory = new Map<string, unknown>()
  const first = dissectDatagram(nfs, asked, { memory })
  return { first, said: dissectDatagram(nfs, answer, { memory }) }
}

test('NFS 4.1 tells what both sides are', () => {
  const said = dissectStream(nfs, make.typical)
  assert.deepEqual(
    said?.observed.filter((o) => o.field === 'nfs.implementation').map((o) => [o.about, o.value]),
    [
      ['client', make.LINUX],
      ['server', make.LINUX],
    ],
  )
  assert.deepEqual(valuesOf(said, 'nfs.version'), ['4.1'])
  assert.deepEqual(valuesOf(said, 'nfs.client-owner'), ['Linux NFSv4.1 ward-pc-3'])
  assert.deepEqual(valuesOf(said, 'nfs.auth'), ['sys'])
  assert.deepEqual(valuesOf(said, 'sunrpc.machine-name'), ['ward-pc-3'])
})

test('a mount tells its outcome and what proof the export asks for, never its path', () => {
  const { first, said } = exchange(make.mount(1, '/export/images'), make.mounted(1, 1, 390003))
  assert.deepEqual(first?.matched, [{ about: 'receiver', field: 'nfs.export', text: '/export/images' }])
  assert.deepEqual(valuesOf(said, 'nfs.mount'), ['accepted'])
  assert.deepEqual(valuesOf(said, 'nfs.mount-auth'), ['sys', 'krb5'])
  assert.deepEqual(valuesOf(said, 'nfs.version'), [])
  const no = exchange(make.mount(1, '/x'), reply(1, u32(13))).said
  assert.deepEqual(valuesOf(no, 'nfs.mount'), ['refused'])
})

test('the list of exports tells to whom they are open', () => {
  const access = (...hosts: string[]) =>
    valuesOf(exchange(make.exports(2), make.exported(2, ['/a', ...hosts])).said, 'nfs.export-access')
  assert.deepEqual(access(), ['everyone'])
  assert.deepEqual(access('*'), ['everyone'])
  assert.deepEqual(access('(everyone)'), ['everyone'])
  assert.deepEqual(access('10.20.0.0/24'), ['listed'])
  assert.deepEqual(access('10.20.0.7', '*', '10.20.0.8'), ['everyone'])
  assert.deepEqual(access('*', '10.20.0.8'), ['everyone'])
})

test('an export with more hosts than are looked at ends the list: it is not open to everyone', () => {
  for (const count of [63, 64, 65, 66, 130]) {
    const hosts = Array.from({ length: count }, (_, i) => `10.20.0.${i}`)
    const said = exchange(make.exports(2), make.exported(2, ['/a', ...hosts], ['/b', '10.20.0.1'])).said
    assert.deepEqual(valuesOf(said, 'nfs.export-access'), count < 64 ? ['listed', 'listed'] : [])
  }
})

test('old versions are told where they are answered, not where they are refused', () => {
  const asked = call(4, 100003, 2, 1, zeros(32), sys('old'))
  assert.deepEqual(valuesOf(exchange(asked, reply(4, u32(0), zeros(68))).said, 'nfs.version'), ['2'])
  const no = exchange(asked, refused(4, 5)).said
  assert.deepEqual(valuesOf(no, 'nfs.version'), [])
  assert.deepEqual(valuesOf(no, 'sunrpc.refusal'), ['authentication too weak'])
})

test('a minor version the server has not is not its version', () => {
  const asked = record(make.exchange(2, 'x', make.LINUX))
  const said = dissectStream(nfs, [
    ['client', asked],
    ['server', record(reply(2, u32(10_021), u32(0), u32(0)))],
  ])
  assert.deepEqual(valuesOf(said, 'nfs.version'), [])
})

test('other programs and other bytes are declined', () => {
  assert.equal(dissectDatagram(nfs, call(1, 100000, 2, 4)), null)
  assert.equal(dissectDatagram(nfs, bytes('x'.repeat(44))), null)
})

test('no datagram makes it throw', () =>
  assertSurvives(
    (payload) => dissectDatagram(nfs, payload),
    [...make.fixtures.mount!, ...make.fixtures.refused!],
  ))

streamHabits(nfs, make.typical, make.fixtures, 2049)
