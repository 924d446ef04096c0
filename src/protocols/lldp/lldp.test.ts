import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectFrame } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { objectIdentifier } from '../object-identifier.ts'
import { fixtures, tlv } from './fixtures/make.ts'
import { lldp } from './lldp.ts'

const said = (name: string, i = 0) => dissectFrame(lldp, payloadOf(fixtures[name]![i]!))
const facts = (name: string, i = 0) =>
  Object.fromEntries(
    said(name, i)
      .observed.filter((o) => o.about === 'sender')
      .map((o) => [o.field.slice(5), o.value]),
  )

test('a switch tells its name, port, capabilities and VLANs', () => {
  assert.deepEqual(facts('switch'), {
    'chassis-id': '02:10:30:00:00:00',
    'chassis-mac': '02:10:30:00:00:00',
    'port-id': 'GigabitEthernet1/0/17',
    ttl: '120',
    'port-description': 'Ward 3 bed 12',
    'system-name': 'sw-ward-3.hospital.example',
    'system-description': 'Example Switch Software, Version 15.2(7)E3',
    'capabilities-available': 'bridge,router',
    capabilities: 'bridge',
    'management-address': '2001:db8:1::3',
    'management-oid': '1.3.6.1.4.1.9.1.44',
    pvid: '120',
    'vlan-name': '120=WARDS',
    'mau-type': '30',
    power: 'pse',
    'max-frame-size': '9216',
    'organization-text': '009069:1=JX0123456789',
  })
})

test('main facts are repeated about each management address, as the device says them itself', () => {
  const named = said('switch').observed.filter((o) => o.field === 'lldp.system-name')
  assert.deepEqual(
    named.map(({ about, self }) => [about, self]),
    [
      ['sender', undefined],
      ['10.0.1.3', true],
      ['2001:db8:1::3', true],
    ],
  )
})

test('an endpoint tells its LLDP-MED inventory, policy, location and power', () => {
  const monitor = facts('med-monitor')
  assert.equal(monitor['med-class'], '3')
  assert.equal(monitor['med-network-policy'], 'voice vlan=40 priority=5 dscp=46')
  assert.equal(monitor['med-location-civic'], 'DE, Berlin, 7, Room 712')
  assert.equal(monitor['med-location-elin'], '+493012345')
  assert.equal(monitor['med-power'], 'pd 6.5')
  assert.deepEqual(
    ['hardware', 'firmware', 'software', 'serial', 'manufacturer', 'model', 'asset'].map(
      (k) => monitor[`med-${k}`],
    ),
    ['HW2', 'FW 1.2.3', 'SW 4.1', 'SN0001', 'ExampleCo', 'BM-100', 'ASSET-9'],
  )
  assert.equal(monitor['mud-url'], 'https://mud.example/bm-100')
  assert.equal(monitor['management-address'], '10.20.0.97')
})

test('a PROFINET device tells station, alias and chassis address', () => {
  const device = facts('profinet')
  assert.equal(device['chassis-id'], 'plc-ahu-1')
  assert.equal(device['profinet-alias'], 'port-001.plc-ahu-1')
  assert.equal(device['chassis-mac'], '02:10:40:00:00:01')
})

test('a TLV longer than the frame is odd and ends it; what came before is kept', () => {
  assert.deepEqual(said('short').oddities, ['lldp.tlv-length'])
  assert.equal(facts('short')['port-id'], 'Gi1/0/17')
})

test('nothing behind the end TLV is read', () => {
  const end = dissectFrame(lldp, bytes(tlv(0), tlv(5, 'behind')))
  assert.deepEqual(end.observed, [])
})

test('object identifiers are read with and without their tag', () => {
  const oid = bytes(0x2b, 6, 1, 4, 1, 0x88, 0x37)
  assert.equal(objectIdentifier(oid), '1.3.6.1.4.1.1079')
  assert.equal(objectIdentifier(bytes(6, oid.length, oid)), '1.3.6.1.4.1.1079')
  assert.equal(objectIdentifier(bytes(0x2b, 0x88)), null)
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectFrame(lldp, payload), Object.values(fixtures).flat()))
