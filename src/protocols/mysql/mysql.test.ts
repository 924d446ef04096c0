import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { fixtures, greeting, login, ok, packet, refused, typical } from './fixtures/make.ts'
import { mysql } from './mysql.ts'

const play = (talk: Talk, step?: number) => dissectStream(mysql, talk, step)

test('the greeting and the login tell both sides', () => {
  const said = play(typical)
  assert.deepEqual(valuesOf(said, 'mysql.version'), ['5.5.5-10.11.6-MariaDB-0+deb12u1'])
  assert.deepEqual(valuesOf(said, 'mysql.auth-plugin'), ['mysql_native_password'])
  assert.deepEqual(valuesOf(said, 'mysql.tls'), ['unused'])
  assert.deepEqual(valuesOf(said, 'mysql.client-name'), ['libmariadb'])
  assert.deepEqual(valuesOf(said, 'mysql.client-os'), ['Linux'])
  assert.deepEqual(valuesOf(said, 'mysql.login'), ['accepted'])
  assert.deepEqual(said?.credentials, [])
})

test('a password in clear is told with its outcome, at once or after a switch', () => {
  const asked = greeting('8.0.36', 'caching_sha2_password', 0xbff7df)
  const direct = play([
    ['server', asked],
    ['client', login('lis', 'mysql_clear_password', bytes('pw', 0))],
    ['server', refused(2)],
  ])
  assert.deepEqual(direct?.credentials, [{ user: 'lis', password: 'pw', accepted: false }])
  const switched = play([
    ['server', asked],
    ['client', login('lis', 'caching_sha2_password', bytes('x'.repeat(32)))],
    ['server', packet(2, 0xfe, 'mysql_clear_password', 0)],
    ['client', packet(3, 'pw', 0)],
    ['server', ok(4)],
  ])
  assert.deepEqual(switched?.credentials, [{ user: 'lis', password: 'pw', accepted: true }])
  assert.deepEqual(valuesOf(switched, 'mysql.tls'), ['refused'])
})

test('a user without a password that is let in', () => {
  const said = (proof: Uint8Array, verdict: Uint8Array) =>
    valuesOf(
      play([
        ['server', greeting('8.0.36', 'mysql_native_password')],
        ['client', login('root', 'mysql_native_password', proof)],
        ['server', verdict],
      ]),
      'mysql.empty-password-accepted',
    )
  assert.deepEqual(said(bytes(), ok(2)), ['yes'])
  assert.deepEqual(said(bytes(), refused(2)), [])
  assert.deepEqual(said(bytes('x'.repeat(20)), ok(2)), [])
})

test('a request for TLS hands the stream over', () => {
  const said = play([
    ['server', greeting('8.0.36', 'caching_sha2_password')],
    ['client', packet(1, 0xdf, 0xff, 0xbf, 0, new Uint8Array(28))],
  ])
  assert.equal(said?.handedOver, true)
  assert.deepEqual(valuesOf(said, 'mysql.tls'), ['used'])
})

test('a server that lets nobody in is told by its error', () => {
  const said = play([['server', packet(0, 0xff, 0x6a, 4, 'Host is not allowed')]])
  assert.deepEqual(valuesOf(said, 'mysql.error'), ['1130'])
})

streamHabits(mysql, typical, fixtures, 3306)
