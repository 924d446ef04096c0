import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { http } from '../http/http.ts'
import { answer, contexts, envelope, fixtures, mdib, post, type Talk, talk } from './fixtures/make.ts'
import { sdc } from './sdc.ts'

const play = (messages: Talk, step?: number) => dissectStream(http, messages, step)
const facts = (messages: Talk, step?: number) =>
  play(messages, step)
    ?.observed.filter((o) => o.field.startsWith('sdc.'))
    .map((o) => [o.about, o.field.slice(4), o.value])

const place = [
  ['server', 'facility', 'Clinic'],
  ['server', 'point-of-care', 'ICU 2'],
  ['server', 'room', '204'],
  ['server', 'bed', '4'],
]
const told = [
  ['client', 'message', 'GetMetadata'],
  ['server', 'message', 'Metadata'],
  ['server', 'manufacturer', 'Example Medical'],
  ['server', 'model-name', 'Vent 9'],
  ['server', 'model-number', 'V9-200'],
  ['server', 'friendly-name', 'Vent ICU 4'],
  ['server', 'firmware-version', '3.2.1'],
  ['server', 'serial-number', 'ASBC-0001'],
  ['client', 'message', 'GetMdib'],
  ['server', 'message', 'GetMdibResponse'],
  ['server', 'device-code', '70001'],
  ['server', 'manufacturer', 'Example Medical'],
  ['server', 'model-name', 'Vent 9'],
  ['server', 'model-number', 'V9-200'],
  ['server', 'serial-number', 'ASBC-0001'],
  ['server', 'udi', '(01)04012345678901(21)ASBC-0001'],
  ['server', 'software-revision', '3.2.1-rc'],
  ['server', 'hardware-revision', 'B'],
  ['server', 'part-code', '69642'],
  ['server > serial:GAS-77', 'device-code', '69837'],
  ['server > serial:GAS-77', 'manufacturer', 'Example Medical'],
  ['server > serial:GAS-77', 'model-name', 'Vent 9'],
  ['server > serial:GAS-77', 'model-number', 'V9-200'],
  ['server > serial:GAS-77', 'serial-number', 'GAS-77'],
  ['server > serial:GAS-77', 'udi', '(01)04012345678901(21)GAS-77'],
  ...place,
  ['client', 'message', 'GetContextStates'],
  ['server', 'message', 'GetContextStatesResponse'],
  ...place,
]

test('a device tells make, model, firmware, codes, the systems behind it and its place; of patients nothing', () => {
  assert.deepEqual(facts(talk()), told)
  assert.doesNotMatch(JSON.stringify(play(talk('MARKED'))), /MARKED/)
  assert.deepEqual(play(talk())?.protocols.at(-1), 'sdc')
})

test('the same in pieces of any size', () =>
  fc.assert(
    fc.property(fc.integer({ min: 60, max: 3000 }), (step) => assert.deepEqual(facts(talk(), step), told)),
    { numRuns: 10 },
  ))

test('a place is the one that is associated now', () => {
  const without = contexts('X').replaceAll('ContextAssociation="Assoc"', '')
  assert.deepEqual(
    facts([
      ['client', post(envelope('<m:GetContextStates/>'))],
      ['server', answer(without)],
    ])?.slice(2),
    [],
  )
})

test('a description cut short keeps what stands before the cut', () => {
  const cut = mdib('X').slice(0, 1500)
  const said: string[] = []
  const to = { observe: (_: unknown, field: string) => said.push(field) }
  assert.equal(
    sdc.payload.read(bytes(cut), 'server', to as unknown as Parameters<typeof sdc.payload.read>[2]),
    true,
  )
  assert.ok(said.includes('sdc.device-code') && !said.includes('sdc.bed'))
})

test('other web services are left to others', () => {
  assert.deepEqual(facts([['client', post('<s:Envelope><s:Body><x/></s:Body></s:Envelope>')]]), [])
})

test('no bytes make it throw', () => assertStreamSurvives(http, fixtures, 6464))
