import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, hex, u16 } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import {
  announcement,
  attribute,
  data,
  fixtures,
  patient,
  polled,
  request,
  systemData,
  wide,
} from './fixtures/make.ts'
import { intellivue } from './intellivue.ts'

const show = (payload: Uint8Array) =>
  dissectDatagram(intellivue, payload, { sender: { ip: '10.21.0.11' as Ip } })
const facts = (payload: Uint8Array) => show(payload)?.observed.map((o) => [o.field.slice(11), o.value])

test('an announcement tells address, port, kind of system and bed', () => {
  const said = show(announcement(attribute(0xf135, wide('ICU-04'))))
  assert.deepEqual(
    said?.observed.map((o) => [o.field.slice(11), o.value]),
    [
      ['message', 'connect-indication'],
      ['system-type', '69965'],
      ['data-port', '24105'],
      ['mac', '02:10:21:00:00:11'],
      ['bed-label', 'ICU-04'],
    ],
  )
  assert.deepEqual(said?.bindings, [{ mac: '02:10:21:00:00:11', ip: '10.21.0.11' }])
  assert.equal(said?.server, 'sender')
})

test("an address that is not the sender's binds nothing", () =>
  assert.deepEqual(dissectDatagram(intellivue, announcement())?.bindings, []))

const identity = [
  ['manufacturer', 'Philips'],
  ['model', 'M8004A'],
  ['system-id', '021021000011'],
  ['bed-label', 'ICU-04'],
  ['operating-mode', 'monitoring'],
  ['serial-number', 'DE12345678'],
  ['part-number', 'M8004A'],
  ['software-revision', 'G.01.75'],
]

test('the system tells maker, model, serial number and software; parts within it tell nothing', () =>
  assert.deepEqual(facts(payloadOf(fixtures.association![2]!)), [['message', 'mds-create'], ...identity]))

test('a poll result of the system tells the same', () =>
  assert.deepEqual(facts(polled(33, ...systemData)), [['message', 'poll-result'], ...identity]))

test('of a patient nothing is read', () => {
  assert.deepEqual(facts(patient('DOE')), [['message', 'poll-result']])
  assert.doesNotMatch(JSON.stringify(show(patient('DOE'))), /DOE/)
})

test('an association names the roles', () => {
  assert.deepEqual(facts(request), [
    ['message', 'association-request'],
    ['system-kind', 'client'],
    ['startup-mode', 'cold'],
  ])
  assert.equal(show(request)?.server, 'receiver')
})

test('a release is no association, so it is taken only where one was seen', () =>
  assert.equal(show(bytes(9, 18, new Uint8Array(18))), null))

test('a message cut short at any length is declined or read without fault', () => {
  for (const whole of [announcement(), request, polled(33, ...systemData)])
    for (let length = 0; length < whole.length; length++) show(whole.subarray(0, length))
  const short = data(bytes(u16(1), u16(6), u16(1), u16(1), u16(0)))
  assert.deepEqual(show(short)?.oddities, ['intellivue.short'])
})

test('other protocols on its ports are declined', () => {
  assert.equal(show(hex('00000100000100000000000000000000')), null)
  assert.equal(show(bytes('M-SEARCH * HTTP/1.1\r\n\r\n')), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
