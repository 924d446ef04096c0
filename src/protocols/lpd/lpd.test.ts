import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { fixtures, state, typical } from './fixtures/make.ts'
import { lpd } from './lpd.ts'

const play = (talk: Talk, serverPort = 515) =>
  dissectStream(lpd, talk, undefined, { clientPort: 721, serverPort })

test('a job tells queue, sending host and that it was taken', () => {
  const said = play(typical)
  assert.deepEqual(valuesOf(said, 'lpd.command'), ['job'])
  assert.deepEqual(valuesOf(said, 'lpd.queue'), ['lp'])
  assert.deepEqual(valuesOf(said, 'lpd.answer'), ['accepted'])
  assert.deepEqual(valuesOf(said, 'lpd.job'), ['sent'])
  assert.deepEqual(valuesOf(said, 'lpd.host'), ['LAB-PC-07'])
})

test('users, titles and documents are not kept', () => {
  for (const talk of [typical, state]) assert.ok(!JSON.stringify(play(talk)?.observed).includes('zqx'))
})

test('of a state only the first line is offered', () => {
  assert.deepEqual(
    play(state)?.matched.map((m) => m.text.trim()),
    ['Windows LPD Server'],
  )
})

test('a refusal is told', () => {
  assert.deepEqual(
    valuesOf(
      play([
        ['client', '\x02nosuch\n'],
        ['server', '\x01'],
      ]),
      'lpd.answer',
    ),
    ['refused'],
  )
})

test('elsewhere than on its port it takes more than one line', () => {
  assert.equal(play([['client', '\x03lp\n']], 4000), null)
  assert.equal(
    play(
      [
        ['client', '\x02lp\n'],
        ['client', 'hello\n'],
      ],
      4000,
    ),
    null,
  )
  assert.deepEqual(valuesOf(play(typical, 4000), 'lpd.queue'), ['lp'])
})

streamHabits(lpd, typical, fixtures, 515)
