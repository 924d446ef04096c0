import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { type Bytes, bytes, u32 } from '../../test/bytes.ts'
import { mergeAll, withFiles } from '../../test/merged.ts'
import {
  enhancedPacket,
  interfaceBlock,
  LITTLE,
  nameBlock,
  nameRecord,
  pcapHeader,
  pcapRecord,
  section,
  statistics,
} from '../../test/pcapng.ts'
import { expandInputs } from './capture-files.ts'
import { CaptureMerge } from './merge.ts'

const START = 1_767_225_600

/** A packet whose bytes number it among all. */
const packet = (time: number, id: number): Bytes => pcapRecord(START + time, 0, u32(id))
const file = (...packets: Bytes[]): Bytes => bytes(pcapHeader(), ...packets)

test('captures are merged by packet time, and frames say which they come from', () =>
  withFiles(
    {
      'a.pcap': file(packet(1, 1), packet(4, 4), packet(5, 5)),
      'b.pcap': file(packet(2, 2), packet(3, 3), packet(9, 9)),
      'c.pcap.gz': gzipSync(file(packet(0, 0), packet(6, 6))),
    },
    async (dir) => {
      const { frames } = await mergeAll([dir])
      assert.deepEqual(
        frames.map((f) => [f.time - START, f.path.at(dir.length + 1), f.number]),
        [
          [0, 'c', 1],
          [1, 'a', 1],
          [2, 'b', 1],
          [3, 'b', 2],
          [4, 'a', 2],
          [5, 'a', 3],
          [6, 'c', 2],
          [9, 'b', 3],
        ],
      )
    },
  ))

/** Packets in order of time, many at the same time, and where a capture of them is cut into files. */
const recording = fc.record({
  gaps: fc.array(fc.constantFrom(0, 0, 1, 3), { minLength: 1, maxLength: 30 }),
  cuts: fc.array(fc.nat(30), { maxLength: 6 }),
  shuffle: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  chunk: fc.constantFrom(64, 4096),
  open: fc.integer({ min: 1, max: 3 }),
})

test('a capture cut anywhere, its parts given in any order, is the capture', () =>
  fc.assert(
    fc.asyncProperty(recording, async ({ gaps, cuts, shuffle, chunk, open }) => {
      const packets = gaps.map((_, id) => packet(sum(gaps.slice(0, id + 1)), id))
      const at = [0, ...cuts.filter((c) => c < packets.length).sort((a, b) => a - b), packets.length]
      const parts = at.slice(1).map((end, i) => file(...packets.slice(at[i], end)))
      const files = Object.fromEntries(parts.map((part, i) => [`part${i}.pcap`, part]))
      await withFiles(files, async (dir) => {
        const names = readdirSync(dir).map((name) => join(dir, name))
        names.sort((a, b) => shuffle[Number(a.at(-6))]! - shuffle[Number(b.at(-6))]!)
        const { frames } = await mergeAll(names, { chunk, open })
        assert.deepEqual(
          frames.map((f) => Number.parseInt(f.hex, 16)),
          packets.map((_, id) => id),
        )
      })
    }),
    { numRuns: 40 },
  ))

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

const overlapping = fc.array(fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }), {
  minLength: 2,
  maxLength: 6,
})

test('the order in which inputs are given makes no difference, even with equal and disordered times', () =>
  fc.assert(
    fc.asyncProperty(overlapping, fc.nat(), async (captures, seed) => {
      const files = Object.fromEntries(
        captures.map((times, i) => [`${i}.pcap`, file(...times.map((t) => packet(t, i)))]),
      )
      await withFiles(files, async (dir) => {
        const inputs = await expandInputs([dir])
        const shuffled = inputs.map((x, i) => ({ x, key: (seed * (i + 7)) % 101 }))
        const other = shuffled
          .sort((a, b) => a.key - b.key || b.x.path.localeCompare(a.x.path))
          .map(({ x }) => x)
        const expected = (await mergeAll(inputs)).frames
        assert.deepEqual((await mergeAll(other, { open: 2 })).frames, expected)
        assert.equal(expected.length, captures.flat().length)
      })
    }),
    { numRuns: 30 },
  ))

test('of many rotated files only those are open that the time has reached', () =>
  withFiles(
    Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [`r${i}.pcap`, file(packet(2 * i, i), packet(2 * i + 1, i))]),
    ),
    async (dir) => {
      const before = openFiles()
      let most = 0
      const merge = new CaptureMerge(await expandInputs([dir]))
      let count = 0
      while (await merge.more()) {
        most = Math.max(most, openFiles() - before)
        while (merge.next() !== null) count++
      }
      assert.equal(count, 600)
      assert.ok(most <= 4, `${most} files open`)
    },
  ))

test('however many captures overlap, descriptors are bounded', () =>
  withFiles(
    Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [
        `r${i}.pcap`,
        file(...Array.from({ length: 30 }, (_, k) => packet(k, i))),
      ]),
    ),
    async (dir) => {
      const before = openFiles()
      const merge = new CaptureMerge(await expandInputs([dir]), { open: 8, chunk: 64 })
      let most = 0
      let count = 0
      let last = 0
      while (await merge.more()) {
        most = Math.max(most, openFiles() - before)
        for (let f = merge.next(); f !== null; f = merge.next(), count++) {
          assert.ok(f.time >= last)
          last = f.time
        }
      }
      assert.equal(count, 1200)
      assert.ok(most <= 9, `${most} files open`)
    },
  ))

const openFiles = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0)

test('every input has a summary: whole, cut short, unusable', () =>
  withFiles(
    {
      'a.pcap': file(packet(1, 1), packet(2, 2)),
      'b.pcap': file(packet(1, 1), packet(2, 2)).subarray(0, 24 + 20 + 18),
      'c.png': bytes(0x89, 'PNG'),
      'd.pcap': file(bytes(u32(1), u32(2), u32(0xffffffff), u32(3), new Uint8Array(40))),
    },
    async (dir) => {
      const { merge } = await mergeAll(
        ['a.pcap', 'b.pcap', 'c.png', 'd.pcap', 'e.pcap'].map((n) => join(dir, n)),
      )
      const told = merge
        .summaries()
        .map((s) => [s.file.slice(dir.length + 1), s.packets, s.first, s.because, s.error])
      const png =
        'not a capture: starts with 89 50 4e 47 (PNG image); pcap and pcapng are read, plain or gzipped'
      const damage =
        'damaged at byte 24: what stands there is no record header (length 4,294,967,295); the rest is not used'
      const missing = 'cannot be read: no such file or directory'
      assert.deepEqual(told, [
        ['a.pcap', 2, START + 1, null, null],
        ['b.pcap', 1, START + 1, 'cut short at byte 44: record promises 4 bytes, 2 are left', null],
        ['c.png', 0, null, png, png],
        ['d.pcap', 0, null, damage, damage],
        ['e.pcap', 0, null, missing, missing],
      ])
    },
  ))

test('names and drop counters of captures are handed on, and progress ends at the total', () =>
  withFiles(
    {
      'a.pcapng': bytes(
        section(LITTLE),
        interfaceBlock(LITTLE),
        nameBlock(LITTLE, nameRecord(LITTLE, '10.0.0.7', 'pump-7')),
        enhancedPacket(LITTLE, 1e6, u32(1)),
        statistics(LITTLE, 5000, 1234),
      ),
    },
    async (dir) => {
      const { merge } = await mergeAll([dir])
      assert.deepEqual(merge.names(), [{ address: '10.0.0.7', name: 'pump-7' }])
      assert.deepEqual(merge.notes(), [`${join(dir, 'a.pcapng')}: the capturing host lost 1,234 packets`])
      assert.equal(merge.progress.read, merge.progress.total)
    },
  ))

test('closing half way leaves no file open', () =>
  withFiles(
    { 'a.pcap': file(packet(1, 1), packet(5, 2)), 'b.pcap': file(packet(2, 1), packet(3, 1)) },
    async (dir) => {
      const before = openFiles()
      const merge = new CaptureMerge(await expandInputs([dir]), { chunk: 64 })
      await merge.more()
      merge.next()
      await merge.close()
      assert.equal(openFiles(), before)
      assert.equal(await merge.more(), false)
    },
  ))
