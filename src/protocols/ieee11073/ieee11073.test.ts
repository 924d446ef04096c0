import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, hex } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { attributes, configuration, fixtures, request, type Talk, talk } from './fixtures/make.ts'
import { ieee11073 } from './ieee11073.ts'

const facts = (messages: Talk, step?: number) =>
  dissectStream(ieee11073, messages, step)?.observed.map((o) => [o.about, o.field.slice(10), o.value])

const told = [
  ['client', 'message', 'association-request'],
  ['client', 'role', 'agent'],
  ['client', 'system-id', '0022990001020304'],
  ['client', 'configuration', '400'],
  ['server', 'message', 'association-response'],
  ['server', 'role', 'manager'],
  ['server', 'system-id', '8877665544332211'],
  ['client', 'message', 'configuration'],
  ['client', 'configuration', '400'],
  ['client', 'specialisation', '528388'],
  ['client', 'manufacturer', 'Example'],
  ['client', 'model', 'OX-200'],
  ['client', 'system-id', '0022990001020304'],
  ['client', 'serial-number', 'SN-0001'],
  ['client', 'firmware-revision', '1.4.2'],
]

test('agent and manager tell identifiers; the agent configuration, model, serial number and firmware', () =>
  assert.deepEqual(facts(talk), told))

test('the same in pieces of any size', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (step) => assert.deepEqual(facts(talk, step), told)),
  ))

test('met in the middle, a conversation is recognised by its lengths', () => {
  assert.deepEqual(facts([['client', configuration]])?.at(-1), ['client', 'configuration', '400'])
  assert.equal(facts([['client', attributes]])?.length, 6)
})

test('a message cut short at any length is waited for', () => {
  for (let length = 0; length < request.length; length++)
    assert.deepEqual(facts([['client', request.subarray(0, length)]]) ?? [], [])
})

test('other bytes are declined', () => {
  assert.equal(facts([['client', bytes(hex('e2000032'), new Uint8Array(50))]]), undefined)
  assert.equal(facts([['client', bytes('GET / HTTP/1.1\r\n\r\n')]]), undefined)
})

test('no bytes make it throw', () => assertStreamSurvives(ieee11073, fixtures, 6024))
