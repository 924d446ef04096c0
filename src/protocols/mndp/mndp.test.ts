import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { mndp } from './mndp.ts'

const show = (name: string) => dissectDatagram(mndp, payloadOf(fixtures[name]![0]!))

test('an announcement tells name, version, board and addresses', () => {
  assert.deepEqual(
    show('announcement')!.observed.map((o) => `${o.field.slice(5)} ${o.value}`),
    [
      'mac 02:10:30:00:00:31',
      'identity rt-clinic-2',
      'version 6.49.10 (long-term)',
      'platform MikroTik',
      'software-id ABCD-1234',
      'board RB951Ui-2HnD',
      'address fe80::10:30ff:fe00:31',
      'interface bridge1/ether2',
      'address 10.0.1.49',
    ],
  )
})

test('the question of the tool and other protocols are declined', () => {
  assert.equal(show('question'), null)
  assert.equal(show('wrong'), null)
})

test('a value cut short is odd; what came before is kept', () => {
  assert.deepEqual(show('short')!.oddities, ['mndp.length'])
  assert.equal(show('short')!.observed.length, 1)
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(mndp, payload), Object.values(fixtures).flat()))
