import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { description, fixtures, ITEMS, receiverReport, senderReport } from './fixtures/make.ts'
import { rtcp } from './rtcp.ts'

const show = (payload: Uint8Array) => dissectDatagram(rtcp, payload, { sender: { ip: '10.68.0.1' as Ip } })
const facts = (payload: Uint8Array) => show(payload)?.observed.map((o) => [o.field, o.value])

test('a compound tells host and tool, and no field of people', () =>
  assert.deepEqual(facts(bytes(senderReport, description(...ITEMS))), [
    ['rtcp.report', 'sender'],
    ['rtcp.host', 'ward7-phone.example'],
    ['rtcp.tool', 'AcmePhone/2.1'],
  ]))

test('an address in CNAME says something when it is another', () => {
  assert.deepEqual(facts(bytes(receiverReport, description([1, 'x@10.68.0.1'])))?.length, 1)
  assert.deepEqual(facts(bytes(receiverReport, description([1, 'x@192.168.1.9'])))?.at(-1), [
    'rtcp.host',
    '192.168.1.9',
  ])
})

test('a CNAME without host may be a name', () =>
  assert.deepEqual(facts(bytes(receiverReport, description([1, 'Jane Doe'])))?.length, 1))

test('lengths must fill the datagram, and a report comes first', () => {
  for (const payload of [
    bytes(senderReport, 0),
    senderReport.subarray(0, 20),
    description(...ITEMS),
    bytes(0x80, 200, 0, 1, 0, 0, 0, 0),
    bytes('GET / HTTP/1.1\r\n\r\n'),
  ])
    assert.equal(show(payload), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
