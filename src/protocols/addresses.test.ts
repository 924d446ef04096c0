import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, ip, mac } from '../../test/bytes.ts'
import { deviceIp, deviceIps, deviceMac, macOfEui64 } from './addresses.ts'

test('a device has a unicast hardware address', () => {
  assert.equal(deviceMac(mac('02:10:20:00:00:01')), '02:10:20:00:00:01')
  for (const none of ['ff:ff:ff:ff:ff:ff', '01:00:5e:00:00:01', '00:00:00:00:00:00'])
    assert.equal(deviceMac(mac(none)), null, none)
  assert.equal(deviceMac(bytes(2, 1, 2)), null)
})

test('a device has an address of one host', () => {
  assert.equal(deviceIp(ip('10.0.0.1')), '10.0.0.1')
  assert.equal(deviceIp(ip('2001:db8::1')), '2001:db8::1')
  for (const none of ['0.0.0.0', '255.255.255.255', '224.0.0.1', '127.0.0.1', '::', 'ff02::1'])
    assert.equal(deviceIp(ip(none)), null, none)
})

test('a list of addresses is bounded, and skips what is no host', () => {
  const list = bytes(ip('10.0.0.1'), ip('0.0.0.0'), ip('10.0.0.2'), 1, 2)
  assert.deepEqual(deviceIps(list, 4), ['10.0.0.1', '10.0.0.2'])
  assert.equal(deviceIps(bytes(...new Array(99).fill(ip('10.0.0.1'))), 4).length, 8)
})

test('an interface identifier of EUI-64 form embeds the hardware address', () => {
  assert.equal(macOfEui64(ip('fe80::10:20ff:fe00:31')), '02:10:20:00:00:31')
  assert.equal(macOfEui64(ip('fe80::51')), null)
})
