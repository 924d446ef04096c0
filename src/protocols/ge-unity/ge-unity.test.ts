import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { fixtures, presence, SECONDS, time } from './fixtures/make.ts'
import { geUnity } from './ge-unity.ts'

const show = (payload: Uint8Array, port: number, toMany = true) =>
  dissectDatagram(geUnity, payload, {
    sender: { ip: '10.29.0.5' as Ip, port },
    receiver: { port },
    toMany,
    at: SECONDS,
  })
const facts = (payload: Uint8Array, port: number) =>
  show(payload, port)?.observed.map((o) => [o.field.slice(9), o.value])

test('the time comes with the place of the node that keeps it, and tells how its clock goes', () =>
  assert.deepEqual(facts(time('10.29.0.5', 'CENTRAL|CIC1', SECONDS + 300), 2000), [
    ['message', 'time'],
    ['clock-offset', '5'],
    ['place', 'CENTRAL|CIC1'],
    ['unit', 'CENTRAL'],
    ['room', 'CIC1'],
  ]))

test('presence tells the place', () =>
  assert.deepEqual(facts(presence('10.29.0.5', 'ICU|BED4'), 7000), [
    ['message', 'presence'],
    ['place', 'ICU|BED4'],
    ['unit', 'ICU'],
    ['room', 'BED4'],
  ]))

test("without the sender's own address, a place, a plausible time or a broadcast it is something else", () => {
  assert.equal(show(time('10.29.0.6', 'ICU|1'), 2000), null)
  assert.equal(show(time('10.29.0.5', 'no place'), 2000), null)
  assert.equal(show(time('10.29.0.5', 'ICU|1', 0), 2000), null)
  assert.equal(show(time('10.29.0.5', 'ICU|1'), 2000, false), null)
  assert.equal(show(presence('10.29.0.6', 'ICU|BED4'), 7000), null)
  assert.equal(show(presence('10.29.0.5', 'ICU|BED4'), 7001), null)
})

test('cut short at any length it is declined', () => {
  const whole = time('10.29.0.5', 'ICU|1')
  for (let length = 0; length < whole.length; length++)
    assert.equal(show(whole.subarray(0, length), 2000), null)
})

test('no bytes make it throw', () => {
  for (const port of [2000, 7000]) assertSurvives((p) => show(p, port), Object.values(fixtures).flat())
})
