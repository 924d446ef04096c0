import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { bulk, command, fixtures, typical } from './fixtures/make.ts'
import { redis } from './redis.ts'

const play = (talk: Talk, step?: number) => dissectStream(redis, talk, step)

test('INFO tells version, mode, system and role', () => {
  const said = play(typical)
  assert.deepEqual(valuesOf(said, 'redis.version'), ['7.0.15'])
  assert.deepEqual(valuesOf(said, 'redis.os'), ['Linux 6.1.0-18-amd64 x86_64'])
  assert.deepEqual(valuesOf(said, 'redis.role'), ['master'])
  assert.deepEqual(valuesOf(said, 'redis.access'), ['open'])
  assert.deepEqual(valuesOf(said, 'redis.client-library'), ['redis-py'])
})

test('a login is told with its outcome, with and without a user', () => {
  const login = (answer: string, ...words: string[]) =>
    play([
      ['client', command(...words)],
      ['server', answer],
    ])?.credentials
  assert.deepEqual(login('+OK\r\n', 'AUTH', 'pw'), [{ user: null, password: 'pw', accepted: true }])
  assert.deepEqual(login('-ERR no\r\n', 'AUTH', 'me', 'pw'), [
    { user: 'me', password: 'pw', accepted: false },
  ])
  assert.deepEqual(login('%0\r\n', 'HELLO', '3', 'AUTH', 'me', 'pw'), [
    { user: 'me', password: 'pw', accepted: true },
  ])
})

test('a login without an answer is told as such', () => {
  assert.deepEqual(play([['client', command('AUTH', 'pw')]])?.credentials, [
    { user: null, password: 'pw', accepted: null },
  ])
})

test('a server that wants a login is not open once somebody has logged in', () => {
  const said = play([
    ['client', command('GET', 'a')],
    ['server', '-NOAUTH Authentication required.\r\n'],
    ['client', command('AUTH', 'x')],
    ['server', '+OK\r\n'],
    ['client', command('GET', 'a')],
    ['server', bulk('v')],
  ])
  assert.deepEqual(valuesOf(said, 'redis.access'), ['login'])
})

test('answers are matched with what was asked: a stored text is no INFO', () => {
  const said = play([
    ['client', command('GET', 'a')],
    ['server', bulk('redis_version:1.0')],
  ])
  assert.deepEqual(valuesOf(said, 'redis.version'), [])
})

test('inline commands are read too', () => {
  const said = play([
    ['client', 'INFO\r\n'],
    ['server', bulk('redis_version:3.0.6\r\n')],
  ])
  assert.deepEqual(valuesOf(said, 'redis.version'), ['3.0.6'])
})

streamHabits(redis, typical, fixtures, 6379)
