import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
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

test('over TCP the same is told, in whatever pieces it comes, up to relayed data', () => {
  const messages = [
    ['client', request],
    ['server', refusal],
    ['client', bytes(0x40, 0, 0, 16, new Uint8Array(16))],
  ] as const
  for (const step of [1, 30, 999]) {
    const said = dissectStream(stun, messages, step)
    assert.deepEqual(
      said?.observed.map((o) => [o.about, o.value]),
      [
        ['client', 'ExamplePhone 7'],
        ['server', 'voice.example'],
        ['server', 'Example TURN 4.5'],
      ],
    )
    assert.equal(said?.done, true)
  }
  assert.equal(dissectStream(stun, [['server', request]]), null)
})

test('a cut message is counted as odd', () =>
  assert.deepEqual(show(payloadOf(fixtures.short![0]!))?.oddities, ['stun.cut']))

test('other protocols are declined', () => assert.equal(show(bytes('OPTIONS sip:x SIP/2.0\r\n\r\n')), null))

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
