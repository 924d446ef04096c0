import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { ubntDiscovery } from './ubnt-discovery.ts'

const show = (name: string, i = 0) => dissectDatagram(ubntDiscovery, payloadOf(fixtures[name]![i]!))
const facts = (name: string, i = 0) => show(name, i)!.observed.map((o) => `${o.field.slice(15)} ${o.value}`)

test('an answer tells addresses, model and firmware', () => {
  assert.deepEqual(facts('answer', 1), [
    'mac 02:10:30:00:00:21',
    'address 10.0.1.33',
    'mac 02:10:30:00:00:21',
    'hostname ap-ward-3',
    'platform U7PG2',
    'firmware BZ.qca956x.v4.3.28.11361.210128.1637',
    'ssid MEDICAL',
    'system-id e537',
    'model UniFi AP-AC-Pro',
  ])
})

test('an announcement of version 2 adds short version and factory state', () => {
  assert.deepEqual(facts('announcement').slice(-3), [
    'model U7PG2',
    'version 4.3.28.11361',
    'factory-default yes',
  ])
})

test('a bare question tells nothing of a device and is declined, as are other protocols', () => {
  assert.equal(show('answer', 0), null)
  assert.equal(show('wrong'), null)
  assert.equal(show('short'), null)
})

test('a value longer than the message is odd; what came before is kept', () => {
  assert.deepEqual(facts('hostile'), ['hostname x'])
  assert.deepEqual(show('hostile')!.oddities, ['ubnt-discovery.length'])
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(ubntDiscovery, payload), Object.values(fixtures).flat()))
