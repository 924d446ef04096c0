import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { command, fixtures, identification, response, type Talk, talk } from './fixtures/make.ts'
import { medibus } from './medibus.ts'

const play = (messages: Talk, step?: number) =>
  dissectStream(medibus, messages, step, { clientPort: 51000, serverPort: 4001 })
const device = (messages: Talk, step?: number) =>
  play(messages, step)
    ?.observed.filter((o) => o.field !== 'medibus.spoken')
    .map((o) => [o.about, o.field.slice(8), o.value])

const told = [
  ['server > model:Evita XL@4001', 'device-id', '8210'],
  ['server > model:Evita XL@4001', 'name', 'Evita XL'],
  ['server > model:Evita XL@4001', 'revision', '05.10'],
  ['server > model:Evita XL@4001', 'protocol-revision', '06.00'],
]

test('a device behind a terminal server tells identification, name and revisions', () =>
  assert.deepEqual(device(talk), told))

test('the same in pieces of any size', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), (step) => assert.deepEqual(device(talk, step), told)),
  ))

test('checksums decide', () => {
  assert.equal(command('Q'), '\x1bQ6C\r')
  assert.equal(play([['client', '\x1bQ00\r']]), null)
  assert.deepEqual(
    play([
      ['client', command('R')],
      ['server', identification.replace('Evita', 'Avita')],
    ])?.oddities,
    ['medibus.checksum'],
  )
})

test('an identification of another form is counted and tells nothing', () => {
  const said = play([
    ['client', command('R')],
    ['server', response('R', 'what')],
  ])
  assert.deepEqual(said?.oddities, ['medibus.identification'])
})

for (const text of ['\x1b[2J\x1b[H', '\x1b%-12345X@PJL\r\n', '\x01\x00\x00\x00', 'hello\r'])
  test(`${JSON.stringify(text)} is declined`, () => assert.equal(play([['client', text]]), null))

test('no bytes make it throw', () => assertStreamSurvives(medibus, fixtures, 4001))
