import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { igmp } from './igmp.ts'

const said = (name: string, i: number) => dissectDatagram(igmp, payloadOf(fixtures[name]![i]!), { ttl: 1 })!
const facts = (name: string, i: number) => said(name, i).observed.map((o) => `${o.field} ${o.value}`)

test('a querier tells its version by length and code', () => {
  assert.deepEqual(
    [0, 1, 2].flatMap((i) => facts('queries', i)),
    ['igmp.querier 1', 'igmp.querier 2', 'igmp.querier 3'],
  )
})

test('a version 2 report of a well-known group is a fact', () => {
  assert.deepEqual(facts('reports', 0), ['igmp.version 2', 'igmp.group 224.0.23.12'])
})

test('a group of no known meaning is not kept', () => {
  assert.deepEqual(facts('reports', 1), ['igmp.version 3', 'igmp.group 224.0.0.251'])
})

test('more records promised than sent is odd; those sent are kept', () => {
  assert.deepEqual(facts('hostile', 0), ['igmp.version 3', 'igmp.group 224.0.0.251'])
  assert.deepEqual(said('hostile', 0).oddities, ['igmp.record-count'])
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(igmp, payload), Object.values(fixtures).flat()))
