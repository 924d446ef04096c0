import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { amqp } from './amqp.ts'
import * as make from './fixtures/make.ts'

const play = (talk: Talk) => dissectStream(amqp, talk)
const values = (talk: Talk, ...names: string[]) => {
  const said = play(talk)
  return names.map((name) => valuesOf(said, `amqp.${name}`).join(', '))
}

test('a broker and its client say what they are', () => {
  assert.deepEqual(values(make.typical, 'version', 'product', 'platform', 'cluster-name'), [
    '0-9-1',
    'RabbitMQ 3.10.8',
    'Erlang/OTP 25.2.3',
    'rabbit@mq01',
  ])
  assert.deepEqual(values(make.typical, 'client-product', 'client-platform', 'mechanisms'), [
    'Pika Python Client Library 1.3.2',
    'Python 3.11.2',
    'PLAIN AMQPLAIN',
  ])
})

test('logins of both forms, accepted, refused and without an answer', () => {
  assert.deepEqual(play(make.typical)?.credentials, [{ user: 'guest', password: 'guest', accepted: true }])
  assert.deepEqual(play(make.refused)?.credentials, [{ user: 'lis', password: 'wrong', accepted: false }])
  assert.deepEqual(values(make.refused, 'login'), ['refused'])
  assert.deepEqual(play(make.typical.slice(0, 3))?.credentials[0]?.accepted, null)
  const empty: Talk = [
    ...make.typical.slice(0, 2),
    ['client', make.startOk('PLAIN', '\0guest\0')],
    make.typical[3]!,
  ]
  assert.deepEqual(values(empty, 'empty-password-accepted'), ['yes'])
})

test('AMQP 1.0 with a login, anonymous, and without any', () => {
  const login = make.one('PLAIN', '\0lis\0lis', 0)
  assert.deepEqual(play(login)?.credentials, [{ user: 'lis', password: 'lis', accepted: true }])
  assert.deepEqual(values(login, 'version', 'product', 'mechanisms', 'anonymous-accepted'), [
    '1.0',
    'apache-activemq-artemis 2.31.2',
    'PLAIN ANONYMOUS',
    '',
  ])
  assert.deepEqual(values(login, 'container-id', 'client-product', 'login'), [
    'ward-reader, mq02',
    'qpid-proton-c 0.37.0',
    'accepted',
  ])
  assert.deepEqual(values(make.one('PLAIN', '\0lis\0x', 1), 'login'), ['refused'])
  assert.deepEqual(values(make.one('ANONYMOUS', 'x', 0), 'anonymous-accepted', 'login'), ['yes', ''])
  assert.deepEqual(values(make.bare, 'anonymous-accepted'), ['yes'])
})

test('values described without end are given up', () => {
  const said = play([
    ['client', bytes('AMQP', 0, 1, 0, 0)],
    ['server', bytes('AMQP', 0, 1, 0, 0, make.frame(0, 0x10, new Uint8Array(8000)))],
  ])
  assert.deepEqual(valuesOf(said, 'amqp.container-id'), [])
})

test('TLS inside AMQP hands the stream over', () => {
  const tls = bytes('AMQP', 2, 1, 0, 0)
  const said = play([
    ['client', tls],
    ['server', tls],
  ])
  assert.equal(said?.handedOver, true)
})

streamHabits(amqp, make.typical, make.fixtures, 5672)
