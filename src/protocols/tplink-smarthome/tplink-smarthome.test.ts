import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { description, encrypted, fixtures, newAnswer, prefixed, request } from './fixtures/make.ts'
import { tplinkSmarthome } from './tplink-smarthome.ts'

const show = (payload: Uint8Array) => dissectDatagram(tplinkSmarthome, payload)
const brief = (said: { observed: { field: string; value: string }[] } | null) =>
  said!.observed.map((o) => [o.field.slice(17), o.value])

const PLUG = [
  ['model', 'EX110(EU)'],
  ['type', 'IOT.SMARTPLUGSWITCH'],
  ['name', 'Smart Wi-Fi Plug With Energy Monitoring'],
  ['software-version', '1.2.5 Build 171213'],
  ['hardware-version', '1.0'],
  ['mac', '02:10:20:00:00:A1'],
]

test('a description tells model, type, versions and MAC, not names, places and ids', () => {
  const said = show(encrypted(description))
  assert.deepEqual(brief(said), PLUG)
  assert.equal(said?.server, 'sender')
})

test('a newer device tells model, type, MAC and encryption', () =>
  assert.deepEqual(brief(show(newAnswer)), [
    ['model', 'EX115(EU)'],
    ['type', 'SMART.TAPOPLUG'],
    ['mac', '02-10-20-00-00-A1'],
    ['encryption', 'KLAP'],
  ]))

test('over TCP the same is told, in whatever pieces it comes', () => {
  const messages = [
    ['client', prefixed(request)],
    ['server', prefixed(description)],
  ] as const
  for (const step of [1, 50, 9999])
    assert.deepEqual(brief(dissectStream(tplinkSmarthome, messages, step)), PLUG)
})

test('a request is recognised and tells nothing', () => assert.deepEqual(brief(show(encrypted(request))), []))

test('a cut description gives what stands before the cut', () =>
  assert.deepEqual(brief(show(encrypted(description).subarray(0, 72))), [
    ['software-version', '1.2.5 Build 171213'],
    ['hardware-version', '1.0'],
  ]))

test('other protocols are declined', () => {
  assert.equal(show(bytes('GET / HTTP/1.1\r\n\r\n')), null)
  assert.equal(show(bytes('{"plain":"json"}')), null)
  assert.equal(dissectStream(tplinkSmarthome, [['client', 'GET / HTTP/1.1\r\n\r\n']]), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
