import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, valuesOf } from '../../../test/stream-habits.ts'
import { fixtures, typical } from './fixtures/make.ts'
import { jdwp } from './jdwp.ts'

test('a virtual machine that takes a debugger tells its version', () => {
  const said = dissectStream(jdwp, typical)
  assert.deepEqual(valuesOf(said, 'jdwp.access'), ['open'])
  assert.deepEqual(valuesOf(said, 'jdwp.version'), ['1.8'])
  assert.deepEqual(valuesOf(said, 'jdwp.vm-version'), ['1.8.0_161'])
  assert.deepEqual(valuesOf(said, 'jdwp.vm-name'), ['Java HotSpot(TM) 64-Bit Server VM'])
})

test('commands that run code are told', () => {
  assert.deepEqual(valuesOf(dissectStream(jdwp, typical), 'jdwp.command'), ['invoke-method'])
})

test('a debugger that nobody answers finds nothing open', () => {
  assert.deepEqual(valuesOf(dissectStream(jdwp, [['client', 'JDWP-Handshake']]), 'jdwp.access'), [])
})

streamHabits(jdwp, typical, fixtures, 8000)
