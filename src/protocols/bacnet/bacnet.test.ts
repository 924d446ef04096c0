import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, hex, u16 } from '../../../test/bytes.ts'
import { dissectDatagram, dissectFrame, type Said } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { bacnet } from './bacnet.ts'
import {
  done,
  fixtures,
  from,
  iAm,
  link,
  plain,
  properties,
  readAnswer,
  request,
  result,
  text,
  toStation,
  unconfirmed,
  unsigned,
} from './fixtures/make.ts'

type Given = Parameters<typeof dissectDatagram>[2]
const show = (payload: Uint8Array, given?: Given) => dissectDatagram(bacnet, payload, given)
const say = (npdu: Uint8Array, given?: Given) => show(link(0x0a, npdu), given)!
const facts = (said: Said | null) => said?.observed.map((o) => `${o.about} ${o.field.slice(7)} ${o.value}`)

/** All payloads of a fixture in one conversation. */
function talk(name: string): Said[] {
  const memory = new Map<string, unknown>()
  return fixtures[name]!.map((frame) => show(payloadOf(frame), { memory })!)
}

test('I-Am tells instance, sizes and vendor', () => {
  assert.deepEqual(facts(say(plain(iAm(4711, 555)))), [
    'sender service i-am',
    'sender device-instance 4711',
    'sender max-apdu 1476',
    'sender segmentation both',
    'sender vendor-id 555',
  ])
})

test('answers about the Device object tell what it is; its description is only matched', () => {
  const said = say(plain(result(1, 14, properties(4711))))
  for (const fact of [
    'sender vendor-name Acme Building Controls',
    'sender vendor-id 555',
    'sender model-name AC-4000 Field Controller',
    'sender firmware-revision 4.2.1.118',
    'sender application-software AHU-Program 1.7',
    'sender object-name NAE-WARD3-AHU1',
    'sender location Level 3, plant room',
    'sender serial-number AC4-0012345',
    'sender protocol-revision 14',
    'sender answers read-property-multiple',
  ])
    assert.ok(facts(said)!.includes(fact), fact)
  assert.deepEqual(said.matched, [
    { about: 'sender', field: 'bacnet.description', text: 'Serves operating theatres' },
  ])
  assert.deepEqual(said.oddities, [])
})

test('names come in several character sets', () => {
  const named = (value: Uint8Array) => facts(say(plain(readAnswer(1, 5, 77, value))))!.at(-1)
  for (const set of [0, 4, 5]) assert.equal(named(text('Étage 3', set)), 'sender object-name Étage 3')
  assert.equal(named(hex('75 05 00 41 42 43 00')), 'sender object-name ABC')
})

test('properties of other objects, parts of lists and values of another kind tell nothing', () => {
  const other = bytes(hex('0c 00000003 19 4d 3e'), text('Supply air'), hex('3f'))
  const element = bytes(hex('0c 02000005 19 4d 29 01 3e'), text('x'), hex('3f'))
  const number = readAnswer(1, 5, 70, hex('44 41 a0 00 00'))
  assert.deepEqual(facts(say(plain(result(1, 12, other)))), ['sender answers read-property'])
  assert.equal(facts(say(plain(result(1, 12, element))))!.at(-1), 'sender device-instance 5')
  assert.equal(facts(say(plain(number)))!.at(-1), 'sender device-instance 5')
})

test('whoever speaks behind a router is a device of its own, and the router is told of', () => {
  assert.deepEqual(facts(say(from(21, hex('1a'), iAm(2101, 62))))?.slice(0, 4), [
    'sender network 21',
    'sender > bacnet:21/1a behind 21/1a',
    'sender > bacnet:21/1a service i-am',
    'sender > bacnet:21/1a device-instance 2101',
  ])
})

test('a station of another network over IP is known by its address', () => {
  const told = facts(say(from(1, hex('0a2f0807 bac0'), iAm(7, 5))))
  assert.ok(told!.includes('10.47.8.7 device-instance 7'))
  assert.ok(
    facts(say(from(1, hex('0200 00ba c077'), iAm(7, 5))))!.includes(
      'sender > bacnet:1/020000bac077 vendor-id 5',
    ),
  )
})

test('a device not yet set up has no instance', () => {
  assert.ok(!facts(say(plain(iAm(4_194_303, 24))))!.some((fact) => fact.includes('instance')))
})

test('who passes on is not who speaks: a forwarded message is about its first sender', () => {
  const said = show(link(4, hex('0a2f093c bac0'), plain(iAm(31, 8))))
  assert.deepEqual(facts(said)?.slice(0, 3), [
    'sender forwards broadcasts',
    '10.47.9.60 service i-am',
    '10.47.9.60 device-instance 31',
  ])
  assert.ok(said!.observed.slice(1).every((o) => o.self === true))
})

test('an answer in segments is put together, also when one is sent twice', () => {
  const [, first, , last] = talk('segmented')
  assert.deepEqual(facts(first!), [])
  assert.ok(facts(last!)!.includes('sender model-name AC-4000 Field Controller'))
  const memory = new Map<string, unknown>()
  const payloads = fixtures.segmented!.map(payloadOf)
  const all = [1, 1, 3].map((n) => show(payloads[n]!, { memory }))
  assert.ok(facts(all[2]!)!.includes('sender serial-number AC4-0012345'))
})

test('who writes and commands is told, and whether it was carried out', () => {
  const said = talk('writes-and-commands')
  const told = said.flatMap((s) => facts(s)!)
  for (const fact of [
    'sender writes write-property',
    'sender accepted write-property for 10.0.0.2',
    'sender controls reinitialize-device warmstart with password',
    'sender accepted reinitialize-device for 10.0.0.2',
    'sender controls device-communication-control disable without password',
    'sender controls time-synchronization',
    'sender private-vendor 555',
  ])
    assert.ok(told.includes(fact), fact)
  assert.equal(told.filter((fact) => fact.includes('accepted')).length, 2)
  assert.deepEqual(
    said.flatMap((s) => s.credentials),
    [{ user: null, password: 'filister', accepted: null }],
  )
  assert.ok(!JSON.stringify(said.flatMap((s) => s.observed)).includes('filister'))
})

test('a write to a station behind a router names the station it was done for', () => {
  const said = say(toStation(21, hex('1a'), done(4, 15)))
  assert.ok(facts(said)!.includes('sender accepted write-property for 10.0.0.2 21/1a'))
})

test('broadcast managers tell their peers and whom they took in', () => {
  const told = talk('broadcast-management').flatMap((s) => facts(s)!)
  for (const fact of [
    'sender foreign-device for 300 seconds',
    'sender foreign-device-accepted 10.0.0.2',
    'sender broadcast-peer 10.47.9.1',
    'sender foreign-device-entry 10.47.8.5',
    'sender broadcast-table-written 10.0.0.2',
    'sender accepted write-broadcast-table for 10.0.0.2',
  ])
    assert.ok(told.includes(fact), fact)
})

test('a refused registration is not told as accepted', () => {
  const memory = new Map<string, unknown>()
  show(link(5, u16(60)), { memory })
  assert.deepEqual(facts(show(link(0, u16(0x30)), { memory })), [])
})

test('routers tell which networks they lead to', () => {
  assert.deepEqual(facts(say(hex('01 80 01 0015 0016'))), [
    'sender network-message i-am-router-to-network',
    'sender network 21',
    'sender network 22',
  ])
  assert.deepEqual(facts(say(hex('01 80 07 01 0017 01 00'))), [
    'sender network-message initialize-routing-table-ack',
    'sender network 23',
  ])
})

test('a device without an instance says who it is', () => {
  const said = say(plain(unconfirmed(13, unsigned(8), text('DSC-1616'), text('00B1'))))
  assert.deepEqual(facts(said)?.slice(1), [
    'sender vendor-id 8',
    'sender model-name DSC-1616',
    'sender serial-number 00B1',
  ])
})

test('over Ethernet and IPv6 the same is told', () => {
  const [announcement, reply] = fixtures['over-ethernet']!.map((f) => dissectFrame(bacnet, payloadOf(f)))
  assert.ok(facts(announcement!)!.includes('sender device-instance 77'))
  assert.ok(facts(reply!)!.includes('sender model-name XL-15 Controller'))
  assert.ok(facts(show(payloadOf(fixtures['over-ipv6']![0]!)))!.includes('sender vendor-id 5'))
})

test('the one who is asked serves', () => {
  assert.equal(say(plain(request(1, 12))).server, 'receiver')
  assert.equal(say(plain(done(1, 15))).server, 'sender')
  assert.equal(show(link(0x0b, plain(iAm(1, 2))), { toMany: true })!.server, null)
})

test('other protocols, wrong lengths and wrong versions are declined', () => {
  assert.equal(show(payloadOf(fixtures['wrong-protocol']![0]!)), null)
  assert.equal(show(bytes(link(0x0a, plain(iAm(1, 2))), 0)), null)
  assert.equal(show(link(0x0a, hex('02 00 10 08'))), null)
  assert.equal(show(link(0x20, hex('01 00 10 08'))), null)
})

test('an answer cut short keeps what came before, and is odd', () => {
  const said = show(payloadOf(fixtures['cut-short']![0]!))!
  assert.ok(facts(said)!.includes('sender vendor-name Acme Building Controls'))
  assert.deepEqual(said.oddities, ['bacnet.answer'])
  const whole = plain(result(1, 14, properties(4711)))
  for (let n = 0; n < whole.length; n++) show(link(0x0a, whole.subarray(0, n)))
})

test('segments of any order and size never grow without bound', () => {
  const segment = fc.tuple(fc.nat(6), fc.nat(255), fc.boolean(), fc.uint8Array({ maxLength: 300 }))
  fc.assert(
    fc.property(fc.array(segment, { maxLength: 40 }), (segments) => {
      const memory = new Map<string, unknown>()
      for (const [invoke, sequence, more, body] of segments)
        show(link(0x0a, plain(bytes(more ? 0x3c : 0x38, invoke, sequence, 4, 14, body))), { memory })
    }),
    { numRuns: 60 },
  )
})

test('no bytes make it throw', () => {
  assertSurvives((payload) => show(payload), Object.values(fixtures).flat())
  assertSurvives((payload) => dissectFrame(bacnet, payload), fixtures['over-ethernet']!)
})
