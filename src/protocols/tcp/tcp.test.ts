import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, u16 } from '../../../test/bytes.ts'
import type { Report } from '../protocol.ts'
import { fixtures } from './fixtures/make.ts'
import { readOptions } from './options.ts'
import { tcp } from './tcp.ts'

interface Heard {
  readonly facts: string[]
  readonly oddities: string[]
}

function show(ip: Uint8Array, segment: Uint8Array): Heard {
  const heard: Heard = { facts: [], oddities: [] }
  const report: Report<'sender'> = {
    at: 1,
    observe: (_, field, value) => {
      if (value !== null && value !== '') heard.facts.push(`${field} ${value}`)
    },
    match: () => assert.fail('a handshake has no text'),
    credential: () => assert.fail('a handshake has no login'),
    oddity: (name) => heard.oddities.push(name),
    event: () => undefined,
    watched: true,
  }
  tcp.handshake.observe(ip, segment, report, null)
  return heard
}

function fixture(name: string, i: number): Heard {
  const frame = fixtures[name]![i]!
  const size = frame[14]! >>> 4 === 4 ? (frame[14]! & 15) * 4 : 40
  return show(frame.subarray(14, 14 + size), frame.subarray(14 + size))
}

test('each stack has its signature, with the initial TTL guessed from the one seen', () => {
  assert.deepEqual(
    [0, 1, 2, 3].map((i) => fixture('stacks', i).facts[0]),
    [
      'tcp.syn 64240:128:1:52:M,N,W8,N,N,S',
      'tcp.syn 64240:64:1:60:M,S,T,N,W7',
      'tcp.syn 64240:64:1:64:M,N,W6,N,N,T,S,E',
      'tcp.syn 64240:255:1:44:M',
    ],
  )
})

test('a SYN-ACK is a field of its own', () => {
  assert.deepEqual(fixture('stacks', 4).facts, [
    'tcp.syn-ack 64240:64:1:52:M,N,W8,N,N,S',
    'tcp.syn-ack-quirks df-id',
    'tcp.mss 1460',
  ])
})

test('IPv6 counts its own header and cannot be fragmented on the way', () => {
  assert.deepEqual(fixture('stacks', 5).facts, [
    'tcp.syn 64800:128:1:72:M,N,W8,N,N,S',
    'tcp.syn-quirks flow-label',
    'tcp.mss 1460',
  ])
})

test('congestion notification is a quirk', () => {
  assert.ok(fixture('stacks', 1).facts.includes('tcp.syn-quirks df-id,ecn'))
})

test('broken and trailing options are marked, and do not end the reading', () => {
  assert.deepEqual(fixture('hostile', 0).facts, [
    'tcp.syn 64240:64:1:48:M,!',
    'tcp.syn-quirks df-id,ack-number,options-broken',
    'tcp.mss 1460',
  ])
  assert.deepEqual(fixture('hostile', 2).facts, [
    'tcp.syn 64240:64:1:48:E',
    'tcp.syn-quirks df-id,seq-zero,ack-number,push,urgent,options-trailing',
  ])
})

test('a SYN with RST is no handshake', () => {
  assert.deepEqual(fixture('hostile', 1), { facts: [], oddities: ['tcp.handshake-flags'] })
})

test('a SYN whose options were not captured whole has no signature', () => {
  assert.deepEqual(fixture('short', 0), { facts: [], oddities: ['tcp.short-header'] })
  const frame = fixtures.stacks![1]!
  assert.deepEqual(show(frame.subarray(14, 34), frame.subarray(34, 60)).oddities, ['tcp.options-cut'])
})

test('unknown options keep their number', () => {
  assert.equal(readOptions(bytes(34, 2, 1, 2, 4, u16(536))).text, '?34,N,M')
})

test('no bytes make it throw', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.uint8Array({ maxLength: 60 }), (ip, segment) => {
      assert.ok(show(ip, segment).facts.length <= 3)
    }),
  ))

test('an accepted connection at a port of a product is a fact about both ends, one asked for is none', () => {
  const heard: string[] = []
  const to = {
    at: 1,
    observe: (who: unknown, field: string, value: unknown) =>
      heard.push(`${JSON.stringify(who)} ${field} ${value}`),
  }
  const ip = bytes(0x45, 0, u16(40), u16(1), 0x40, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2)
  const segment = (flags: number) =>
    bytes(u16(3613), u16(50_000), new Uint8Array(8), 0x50, flags, u16(100), 0, 0, 0, 0)
  tcp.handshake.observe(ip, segment(0x02), to as unknown as Report<'sender'>, null)
  assert.ok(!heard.some((fact) => fact.includes('port')))
  tcp.handshake.observe(ip, segment(0x12), to as unknown as Report<'sender'>, null)
  assert.deepEqual(
    heard.filter((fact) => fact.includes('port')),
    ['"sender" tcp.serves-port 3613', '{"ip":"10.0.0.2"} tcp.calls-port 3613'],
  )
})
