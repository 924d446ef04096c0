import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { valuesOf } from '../../../test/stream-habits.ts'
import { coap } from './coap.ts'
import * as make from './fixtures/make.ts'

const ports = { sender: { port: 56_830 }, receiver: { port: 5683 } }
/** What is said of an answer to a request. */
function exchange(asked: Uint8Array, answer: Uint8Array) {
  const memory = new Map<string, unknown>()
  dissectDatagram(coap, asked, { memory, ...ports })
  return dissectDatagram(coap, answer, { memory, ...ports })
}
const facts = (asked: Uint8Array, answer: Uint8Array) =>
  exchange(asked, answer)?.observed.map(({ field, value }) => `${field.slice(5)} ${value}`)

test('a device registers by name', () => {
  const said = dissectDatagram(coap, make.register)
  assert.equal(said?.server, 'receiver')
  assert.deepEqual(valuesOf(said, 'coap.endpoint'), ['urn:imei:490154203237518'])
  assert.deepEqual(valuesOf(said, 'coap.lwm2m-version'), ['1.0'])
})

test('the device object tells what it is, in TLV, JSON and text', () => {
  assert.deepEqual(facts(make.get(2, '3', '0'), make.content(2, 11_542, make.tlv)), [
    'access open',
    'manufacturer Acme Cold',
    'model CB-200',
    'serial CB2001234',
    'firmware 2.8.1',
    'device-type fridge',
  ])
  assert.deepEqual(facts(make.get(2, '3', '0'), make.content(2, 110, make.senml)), [
    'access open',
    'manufacturer Acme Cold',
    'model CB-200',
  ])
  const json = JSON.stringify({ e: [{ n: '2', sv: 'CB2001234' }] })
  assert.deepEqual(facts(make.get(2, '3', '0'), make.content(2, 11_543, json)), [
    'access open',
    'serial CB2001234',
  ])
  assert.deepEqual(facts(make.get(2, '3', '0', '3'), make.content(2, 0, '2.8.1')), [
    'access open',
    'firmware 2.8.1',
  ])
})

test('other resources and other answers tell access alone', () => {
  assert.deepEqual(facts(make.get(2, 'temp'), make.content(2, 0, '21.5')), ['access open'])
  assert.deepEqual(facts(make.get(2, 'config'), make.message(2, 401, 2, [])), ['access login'])
  assert.deepEqual(facts(make.get(2, '3', '0', '1'), make.content(3, 0, 'CB-200')), [])
  assert.deepEqual(facts(make.get(2, '.well-known', 'core'), make.content(2, 40, '</a>')), [])
})

test('a plug of Shelly announces its model', () =>
  assert.deepEqual(valuesOf(dissectDatagram(coap, make.plug), 'coap.coiot-device'), ['SHPLG-S']))

test('on other ports only documented paths count', () => {
  assert.equal(dissectDatagram(coap, make.get(1, 'temp')), null)
  assert.notEqual(dissectDatagram(coap, make.get(1, '.well-known', 'core')), null)
  assert.notEqual(dissectDatagram(coap, make.get(1, 'temp'), ports), null)
})

test('other bytes are declined, on its port, too', () => {
  for (const other of [
    bytes('GET / HTTP/1.1'),
    bytes(0x40, 1, 0, 1, 0xff),
    bytes(0x80, 1, 0, 1),
    bytes(0x4f, 1, 0, 1),
  ])
    assert.equal(dissectDatagram(coap, other, ports), null)
})

test('a message cut at any octet is survived', () => {
  const whole = make.content(2, 11_542, make.tlv)
  for (let n = 0; n < whole.length; n++) exchange(make.get(2, '3', '0'), whole.subarray(0, n))
})

test('random answers do no harm', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 80 }),
      fc.constantFrom(0, 110, 11_542, 11_543),
      (payload, format) => {
        exchange(make.get(2, '3', '0'), make.content(2, format, payload))
      },
    ),
  )
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(coap, payload, ports), Object.values(make.fixtures).flat()))
