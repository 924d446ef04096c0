import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dissectStream } from '../../../test/harness.ts'
import { type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { http } from '../http/http.ts'
import { encrypted, identify, shell } from './fixtures/make.ts'
import { winrm } from './winrm.ts'

const play = (talk: Talk, step?: number) => dissectStream(http, talk, step)

test('a server states product and system when asked to identify itself', () => {
  const said = play(identify)
  assert.deepEqual(valuesOf(said, 'winrm.product-vendor'), ['Microsoft Corporation'])
  assert.deepEqual(valuesOf(said, 'winrm.product-version'), ['OS: 10.0.17763 SP: 0.0 Stack: 3.0'])
  assert.deepEqual(valuesOf(said, 'winrm.protocol-version'), ['1'])
  assert.deepEqual(valuesOf(said, 'winrm.operation'), ['identify'])
  assert.ok(said?.protocols.includes('winrm'))
})

test('what clients ask for is told by its kind', () => {
  assert.deepEqual(valuesOf(play(shell), 'winrm.operation'), ['shell'])
  assert.deepEqual(valuesOf(play(encrypted), 'winrm.encryption'), ['spnego'])
  assert.ok(!JSON.stringify([play(shell)?.observed, play(encrypted)?.observed]).includes('zqx'))
})

test('cutting the stream changes nothing', () => {
  for (const step of [1, 50]) assert.deepEqual(play(identify, step)?.observed, play(identify)?.observed)
})

test('no bytes make it throw, and other bodies are declined', () => {
  const to = { observe: () => {}, oddity: () => {} } as never
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (body) => !winrm.payload.read(body, 'server', to)))
  assert.equal(winrm.payload.read(Buffer.from('<Envelope/>'), 'client', to), false)
})
