import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, valuesOf } from '../../../test/stream-habits.ts'
import { fixtures, typical } from './fixtures/make.ts'
import { rmi } from './rmi.ts'

test('a registry is open, and both ends name the client', () => {
  const said = dissectStream(rmi, typical)
  assert.deepEqual(valuesOf(said, 'rmi.version'), ['2'])
  assert.deepEqual(valuesOf(said, 'rmi.protocol'), ['stream'])
  assert.deepEqual(valuesOf(said, 'rmi.access'), ['open'])
  assert.deepEqual(valuesOf(said, 'rmi.client-seen'), ['10.26.2.5'])
  assert.deepEqual(valuesOf(said, 'rmi.client-name'), ['lab-pc-07'])
})

test('a refusal is told', () => {
  assert.deepEqual(valuesOf(dissectStream(rmi, [typical[0]!, ['server', bytes(0x4f)]]), 'rmi.access'), [
    'refused',
  ])
})

streamHabits(rmi, typical, fixtures, 1099)
