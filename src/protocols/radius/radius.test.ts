import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { attribute, fixtures, packet } from './fixtures/make.ts'
import { radius } from './radius.ts'

const ENDPOINT = '02:10:20:00:00:c1'
const sender = { mac: '02:10:30:00:00:01' as Mac, ip: '10.0.1.3' as Ip, port: 1645 }
const show = (payload: Uint8Array) => dissectDatagram(radius, payload, { sender })
const said = (name: string, i = 0) => show(payloadOf(fixtures[name]![i]!))!
const facts = (name: string, i = 0) =>
  said(name, i).observed.map(
    (o) => `${o.about === 'sender' ? 'nas' : o.about} ${o.field.slice(7)} ${o.value}`,
  )

test('a request places its endpoint at a port of the access server', () => {
  assert.deepEqual(facts('mac-authentication'), [
    'nas client access',
    'nas identifier sw-ward-3',
    `${ENDPOINT} user ${ENDPOINT}`,
    `${ENDPOINT} mac-authentication yes`,
    `${ENDPOINT} auth-method pap`,
    `${ENDPOINT} nas-ip 10.0.1.3`,
    `${ENDPOINT} nas-identifier sw-ward-3`,
    `${ENDPOINT} nas-port 50117`,
    `${ENDPOINT} nas-port-type ethernet`,
    `${ENDPOINT} nas-port-id GigabitEthernet1/0/17`,
    `${ENDPOINT} called-station-id 02-10-30-00-00-11`,
  ])
})

test('accounting tells the address of the endpoint, and what the switch heard it say', () => {
  const accounting = facts('mac-authentication', 2)
  for (const fact of [
    'framed-ip 10.20.0.193',
    'dhcp-hostname PUMP-00C1',
    'dhcp-vendor-class ACME PUMP/4.1',
    'dhcp-parameter-request-list 1,3,6,15',
    'cdp-platform Example Phone 8800',
    'lldp-system-description Example pump version 4.1',
  ])
    assert.ok(accounting.includes(`${ENDPOINT} ${fact}`), fact)
})

test('a wireless endpoint is placed at its access point and network, with its EAP method', () => {
  const station = facts('wireless').filter((f) => f.startsWith('02:10:20:00:00:c2'))
  assert.deepEqual(station, [
    '02:10:20:00:00:c2 user host/pump-00c2.hospital.example',
    '02:10:20:00:00:c2 auth-method eap-tls',
    '02:10:20:00:00:c2 nas-port-type wireless-802.11',
    '02:10:20:00:00:c2 called-station-id 02-10-30-AA-00-10:MEDICAL',
    '02:10:20:00:00:c2 access-point 02:10:30:aa:00:10',
    '02:10:20:00:00:c2 ssid MEDICAL',
  ])
})

test('neither the name of a person nor a password is kept', () => {
  const all = JSON.stringify(said('person'))
  assert.ok(!all.includes('doe') && !all.includes('secret'))
  assert.ok(facts('person').includes('02:10:20:00:00:c3 identity present'))
})

test('a request or answer without Message-Authenticator is noted', () => {
  assert.ok(facts('person').includes('nas message-authenticator absent'))
  assert.ok(facts('mac-authentication', 1).includes('nas message-authenticator absent'))
  assert.ok(!facts('mac-authentication').some((f) => f.includes('message-authenticator')))
})

test('a telephone number is no endpoint', () => {
  const call = show(packet(1, attribute(1, 'x'), attribute(31, '493012345678')))!
  assert.deepEqual(
    call.observed.map((o) => o.about),
    ['sender', 'sender'],
  )
})

test('what is passed on by a proxy names the access server by its own address', () => {
  const proxied = dissectDatagram(radius, payloadOf(fixtures['mac-authentication']![0]!))!
  assert.equal(proxied.observed.find((o) => o.field === 'radius.identifier')?.about, '10.0.1.3')
})

test('attributes that do not fill the stated length are declined', () => {
  assert.equal(show(payloadOf(fixtures.wrong![0]!)), null)
  assert.equal(show(payloadOf(fixtures.short![0]!)), null)
  assert.equal(show(payloadOf(fixtures.hostile![1]!)), null)
})

test('no bytes make it throw', () =>
  assertSurvives((payload) => show(payload), Object.values(fixtures).flat()))
