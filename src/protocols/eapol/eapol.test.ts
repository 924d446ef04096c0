import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectFrame } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { machineName } from '../machine-name.ts'
import { eapol } from './eapol.ts'
import { fixtures } from './fixtures/make.ts'

const said = (name: string, i: number) => dissectFrame(eapol, payloadOf(fixtures[name]![i]!))
const facts = (name: string, i: number) => said(name, i).observed.map((o) => `${o.field.slice(6)} ${o.value}`)

test('a supplicant tells its machine name, a switch its own and its port', () => {
  assert.deepEqual(facts('wired', 2), [
    'version 2',
    'role supplicant',
    'machine host/pump-0007.hospital.example',
  ])
  assert.deepEqual(facts('wired', 1), [
    'version 2',
    'role authenticator',
    'nas-id sw-ward-3',
    'nas-port Gi1/0/17',
  ])
})

test('methods offered, refused and used are told', () => {
  assert.deepEqual(
    [3, 4, 6].map((i) => facts('wired', i).at(-1)),
    ['method peap', 'method-wanted tls,ttls', 'method tls'],
  )
})

test('the name of a person is not kept', () => {
  assert.ok(!JSON.stringify(said('person', 0)).includes('doe'))
  assert.ok(facts('person', 0).includes('identity present'))
})

test('only names of machines pass', () => {
  assert.equal(machineName('HOSPITAL\\PC-12$'), 'HOSPITAL\\PC-12$')
  assert.equal(machineName('PC-12$@hospital.example'), 'PC-12$@hospital.example')
  assert.equal(machineName('02-10-20-00-00-91'), '02:10:20:00:00:91')
  assert.equal(machineName('0210200000ab'), '02:10:20:00:00:ab')
  assert.deepEqual(['j.doe', 'HOSPITAL\\jdoe', 'host/', '123456789012'].map(machineName), [
    null,
    null,
    null,
    null,
  ])
})

test('a wireless station tells the ciphers it asks for', () => {
  assert.deepEqual(facts('wireless', 1), [
    'version 1',
    'key-descriptor rsn',
    'key-version 2',
    'role supplicant',
    'group-cipher ccmp-128',
    'cipher ccmp-128',
    'key-management psk',
  ])
  assert.ok(facts('wireless', 2).includes('cipher tkip'))
})

test('a length beyond the frame is odd; what is there is read', () => {
  assert.deepEqual(said('hostile', 0).oddities, ['eapol.length'])
  assert.ok(facts('hostile', 0).includes('identity present'))
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => dissectFrame(eapol, payload), Object.values(fixtures).flat()))
