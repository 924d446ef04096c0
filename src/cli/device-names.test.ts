import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listed } from '../../test/made-inspected.ts'
import { calledBy, namesOfRow, shortNameOf } from './device-names.ts'

const row = listed({
  id: 'mac-f8b156901115~serial-M471101',
  mac: '00:1b:21:00:00:01 00:1b:21:00:00:02',
  ip: '10.31.7.15 fe80::1',
})

test('each of several addresses in one cell names the device', () => {
  for (const name of ['001b.2100.0002', '10.31.7.15', 'FE80:0::1', 'MAC-f8b156901115~serial-m471101'])
    assert.ok(calledBy(name)(namesOfRow(row)), name)
  assert.ok(!calledBy('10.31.7.1')(namesOfRow(row)))
})

test('a table shows a name that is short and can be asked for, the id where there is no other', () => {
  assert.equal(shortNameOf(row), '10.31.7.15')
  assert.equal(shortNameOf({ ...row, id: 'PUMP-7' }), 'PUMP-7')
  assert.equal(shortNameOf({ ...row, ip: null, mac: null }), row.id)
})
