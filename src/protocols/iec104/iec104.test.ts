import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, hex } from '../../../test/bytes.ts'
import { dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { command, fixtures, type Messages, talk } from './fixtures/make.ts'
import { iec104 } from './iec104.ts'

const play = (messages: Messages, step?: number, serverPort = 40001) =>
  dissectStream(iec104, messages, step, { clientPort: 50000, serverPort })
const facts = (said: Said | null) =>
  said?.observed.map((o) => `${o.about} ${o.field.slice(7)} ${o.value}`) ?? []

test('station, commands and confirmations are told', () => {
  for (const step of [undefined, 1, 5])
    assert.deepEqual(
      [...new Set(facts(play(talk, step)))],
      ['client controls single-command', 'server station 3', 'server accepted single-command for 10.0.0.1'],
    )
})

test('one numbered unit is taken on the port of the standard only', () => {
  assert.equal(play([['client', command]]), null)
  assert.ok(play([['client', command]], undefined, 2404))
  assert.ok(play([['client', bytes(command, command)]]))
})

test('other protocols and wrong control octets are declined', () => {
  for (const wrong of [
    hex('6804 07000001'),
    hex('6803 070000'),
    hex('6804 0f000000'),
    bytes('hello, who is it'),
  ])
    assert.equal(play([['client', wrong]]), null)
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => play([talk[0]!, ['server', payload]]), Object.values(fixtures).flat()))
