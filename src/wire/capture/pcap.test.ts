import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import { BIG, LITTLE, pcapHeader, pcapRecord } from '../../../test/pcapng.ts'
import { readCapture } from '../../../test/read-capture.ts'

const T = 1_767_225_600 // 2026-01-01
const frame = bytes('abcdefghijklmnopqrst')
const hex = Buffer.from(frame).toString('hex')
const records = (n: number, from = T) =>
  bytes(...Array.from({ length: n }, (_, i) => pcapRecord(from + i, 0, frame)))

for (const variant of ['micro', 'nano', 'modified'] as const)
  for (const order of [LITTLE, BIG])
    test(`${variant} ${order.little ? 'little' : 'big'}-endian: time, lengths, link type and bytes`, () => {
      const shape = { variant, order }
      const { frames, tally } = readCapture(
        bytes(
          pcapHeader({ ...shape, linkType: 113 }),
          pcapRecord(T, 250_000, frame, { ...shape, original: 1500 }),
        ),
      )
      const time = T + 250_000 / (variant === 'nano' ? 1e9 : 1e6)
      assert.deepEqual(frames, [{ time, number: 1, linkType: 113, originalLength: 1500, hex }])
      assert.equal(tally.fault, null)
      assert.deepEqual(
        [tally.packets, tally.bytes, tally.truncated, tally.earliest, tally.latest],
        [1, 1500, 1, time, time],
      )
    })

test('FCS length and its flag above the link type are no part of it', () => {
  const { frames } = readCapture(bytes(pcapHeader({ linkType: 0x24000001 }), pcapRecord(T, 0, frame)))
  assert.equal(frames[0]?.linkType, 1)
})

test('a snap length smaller than the records is not believed', () => {
  const { frames, tally } = readCapture(bytes(pcapHeader({ snaplen: 8 }), records(2)))
  assert.equal(frames.length, 2)
  assert.equal(tally.fault, null)
})

test('a file header without records is an empty capture, not a fault', () => {
  const { frames, tally } = readCapture(pcapHeader({ linkType: 101 }))
  assert.deepEqual([frames.length, tally.fault, [...tally.linkTypes]], [0, null, [101]])
})

test('a file header cut short is said to be so', () => {
  assert.equal(readCapture(pcapHeader().subarray(0, 20)).tally.fault?.kind, 'cut-short')
})

test('empty packets between others are packets', () => {
  const { frames, tally } = readCapture(
    bytes(pcapHeader(), records(1), pcapRecord(T, 0, zeros(0)), records(1)),
  )
  assert.deepEqual([frames.length, frames[1]?.hex, tally.fault], [3, '', null])
})

test('a last record cut short: what came before it stands, and the place is told', () => {
  const whole = bytes(pcapHeader(), records(3))
  const { frames, tally } = readCapture(whole.subarray(0, whole.length - 7))
  assert.equal(frames.length, 2)
  assert.deepEqual(tally.fault, {
    kind: 'cut-short',
    offset: 24 + 2 * 36,
    because: 'record promises 20 bytes, 13 are left',
  })
})

test('a last record header cut short is told', () => {
  const { frames, tally } = readCapture(bytes(pcapHeader(), records(3), zeros(9)))
  assert.deepEqual([frames.length, tally.fault?.kind, tally.fault?.offset], [3, 'cut-short', 24 + 3 * 36])
})

test('writers that give more captured than original bytes are read', () => {
  const sloppy = (i: number) => pcapRecord(T + i, 0, frame, { original: 4 })
  const { frames, tally } = readCapture(bytes(pcapHeader(), sloppy(0), sloppy(1), sloppy(2)))
  assert.deepEqual([frames.length, frames[0]?.originalLength, tally.fault], [3, 20, null])
})

test('files written one behind the other are read as one, each in its own byte order', () => {
  const second = { order: BIG, variant: 'nano', linkType: 113 } as const
  const { frames, tally } = readCapture(
    bytes(pcapHeader(), records(2), pcapHeader(second), pcapRecord(T + 9, 5, frame, second)),
  )
  assert.deepEqual(
    frames.map((f) => [f.linkType, f.time]),
    [
      [1, T],
      [1, T + 1],
      [113, T + 9 + 5 / 1e9],
    ],
  )
  assert.deepEqual([[...tally.linkTypes], tally.fault], [[1, 113], null])
})

test('behind a record of absurd length reading goes on where sound records follow', () => {
  const damaged = pcapRecord(T + 3, 0, frame, { captured: 0xfffffff0 })
  const { frames, tally } = readCapture(bytes(pcapHeader(), records(3), damaged, records(5, T + 4)))
  assert.deepEqual(
    frames.map((f) => f.time - T),
    [0, 1, 2, 4, 5, 6, 7, 8],
  )
  assert.deepEqual([tally.fault?.kind, tally.fault?.offset, tally.skipped], ['corrupt', 24 + 3 * 36, 36])
})

test('bytes missing in the middle cost the packets they belong to, no more', () => {
  const whole = bytes(pcapHeader(), records(40))
  const hole = bytes(whole.subarray(0, 24 + 36 * 10 + 20), whole.subarray(24 + 36 * 10 + 31))
  const { frames, tally } = readCapture(hole)
  assert.equal(frames.filter((f) => f.hex === hex && Number.isInteger(f.time)).length, 38)
  assert.ok(frames.length <= 39)
  assert.equal(tally.fault?.kind, 'corrupt')
})

test('zeros behind the last record, as a power failure leaves them, are no packets', () => {
  const { frames, tally } = readCapture(bytes(pcapHeader(), records(3), zeros(4000)))
  assert.deepEqual([frames.length, tally.fault?.kind, tally.abandoned], [3, 'corrupt', true])
})

test('without sound records behind the damage reading stops there', () => {
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) >> 3)
  const { frames, tally } = readCapture(
    bytes(pcapHeader(), records(3), Uint8Array.from([...zeros(8).fill(255), ...noise])),
  )
  assert.deepEqual([frames.length, tally.fault?.kind], [3, 'corrupt'])
  assert.equal(tally.abandoned, true)
})

test('the way back is not sought farther than its window', () => {
  const far = bytes(pcapHeader(), records(3))
  const input = Buffer.concat([far, Buffer.alloc(3 << 20, 255), records(9)])
  const { frames, tally, calls } = readCapture(input, [1 << 20])
  assert.deepEqual([frames.length, tally.fault?.kind, tally.abandoned], [3, 'corrupt', true])
  assert.ok(calls < 20)
})
