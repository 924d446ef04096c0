import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures, message, refusal, request } from './fixtures/make.ts'
import { stun } from './stun.ts'

const show = (payload: Uint8Array) => dissectDatagram(stun, payload)
const facts = (payload: Uint8Array) => show(payload)!.observed.map((o) => [o.field, o.value])

test('a request tells the client’s software and no user', () => {
  assert.deepEqual(facts(request), [['stun.software', 'ExamplePhone 7']])
  assert.equal(show(request)?.server, 'receiver')
})

test('an answer tells the server’s realm and software', () => {
  assert.deepEqual(facts(refusal), [
    ['stun.realm', 'voice.example'],
    ['stun.software', 'Example TURN 4.5'],
  ])
  assert.equal(show(refusal)?.server, 'sender')
})

test('an indication has no server', () => assert.equal(show(message(0x0011))?.server, null))

test('a cut message is counted as odd', () =>
  assert.deepEqual(show(payloadOf(fixtures.short![0]!))?.oddities, ['stun.cut']))

test('other protocols are declined', () => assert.equal(show(bytes('OPTIONS sip:x SIP/2.0\r\n\r\n')), null))

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
