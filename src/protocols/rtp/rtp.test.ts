import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, pcap, udp, zeros } from '../../../test/bytes.ts'
import { factsOf } from '../../../test/facts.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { CALL, fixtures, packet, voice } from './fixtures/make.ts'
import { rtp } from './rtp.ts'

/** Shows datagrams of one direction to the dissector; what it said of each. */
const show = (payloads: readonly Uint8Array[], memory = new Map<string, unknown>()) =>
  payloads.map((payload) => dissectDatagram(rtp, payload, { memory })?.observed.map((o) => o.value) ?? null)

test('the third packet that fits is recognised, also across the end of the sequence numbers', () =>
  assert.deepEqual(show(voice(0, 4)), [null, null, ['PCMU', '0'], ['PCMU', '0']]))

test('a few lost packets still fit', () =>
  assert.deepEqual(show([packet(9, 1, 0), packet(9, 3, 320), packet(9, 8, 1120)]).at(-1), ['G722']))

for (const [what, payloads] of [
  ['another source', [packet(0, 1, 0, 1), packet(0, 2, 160, 2), packet(0, 3, 320, 3)]],
  ['another type', [packet(0, 1, 0), packet(8, 2, 160), packet(0, 3, 320)]],
  ['a sequence that stands still', [packet(0, 1, 0), packet(0, 1, 160), packet(0, 1, 320)]],
  ['a sequence that jumps', [packet(0, 1, 0), packet(0, 900, 160), packet(0, 4000, 320)]],
  ['time that runs back', [packet(0, 9, 900), packet(0, 10, 500), packet(0, 11, 100)]],
  ['a type without meaning', [packet(72, 1, 0), packet(72, 2, 160), packet(72, 3, 320)]],
  ['version 1', voice(0, 4).map((p) => bytes(0x40, p.subarray(1)))],
] as const)
  test(`${what} is no RTP`, () => assert.deepEqual(new Set(show(payloads)), new Set([null])))

test('the other direction of a proven session needs no proof', () => {
  const memory = new Map<string, unknown>()
  show(voice(0, 3), memory)
  const back = dissectDatagram(rtp, packet(101, 7, 0, 9), {
    memory,
    sender: { port: 40_001 },
    receiver: { port: 40_000 },
  })
  assert.deepEqual(
    back?.observed.map((o) => o.value),
    ['dynamic'],
  )
})

/** Four packets of 20 ms, with more octets than the samples need. */
const longer = (type: number, more: number, ticks = 160) =>
  Array.from({ length: 4 }, (_, i) => packet(type, i, ticks * i, 1, 160 + more))

for (const [what, payloads, said] of [
  ['the tag of SRTP, of any length in use', longer(8, 10), ['PCMA', '10']],
  ['a short tag', longer(0, 4), ['PCMU', '4']],
  ['the tag of AES-GCM', longer(9, 16), ['G722', '16']],
  ['no encoding without fixed samples', longer(96, 0), ['dynamic']],
  ['no packet after a pause', longer(8, 0, 800), ['PCMA']],
  ['no padding', longer(8, 0).map((p) => bytes(0xa0, p.subarray(1))), ['PCMA']],
] as const)
  test(`octets behind the samples: ${what}`, () => assert.deepEqual(show(payloads).at(-1), said))

test('an extension of the header is no sample', () => {
  const extended = (i: number) =>
    bytes(0x90, packet(8, i, 160 * i, 1, 0).subarray(1), 0xbe, 0xde, 0, 1, zeros(4), zeros(160))
  assert.deepEqual(show([0, 1, 2].map(extended)).at(-1), ['PCMA', '0'])
})

test('a long stream costs a few looks, and its conversation is named', () => {
  let asked = 0
  const counting = {
    ...rtp,
    datagram: {
      ...rtp.datagram,
      probe: (...args: Parameters<typeof rtp.datagram.probe>) => {
        asked++
        return rtp.datagram.probe(...args)
      },
    },
  }
  const frames = voice(0, 2000).map((payload) => udp(CALL, payload))
  const facts = factsOf([pcap(frames)], { protocols: [counting] })
  assert.deepEqual(
    facts.conversations.map((c) => c.protocol),
    ['rtp'],
  )
  assert.ok(asked < 20, `asked ${asked} times`)
})

test('no bytes make it throw', () =>
  assertSurvives(
    (payload) => dissectDatagram(rtp, payload),
    [udp(CALL, zeros(40)), ...Object.values(fixtures).flat()],
  ))
