import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { fixtures, proved, refused, typical } from './fixtures/make.ts'
import { x11 } from './x11.ts'

const access = (talk: Talk) => valuesOf(dissectStream(x11, talk), 'x11.access')

test('a display server tells maker, release and screen', () => {
  const said = dissectStream(x11, typical)
  assert.deepEqual(valuesOf(said, 'x11.vendor'), ['The X.Org Foundation'])
  assert.deepEqual(valuesOf(said, 'x11.release'), ['12101004'])
  assert.deepEqual(valuesOf(said, 'x11.screen'), ['1920x1080'])
  assert.deepEqual(valuesOf(said, 'x11.version'), ['11.0'])
})

test('who is let in without proof, with one, and who is not', () => {
  assert.deepEqual(access(typical), ['open'])
  assert.deepEqual(access(proved), ['proved'])
  assert.deepEqual(access(refused), ['refused'])
})

test('a cookie is not kept', () => {
  assert.ok(!JSON.stringify(dissectStream(x11, proved)).includes('0123456789abcdef'))
})

streamHabits(x11, typical, fixtures, 6000)
