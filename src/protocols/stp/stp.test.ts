import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectFrame } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { macAt } from '../../model/mac.ts'
import { fixtures } from './fixtures/make.ts'
import { stp } from './stp.ts'

const show = (frame: Uint8Array) => dissectFrame(stp, payloadOf(frame), { destination: macAt(frame, 0) })
const facts = (name: string, i = 0) =>
  show(fixtures[name]![i]!).observed.map((o) => `${o.about} ${o.field.slice(4)} ${o.value}`)

test('a bridge tells its identifier, its base address and the root it follows', () => {
  assert.deepEqual(facts('follower', 1), [
    'sender version rstp',
    'sender bridge-id 32768/02:10:30:00:00:00',
    'sender bridge-mac 02:10:30:00:00:00',
    'sender root 4096/02:10:30:ff:00:00',
    '02:10:30:ff:00:00 named-root root',
    'sender port-id 8.17',
  ])
})

test('a bridge that follows itself is the root', () => {
  assert.ok(facts('root').includes('sender is-root root'))
})

test('the per-VLAN variant is told by its group', () => {
  assert.equal(facts('pvst')[0], 'sender version rstp pvst+')
})

test('in MSTP the bridge is not the regional root, and the region has a name', () => {
  assert.ok(facts('mstp').includes('sender bridge-mac 02:10:30:00:00:00'))
  assert.ok(facts('mstp').includes('sender region WARD'))
})

test('a topology change notification has no bridge', () => {
  assert.deepEqual(facts('topology-change'), ['sender version stp', 'sender topology-change notified'])
})

test('a group address is no bridge', () => {
  assert.deepEqual(show(fixtures.hostile![0]!).oddities, ['stp.bridge-no-station'])
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectFrame(stp, payload), Object.values(fixtures).flat()))
