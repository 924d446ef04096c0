import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dnsMessage, question } from '../../../test/dns-bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { netbiosName, netbiosOctets } from '../../../test/netbios-bytes.ts'
import type { Ip } from '../../model/ip.ts'
import { fixtures, registration } from './fixtures/make.ts'
import { nbns } from './nbns.ts'
import { decodeHalfAscii, meaningOf, nameFrom } from './netbios-name.ts'

const SELF = '10.20.0.51' as Ip
const show = (payload: Uint8Array, toMany = false) =>
  dissectDatagram(nbns, payload, { sender: { ip: SELF }, toMany })
const facts = (payload: Uint8Array) => show(payload)!.observed.map((o) => [o.about, o.field, o.value])
const half = (name: string, suffix: number) =>
  Buffer.from(netbiosName(name, suffix).subarray(1, 33)).toString()

test('half-ASCII decodes to name and suffix', () =>
  assert.deepEqual(decodeHalfAscii(half('VIEW-51', 0x20)), { name: 'VIEW-51', suffix: 0x20 }))

test('other labels are no NetBIOS names', () => {
  assert.equal(decodeHalfAscii('VIEW-51'), null)
  assert.equal(decodeHalfAscii('Z'.repeat(32)), null)
})

for (const [name, suffix, group, meaning] of [
  ['HOST', 0x00, false, { role: 'workstation', host: 'HOST', workgroup: null }],
  ['WARD', 0x00, true, { role: null, host: null, workgroup: 'WARD' }],
  ['HOST', 0x20, false, { role: 'file-server', host: 'HOST', workgroup: null }],
  ['DOM', 0x1b, false, { role: 'domain-master-browser', host: null, workgroup: 'DOM' }],
  ['DOM', 0x1c, true, { role: 'domain-controller', host: null, workgroup: 'DOM' }],
  ['WARD', 0x1d, false, { role: 'master-browser', host: null, workgroup: 'WARD' }],
  ['JANE.DOE', 0x03, false, { role: null, host: null, workgroup: null }],
  ['INet~Services', 0x1c, true, { role: 'web-server', host: null, workgroup: null }],
] as const)
  test(`${group ? 'group' : 'unique'} ${name}<${suffix.toString(16)}> is read right`, () =>
    assert.deepEqual(meaningOf(nameFrom(netbiosOctets(name, suffix)), group), meaning))

test('a registration names the sender', () =>
  assert.deepEqual(facts(registration('VIEW-51', 0x00, 0, SELF)), [
    ['sender', 'nbns.name', 'VIEW-51'],
    ['sender', 'nbns.role', 'workstation'],
  ]))

test('a registration for another address names that address', () =>
  assert.deepEqual(facts(registration('RADIOLOGY', 0x00, 0x8000, '10.20.0.9')), [
    ['10.20.0.9', 'nbns.workgroup', 'RADIOLOGY'],
  ]))

test('a node status answer gives the name table and the MAC, and no person', () =>
  assert.deepEqual(facts(payloadOf(fixtures.status![1]!)), [
    ['sender', 'nbns.name', 'VIEW-51'],
    ['sender', 'nbns.role', 'workstation'],
    ['sender', 'nbns.workgroup', 'RADIOLOGY'],
    ['sender', 'nbns.name', 'VIEW-51'],
    ['sender', 'nbns.role', 'file-server'],
    ['sender', 'nbns.workgroup', 'RADIOLOGY'],
    ['sender', 'nbns.role', 'browser'],
    ['sender', 'nbns.role', 'master-browser'],
    ['sender', 'nbns.role', 'web-server'],
    ['sender', 'nbns.mac', '02:10:20:00:00:51'],
  ]))

test('a query tells the name looked for with its suffix', () =>
  assert.deepEqual(facts(dnsMessage(0x0110, { questions: [question(netbiosName('WPAD', 0), 0x20)] })), [
    ['sender', 'nbns.query', 'WPAD<00>'],
  ]))

test('a name server’s answer names other hosts', () =>
  assert.deepEqual(facts(payloadOf(fixtures.lookups![3]!)), [
    ['sender', 'nbns.server', 'wins'],
    ...['10.20.0.10', '10.20.0.11'].flatMap((address) => [
      [address, 'nbns.workgroup', 'RADIOLOGY'],
      [address, 'nbns.role', 'domain-controller'],
    ]),
  ]))

test('a status answer cut short gives the whole names before the cut', () => {
  const said = show(payloadOf(fixtures.short![0]!))
  assert.deepEqual(
    said?.observed.map((o) => o.value),
    ['VIEW-51', 'workstation', 'RADIOLOGY'],
  )
  assert.deepEqual(said?.oddities, ['nbns.cut', 'nbns.short-status'])
})

test('ordinary DNS and other protocols are declined', () => {
  assert.equal(show(dnsMessage(0x0100, { questions: [question('a.example', 1)] })), null)
  assert.equal(show(bytes('GET / HTTP/1.1\r\nHost: gateway\r\n\r\n')), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
