import assert from 'node:assert/strict'
import { PerformanceObserver } from 'node:perf_hooks'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { type Bytes, bytes, zeros } from '../../../test/bytes.ts'
import {
  BIG,
  enhancedPacket,
  interfaceBlock,
  LITTLE,
  type Order,
  pcapHeader,
  pcapRecord,
  section,
} from '../../../test/pcapng.ts'
import { readCapture } from '../../../test/read-capture.ts'
import { CaptureParser } from './capture-parser.ts'
import { Frame } from './frame.ts'
import { linkTypeName } from './link-types.ts'

interface Record {
  seconds: number
  micros: number
  data: Bytes
  cut: number
}
const record: fc.Arbitrary<Record> = fc.record({
  seconds: fc.integer({ min: 0, max: 0xffffffff }),
  micros: fc.integer({ min: 0, max: 999_999 }),
  data: fc.uint8Array({ minLength: 1, maxLength: 60 }),
  cut: fc.nat(2000),
})
const order = fc.constantFrom(LITTLE, BIG)

const asPcap = (o: Order, records: readonly Record[]): Bytes =>
  bytes(
    pcapHeader({ order: o }),
    ...records.map((r) =>
      pcapRecord(r.seconds, r.micros, r.data, { order: o, original: r.data.length + r.cut }),
    ),
  )
const asPcapng = (o: Order, records: readonly Record[]): Bytes =>
  bytes(
    section(o),
    interfaceBlock(o),
    ...records.map((r) =>
      enhancedPacket(o, r.seconds * 1e6 + r.micros, r.data, { original: r.data.length + r.cut }),
    ),
  )
const capture = fc
  .tuple(order, fc.array(record, { maxLength: 12 }), fc.boolean())
  .map(([o, records, ng]) => (ng ? asPcapng(o, records) : asPcap(o, records)))
const steps = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 5 })

test('the same packets in pcap and pcapng, in any byte order, are the same frames', () =>
  fc.assert(
    fc.property(fc.array(record, { maxLength: 20 }), order, order, (records, a, b) => {
      const pcap = readCapture(asPcap(a, records))
      const pcapng = readCapture(asPcapng(b, records))
      assert.equal(pcap.frames.length, records.length)
      assert.deepEqual(pcapng.frames, pcap.frames)
      assert.deepEqual([pcap.tally.fault, pcapng.tally.fault], [null, null])
    }),
  ))

test('the sizes in which bytes come make no difference', () =>
  fc.assert(
    fc.property(capture, steps, fc.nat(40), (input, sizes, cut) => {
      const part = input.subarray(0, Math.max(0, input.length - cut))
      assert.deepEqual(readCapture(part, sizes), {
        ...readCapture(part),
        calls: readCapture(part, sizes).calls,
      })
    }),
  ))

/** Overwrites, deletes or repeats bytes of a valid capture. */
const mutated = fc
  .tuple(capture, fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { minLength: 1, maxLength: 6 }))
  .map(([input, edits]) => {
    const out = [...input]
    for (const [place, value, kind] of edits) {
      const at = place % out.length
      if (kind === 0) out[at] = value
      else if (kind === 1) out.splice(at, value % 40)
      else out.splice(at, 0, ...out.slice(at, at + (value % 40)))
    }
    return Uint8Array.from(out)
  })
const opened = fc
  .tuple(
    fc.constantFrom(pcapHeader(), pcapHeader({ order: BIG }), section(LITTLE), section(BIG)),
    fc.uint8Array({ maxLength: 400 }),
  )
  .map(([head, rest]) => bytes(head, rest))
const hostile = fc.oneof(fc.uint8Array({ maxLength: 200 }), mutated, opened)

test('no bytes make it throw, or take more steps than there are bytes', () =>
  fc.assert(
    fc.property(hostile, steps, (input, sizes) => {
      const { calls, frames, tally } = readCapture(input, sizes)
      assert.ok(calls <= 2 * input.length + 4)
      assert.equal(tally.packets, frames.length)
      for (const f of frames) assert.ok(Number.isFinite(f.time) && f.originalLength >= f.hex.length / 2)
    }),
    { numRuns: 1000 },
  ))

test('damage found with the input in hand and damage found while it comes in give the same frames', () =>
  fc.assert(
    fc.property(mutated, steps, (input, sizes) => {
      const { calls: _, ...piecemeal } = readCapture(input, sizes)
      const { calls: __, ...whole } = readCapture(input, [1 << 20])
      assert.deepEqual(piecemeal, whole)
    }),
    { numRuns: 300 },
  ))

test('many empty files behind one another are passed without recursion', () => {
  const headers = bytes(...new Array<Bytes>(2000).fill(pcapHeader()))
  const input = Buffer.concat(new Array<Bytes>(20).fill(headers))
  assert.deepEqual(readCapture(bytes(input, pcapRecord(5, 0, zeros(4)))).tally.packets, 1)
})

const FOREIGN: [Bytes, string][] = [
  [zeros(0), 'empty, 0 bytes'],
  [bytes(0x89, 'PNG\r\n'), 'starts with 89 50 4e 47 (PNG image)'],
  [bytes('name,mac\n1,2'), 'starts with 6e 61 6d 65 (text)'],
  [bytes('{"a":1}'), 'starts with 7b 22 61 22 (JSON document)'],
  [bytes(0x28, 0xb5, 0x2f, 0xfd, 1), 'starts with 28 b5 2f fd (Zstandard data: unpack it first, zstd -d)'],
  [bytes(1, 2, 3, 4, 5, 6, 7, 8, 9), 'starts with 01 02 03 04'],
  [bytes('\n\r\r\n and so on, no section'), 'starts with 0a 0d 0d 0a (text)'],
]
for (const [input, because] of FOREIGN)
  test(`what is no capture is told by its beginning: ${because}`, () => {
    assert.deepEqual(readCapture(input).tally.fault, { kind: 'not-a-capture', offset: 0, because })
  })

test('link types of the registry have names, others their number', () => {
  assert.deepEqual([1, 113, 127, 999].map(linkTypeName), [
    'Ethernet',
    'Linux cooked (SLL)',
    '802.11 radiotap',
    'LINKTYPE 999',
  ])
})

test('a promise of 16 MiB takes no memory before the bytes come', () => {
  const parser = new CaptureParser(4096)
  const input = bytes(
    pcapHeader({ snaplen: 16 << 20 }),
    pcapRecord(5, 0, zeros(100), { captured: 15 << 20, original: 15 << 20 }),
  )
  parser.space(input.length).set(input)
  parser.filled(input.length)
  assert.equal(parser.next(new Frame()), 'more')
  assert.ok(parser.space(1024).length < 16_384)
})

for (const [name, file] of [
  ['pcap', asPcap(LITTLE, packets(200))],
  ['pcapng', asPcapng(LITTLE, packets(200))],
] as const)
  test(`reading ${name} allocates nothing per packet`, async () => {
    const frame = new Frame()
    const run = (times: number): number => {
      const parser = new CaptureParser()
      for (let i = 0; i < times; i++) {
        parser.space(file.length).set(file)
        parser.filled(file.length)
        while (parser.next(frame) === 'frame');
      }
      return parser.tally.packets
    }
    run(500)
    let collections = 0
    const observer = new PerformanceObserver((list) => {
      collections += list.getEntries().length
    })
    observer.observe({ entryTypes: ['gc'] })
    await setImmediate()
    collections = 0
    assert.equal(run(5000), 1_000_000)
    for (let i = 0; i < 3; i++) await setImmediate()
    observer.disconnect()
    assert.ok(collections <= 2, `${collections} collections in a million packets`)
  })

function packets(n: number): Record[] {
  return Array.from({ length: n }, (_, i) => ({ seconds: 1_767_225_600, micros: i, data: zeros(60), cut: 0 }))
}
