import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dissectStream } from '../../../test/harness.ts'
import { valuesOf } from '../../../test/stream-habits.ts'
import { http } from '../http/http.ts'
import { upgrade } from './fixtures/make.ts'

const play = (offered: string, chosen: string, step?: number) =>
  dissectStream(http, upgrade(offered, chosen), step)

test('subprotocols are told, and name the conversation', () => {
  const said = play('ocpp2.0.1, ocpp1.6', 'ocpp1.6')
  assert.deepEqual(valuesOf(said, 'websocket.protocols-offered'), ['ocpp2.0.1,ocpp1.6'])
  assert.deepEqual(valuesOf(said, 'websocket.protocol'), ['ocpp1.6'])
  assert.deepEqual(said?.protocols, ['websocket'])
})

test('BACnet Secure Connect is known by its subprotocols', () => {
  for (const name of ['hub.bsc.bacnet.org', 'dc.bsc.bacnet.org'])
    assert.deepEqual(play(name, name)?.protocols, ['bacnet-sc'])
  assert.deepEqual(play('hub.bsc.bacnet.org', 'other')?.protocols, ['websocket'])
})

test('what is no name is not kept', () => {
  const key = 'base64url.bearer.authorization.k8s.io.dGhpcyBpcyBhIHNlY3JldA'
  assert.ok(!JSON.stringify(play(`v4, ${key}`, key)?.observed).includes('dGhpcyBpcyBhIHNlY3JldA'))
})

test('cutting the stream changes nothing', () => {
  for (const step of [1, 7, 60])
    assert.deepEqual(play('mqtt', 'mqtt', step)?.observed, play('mqtt', 'mqtt')?.observed)
})

test('no names make it throw', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), fc.string({ maxLength: 60 }), (a, b) => void play(a, b)),
  )
})
