import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, valuesOf } from '../../../test/stream-habits.ts'
import { adb } from './adb.ts'
import { fixtures, keyed, typical } from './fixtures/make.ts'

test('a device tells product, model and device', () => {
  const said = dissectStream(adb, typical)
  assert.deepEqual(valuesOf(said, 'adb.state'), ['device'])
  assert.deepEqual(valuesOf(said, 'adb.product'), ['rk3288'])
  assert.deepEqual(valuesOf(said, 'adb.model'), ['TC52X'])
  assert.deepEqual(valuesOf(said, 'adb.device'), ['TC52X'])
})

test('whether it asked for a key, and what was opened', () => {
  assert.deepEqual(valuesOf(dissectStream(adb, typical), 'adb.access'), ['open'])
  assert.deepEqual(valuesOf(dissectStream(adb, keyed), 'adb.access'), ['key'])
  assert.deepEqual(valuesOf(dissectStream(adb, typical), 'adb.service'), ['shell'])
})

test('a device whose client was not heard to begin may have wanted a key', () => {
  const said = dissectStream(adb, typical.slice(1))
  assert.deepEqual(valuesOf(said, 'adb.access'), [])
  assert.deepEqual(valuesOf(said, 'adb.model'), ['TC52X'])
})

test('commands and their output are not kept', () => {
  assert.ok(!JSON.stringify(dissectStream(adb, typical)).includes('zqx'))
})

streamHabits(adb, typical, fixtures, 5555)
