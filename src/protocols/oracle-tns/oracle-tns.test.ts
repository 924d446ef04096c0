import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import * as make from './fixtures/make.ts'
import { oracleTns } from './oracle-tns.ts'
import { versionIn } from './packet.ts'

const values = (talk: Talk, ...names: string[]) => {
  const said = dissectStream(oracleTns, talk)
  return names.map((name) => [...new Set(valuesOf(said, `oracle-tns.${name}`))].join(', '))
}

test('a login tells versions and platforms of both sides, and its outcome', () => {
  assert.deepEqual(
    values(make.typical, 'version', 'client-version', 'tns-version', 'platform', 'client-platform'),
    ['11.2.0.4.0', '12.1.0.2.0', '314', 'x86_64/Linux 2.4.xx', 'IBMPC/WIN_NT64-9.1.0'],
  )
  assert.deepEqual(values(make.typical, 'login', 'encryption', 'server-host', 'service'), [
    'accepted',
    'none',
    'oradb01',
    'lis.hospital.example',
  ])
})

test('the client is told by host and program, never by user or path', () => {
  assert.deepEqual(values(make.typical, 'client-host', 'client-program'), ['LAB-PC-7', 'labmgr.exe'])
  assert.ok(!JSON.stringify(dissectStream(oracleTns, make.typical)).includes('jane'))
})

test('a descriptor may follow the first packet, and later lengths be wider', () => {
  assert.deepEqual(values(make.long, 'client-host', 'client-version', 'version', 'encryption'), [
    'LAB-PC-7',
    '19.0.0.0.0',
    '19.3.0.0.0',
    'AES-256',
  ])
})

test('refusals of a connection and of a login', () => {
  const refused: Talk = [
    ['client', make.connect(make.DESCRIPTOR)],
    ['server', make.refuse(make.REFUSAL)],
  ]
  assert.deepEqual(values(refused, 'version', 'error', 'login'), ['11.2.0.4.0', '12514', ''])
  assert.deepEqual(values(make.denied, 'login', 'error'), ['refused', '1017'])
})

test('a listener that takes commands tells its version', () =>
  assert.deepEqual(values(make.listener, 'listener-command', 'listener', 'version'), [
    'version',
    'Linux 11.2.0.4.0',
    '11.2.0.4.0',
  ]))

test('version numbers are read as releases write them', () => {
  assert.equal(versionIn(186_647_552), '11.2.0.4.0')
  assert.equal(versionIn(0x0a200500), '10.2.0.5.0')
  assert.equal(versionIn(0x13000000), '19.0.0.0.0')
  assert.equal(versionIn(0), null)
})

streamHabits(oracleTns, make.typical, make.fixtures, 1521)
