import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectFrame } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Mac } from '../../model/mac.ts'
import { cdp } from './cdp.ts'
import { cdpPacket, fixtures, tlv } from './fixtures/make.ts'

const said = (name: string, i = 0) => dissectFrame(cdp, payloadOf(fixtures[name]![i]!))
const facts = (name: string) =>
  said(name)
    .observed.filter((o) => o.about === 'sender')
    .map((o) => `${o.field.slice(4)} ${o.value}`)

test('a switch tells what it is and which port it speaks from', () => {
  assert.deepEqual(facts('switch'), [
    'dialect cdp',
    'device-id sw-ward-3.hospital.example',
    'address 10.0.1.3',
    'address 2001:db8:1::3',
    'port-id GigabitEthernet1/0/17',
    'capabilities router,switch,igmp',
    'version Example IOS Software, C0000 Software (C0000-UNIVERSALK9-M), Version 15.2(7)E3 Compiled Tue 01-Jan-19 00:00',
    'platform example WS-C0000-48P',
    'vtp-domain HOSPITAL',
    'native-vlan 120',
    'duplex full',
    'appliance-vlan 1=140',
    'system-name sw-ward-3',
    'system-oid 1.3.6.1.4.1.9.1.2.176',
    'management-address 10.0.1.3',
    'location Ward 3, closet B',
  ])
})

test('main facts are repeated once about each address of the device', () => {
  const platforms = said('switch')
    .observed.filter((o) => o.field === 'cdp.platform')
    .map((o) => o.about)
  assert.deepEqual(platforms, ['sender', '10.0.1.3', '2001:db8:1::3'])
})

test('a phone tells its capabilities', () => {
  assert.ok(facts('phone').includes('capabilities host,phone,two-port-mac-relay'))
})

test('the Foundry protocol of the same format is told apart by its group', () => {
  const fdp = dissectFrame(cdp, cdpPacket(tlv(1, 'x')), { destination: '01:e0:52:cc:cc:cc' as Mac })
  assert.equal(fdp.observed[0]?.value, 'fdp')
})

test('a TLV cut short is odd; what came before is kept', () => {
  assert.deepEqual(facts('short'), ['dialect cdp', 'device-id sw-ward-3'])
  assert.deepEqual(said('short').oddities, ['cdp.tlv-length'])
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectFrame(cdp, payload), Object.values(fixtures).flat()))
