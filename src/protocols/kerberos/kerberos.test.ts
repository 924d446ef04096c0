import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { apRequest, error, fixtures, framed, logon, reply, request, service } from './fixtures/make.ts'
import { kerberos, reportTicket } from './kerberos.ts'

const show = (payload: Uint8Array, at = 1_767_225_600): Said => dissectDatagram(kerberos, payload, { at })!
const factsOf = (said: Said) => said.observed.map((o) => `${o.about} ${o.field} ${o.value}`)

test('a computer that logs on tells its account, NetBIOS name, realm and encryption types', () => {
  const facts = factsOf(show(logon[0]))
  for (const fact of [
    'sender kerberos.computer CT-ROOM-2$',
    'sender kerberos.netbios-name CT-ROOM-2',
    'sender kerberos.realm CLINIC.EXAMPLE',
    'sender kerberos.etypes-offered 18,17,23,24,-135',
    'sender kerberos.preauth 128',
    'sender kerberos.till 20370913024805Z',
    'receiver kerberos.role kdc',
  ])
    assert.ok(facts.includes(fact), fact)
})

test('an error tells the code, the clock of the KDC and what it accepts', () => {
  const facts = factsOf(show(logon[1]))
  for (const fact of [
    'receiver kerberos.error 25',
    'sender kerberos.clock-offset 90',
    'sender kerberos.etypes-accepted 18,23',
    'sender kerberos.preauth-accepted 19,2,16',
  ])
    assert.ok(facts.includes(fact), fact)
})

test('a ticket request names the service, the reply its encryption type', () => {
  assert.ok(
    factsOf(show(service[0])).includes('sender kerberos.service-requested cifs/pacs-archive.clinic.example'),
  )
  assert.ok(factsOf(show(service[1])).includes('sender kerberos.ticket-etype 23'))
})

test('names of people are not kept', () => {
  const all = [
    show(request(10, { client: ['jane.doe'], service: ['krbtgt', 'R'], etypes: [23], padata: [] })),
    show(request(12, { service: ['jane.doe'], etypes: [23], padata: [] })),
    show(reply(11, ['jane.doe'], ['krbtgt', 'R'], 18, 18)),
    show(logon[1]),
  ]
  assert.ok(!JSON.stringify(all).includes('jane'))
})

test('a request without pre-authentication data says so', () => {
  const said = show(request(10, { client: ['x'], service: ['krbtgt', 'R'], etypes: [23], padata: [] }))
  assert.ok(factsOf(said).includes('sender kerberos.preauth none'))
})

test('over TCP each message stands behind its length, however the bytes arrive', () => {
  const messages = [
    ['client', framed(logon[0])],
    ['server', framed(logon[2])],
    ['client', framed(service[0])],
  ] as const
  const whole = dissectStream(kerberos, messages)!
  assert.ok(factsOf(whole).includes('client kerberos.computer CT-ROOM-2$'))
  assert.ok(factsOf(whole).includes('server kerberos.etype 18'))
  for (const step of [1, 9])
    assert.deepEqual(dissectStream(kerberos, messages, step)!.observed, whole.observed)
})

test('the ticket in another protocol names the service it is for', () => {
  const seen: string[] = []
  const to = {
    observe: (about: string, field: string, value: unknown) => seen.push(`${about} ${field} ${value}`),
  }
  assert.ok(reportTicket(to as never, apRequest('ldap', 'dc-1.clinic.example'), 'server'))
  assert.ok(seen.includes('server kerberos.service ldap/dc-1.clinic.example'))
})

test('SNMP, LDAP and lengths without a message are declined', () => {
  for (const payload of [bytes(0x30, 0x26, 2, 1, 1, 4), bytes(0x6a, 0x05, 0x30, 3, 2, 1, 5), zeros(40)])
    assert.equal(dissectDatagram(kerberos, payload), null)
  assert.equal(dissectStream(kerberos, [['client', bytes(0, 0, 0, 60, 0x30, zeros(60))]]), null)
})

test('a length that cannot be ends the session', () => {
  const said = dissectStream(kerberos, [
    ['client', bytes(framed(error(6, 'x')), 0x7f, 255, 255, 255, zeros(20))],
  ])!
  assert.deepEqual(said.oddities, ['kerberos.length'])
  assert.ok(said.done)
})

test('no bytes make it throw', () => {
  assertSurvives(
    (payload) => dissectDatagram(kerberos, payload),
    [...fixtures['computer-logon']!.slice(0, 2), ...fixtures['old-client']!],
  )
  assertSurvives(
    (payload) => dissectStream(kerberos, [['client', framed(payload)]]),
    fixtures['computer-logon']!.slice(0, 2),
  )
})
