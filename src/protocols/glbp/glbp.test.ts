import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { glbp } from './glbp.ts'

const show = (name: string, i = 0) => dissectDatagram(glbp, payloadOf(fixtures[name]![i]!))
const facts = (name: string, i = 0) => show(name, i)!.observed.map((o) => `${o.field.slice(5)} ${o.value}`)

test('a router tells group, own address, state and the shared address', () => {
  assert.deepEqual(facts('router'), [
    'group 20',
    'mac 02:10:30:00:00:61',
    'state active',
    'priority 110',
    'virtual-address 10.20.0.254',
    'authentication none',
  ])
})

test('the key of text authentication is not kept', () => {
  assert.equal(facts('router', 1).at(-1), 'authentication text')
  assert.ok(!JSON.stringify(show('router', 1)).includes('wardkey'))
})

test('other protocols are declined', () => {
  assert.equal(show('wrong'), null)
  assert.equal(show('short'), null)
})

test('a part of impossible length is odd; what came before is kept', () => {
  assert.deepEqual(show('hostile')!.oddities, ['glbp.length'])
  assert.ok(facts('hostile').includes('state active'))
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(glbp, payload), Object.values(fixtures).flat()))
