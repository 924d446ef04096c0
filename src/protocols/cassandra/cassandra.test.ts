import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { cassandra } from './cassandra.ts'
import * as make from './fixtures/make.ts'

const play = (talk: Talk) => dissectStream(cassandra, talk)
const values = (talk: Talk, ...names: string[]) => {
  const said = play(talk)
  return names.map((name) => valuesOf(said, `cassandra.${name}`).join(', '))
}

test('a server that opens a session to anybody tells its version, the driver itself', () =>
  assert.deepEqual(values(make.typical, 'version', 'cluster', 'cql-version', 'access', 'driver'), [
    '4.1.3',
    'lab',
    '3.4.5',
    'open',
    'DataStax Python Driver 3.28.0',
  ]))

test('logins, accepted, refused and without an answer', () => {
  const accepted = make.login('cassandra', 'cassandra', make.success)
  assert.deepEqual(play(accepted)?.credentials, [
    { user: 'cassandra', password: 'cassandra', accepted: true },
  ])
  assert.deepEqual(values(accepted, 'access', 'login', 'authenticator'), [
    'login',
    'accepted',
    'PasswordAuthenticator',
  ])
  assert.deepEqual(values(make.login('lis', 'x', make.failure), 'login'), ['refused'])
  assert.deepEqual(play(accepted.slice(0, 3))?.credentials[0]?.accepted, null)
  assert.deepEqual(values(make.login('lis', '', make.success), 'empty-password-accepted'), ['yes'])
})

test('rows of other tables are not looked at', () => {
  const talk: Talk = [
    ...make.typical.slice(0, 4),
    ['server', make.rows('lab', 'local', { release_version: '9' })],
  ]
  assert.deepEqual(values(talk, 'version'), [''])
})

test('the older header has one octet less', () => {
  const talk: Talk = [
    ['client', make.frame(2, 0, 5)],
    ['server', make.frame(0x82, 0, 3, new Uint8Array([0, 1, 65]))],
  ]
  assert.deepEqual(values(talk, 'authenticator'), ['A'])
})

streamHabits(cassandra, make.typical, make.fixtures, 9042)
