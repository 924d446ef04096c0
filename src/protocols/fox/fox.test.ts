import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { fixtures, hello, type Messages, talk } from './fixtures/make.ts'
import { fox } from './fox.ts'

const play = (messages: Messages, step?: number) => dissectStream(fox, messages, step)
const facts = (said: Said | null) =>
  said?.observed.map((o) => `${o.about} ${o.field.slice(4)} ${o.value}`) ?? []

test('both hellos tell who is there; what comes behind is not read', () => {
  const said = play(talk)!
  for (const fact of [
    'client host-name ENG-LAPTOP-7',
    'client app-name Workbench',
    'client system Windows 10 10.0',
    'server host-name JACE-WARD3',
    'server app-name Station',
    'server app-version 4.10.0.154',
    'server station-name Ward3_HVAC',
    'server host-id Qnx-TITAN-1A2B-3C4D-5E6F-7A8B',
    'server brand vykon',
    'server system QNX 6.5.0',
    'server auth-agent fox:FoxUsernamePasswordAuthAgent',
  ])
    assert.ok(facts(said).includes(fact), fact)
  assert.ok(said.done)
  assert.ok(!JSON.stringify(said).includes('operator'))
})

test('the same is told whatever the size of the pieces', () => {
  for (const step of [1, 9, 64]) assert.deepEqual(play(talk, step)!.observed, play(talk)!.observed)
})

test('other protocols are declined', () => {
  for (const text of [
    'foxtrot a 1',
    'GET / HTTP/1.1\r\n',
    'fox a x y fox hello\n',
    `fox a ${'1'.repeat(60)}`,
  ])
    assert.equal(play([['client', bytes(text)]]), null, text)
})

test('a hello that never ends is given up', () => {
  const endless = bytes(
    hello('fox a 1 -1 fox hello', { hostName: 's:a' }).subarray(0, 30),
    '\n',
    'x'.repeat(9000),
  )
  assert.ok(play([['client', endless]]))
})

test('no bytes make it throw', () =>
  assertSurvives(
    (payload) =>
      play([
        ['client', talk[0]![1]],
        ['server', payload],
      ]),
    Object.values(fixtures).flat(),
  ))
