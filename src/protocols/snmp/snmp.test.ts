import assert from 'node:assert/strict'
import { test } from 'node:test'
import { der, int, octets, oid } from '../../../test/asn1-bytes.ts'
import { bytes, hex } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { readEngineId } from './engine-id.ts'
import {
  fixtures,
  macEngine,
  message,
  nothing,
  oldTrap,
  pdu,
  scoped,
  secure,
  ticks,
  variable,
} from './fixtures/make.ts'
import { OBJECTS } from './objects.ts'
import { snmp } from './snmp.ts'

type Given = Parameters<typeof dissectDatagram>[2]
const agent: Given = { sender: { port: 161 }, receiver: { port: 50000 } }
const show = (payload: Uint8Array, given: Given = agent) => dissectDatagram(snmp, payload, given)
const facts = (said: ReturnType<typeof show>) =>
  said?.observed
    .filter((o) => !/^snmp\.(version|pdu|answered|answered-level)$/.test(o.field))
    .map((o) => [o.field, o.value])
const answer = (...variables: Uint8Array[]) =>
  show(message(1, 'public', pdu(2, 1, 0, ...variables)), { ...agent, at: 1_767_225_600 })
const one = (name: string, value: Uint8Array) => facts(answer(variable(name, value)))
const mib2 = '1.3.6.1.2.1.'

test('the system group tells description, identifier, name and place', () => {
  assert.deepEqual(one(`${mib2}1.1.0`, octets('Acme 4')), [['snmp.sys-descr', 'Acme 4']])
  assert.deepEqual(one(`${mib2}1.2.0`, oid('1.3.6.1.4.1.9.1.1208')), [
    ['snmp.sys-object-id', '1.3.6.1.4.1.9.1.1208'],
  ])
  assert.deepEqual(one(`${mib2}1.5.0`, octets('gw')), [['snmp.sys-name', 'gw']])
  assert.deepEqual(one(`${mib2}1.7.0`, int(72)), [['snmp.sys-services', '72']])
})

test('a contact is noted, its text is not', () => {
  assert.deepEqual(one(`${mib2}1.4.0`, octets('Jane Doe')), [['snmp.sys-contact', 'filled in']])
  assert.deepEqual(one(`${mib2}1.4.0`, octets('')), [])
})

test('uptime gives the time of the start, also without a zero before the highest bit', () => {
  assert.deepEqual(one(`${mib2}1.3.0`, ticks(8_640_000)), [['snmp.boot-time', '2025-12-31T00:00Z']])
  assert.deepEqual(one(`${mib2}1.3.0`, der(0x43, hex('83d600'))), [['snmp.boot-time', '2025-12-31T00:00Z']])
})

test('the chassis and its parts are told apart', () => {
  const column = `${mib2}47.1.1.1.1.11`
  assert.deepEqual(one(`${column}.1`, octets('S1')), [['snmp.entity-serial', 'S1']])
  assert.deepEqual(one(`${column}.1001`, octets('S2')), [['snmp.entity-serial', 'S2']])
  assert.deepEqual(one(`${column}.22`, octets('S3')), [['snmp.part-serial', 'S3']])
})

test('control characters before a serial number are dropped', () => {
  const said = one('1.3.6.1.4.1.11.2.3.9.4.2.1.1.3.3.0', octets(bytes(1, 21, 'CN42')))
  assert.deepEqual(said, [
    ['snmp.vendor-serial', 'CN42'],
    ['snmp.mib-enterprise', '11'],
  ])
})

test('an interface address is a MAC, unless it is none', () => {
  assert.deepEqual(one(`${mib2}2.2.1.6.3`, octets(hex('020000000a0b'))), [
    ['snmp.if-phys-address', '02:00:00:00:0a:0b'],
  ])
  assert.deepEqual(one(`${mib2}2.2.1.6.3`, octets(hex('000000000000'))), [])
  assert.deepEqual(one(`${mib2}2.2.1.6.3`, octets('')), [])
})

test('objects the agent does not have say nothing', () => {
  for (const tag of [0x80, 0x81, 0x82, 5])
    assert.deepEqual(one('1.3.6.1.4.1.318.1.1.1.1.1.1.0', der(tag)), [])
})

test('a community is a login: tried in a request, let in by a response', () => {
  const request = show(message(0, 'sesame', pdu(0, 1, 0, variable(`${mib2}1.1.0`, nothing))))
  assert.deepEqual(request?.credentials, [{ user: null, password: 'sesame', accepted: null }])
  assert.equal(request?.server, 'receiver')
  const response = show(message(0, 'sesame', pdu(2, 1, 2)))
  assert.deepEqual(response?.credentials, [{ user: null, password: 'sesame', accepted: true }])
  assert.equal(response?.server, 'sender')
  assert.doesNotMatch(JSON.stringify([request?.observed, response?.observed]), /sesame/)
})

test('a set is accepted by the response to it, without error', () => {
  for (const [id, error, accepted] of [
    [7, 0, true],
    [7, 17, false],
    [8, 0, false],
  ] as const) {
    const memory = new Map<string, unknown>()
    show(message(1, 'x', pdu(3, 7, 0, variable(`${mib2}1.6.0`, octets('a')))), { memory })
    const said = show(message(1, 'x', pdu(2, id, error)), { ...agent, memory })
    assert.equal(
      said?.observed.some((o) => o.field === 'snmp.write-accepted'),
      accepted,
    )
  }
})

test('what confirms an inform repeats facts of somebody else', () => {
  const memory = new Map<string, unknown>()
  const name = variable(`${mib2}1.5.0`, octets('pump'))
  const inform = show(message(1, 'x', pdu(6, 9, 0, name)), { memory })
  assert.deepEqual(facts(inform), [['snmp.sys-name', 'pump']])
  assert.deepEqual(facts(show(message(1, 'x', pdu(2, 9, 0, name)), { memory })), [])
})

test('a trap handed on is about the device that raised it', () => {
  const trap = oldTrap('1.3.6.1.4.1.32473.1', '10.9.9.9', 3, variable(`${mib2}1.5.0`, octets('pump')))
  const said = show(message(0, 'public', trap))
  assert.deepEqual(
    said?.observed.filter((o) => o.about === '10.9.9.9').map((o) => o.field),
    ['snmp.trap-enterprise', 'snmp.trap-type', 'snmp.sys-name'],
  )
  const own = show(message(0, 'public', trap), { sender: { ip: '10.9.9.9' as Ip } })
  assert.deepEqual([...new Set(own?.observed.map((o) => o.about))], ['sender'])
  assert.deepEqual(own?.credentials, [])
})

test('the engine is the sender of answers and traps, the receiver of requests', () => {
  for (const [flags, about, self] of [
    [3, 'sender', true],
    [7, 'receiver', false],
  ] as const) {
    const said = show(secure(flags, macEngine, 'u', bytes('x'.repeat(12)), octets('sealed')))
    assert.deepEqual(
      said?.observed.find((o) => o.field === 'snmp.engine-mac'),
      {
        about,
        field: 'snmp.engine-mac',
        value: '02:00:00:01:61:02',
        self,
      },
    )
  }
})

test('version 3 shows its level of security, and never the user', () => {
  const said = show(secure(1, macEngine, 'watch', bytes('x'.repeat(24)), scoped(macEngine, pdu(2, 1, 0))))
  assert.ok(facts(said)?.some(([field, value]) => field === 'snmp.security-level' && value === 'authNoPriv'))
  assert.ok(facts(said)?.some(([field, value]) => field === 'snmp.auth-code-length' && value === '24'))
  assert.doesNotMatch(JSON.stringify(said), /watch/)
})

test('discovery and reports tell no level of security', () => {
  const fields = (payload: Uint8Array) => show(payload)?.observed.map((o) => o.field)
  assert.ok(
    !fields(secure(4, bytes(), '', bytes(), scoped(bytes(), pdu(0, 1, 0))))?.includes('snmp.security-level'),
  )
  assert.ok(
    !fields(secure(0, macEngine, 'u', bytes(), scoped(macEngine, pdu(8, 1, 0))))?.includes(
      'snmp.security-level',
    ),
  )
  assert.ok(
    fields(secure(4, macEngine, 'u', bytes(), scoped(macEngine, pdu(0, 1, 0))))?.includes(
      'snmp.security-level',
    ),
  )
})

test('a report says why a message was refused', () => {
  const body = scoped(macEngine, pdu(8, 1, 0, variable('1.3.6.1.6.3.15.1.1.5.0', int(3, 0x41))))
  assert.ok(
    facts(show(secure(0, macEngine, '', bytes(), body)))?.some(([, value]) => value === 'wrongDigests'),
  )
})

for (const [engine, expected] of [
  ['80007ed9 01 0a010203', { format: 1, ip: '10.1.2.3' }],
  ['80007ed9 02 fe800000000000000000000000000001', { format: 2, ip: 'fe80::1' }],
  ['80007ed9 03 020000016102', { format: 3, mac: '02:00:00:01:61:02' }],
  ['80007ed9 04 6d6734', { format: 4, text: 'mg4' }],
  ['00007ed9 0102030405060708', { format: null }],
] as const)
  test(`engine identifier ${engine} is read`, () => {
    assert.deepEqual(readEngineId(hex(engine)), {
      enterprise: 32473,
      mac: null,
      ip: null,
      text: null,
      ...expected,
    })
  })

test('a Cisco engine has an octet of its own in front of its address', () =>
  assert.equal(readEngineId(hex('80000009 03 00 aabbcc000100'))?.mac, 'aa:bb:cc:00:01:00'))

test('every column of the table is written as one, and once', () => {
  for (const column of OBJECTS.keys()) assert.match(column, /^1\.[03](\.\d+)+$/)
})

test('what was cut off keeps what stands before the cut', () => {
  const whole = message(
    1,
    'public',
    pdu(
      2,
      1,
      0,
      variable(`${mib2}1.1.0`, octets('Acme 4')),
      variable(`${mib2}1.5.0`, octets('gw-long-name')),
    ),
  )
  const said = show(whole.subarray(0, whole.length - 5))
  assert.deepEqual(facts(said), [['snmp.sys-descr', 'Acme 4']])
  assert.deepEqual(said?.oddities, ['snmp.malformed'])
})

test('sequences that are no SNMP are not mine', () => {
  assert.equal(show(hex('300c020101600702010304008000ff')), null)
  assert.equal(show(bytes('0', 'x'.repeat(40))), null)
})

test('hostile bytes are survived', () => {
  assertSurvives((payload) => show(payload), Object.values(fixtures).flat())
})
