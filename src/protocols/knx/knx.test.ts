import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, hex } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { commandIn } from './cemi.ts'
import { device, families, fixtures, groupWrite, message } from './fixtures/make.ts'
import { knx } from './knx.ts'

const show = (payload: Uint8Array) => dissectDatagram(knx, payload)
const nth = (name: string, n: number) => show(payloadOf(fixtures[name]![n]!))
const facts = (said: Said | null) => said?.observed.map((o) => `${o.about} ${o.field.slice(4)} ${o.value}`)

const DESCRIPTION = [
  'friendly-name KNX IP Router Ward 3',
  'serial-number 00c501020304',
  'manufacturer-id 197',
  'mac 02:00:00:36:71:40',
  'individual-address 1.1.3',
  'medium twisted-pair',
  'programming-mode on',
  'service-family core 1',
  'service-family management 1',
  'service-family tunnelling 1',
  'service-family routing 1',
]

test('an answer to a search tells the device', () => {
  assert.deepEqual(facts(nth('search', 1)), [
    'sender service search-answer',
    'sender address 10.36.71.40',
    ...DESCRIPTION.map((fact) => `sender ${fact}`),
  ])
  assert.equal(nth('search', 1)!.server, 'sender')
})

test('over TCP the same is told, in pieces of any size', () => {
  for (const step of [1, 5, 100]) {
    const said = dissectStream(
      knx,
      [
        ['client', message(0x0203, 8, 2, 0, 0, 0, 0, 0, 0)],
        ['server', message(0x0204, device, families)],
      ],
      step,
    )
    assert.deepEqual(
      facts(said)?.slice(2),
      DESCRIPTION.map((fact) => `server ${fact}`),
    )
  }
})

test('who opens a tunnel and writes is told', () => {
  const told = fixtures.tunnel!.flatMap((frame) => facts(show(payloadOf(frame)))!)
  for (const fact of [
    'sender connection tunnel',
    'sender connection-accepted 10.0.0.2',
    'sender writes group-value-write',
  ])
    assert.ok(told.includes(fact), fact)
})

test('commands of the bus are told by their kind', () => {
  assert.equal(commandIn(groupWrite), 'group-value-write')
  assert.equal(commandIn(hex('1100 bc60 1103 1105 01 0380')), 'restart')
  assert.equal(commandIn(hex('1100 bc60 1103 1105 06 03d7 0b01 1001 ff')), 'property-value-write')
  assert.equal(commandIn(hex('1103 010203 bce0 1103 0801 01 0080')), 'group-value-write')
  assert.equal(commandIn(hex('2900 bcd0 1103 0801 01 0000')), null)
  assert.equal(commandIn(hex('2e00 bce0 1103 0801 01 0081')), null)
})

test('secure services are told as such', () => {
  assert.ok(facts(show(message(0x0950, new Uint8Array(40))))!.includes('sender secure yes'))
})

test('other protocols and wrong lengths are declined', () => {
  assert.equal(nth('wrong-protocol', 0), null)
  assert.equal(show(bytes(message(0x0203, 8, 1), 0)), null)
  assert.equal(show(hex('06')), null)
  assert.equal(dissectStream(knx, [['client', 'GET / HTTP/1.1\r\n\r\n']]), null)
})

test('a description cut short is odd', () => {
  assert.deepEqual(nth('cut-short', 0)!.oddities, ['knx.description'])
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
