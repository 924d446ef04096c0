import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { connection, fixtures, text } from './fixtures/make.ts'
import { mgcp } from './mgcp.ts'

const PORTS = {
  sender: { ip: '10.69.0.2' as Ip, port: 2727 },
  receiver: { ip: '10.69.0.1' as Ip, port: 2427 },
}
const show = (payload: Uint8Array, given: Parameters<typeof dissectDatagram>[2] = PORTS) =>
  dissectDatagram(mgcp, payload, given)
const facts = (payload: Uint8Array) => show(payload)?.observed.map((o) => [o.about, o.field, o.value])

test('a command tells both parts, version and the name of the gateway', () => {
  assert.deepEqual(facts(connection), [
    ['receiver', 'mgcp.role', 'gateway'],
    ['sender', 'mgcp.role', 'call-agent'],
    ['sender', 'mgcp.verb', 'CRCX'],
    ['sender', 'mgcp.version', '1.0 NCS 1.0'],
    ['receiver', 'mgcp.domain', 'gw-1.hospital.example'],
    ['receiver', 'mgcp.endpoint', 'aaln'],
  ])
  assert.equal(show(connection)?.server, 'receiver')
})

test('a gateway that restarts is the sender', () =>
  assert.deepEqual(facts(text('RSIP 1 *@[10.69.0.7] MGCP 0.1', 'RM: restart'))?.slice(0, 2), [
    ['sender', 'mgcp.role', 'gateway'],
    ['receiver', 'mgcp.role', 'call-agent'],
  ]))

test('an answer needs the port or a command before it', () => {
  const elsewhere = { sender: { port: 5000 }, receiver: { port: 5001 } }
  assert.equal(show(text('200 7 OK'), elsewhere), null)
  assert.notEqual(show(text('200 7 OK')), null)
  const memory = new Map<string, unknown>()
  show(connection, { ...elsewhere, memory })
  assert.notEqual(show(text('200 1204 OK'), { ...elsewhere, memory }), null)
})

test('a session description tells the software of its author', () => {
  const said = show(
    text(
      '200 1 OK',
      '',
      'v=0',
      'o=acme 1 1 IN IP4 10.0.0.1',
      's=-',
      'm=audio 4000 RTP/SAVP 0',
      'a=tool:acme 4',
    ),
  )
  assert.deepEqual(
    said?.observed.map((o) => o.value),
    ['audio RTP/SAVP', 'acme 4'],
  )
})

test('a stream is agreed on once the gateway accepts the other end, keys and all', () => {
  const { sender: agent, receiver: gateway } = PORTS
  const sdp = (...lines: string[]) => ['', 'v=0', 's=-', 't=0 0', 'm=audio 4000 RTP/AVP 0', ...lines]
  const said = (answer: Uint8Array) => {
    const memory = new Map<string, unknown>()
    show(text('MDCX 9 aaln/1@gw MGCP 1.0', ...sdp()), { ...PORTS, memory })
    return show(answer, { sender: gateway, receiver: agent, memory })
      ?.observed.filter((o) => o.field === 'mgcp.agreed-media')
      .map((o) => o.value)
  }
  assert.deepEqual(said(text('200 9 OK')), ['audio RTP/AVP none'])
  assert.deepEqual(said(text('200 9 OK', ...sdp('a=crypto:1 A inline:x'))), ['audio RTP/AVP sdes'])
  assert.deepEqual(said(text('534 9 No')), [])
  assert.deepEqual(said(text('200 8 OK')), [])
  assert.deepEqual(said(text('100 9 Pending')), [])
})

test('no digits are kept', () =>
  assert.doesNotMatch(
    JSON.stringify(
      Object.values(fixtures)
        .flat()
        .map((f) => show(f.subarray(42))),
    ),
    /D\/7|D\/\[/,
  ))

for (const line of ['ABCD 1 a@b MGCP 1.0', 'RQNT x a@b MGCP 1.0', 'RQNT 1 a@b SIP/2.0', '200 OK'])
  test(`${line} is no MGCP`, () => assert.equal(show(text(line)), null))

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
