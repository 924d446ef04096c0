import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { bjnp } from './bjnp.ts'
import { readDeviceId } from './device-id.ts'
import { discovery, fixtures, identity, message } from './fixtures/make.ts'

const show = (payload: Uint8Array) => dissectDatagram(bjnp, payload, { sender: { ip: '10.20.0.91' as Ip } })
const facts = (payload: Uint8Array) => show(payload)!.observed.map((o) => [o.about, o.field, o.value])

test('an identity answer tells maker, model and version', () =>
  assert.deepEqual(facts(identity), [
    ['sender', 'bjnp.kind', 'printer'],
    ['sender', 'bjnp.manufacturer', 'Canon'],
    ['sender', 'bjnp.model', 'EX620 series'],
    ['sender', 'bjnp.description', 'Canon EX620 series'],
    ['sender', 'bjnp.class', 'PRINTER'],
    ['sender', 'bjnp.version', '1.050'],
  ]))

test('a discovery answer tells the MAC', () =>
  assert.deepEqual(facts(discovery)[1], ['sender', 'bjnp.mac', '02:10:20:00:00:91']))

test('a request tells nothing but who serves', () => {
  const said = show(message(1, 0x30))
  assert.deepEqual([said?.observed, said?.server], [[], 'receiver'])
})

test('a cut answer gives what is there, and is counted', () => {
  const said = show(identity.subarray(0, 40))
  assert.ok(said?.observed.some((o) => o.value === 'Canon'))
  assert.deepEqual(said?.oddities, ['bjnp.cut'])
})

test('device ids are read with short and long keys', () => {
  const id = readDeviceId('MANUFACTURER:A;MODEL: B ;SERN:7;broken;:x;MODEL:C')
  assert.deepEqual([id.manufacturer, id.model, id.serialNumber, id.className], ['A', 'B', '7', null])
})

test('other protocols are declined', () => {
  assert.equal(show(bytes('GET / HTTP/1.1\r\n\r\n')), null)
  assert.equal(show(bytes('BJNP', 9, 1, new Uint8Array(10))), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
