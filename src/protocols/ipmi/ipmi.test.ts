import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { ipmi } from './ipmi.ts'

const show = (name: string, i = 0) => dissectDatagram(ipmi, payloadOf(fixtures[name]![i]!))
const facts = (name: string, i = 0) => show(name, i)!.observed.map((o) => `${o.field.slice(5)} ${o.value}`)

test('a controller tells which logins and versions it takes, and its OEM', () => {
  assert.deepEqual(facts('controller', 1), ['oem 674'])
  assert.deepEqual(facts('controller', 3), [
    'authentication-types none,md2,md5,password',
    'anonymous-login yes',
    'versions 1.5,2.0',
  ])
})

test('a session is opened with algorithms, or refused with a status; a question tells nothing', () => {
  assert.deepEqual(facts('controller', 5), ['opened rakp-hmac-sha1 hmac-sha1-96 aes-cbc-128'])
  assert.deepEqual(facts('cipher-zero', 1), ['opened rakp-none none none'])
  assert.deepEqual(facts('cipher-zero-refused', 1), ['refused 17'])
  for (const name of ['controller', 'cipher-zero']) assert.deepEqual(facts(name, 0), [])
})

test('other protocols are declined, and what is cut short is odd', () => {
  assert.equal(show('wrong-protocol'), null)
  assert.equal(show('wrong-protocol', 1), null)
  assert.deepEqual(show('cut-short')!.oddities, ['ipmi.short-open'])
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(ipmi, payload), Object.values(fixtures).flat()))
