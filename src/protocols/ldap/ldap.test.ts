import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { NTLMSSP_OID, negotiate, negTokenInit } from '../../../test/ntlm-bytes.ts'
import {
  controller,
  entry,
  extended,
  fixtures,
  message,
  open,
  ping,
  pong,
  result,
  saslBind,
  search,
  simpleBind,
  upgrade,
} from './fixtures/make.ts'
import { ldap } from './ldap.ts'

type Messages = typeof controller
const play = (messages: Messages, step?: number): Said => dissectStream(ldap, messages, step)!
const factsOf = (said: Said) => said.observed.map((o) => `${o.about} ${o.field} ${o.value}`)

test('the root DSE of a controller tells host, domain, mechanisms, functional levels', () => {
  const facts = factsOf(play(controller))
  for (const fact of [
    'server ldap.dns-host-name dc-1.clinic.example',
    'server ldap.default-naming-context DC=clinic,DC=example',
    'server ldap.sasl-mechanisms GSSAPI,GSS-SPNEGO,EXTERNAL,DIGEST-MD5',
    'server ldap.domain-functionality 7',
    'server ldap.global-catalog TRUE',
  ])
    assert.ok(facts.includes(fact), fact)
})

test('an LDAP ping names the client, its answer controller, domain and sites', () => {
  const asked = dissectDatagram(ldap, ping)!
  assert.ok(factsOf(asked).includes('sender ldap.client-host CT-ROOM-2'))
  assert.equal(asked.server, 'receiver')
  const answered = factsOf(dissectDatagram(ldap, pong)!)
  for (const fact of [
    'sender ldap.dc-host dc-1.clinic.example',
    'sender ldap.dc-netbios-name DC-1',
    'sender ldap.domain clinic.example',
    'sender ldap.site Main-Building',
    'receiver ldap.client-site Radiology-Wing',
    'sender ldap.dc-flags 0001f3fd',
  ])
    assert.ok(answered.includes(fact), fact)
})

test('a simple bind is a credential with its verdict; name and password stand nowhere else', () => {
  const said = play(open)
  assert.deepEqual(said.credentials, [
    { user: 'cn=jane doe,ou=staff,dc=clinic,dc=example', password: 'marked-secret', accepted: true },
  ])
  assert.ok(factsOf(said).includes('server ldap.bind-accepted simple'))
  assert.ok(!/jane|marked|jdoe/.test(JSON.stringify(said.observed)))
})

test('an empty password is an anonymous bind and no credential', () => {
  const said = play([
    ['client', message(1, simpleBind('', ''))],
    ['server', message(1, result(0x61, 0))],
  ])
  assert.deepEqual(said.credentials, [])
  assert.ok(factsOf(said).includes('server ldap.bind-accepted anonymous'))
})

test('a refused bind is told of the client', () => {
  const said = play([
    ['client', message(1, simpleBind('cn=x', 'y'))],
    ['server', message(1, result(0x61, 49))],
  ])
  assert.ok(factsOf(said).includes('client ldap.bind-result 49'))
  assert.equal(said.credentials[0]?.accepted, false)
})

test('SASL PLAIN is a clear login, GSS-SPNEGO carries NTLMSSP', () => {
  const plain = play([
    ['client', message(1, saslBind('PLAIN', bytes('\0biomed\0secret')))],
    ['server', message(1, result(0x61, 0))],
  ])
  assert.deepEqual(plain.credentials, [{ user: 'biomed', password: 'secret', accepted: true }])
  const token = negTokenInit([NTLMSSP_OID], negotiate({ workstation: 'CART-9' }))
  const spnego = factsOf(play([['client', message(1, saslBind('GSS-SPNEGO', token))]]))
  assert.ok(spnego.includes('client ldap.bind GSS-SPNEGO'))
  assert.ok(spnego.includes('client ntlmssp.workstation CART-9'))
})

test('StartTLS hands over behind the answer that accepts it, and not before', () => {
  const said = play(upgrade)
  assert.ok(said.handedOver)
  assert.ok(factsOf(said).includes('server ldap.start-tls accepted'))
  const refused = play([upgrade[0]!, ['server', message(1, result(0x78, 2))]])
  assert.equal(refused.handedOver, false)
  assert.equal(play([['client', message(1, extended('1.2.3'))], upgrade[1]!]).handedOver, false)
})

test('sealed messages behind a SASL bind are no oddity', () => {
  const said = play([
    ['client', message(1, saslBind('GSSAPI', zeros(4)))],
    ['server', message(1, result(0x61, 0))],
    ['client', bytes(0, 0, 0, 60, zeros(60))],
  ])
  assert.ok(said.done)
  assert.deepEqual(said.oddities, [])
})

test('entries of the directory are skipped, long ones without holding them', () => {
  const person = message(2, entry('cn=jane', { photo: [zeros(60_000)], dnsHostName: ['x'] }))
  const said = play(
    [
      ['client', message(2, search('dc=x', bytes(0x87, 2, 'cn'), 'cn'))],
      ['server', person],
      ['server', message(2, result(0x65, 0))],
    ],
    1460,
  )
  assert.deepEqual(said.observed, [])
  assert.deepEqual(said.oddities, [])
})

test('SNMP and Kerberos are declined', () => {
  for (const payload of [
    bytes(0x30, 0x0a, 2, 1, 0, 4, 5, 'hello'),
    bytes(0x6a, 3, 2, 1, 5),
    bytes(0x30, 3, 2, 1, 5),
  ])
    assert.equal(dissectDatagram(ldap, payload), null)
})

test('how the bytes arrive does not change what is learned', () => {
  for (const messages of [controller, open, upgrade])
    for (const step of [1, 11]) assert.deepEqual(play(messages, step).observed, play(messages).observed)
})

test('no bytes make it throw', () => {
  assertSurvives(
    (payload) => dissectDatagram(ldap, payload),
    [...fixtures['domain-controller']!.slice(0, 2), ...fixtures.hostile!.slice(0, 1)],
  )
  const seeds = [...controller, ...open, ...upgrade].map(([, m]) => bytes(zeros(12), 0x08, 0x06, m))
  assertSurvives(
    (payload) =>
      dissectStream(ldap, [
        ['client', message(1, simpleBind('a', 'b'))],
        ['server', payload],
      ]),
    seeds,
  )
})
