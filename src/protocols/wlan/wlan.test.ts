import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../../test/bytes.ts'
import { dissectFrame } from '../../../test/harness.ts'
import { beacon, element, frames, lookFor, management } from './fixtures/make.ts'
import { wlan } from './wlan.ts'

const facts = (frame: Uint8Array) =>
  dissectFrame(wlan, frame).observed.map((o) => `${o.field.slice(5)} ${o.value}`)
const of = (frame: Uint8Array, field: string) =>
  facts(frame)
    .filter((fact) => fact.startsWith(`${field} `))
    .map((fact) => fact.slice(field.length + 1))

test('networks are told by name and protection', () => {
  assert.deepEqual(facts(frames.OPEN), ['role access-point', 'ssid guest', 'security open', 'channel 6'])
  assert.deepEqual(of(frames.WEP, 'security'), ['wep'])
  assert.deepEqual(of(frames.MIXED, 'security'), ['wpa+wpa2'])
  assert.deepEqual(of(frames.MIXED, 'cipher'), ['tkip,ccmp-128'])
  assert.deepEqual(of(frames.MIXED, 'group-cipher'), ['tkip'])
  assert.deepEqual(of(frames.MIXED, 'country'), ['DE'])
  assert.deepEqual(of(frames.WPA3, 'security'), ['wpa3'])
  assert.deepEqual(of(frames.WPA3, 'frame-protection'), ['required'])
  assert.deepEqual(of(frames.WPA3, 'vendor-oui'), ['001018'])
  assert.deepEqual(of(frames.ENTERPRISE, 'key-management'), ['802.1x'])
  assert.deepEqual(of(frames.ENTERPRISE, 'ap-name'), ['AP-WARD-3'])
})

test('an access point tells what it is in Wi-Fi Protected Setup', () => {
  assert.deepEqual(of(frames.MIXED, 'wps-state'), ['configured'])
  assert.deepEqual(of(frames.MIXED, 'wps-manufacturer'), ['TP-LINK'])
  assert.deepEqual(of(frames.MIXED, 'wps-model'), ['TL-WR841N'])
  assert.deepEqual(of(frames.MIXED, 'wps-device-name'), ['Wireless Router'])
})

test('a station tells what it joins with, not what it looks for nor what it is called', () => {
  assert.deepEqual(facts(frames.JOIN), [
    'role station',
    'cipher tkip',
    'group-cipher tkip',
    'key-management psk',
  ])
  const said = JSON.stringify(facts(lookFor('home of zqx', 'phone of zqx')))
  assert.ok(!said.includes('zqx'))
  assert.ok(said.includes('TL-WR841N'))
})

test('authentication and its end are told', () => {
  const A = '02:00:00:25:00:01'
  assert.deepEqual(facts(management(11, A, A, A, bytes(1, 0, 1, 0, 0, 0))), ['authentication shared-key'])
  assert.deepEqual(facts(management(12, A, A, A, bytes(7, 0))), ['deauthentication 7'])
  // What is encrypted has other octets in their place.
  const encrypted = management(12, A, A, A, bytes(0x31, 0, 0, 0x20, 0, 0, 0, 0, 9, 9))
  encrypted[1]! |= 0x40
  assert.deepEqual(facts(encrypted), [])
})

test('hidden networks and personal hotspots have no name', () => {
  for (const name of [
    '\0\0\0\0',
    '',
    "Jane's iPhone",
    'AndroidAP_1234',
    'Galaxy S21 Doe',
    'OnePlus 9 Doe',
    'HUAWEI P30 Doe',
    'moto g Doe',
    'Handy Doe',
  ])
    assert.deepEqual(of(beacon(name, 1), 'ssid'), [])
})

test('networks of the house keep their names', () => {
  for (const name of ['ward-guest', 'Motol', 'HUAWEI-B535-1A2B', 'DIRECT-4F-HP M277'])
    assert.deepEqual(of(beacon(name, 1), 'ssid'), [name])
})

test('elements that go beyond the frame are odd', () => {
  assert.deepEqual(dissectFrame(wlan, beacon('x', 1, bytes(48, 20, 1, 0))).oddities, ['wlan.element'])
  assert.deepEqual(dissectFrame(wlan, frames.OPEN.subarray(0, 30)).oddities, ['wlan.short'])
  assert.deepEqual(of(beacon('x', 1, element(48, 9, 9)), 'security'), ['unknown'])
})

test('a frame cut short at any octet says nothing that the whole does not', () => {
  for (const frame of Object.values(frames)) {
    const whole = new Set(facts(frame))
    for (let length = 0; length < frame.length; length++)
      for (const fact of facts(frame.subarray(0, length)))
        if (!/^(security|cipher|group-cipher|key-management|frame-protection)/.test(fact))
          assert.ok(whole.has(fact), fact)
  }
})

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(0, 2, 4, 5, 8, 11, 12),
      (body, subtype) => {
        assert.ok(facts(bytes(subtype << 4, 0, body)).length < 60)
      },
    ),
  )
})
