/** Which names a host gets, and in which order. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Claim } from '../model/asset.ts'
import { hostnamesFrom, isHostname } from './hostnames.ts'

const named = (value: string, strength: number, field = 'dhcp.hostname'): Claim => ({
  attribute: 'hostname',
  value,
  strength,
  by: 'stated-hostname',
  protocol: field.split('.')[0]!,
  field,
  observed: value,
  says: { hostname: value },
  self: true,
  at: 0,
  where: { file: 'a', packet: 1 },
})

test('names come strongest first, spellings of one name once', () => {
  const claims = [named('ward-3', 0.5), named('CART-9', 0.7), named('cart-9.', 0.8, 'nbns.name')]
  assert.deepEqual(hostnamesFrom(claims), ['cart-9', 'ward-3'])
})

test('names with little weight are left out', () => {
  assert.deepEqual(hostnamesFrom([named('cart-9', 0.29)]), [])
})

for (const junk of ['localhost', 'localhost.localdomain', '10.1.2.3', 'fe80::1', '*', '', '.', '...'])
  test(`"${junk}" is no host name`, () => assert.equal(isHostname(junk), false))
for (const junk of ['00:00:5e:00:53:01', '(none)', '__MSBROWSE__', 'WORKGROUP', '1.2.0.192.in-addr.arpa'])
  test(`"${junk}" is no host name either`, () => assert.equal(isHostname(junk), false))

for (const name of ['PC', 'HS100(EU)', 'Marys-iPhone.local', 'SEP001122AABBCC', '7shifts', '無線機'])
  test(`"${name}" is a host name`, () => assert.equal(isHostname(name), true))
