import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures, request } from './fixtures/make.ts'
import { tftp } from './tftp.ts'

const said = (payload: Uint8Array) => dissectDatagram(tftp, payload)

test('a request tells operation, mode and options, and its receiver serves', () => {
  const boot = said(payloadOf(fixtures.read![1]!))!
  assert.deepEqual(
    boot.observed.map((o) => `${o.field} ${o.value}`),
    ['tftp.operation read', 'tftp.mode octet', 'tftp.options tsize,blksize=1468'],
  )
  assert.equal(boot.server, 'receiver')
})

test('the file name is matched, never kept', () => {
  const phone = said(payloadOf(fixtures.read![0]!))!
  assert.deepEqual(phone.matched, [{ about: 'sender', field: 'tftp.file', text: 'SEP0210200000B1.cnf.xml' }])
  assert.ok(!phone.observed.some((o) => o.value.includes('SEP')))
})

test('a write is told from a read', () => {
  assert.equal(said(payloadOf(fixtures.write![0]!))!.observed[0]?.value, 'write')
})

test('what lacks a transfer mode or a readable name is none', () => {
  assert.equal(said(request(1, 'file', 'binary')), null)
  assert.equal(said(payloadOf(fixtures.hostile![1]!)), null)
  assert.equal(said(payloadOf(fixtures.wrong![0]!)), null)
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => said(payload), Object.values(fixtures).flat()))
