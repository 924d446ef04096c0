import assert from 'node:assert/strict'
import { PerformanceObserver } from 'node:perf_hooks'
import { test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { type Bytes, bytes, tcp, udp } from '../../test/bytes.ts'
import { decoded } from '../../test/decoded.ts'
import {
  erspan2,
  fragments4,
  geneve,
  radiotap,
  sll,
  snap,
  tagged,
  vxlan,
  wlanData,
} from '../../test/wire-bytes.ts'
import { Frame } from './capture/frame.ts'
import { DECODED_LINK_TYPES, Decoder } from './decoder.ts'

const hop = {
  srcMac: '02:00:00:00:00:0a',
  dstMac: '02:00:00:00:00:0b',
  src: '10.0.0.1',
  dst: '10.0.0.2',
  srcPort: 50_000,
  dstPort: 443,
}
const plain = tcp(hop, 1, 2, 16, bytes('payload'))
const anyLinkType = fc.constantFrom(...DECODED_LINK_TYPES)

/** Most packets one frame may show: an aggregate of 64 frames, each with four tunnels. */
const MOST_SHOWN = 64 * 5

test('no bytes make it throw, whatever the link type', () => {
  const given = fc.record({ linkType: anyLinkType, cut: fc.constantFrom(0, 0, 3) })
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 3, maxLength: 600, size: 'max' }), given, (frame, options) => {
      assert.ok(decoded([frame, frame], options).shown.length <= 2 * MOST_SHOWN)
    }),
    { numRuns: 1500 },
  )
})

test('no change to good frames makes it throw', () => {
  const four = plain.subarray(14)
  const seeds: [Bytes, number][] = [
    [plain, 1],
    [
      tagged(plain, [
        [0x88a8, 1],
        [0x8100, 2],
      ]),
      1,
    ],
    [erspan2(vxlan(geneve(plain))), 1],
    [radiotap(wlanData(hop.dstMac, hop.srcMac, snap(0x0800, four), { toDs: true, qos: 0x80 })), 127],
    [sll(0x0800, hop.srcMac, four), 113],
    [fragments4(hop.src, hop.dst, 17, four, [8])[0]!, 101],
  ]
  const change = fc.tuple(fc.nat(400), fc.nat(255))
  fc.assert(
    fc.property(
      fc.constantFrom(...seeds),
      fc.array(change, { maxLength: 6 }),
      ([seed, linkType], changes) => {
        const frame = seed.slice()
        for (const [at, value] of changes) frame[at % frame.length] = value
        assert.ok(decoded([frame, seed], { linkType }).shown.length <= 2 * MOST_SHOWN)
      },
    ),
    { numRuns: 1500 },
  )
})

test('frames of 64 KiB made to nest cost no more than their length', () => {
  const unit = [
    plain.subarray(14, 60),
    vxlan(plain).subarray(14, 60),
    bytes(0x81, 0, 0, 1),
    bytes(0xaa, 0xaa, 3, 0, 0, 0, 8, 0),
  ]
  const started = process.cpuUsage().user
  for (const part of unit) {
    const frame = new Uint8Array(65_536)
    for (let at = 0; at + part.length <= frame.length; at += part.length) frame.set(part, at)
    for (const linkType of DECODED_LINK_TYPES) {
      const { shown } = decoded([frame], { linkType })
      assert.ok(shown.length <= MOST_SHOWN)
    }
  }
  assert.ok(process.cpuUsage().user - started < 2_000_000)
})

test('malformed frames are counted once each', () => {
  const bad = plain.slice()
  bad[16] = 0x40
  bad[46] = 0x10
  const { malformed, oddities } = decoded([bad, plain, bad])
  assert.equal(malformed, 2)
  assert.equal(oddities.length, 4)
})

test('frame fields reach the packet, and nothing of the frame before', () => {
  const seen: unknown[] = []
  const decoder = new Decoder({
    packet: (p) => seen.push([p.file, p.number, p.time, p.srcPort, p.vlan, p.tcpFlags, p.seq | 0]),
    oddity: () => {},
  })
  const frame = new Frame()
  const give = (b: Bytes, number: number) => {
    Object.assign(frame, { bytes: b, start: 0, end: b.length, originalLength: b.length, linkType: 1, number })
    frame.time = 1000 + number
    decoder.decode(frame, 7)
  }
  give(tagged(tcp(hop, 0xffff_fffe, 2, 18), [[0x8100, 5]]), 1)
  give(udp({ ...hop, srcPort: 53 }, bytes('x')), 2)
  assert.deepEqual(seen[0], [7, 1, 1001, 50_000, 5, 18, -2])
  assert.deepEqual((seen[1] as unknown[]).slice(0, 6), [7, 2, 1002, 53, -1, 0])
})

test('the common packets are decoded without allocating', async () => {
  let collections = 0
  const observer = new PerformanceObserver((list) => {
    collections += list.getEntries().length
  })
  observer.observe({ entryTypes: ['gc'] })
  let packets = 0
  const decoder = new Decoder({
    packet: () => {
      packets = (packets + 1) | 0
    },
    oddity: () => {},
  })
  const frame = new Frame()
  const six = udp({ ...hop, src: 'fd00::1', dst: 'fd00::2' }, bytes('six'))
  const frames = [plain, six, tagged(plain, [[0x8100, 5]]), vxlan(plain)]
  const at = [0, 0, 0, 0, 0]
  for (const [i, f] of frames.entries()) at[i + 1] = at[i]! + f.length
  frame.bytes = bytes(...frames)
  frame.linkType = 1
  const run = (rounds: number) => {
    for (let n = 0; n < rounds; n++) {
      const i = n & 3
      frame.start = at[i]!
      frame.end = at[i + 1]!
      frame.originalLength = frame.end - frame.start
      frame.number = n
      decoder.decode(frame, 0)
    }
  }
  run(200_000)
  await setImmediate()
  collections = 0
  run(4_000_000)
  await setImmediate()
  observer.disconnect()
  assert.equal(packets, 4_200_000 * 1.25)
  assert.ok(collections <= 1, `${collections} collections in four million frames`)
})
