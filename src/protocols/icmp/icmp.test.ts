import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { icmp } from './icmp.ts'

const facts = (name: string, i: number) =>
  dissectDatagram(icmp, payloadOf(fixtures[name]![i]!))!.observed.map(
    (o) => `${o.about} ${o.field} ${o.value}`,
  )

test('an advertisement names routers', () => {
  assert.deepEqual(facts('routers', 0), ['sender icmp.router 1800', '10.20.0.254 icmp.named-router router'])
})

test('a redirect tells the router and its better hop', () => {
  assert.deepEqual(facts('routers', 1), ['sender icmp.redirect 10.20.0.253'])
})

test('ping programs are told apart by filling, not by content', () => {
  assert.deepEqual(facts('echo', 0), ['sender icmp.echo-request 32 alphabet-w'])
  assert.deepEqual(facts('echo', 1), ['sender icmp.echo-request 56 counting'])
  const secret = dissectDatagram(icmp, bytes(8, 0, zeros(6), 'secret tunnel data'))!
  assert.equal(secret.observed[0]?.value, '18 other')
})

test('the answer that one stack alone gives is noted', () => {
  assert.deepEqual(facts('treck', 0), ['sender icmp.type-166 answered'])
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(icmp, payload), Object.values(fixtures).flat()))
