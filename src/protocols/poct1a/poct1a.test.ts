import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { fixtures, hello, hub, meter, type Talk, talk } from './fixtures/make.ts'
import { readHello } from './hello.ts'
import { poct1a } from './poct1a.ts'

const play = (messages: Talk, step?: number) => dissectStream(poct1a, messages, step)
const facts = (messages: Talk, step?: number) =>
  play(messages, step)?.observed.map((o) => [o.field.slice(7), o.value])

const told = [
  ['patient-data', 'named'],
  ['patient-data-received', 'named'],
  ['device-id', '02102300FFFE0051'],
  ['vendor-id', 'EXM'],
  ['model-id', 'Meter II'],
  ['serial-id', 'UU12345678'],
  ['manufacturer', 'Example Diagnostics'],
  ['hardware-version', '2.1'],
  ['software-version', '04.02.01'],
  ['device-name', 'ED meter 3'],
  ['version', 'POCT1'],
  ['profile', 'CS'],
]

test('a hello tells the device; of observations only that a patient is named', () => {
  assert.deepEqual(facts(talk()), told)
  assert.doesNotMatch(JSON.stringify(play(talk('MARKED'))), /MARKED/)
})

test('the same in pieces of any size', () =>
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), (step) => assert.deepEqual(facts(talk(), step), told)),
  ))

test('devices behind a hub are told apart by EUI-64 or serial number', () => {
  const said = play(hub)?.observed.filter((o) => o.field === 'poct1a.serial-id')
  assert.deepEqual(
    said?.map((o) => [o.about, o.value]),
    [
      ['client > eui64:02102300fffe0051', 'UU12345678'],
      ['client > eui64:02102300fffe0052', 'UU87654321'],
    ],
  )
})

test('a device that listens says hello as the server', () =>
  assert.equal(play([['server', hello(meter)]])?.observed[0]?.about, 'server'))

test('a hello of another root or without a device is none', () => {
  assert.equal(readHello('<OBS.R01><DEV><DEV.serial_id V="1"/></DEV></OBS.R01>'), null)
  assert.equal(readHello('<HEL.R01><HDR/></HEL.R01>'), null)
  assert.equal(readHello(hello({ device_id: '02-10-23-00-FF-FE-00-51' }))?.key, 'eui64:02102300fffe0051')
})

test('a hello without end is given up after 16 KiB', () => {
  const said = play(
    [
      ['client', `<HEL.R01><DEV>${'x'.repeat(40_000)}`],
      ['client', hello(meter, '')],
    ],
    1400,
  )
  assert.ok(said!.calls < 60)
})

for (const text of ['<?xml version="1.0"?><HELLO/>', 'GET / HTTP/1.1\r\n\r\n', '<HEL.R0X>', '<s:Envelope>'])
  test(`${JSON.stringify(text)} is declined`, () => assert.equal(play([['client', text]]), null))

test('no bytes make it throw', () => assertStreamSurvives(poct1a, fixtures, 9001))
