import assert from 'node:assert/strict'
import { test } from 'node:test'
import { enterpriseByNumber, enterpriseNumber } from './enterprises.ts'
import { load } from './load.ts'

const known: readonly (readonly [number, string])[] = [
  [9, 'cisco'],
  [11, 'hp'],
  [318, 'schneider-electric'],
  [641, 'lexmark'],
  [1347, 'kyocera'],
  [18334, 'konica-minolta'],
  [10642, 'zebra'],
  [14988, 'mikrotik'],
  [12356, 'fortinet'],
  [39165, 'hikvision'],
]
for (const [number, id] of known)
  test(`enterprise ${number} is ${id}`, () => {
    const found = enterpriseByNumber(number)
    assert.equal(found?.kind === 'vendor' ? found.vendor.id : null, id)
  })

test('an agent that runs on any make names software', () => {
  assert.deepEqual(enterpriseByNumber(8072), { kind: 'software', name: 'Net-SNMP' })
})

test('every number leads to a vendor that exists or to software', () => {
  for (const number of Object.keys(load('enterprises', 'iana-enterprise.yaml').numbers))
    assert.notEqual(enterpriseByNumber(Number(number)), null, number)
})

test('the number is read out of an object identifier, and of nothing else', () => {
  assert.equal(enterpriseNumber('1.3.6.1.4.1.9.1.516'), 9)
  assert.equal(enterpriseNumber('.1.3.6.1.4.1.311'), 311)
  assert.equal(enterpriseNumber('1.3.6.1.2.1.1'), null)
  assert.equal(enterpriseNumber('1.3.6.1.4.1.9x'), null)
})
