import assert from 'node:assert/strict'
import { test } from 'node:test'
import { u32 } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { denied, fixtures, message, sslRequest, startup, typical, welcome } from './fixtures/make.ts'
import { postgresql } from './postgresql.ts'

const play = (talk: Talk, step?: number) => dissectStream(postgresql, talk, step)

test('version, program, method and outcome are told; neither user nor database', () => {
  const said = play(typical)
  assert.deepEqual(valuesOf(said, 'postgresql.version'), ['15.6 (Debian 15.6-0+deb12u1)'])
  assert.deepEqual(valuesOf(said, 'postgresql.application'), ['psql'])
  assert.deepEqual(valuesOf(said, 'postgresql.auth'), ['scram-sha-256'])
  assert.deepEqual(valuesOf(said, 'postgresql.tls'), ['refused'])
  assert.deepEqual(valuesOf(said, 'postgresql.login'), ['accepted'])
  assert.ok(!JSON.stringify(said).includes('hospital'))
})

test('a password in clear is told with its outcome', () => {
  const login = (answer: Uint8Array) =>
    play([
      ['client', startup({ user: 'lis' })],
      ['server', message('R', u32(3))],
      ['client', message('p', 'pw', 0)],
      ['server', answer],
    ])?.credentials
  assert.deepEqual(login(welcome), [{ user: 'lis', password: 'pw', accepted: true }])
  assert.deepEqual(login(denied), [{ user: 'lis', password: 'pw', accepted: false }])
})

test('a hash is no password', () => {
  const said = play([
    ['client', startup({ user: 'lis' })],
    ['server', message('R', u32(5), 'salt')],
    ['client', message('p', 'md5abc', 0)],
    ['server', welcome],
  ])
  assert.deepEqual(said?.credentials, [])
  assert.deepEqual(valuesOf(said, 'postgresql.auth'), ['md5'])
})

test('a server that wants no proof is told so', () => {
  const said = play([
    ['client', startup({ user: 'lis' })],
    ['server', welcome],
  ])
  assert.deepEqual(valuesOf(said, 'postgresql.auth'), ['none'])
  assert.deepEqual(valuesOf(said, 'postgresql.tls'), ['unused'])
})

test('TLS takes over where the server agrees', () => {
  const said = play([
    ['client', sslRequest],
    ['server', 'S'],
  ])
  assert.equal(said?.handedOver, true)
  assert.deepEqual(valuesOf(said, 'postgresql.tls'), ['used'])
})

streamHabits(postgresql, typical, fixtures, 5432)
