import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { streamHabits } from '../../../test/stream-habits.ts'
import { fixtures, registration, typical } from './fixtures/make.ts'
import { h323 } from './h323.ts'

const sent = (frame: Uint8Array) =>
  dissectDatagram(h323, payloadOf(frame))?.observed.map((o) => `${o.field.slice(5)} ${o.value}`)

test('both ends of a call tell who made them', () => {
  const said = dissectStream(h323, typical)
  const of = (about: string) => [
    ...new Set(said?.observed.filter((o) => o.about === about).map((o) => `${o.field.slice(5)} ${o.value}`)),
  ]
  assert.deepEqual(of('client'), [
    'message setup',
    'version 4',
    'endpoint terminal',
    'manufacturer 181.0.9009',
    'product HDX 8000 HD',
    'product-version Release - 3.1.14-50973',
  ])
  assert.deepEqual(of('server'), [
    'message call-proceeding',
    'version 4',
    'endpoint terminal',
    'manufacturer 82.0.257',
    'product TANDBERG',
    'product-version 257',
    'message alerting',
    'message connect',
  ])
})

test('registration tells the endpoint and its gatekeeper', () => {
  const [request, confirm, register] = registration('zqx')
  assert.deepEqual(sent(request!)?.slice(0, 5), [
    'message gatekeeper-request',
    'version 4',
    'endpoint terminal',
    'manufacturer 181.0.9009',
    'product HDX 8000 HD',
  ])
  assert.deepEqual(sent(confirm!), ['message gatekeeper-confirm', 'version 4', 'endpoint gatekeeper'])
  assert.ok(sent(register!)?.includes('product HDX 8000 HD'))
})

test('names and numbers of people are not kept', () => {
  const all = [
    dissectStream(h323, typical),
    ...registration('zqx').map((f) => dissectDatagram(h323, payloadOf(f))),
  ]
  assert.ok(!JSON.stringify(all).includes('zqx'))
})

test('other datagrams are declined', () => {
  for (const payload of [bytes(), bytes('hello, world, hello'), new Uint8Array(60)])
    assert.equal(dissectDatagram(h323, payload), null)
})

test('other packets over TPKT are declined', () => {
  assert.equal(dissectStream(h323, [['client', bytes(3, 0, 0, 11, 6, 0xe0, 0, 0, 0, 0, 0)]]), null)
})

streamHabits(h323, typical, fixtures, 1720)

test('no datagram makes it throw', () =>
  assertSurvives((payload) => dissectDatagram(h323, payload), fixtures.registration!))
