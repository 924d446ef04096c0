import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { fixtures, found, message, named, serial } from './fixtures/make.ts'
import { moxa } from './moxa.ts'

const show = (payload: Uint8Array, port = 4800) =>
  dissectDatagram(moxa, payload, { sender: { ip: '10.27.0.9' as Ip, port } })
const facts = (payload: Uint8Array) => show(payload)?.observed.map((o) => [o.field.slice(5), o.value])

const identity = [
  ['hardware', '511a'],
  ['mac', '00:90:e8:12:34:56'],
]

test('a server tells hardware, MAC, name and serial number', () => {
  assert.deepEqual(facts(found), identity)
  assert.deepEqual(show(found)?.bindings, [{ mac: '00:90:e8:12:34:56', ip: '10.27.0.9' }])
  assert.deepEqual(facts(named), [...identity, ['name', 'NP5110A_1234']])
  assert.deepEqual(facts(serial), [...identity, ['serial', '4711']])
})

test('a search tells what is asked for', () => assert.deepEqual(facts(message(1)), [['query', 'search']]))

test('a message of the wrong length, or elsewhere, is declined', () => {
  for (let length = 0; length < found.length; length++) assert.equal(show(found.subarray(0, length)), null)
  assert.equal(show(found, 40000), null)
  assert.equal(show(bytes('hello, hello')), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
