import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import * as make from './fixtures/make.ts'
import { mongodb } from './mongodb.ts'

const play = (talk: Talk) => dissectStream(mongodb, talk)
const values = (talk: Talk, ...names: string[]) => {
  const said = play(talk)
  return names.map((name) => valuesOf(said, `mongodb.${name}`).join(', '))
}

test('a server tells its version, role and host to anybody', () => {
  assert.deepEqual(
    values(make.typical, 'version', 'wire-version', 'role', 'replica-set', 'module', 'openssl'),
    ['6.0.13', '17', 'replica', 'lab', 'enterprise', 'OpenSSL 1.1.1w  11 Sep 2023'],
  )
  assert.deepEqual(values(make.typical, 'build-system', 'host', 'system', 'access'), [
    'debian11',
    'labdb',
    'Debian GNU/Linux 11 (bullseye) 5.10.0',
    'open',
  ])
})

test('a driver tells itself, its system and its application', () =>
  assert.deepEqual(values(make.typical, 'driver', 'client-system', 'client-platform', 'client-application'), [
    'PyMongo 4.6.1',
    'Linux 6.1.0-18-amd64',
    'CPython 3.11.2.final.0',
    'Analyzer Manager',
  ]))

test('a server that wants a login, and logins in clear', () => {
  assert.deepEqual(values(make.wanted, 'access'), ['login'])
  const accepted = make.plain('lis', 'pw', make.accepted)
  assert.deepEqual(play(accepted)?.credentials, [{ user: 'lis', password: 'pw', accepted: true }])
  assert.deepEqual(values(accepted, 'login', 'mechanism'), ['accepted', 'PLAIN'])
  const refused = make.plain('lis', 'pw', make.refused)
  assert.deepEqual(play(refused)?.credentials, [{ user: 'lis', password: 'pw', accepted: false }])
  assert.deepEqual(values(refused, 'login'), ['refused'])
  assert.deepEqual(values(make.plain('lis', '', make.accepted), 'empty-password-accepted'), ['yes'])
  assert.deepEqual(play(accepted.slice(0, 3))?.credentials, [{ user: 'lis', password: 'pw', accepted: null }])
})

test('what is asked after a login is not open', () => {
  const talk: Talk = [
    ...make.plain('lis', 'pw', make.accepted),
    ['client', make.command(5, { find: 'results' })],
    ['server', make.answer(5, { cursor: { id: 0 }, ok: 1 })],
  ]
  assert.deepEqual(values(talk, 'access'), [''])
})

test('a connection whose beginning was missed may have logged in before', () => {
  const find: Talk = [
    ['client', make.command(5, { find: 'results' })],
    ['server', make.answer(5, { cursor: { id: 0 }, ok: 1 })],
  ]
  assert.deepEqual(values(find, 'access'), [''])
  const monitored: Talk = [...find, ['client', make.command(6, { hello: 1 })]]
  assert.deepEqual(values([...monitored, ...find], 'access'), [''])
  assert.deepEqual(values([...make.typical.slice(0, 2), ...find], 'access'), ['open'])
})

test('data is no description', () => {
  const talk: Talk = [
    ...make.typical.slice(0, 2),
    ['client', make.command(5, { find: 'results' })],
    ['server', make.answer(5, { version: '9.9.9', host: 'x', ok: 1 })],
  ]
  assert.deepEqual(values(talk, 'version', 'host'), ['', ''])
})

streamHabits(mongodb, make.typical, make.fixtures, 27_017)
