import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, u32 } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import * as make from './fixtures/make.ts'
import { iscsi } from './iscsi.ts'

const values = (talk: Talk, ...names: string[]) => {
  const said = dissectStream(iscsi, talk)
  return names.map((name) => valuesOf(said, `iscsi.${name}`).join(', '))
}

test('a login without proof tells both ends and that none was wanted', () => {
  assert.deepEqual(values(make.typical, 'initiator', 'initiator-alias', 'target', 'target-alias'), [
    'iqn.1991-05.com.microsoft:ward-srv-2',
    'ward-srv-2',
    'iqn.2004-04.com.qnap:ts-453be:iscsi.images.1a2b3c',
    'images',
  ])
  assert.deepEqual(values(make.typical, 'auth-method', 'login', 'no-auth-accepted'), [
    'None',
    'accepted',
    'normal',
  ])
})

test('units say what they are', () =>
  assert.deepEqual(values(make.typical, 'unit-kind', 'vendor', 'product', 'revision', 'unit-serial'), [
    'disk',
    'QNAP',
    'iSCSI Storage',
    '4.0',
    'Q1A2B3C4D5E6',
  ]))

test('a login with proof, accepted and refused', () => {
  assert.deepEqual(values(make.proved, 'auth-method', 'login', 'no-auth-accepted'), ['CHAP', 'accepted', ''])
  assert.deepEqual(values(make.refused, 'login', 'refusal', 'target'), ['refused', '2.1', ''])
})

test('a list of targets, and that it is open', () =>
  assert.deepEqual(values(make.discovery, 'target', 'target-address', 'no-auth-accepted'), [
    'iqn.2004-04.com.qnap:ts-453be:iscsi.images.1a2b3c',
    '10.32.0.60:3260',
    'discovery',
  ]))

test('digests behind headers are passed over once they were agreed', () => {
  const digest = u32(0x12345678)
  const [, , asked, answered] = make.typical
  const talk: Talk = [
    ...make.typical.slice(0, 2),
    asked!,
    [answered![0], make.loginAnswer(1, 1, 3, 0, 'HeaderDigest=CRC32C', 'DataDigest=None')],
    ['client', bytes(make.inquire(7), digest)],
    ['server', bytes(make.answer(7, make.standard).subarray(0, 48), digest, make.standard)],
    ['client', bytes(make.inquire(8, 0x80), digest)],
    ['server', bytes(make.answer(8, make.serial).subarray(0, 48), digest, make.serial)],
  ]
  assert.deepEqual(values(talk, 'vendor', 'unit-serial'), ['QNAP', 'Q1A2B3C4D5E6'])
})

test('data of other commands are passed over', () => {
  const talk: Talk = [
    ...make.typical.slice(0, 4),
    ['server', make.answer(99, new Uint8Array(100_000))],
    ...make.typical.slice(4),
  ]
  assert.deepEqual(values(talk, 'vendor'), ['QNAP'])
})

streamHabits(iscsi, make.typical, make.fixtures, 3260)
