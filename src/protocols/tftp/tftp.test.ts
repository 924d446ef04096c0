import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures, refusal, request } from './fixtures/make.ts'
import { tftp } from './tftp.ts'

const said = (payload: Uint8Array) => dissectDatagram(tftp, payload)

test('a request tells operation, mode and options, and its receiver serves', () => {
  const boot = said(payloadOf(fixtures.read![1]!))!
  assert.deepEqual(
    boot.observed.map((o) => `${o.field} ${o.value}`),
    ['tftp.operation read', 'tftp.mode octet', 'tftp.options tsize,blksize=1468', 'tftp.kind other read'],
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

test('a server that turns a request away says why, and nothing of the file', () => {
  const refused = said(refusal(1, 'File SEP0210200000B1.cnf.xml not found'))!
  assert.deepEqual(
    refused.observed.map((o) => [o.about, o.field, o.value]),
    [['sender', 'tftp.refused', 'not found']],
  )
  assert.deepEqual(refused.matched, [])
  for (const other of [
    refusal(0, 'aborted'),
    refusal(1, 'no'),
    refusal(1, 'not\x01found'),
    refusal(300, 'x'),
  ])
    assert.equal(said(other), null)
  assert.equal(said(refusal(1, 'x'.repeat(600))), null)
})

test('what lacks a transfer mode or a readable name is none', () => {
  assert.equal(said(request(1, 'file', 'binary')), null)
  assert.equal(said(payloadOf(fixtures.hostile![1]!)), null)
  assert.equal(said(payloadOf(fixtures.wrong![0]!)), null)
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => said(payload), Object.values(fixtures).flat()))
