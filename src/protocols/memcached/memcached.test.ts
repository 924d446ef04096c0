import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, valuesOf } from '../../../test/stream-habits.ts'
import { fixtures, typical } from './fixtures/make.ts'
import { memcached } from './memcached.ts'

test('the version is read from its own line and from the statistics', () => {
  const said = dissectStream(memcached, typical)
  assert.deepEqual(valuesOf(said, 'memcached.version'), ['1.6.18', '1.6.18'])
  assert.deepEqual(valuesOf(said, 'memcached.libevent'), ['2.1.12-stable'])
})

test('what is cached is passed over, though it looks like an answer', () => {
  const said = dissectStream(memcached, typical)
  assert.ok(!valuesOf(said, 'memcached.version').includes('9'))
})

test('a server is open when it answers, not when it wants a login', () => {
  assert.deepEqual(valuesOf(dissectStream(memcached, typical), 'memcached.access'), ['open'])
  const closed = dissectStream(memcached, [
    ['client', 'get a\r\n'],
    ['server', 'CLIENT_ERROR unauthenticated\r\n'],
  ])
  assert.deepEqual(valuesOf(closed, 'memcached.access'), [])
})

streamHabits(memcached, typical, fixtures, 11_211)
