import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { macAt } from '../../model/mac.ts'
import { fixtures, version1 } from './fixtures/make.ts'
import { hsrp } from './hsrp.ts'

const show = (name: string, i = 0) => {
  const frame = fixtures[name]![i]!
  return dissectDatagram(hsrp, payloadOf(frame), {
    sender: { mac: macAt(frame, 6), ip: '10.20.0.252' as Ip },
  })
}
const facts = (name: string, i = 0) =>
  show(name, i)!.observed.map((o) => `${o.about} ${o.field.slice(5)} ${o.value}`)

test('version 1 tells state, group, address and that the key is the default', () => {
  assert.deepEqual(facts('version1'), [
    '10.20.0.252 version 1',
    '10.20.0.252 state active',
    '10.20.0.252 priority 110',
    '10.20.0.252 group 20',
    '10.20.0.252 virtual-address 10.20.0.254',
    '10.20.0.252 authentication default text',
  ])
})

test('a key that was configured is not kept', () => {
  assert.equal(facts('version1', 1).at(-1), 'sender authentication text')
  assert.ok(!JSON.stringify(show('version1', 1)).includes('wardkey'))
})

test('version 2 names the own hardware address of the router', () => {
  assert.deepEqual(facts('version2').slice(0, 4), [
    'sender version 2',
    'sender state active',
    'sender group 20',
    'sender mac 02:10:30:00:00:51',
  ])
  assert.equal(facts('version2', 0).at(-1), 'sender authentication default text')
  assert.equal(facts('version2', 1).at(-1), 'sender authentication md5')
})

test('other protocols are declined', () => {
  assert.equal(show('wrong'), null)
  assert.equal(show('short'), null)
})

test('version 1 ends with its address, or with a digest behind it', () => {
  const plain = version1(16, 'cisco')
  const behind = (...more: number[]) => dissectDatagram(hsrp, bytes(plain, more, zeros(28)))
  assert.equal(behind(0, 0), null)
  assert.ok(behind(4, 28)!.observed.some((o) => o.value === 'md5'))
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(hsrp, payload), Object.values(fixtures).flat()))
