import assert from 'node:assert/strict'
import { test } from 'node:test'
import { saidByNumber } from './vendor-numbers.ts'

test('a number names the vendor it was given to', () => {
  assert.deepEqual(saidByNumber('bacnet', '5'), { vendor: 'Johnson Controls, Inc.' })
  assert.deepEqual(saidByNumber('odva', '1'), { vendor: 'Rockwell Automation' })
  assert.deepEqual(saidByNumber('profinet', '42'), { vendor: 'Siemens' })
})

test('a number of a software is no vendor', () => {
  assert.deepEqual(saidByNumber('bacnet', '260'), { 'component.name': 'BACnet Stack' })
})

test('a number that nobody has says nothing', () => {
  for (const number of ['0', '99999', '', 'constructor', '-1'])
    assert.equal(saidByNumber('bacnet', number), null)
})
