import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { firmware, fixtures, identity, query, setup } from './fixtures/make.ts'
import { lantronix } from './lantronix.ts'

const show = (payload: Uint8Array, port = 30718) => dissectDatagram(lantronix, payload, { sender: { port } })
const facts = (payload: Uint8Array) => show(payload)?.observed.map((o) => [o.field.slice(10), o.value])

test('a module tells type, MAC and firmware', () => {
  assert.deepEqual(facts(identity), [
    ['device-type', 'X9'],
    ['mac', '00:80:a3:12:34:56'],
  ])
  assert.deepEqual(facts(firmware), [['firmware', '6.9.0.2']])
})

test('a setup record is noted, its content is not', () => {
  assert.deepEqual(facts(setup('s3cret')), [['setup-record', 'given out']])
  assert.deepEqual(facts(query(0xf8)), [['query', 'setup record']])
})

test('an answer cut short at any length tells nothing wrong', () => {
  for (let length = 0; length < identity.length; length++)
    assert.deepEqual(facts(identity.subarray(0, length)) ?? [], [])
})

test('the same octets on other ports are declined', () => assert.equal(show(identity, 40000), null))

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
