import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hex } from '../../../test/bytes.ts'
import { dissectFrame, type Said } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { dcp, fixtures, stated, suite } from './fixtures/make.ts'
import { profinet } from './profinet.ts'

const show = (payload: Uint8Array) => dissectFrame(profinet, payload)
const nth = (name: string, n: number) => show(payloadOf(fixtures[name]![n]!))
const facts = (said: Said) => said.observed.map((o) => `${o.field.slice(9)} ${o.value}`)

test('an answer to identify tells names, identifiers, role and address', () => {
  const said = nth('identify', 1)
  assert.deepEqual(facts(said), [
    'service identify-answer',
    'station-type S7-1200',
    'station-name theatre-ahu-plc',
    'vendor-id 42',
    'device-id 002a:010d',
    'role controller',
    'oem-id 0123:0456',
    'ip-state set',
    'ip 10.88.92.10',
    'gateway 10.88.92.1',
  ])
  assert.deepEqual(said.bindings, [{ mac: '02:00:00:00:00:01', ip: '10.88.92.10' }])
})

test('an address that is not set, or in conflict, is nobody’s', () => {
  for (const qualifier of [0, 0x80, 0x81]) {
    const said = show(dcp(0xfeff, 'identify', 1, suite(qualifier)))
    assert.deepEqual(said.bindings, [])
    assert.ok(!facts(said).some((fact) => fact.startsWith('ip 1')))
  }
})

test('who sets and resets is told, and what was carried out', () => {
  assert.deepEqual(facts(nth('set', 0)), [
    'service set',
    'writes station-name of 02:00:00:00:00:02',
    'writes reset-to-factory of 02:00:00:00:00:02',
  ])
  assert.deepEqual(facts(nth('set', 1)), [
    'service set-answer',
    'accepted station-name for 02:00:00:00:00:02',
  ])
})

test('what is asked for says nothing of who asks', () => {
  assert.deepEqual(facts(show(dcp(0xfefe, 'identify', 0, stated(2, 2, 0, 'somebody')))), ['service identify'])
})

test('cyclic data is passed over without a word', () => {
  assert.deepEqual(nth('wrong', 0), show(new Uint8Array(0)))
  assert.deepEqual(show(hex('fc01 00000000')).oddities, [])
})

test('a block cut short is odd; what came before is kept', () => {
  const said = nth('short', 0)
  assert.deepEqual(said.oddities, ['profinet.header'])
  const whole = dcp(0xfeff, 'identify', 1, stated(2, 2, 0, 'a-plc'), hex('0201 00ff 0000'))
  assert.deepEqual(facts(show(whole)), ['service identify-answer', 'station-name a-plc'])
  assert.deepEqual(show(whole).oddities, ['profinet.block'])
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
