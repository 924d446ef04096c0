import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { astm } from './astm.ts'
import {
  analyser,
  bare,
  fixtures,
  frame,
  framed,
  header,
  split,
  type Talk,
  transfer,
} from './fixtures/make.ts'

const play = (talk: Talk, step?: number) => dissectStream(astm, talk, step)
const facts = (talk: Talk, step?: number) =>
  play(talk, step)?.observed.map((o) => [o.about, o.field.slice(5), o.value])

const told = [
  ['client', 'patient-data', 'named'],
  ['server', 'patient-data-received', 'named'],
  ['client', 'framing', 'framed'],
  ['client', 'sender', analyser],
  ['client', 'sender-name', 'ARCHITECT'],
  ['client', 'version', '1'],
  ['client', 'processing', 'P'],
  ['server', 'receiver', 'HOST'],
]

test('a header tells the instrument; of patient, order, result and comment only that a patient is named', () => {
  assert.deepEqual(facts(framed(analyser)), told)
  assert.doesNotMatch(JSON.stringify(play(framed(analyser, 'MARKED'))), /MARKED/)
  assert.doesNotMatch(JSON.stringify(play(bare('A^1', 'MARKED'))), /MARKED/)
})

test('the same in pieces of any size', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), (step) =>
      assert.deepEqual(facts(framed(analyser), step), told),
    ),
  ))

test('a header split over two frames is joined', () =>
  assert.ok(facts(split)?.some(([, field, value]) => field === 'sender' && value === 'XN-10^00-14^11001')))

test('instruments behind a middleware are told apart by what it calls them', () => {
  const said = play([...framed('cobas 6000^1'), ...framed('XN-10^00-14^11001')])
  assert.deepEqual(
    said?.observed.filter((o) => o.field === 'astm.sender').map((o) => o.about),
    ['client > model:cobas 6000^1', 'client > model:XN-10^00-14^11001'],
  )
})

test('records without frames are read', () =>
  assert.deepEqual(facts(bare('GEM5000^2.1^20012345'))?.slice(2, 4), [
    ['client', 'framing', 'bare'],
    ['client', 'sender', 'GEM5000^2.1^20012345'],
  ]))

test('other delimiters than the usual are those the header states', () =>
  assert.deepEqual(
    facts([['client', 'H|@^\\|GXM-1||ICU-GX^GeneXpert^4.8|||||LIS||P|1394-97|20260101\r']])?.slice(1, 3),
    [
      ['client', 'sender', 'ICU-GX^GeneXpert^4.8'],
      ['client', 'sender-name', 'ICU-GX'],
    ],
  ))

test('an access password is a credential and nothing else', () => {
  const said = play(transfer(frame(1, 'H|\\^&||s3cret|A^1|||||HOST||P|1\r')))
  assert.deepEqual(said?.credentials, [{ user: null, password: 's3cret', accepted: null }])
  assert.doesNotMatch(JSON.stringify(said?.observed), /s3cret/)
})

test('a frame sent again counts once, one with a wrong checksum not at all', () => {
  const text = frame(1, header('A'))
  assert.equal(facts(transfer(text, text))?.filter(([, field]) => field === 'sender').length, 1)
  assert.deepEqual(play(transfer(text, frame(2, header('B')).replace('B', 'C')))?.oddities, ['astm.checksum'])
})

test('a conversation met in the middle is recognised by its frames', () =>
  assert.ok(play([['client', frame(4, 'R|1|^^^GLU|5.4|mmol/L\r')], ...framed(analyser)])))

for (const text of [
  'HELO there\r\n',
  'H|||||x\r',
  'HTTP/1.1 200 OK\r\n',
  '\x05'.repeat(20),
  '\x02hello\x0300\r\n',
])
  test(`${JSON.stringify(text)} is declined`, () => assert.equal(play([['client', text]]), null))

test('no bytes make it throw', () => assertStreamSurvives(astm, fixtures, 4010))
