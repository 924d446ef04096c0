import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Given, packetOf } from '../../test/packets.ts'
import { RecentBytes } from './recent-bytes.ts'

const FROM: Given = { src: '10.0.0.1', dst: '10.0.0.9', srcMac: [0x0200, 1] }
const repeats = (recent: RecentBytes, given: Given) => {
  const p = packetOf(given)
  return recent.repeats(p, p.payload, p.payloadEnd)
}
const recent = new RecentBytes()
const payload = Uint8Array.from({ length: 40 }, (_, i) => i)

test('the same bytes of the same source within a minute are a repetition', () => {
  const own = new RecentBytes()
  const times = [10, 11, 69, 71, 100].map((time) => repeats(own, { ...FROM, payload, time }))
  assert.deepEqual(times, [false, true, true, false, true])
})

test('the same bytes of another source, destination, port or VLAN are news', () => {
  const own = new RecentBytes()
  const six: Given = { ...FROM, src: '2001:db8:1::5', dst: 'ff02::fb' }
  for (const other of [
    FROM,
    { ...FROM, src: '10.0.0.2' },
    { ...FROM, dst: '10.0.0.8' },
    { ...FROM, srcPort: 5 },
    { ...FROM, dstPort: 5 },
    { ...FROM, vlan: 5 },
    { ...FROM, srcMac: [0x0200, 2] as const },
    { ...FROM, srcMac: [0x0201, 1] as const },
    six,
    { ...six, src: 'fe80::5' },
    { ...six, src: '2001:db8:2::5' },
    { ...six, src: '2001:db8:1:0:1::5' },
  ])
    assert.equal(repeats(own, { ...other, payload }), false, JSON.stringify(other))
})

test('the same bytes behind another EtherType are news', () => {
  const own = new RecentBytes()
  const [lldp, cdp] = [packetOf({ ...FROM, payload }), packetOf({ ...FROM, payload })]
  lldp.etherType = 0x88cc
  cdp.etherType = -2
  cdp.llc = 0x00000c2000
  assert.equal(own.repeats(lldp, 0, 40), false)
  assert.equal(own.repeats(cdp, 0, 40), false)
})

/** Tells of any bytes whether they pass for these, seen a moment ago. */
function remembering(bytes: Uint8Array): (other: Uint8Array) => boolean {
  clock += 1000
  const time = clock
  const seen = (other: Uint8Array) => repeats(recent, { ...FROM, payload: other, time })
  assert.equal(seen(bytes), false)
  return seen
}
let clock = 0

test('a payload that differs in any byte, or in length, is never taken for a repetition', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), (one, at, by) => {
      const changed = one.slice()
      changed[at % one.length]! ^= by
      assert.equal(remembering(one)(one), true)
      assert.equal(remembering(one)(changed), false)
      assert.equal(remembering(one)(one.subarray(1)), false)
      assert.equal(remembering(one)(Uint8Array.from([...one, 0])), false)
    }),
    { numRuns: 150 },
  )
})

test('bytes swapped between places are another payload', () => {
  for (let i = 0; i < 36; i++) {
    const swapped = payload.slice()
    swapped[i] = payload[i + 4]!
    swapped[i + 4] = payload[i]!
    assert.equal(remembering(payload)(swapped), false)
  }
})
