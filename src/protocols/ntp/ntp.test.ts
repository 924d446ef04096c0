import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { control, fixtures, server } from './fixtures/make.ts'
import { ntp } from './ntp.ts'

const onPort = { sender: { port: 123 }, receiver: { port: 123 } }
const said = (name: string, i: number) => dissectDatagram(ntp, payloadOf(fixtures[name]![i]!), onPort)!
const facts = (name: string, i: number) => said(name, i).observed.map((o) => `${o.field.slice(4)} ${o.value}`)

test('the shape of a request tells simple clients from daemons', () => {
  const shapes = [0, 1].map((i) => facts('clients', i).find((f) => f.startsWith('client-shape')))
  assert.deepEqual(shapes, ['client-shape 3:0:0:0:0:', 'client-shape 4:3:0:6:-20:dpt'])
})

test('authentication is told apart: none, domain member, network time security, key', () => {
  const auth = (name: string, i: number) => facts(name, i).find((f) => f.startsWith('authentication'))
  assert.deepEqual(
    [auth('clients', 1), auth('clients', 2), auth('clients', 3), auth('servers', 2)],
    ['authentication none', 'authentication ms-sntp', 'authentication nts', 'authentication key 20'],
  )
})

test('a server tells stratum and reference', () => {
  assert.deepEqual(facts('servers', 0).slice(3), ['stratum 1', 'reference-id GPS'])
  assert.deepEqual(facts('servers', 1).slice(3), ['stratum 3', 'reference-id 10.0.0.1'])
  assert.equal(said('servers', 0).server, 'sender')
})

test('a control answer names software, system and processor', () => {
  assert.deepEqual(facts('control', 0), ['control-request readvar'])
  assert.deepEqual(facts('control', 1), [
    'control-response readvar',
    'readvar-version ntpd 4.2.8p15@1.3728-o Tue Jan  1 00:00:00 UTC 2030 (1)',
    'readvar-processor armv7l',
    'readvar-system Linux/4.14.98',
  ])
})

test('a server that answers the monitor list is noted, one that is asked is not', () => {
  assert.deepEqual(facts('private', 0), ['private-request 3.42'])
  assert.deepEqual(facts('private', 1), ['monlist answered'])
})

test('off its port only a plausible answer is taken', () => {
  const elsewhere = { sender: { port: 12300 }, receiver: { port: 40000 } }
  assert.notEqual(dissectDatagram(ntp, server(2, new Uint8Array(4)), elsewhere), null)
  assert.equal(dissectDatagram(ntp, new Uint8Array(48).fill(0x1b), elsewhere), null)
  assert.equal(dissectDatagram(ntp, control(0x82, 'version="x"'), elsewhere), null)
})

test('other protocols are declined', () => {
  assert.equal(dissectDatagram(ntp, payloadOf(fixtures.wrong![0]!), onPort), null)
  assert.equal(dissectDatagram(ntp, payloadOf(fixtures.short![0]!), onPort), null)
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectDatagram(ntp, payload, onPort), Object.values(fixtures).flat()))
