import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Bytes, bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { http } from '../http/http.ts'
import {
  answer,
  fixtures,
  group,
  message,
  NAME,
  PRINTER_ATTRIBUTES,
  post,
  queues,
  TEXT,
} from './fixtures/make.ts'
import { PRINTER_GROUP, readIppGroups, readIppHead } from './message.ts'

const talk = (body: Bytes, step?: number) =>
  dissectStream(
    http,
    [
      ['client', post(message(0x000b, []))],
      ['server', answer(body)],
    ],
    step,
  )
const facts = (said: ReturnType<typeof talk>) =>
  said!.observed.filter((o) => o.field.startsWith('ipp.')).map((o) => [o.about, o.field, o.value])

const printer = message(0, [group(4, ...PRINTER_ATTRIBUTES)])

test('a printer tells make, model, serial number, firmware and place', () => {
  const said = talk(printer)
  assert.deepEqual(facts(said), [
    ['client', 'ipp.operation', 'Get-Printer-Attributes'],
    ['server', 'ipp.make-and-model', 'Acme ColorJet MFP M479'],
    ['server', 'ipp.firmware-name', 'Main'],
    ['server', 'ipp.firmware-version', '002_2320A'],
    ['server', 'ipp.location', 'Ward 7 station'],
    ['server', 'ipp.versions', '1.1,2.0'],
    ['server', 'ipp.document-formats', 'application/pdf,image/urf'],
    ['server', 'ipp.authentication', 'requesting-user-name'],
    ['server', 'ipp.security', 'none,tls'],
    ['server', 'ipp.uuid', '02112233-4455-6677-8899-aabbccddee63'],
    ['server', 'ipp.manufacturer', 'Acme'],
    ['server', 'ipp.model', 'ColorJet MFP M479'],
    ['server', 'ipp.description', 'Acme ColorJet'],
    ['server', 'ipp.device-version', '20230417'],
    ['server', 'ipp.serial-number', 'XYB0012345'],
  ])
  assert.deepEqual(said?.protocols, ['ipp', 'ipp'])
})

test('names that people gave are only offered to fingerprints', () =>
  assert.deepEqual(
    talk(printer)!
      .matched.filter((m) => m.field === 'ipp.info')
      .map((m) => m.text),
    ['Printer of Jane Doe', 'Printer of Jane Doe'],
  ))

test('queues of a print server are no facts of a printer', () =>
  assert.deepEqual(facts(talk(queues)).slice(1), [
    ['server', 'ipp.queue', 'Acme LabelJet - CUPS+Driver v5'],
    ['server', 'ipp.cups-version', '2.4.7'],
    ['server', 'ipp.queue', 'Acme ColorJet, driverless'],
  ]))

test('text with language is text', () => {
  const value = bytes(0, 2, 'en', 0, 4, 'Acme')
  assert.deepEqual(facts(talk(message(0, [group(4, [0x35, 'printer-make-and-model', value])])))[1], [
    'server',
    'ipp.make-and-model',
    'Acme',
  ])
})

test('attributes of jobs are passed over', () => {
  const body = message(0, [group(2, [NAME, 'job-name', 'x'], [TEXT, 'printer-make-and-model', 'no'])])
  assert.equal(facts(talk(body)).length, 1)
})

test('what is no IPP is not named so', () => {
  const said = talk(bytes('{"a":1}'))
  assert.deepEqual(said?.protocols, ['ipp'])
  for (const body of [bytes(3, 0, printer.subarray(2)), printer.subarray(0, 20), bytes()])
    assert.equal(readIppHead(body), null)
})

test('a message cut anywhere gives whole values only', () => {
  const whole = new Map(readIppGroups(printer, PRINTER_GROUP, 1)[0])
  for (let n = 0; n < printer.length; n++)
    for (const [name, values] of readIppGroups(printer.subarray(0, n), PRINTER_GROUP, 1)[0] ?? [])
      assert.deepEqual(values, whole.get(name)!.slice(0, values.length))
})

test('any octets are read within bounds', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (body) => {
      assert.ok(readIppGroups(body, PRINTER_GROUP, 4).length <= 4)
    }),
  ))

test('pieces of any size give the same facts', () => {
  for (const step of [1, 13, 400]) assert.deepEqual(facts(talk(printer, step)), facts(talk(printer)))
})

test('no stream makes it throw, grow or say something else the second time', () =>
  assertStreamSurvives(http, fixtures, 631))
