/**
 * Laws that hold for every capture: how packets are spread over files, packed, tagged or tunnelled changes no
 * asset. Judged on the captures of all protocol fixtures, in random selections.
 */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { identify } from '../src/identity/identify.ts'
import { assetRow } from '../src/reports/inspection/document.ts'
import { readFacts } from '../src/sensor/read-facts.ts'
import { type Bytes, bytes, ethernet, ipv4, u16, u16le, u32le, zeros } from './bytes.ts'
import { framesOf } from './facts.ts'
import { enhancedPacket, interfaceBlock, LITTLE, section } from './pcapng.ts'

const folder = mkdtempSync(join(tmpdir(), 'wardline-laws-'))
after(() => rmSync(folder, { recursive: true }))

const START = 1_767_225_600
const ROOT = join(import.meta.dirname, '../src/protocols')
/** Frames of every fixture, a list a capture. */
const captures: Bytes[][] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.pcap'))
  .sort()
  .map((file) => Array.from(framesOf(readFileSync(join(ROOT, file))), (f) => f.bytes.slice(f.start, f.end)))

/** A few fixtures in any order, their frames one after the other. */
const frames = fc
  .uniqueArray(fc.nat(captures.length - 1), { minLength: 1, maxLength: 6 })
  .map((chosen) => chosen.flatMap((i) => captures[i]!))

/** Packets a millisecond apart; the first is number `from`. */
function capture(list: readonly Bytes[], from = 0): Bytes {
  const header = bytes(u32le(0xa1b2c3d4), u16le(2), u16le(4), zeros(8), u32le(262144), u32le(1))
  const records = list.map((frame, i) => {
    const micros = (from + i) * 1000
    const time = [u32le(START + Math.floor(micros / 1e6)), u32le(micros % 1e6)]
    return bytes(...time, u32le(frame.length), u32le(frame.length), frame)
  })
  return Buffer.concat([header, ...records])
}

function captureNg(list: readonly Bytes[]): Bytes {
  const packets = list.map((frame, i) => enhancedPacket(LITTLE, START * 1e6 + i * 1000, frame))
  return Buffer.concat([section(LITTLE), interfaceBlock(LITTLE), ...packets])
}

test('the laws are judged on captures that hold devices', async () => {
  const counts = await Promise.all(
    captures.map(async (list) => (await assetsOf([write(capture(list))])).length),
  )
  assert.ok(
    counts.filter((n) => n > 0).length > captures.length * 0.8,
    `${counts.filter((n) => n > 0).length} of ${captures.length}`,
  )
})

let written = 0
function write(content: Bytes, ending = 'pcap'): string {
  const path = join(folder, `${String(++written).padStart(5, '0')}.${ending}`)
  writeFileSync(path, content)
  return path
}

/** The assets without what may differ: evidence's file and packet. */
async function assetsOf(
  paths: readonly string[],
  ignore: { vlans?: boolean; ends?: readonly string[] } = {},
) {
  const { assets } = identify(await readFacts(paths))
  return assets
    .map(assetRow)
    .filter((row) => !row.macs.some((mac) => ignore.ends?.includes(mac)))
    .map(({ evidence, vlans, ...row }) => ({
      ...row,
      vlans: ignore.vlans ? [] : vlans,
      evidence: evidence.map(({ file: _, packet: __, ...rest }) => rest),
    }))
}

const law = (name: string, holds: (list: Bytes[], choice: number) => Promise<void>) =>
  test(name, async () => {
    await fc.assert(
      fc.asyncProperty(frames, fc.nat(), async (list, choice) => holds(list, choice)),
      { numRuns: 40 },
    )
  })

law('splitting a capture in two files changes no asset', async (list, choice) => {
  const cut = choice % (list.length + 1)
  const whole = await assetsOf([write(capture(list))])
  const halves = [write(capture(list.slice(0, cut))), write(capture(list.slice(cut), cut))]
  assert.deepEqual(await assetsOf(halves), whole)
})

law('the order in which files are named changes nothing', async (list, choice) => {
  const cut = choice % (list.length + 1)
  const one = write(capture(list.slice(0, cut)))
  const other = write(capture(list.slice(cut)))
  assert.deepEqual(await assetsOf([other, one]), await assetsOf([one, other]))
})

law('gzip changes no asset', async (list) => {
  const plain = capture(list)
  assert.deepEqual(await assetsOf([write(gzipSync(plain), 'gz')]), await assetsOf([write(plain)]))
})

law('pcapng instead of pcap changes no asset', async (list) => {
  assert.deepEqual(await assetsOf([write(captureNg(list), 'pcapng')]), await assetsOf([write(capture(list))]))
})

law('adding VLAN tags changes no asset', async (list) => {
  const tagged = list.map((frame) => bytes(frame.subarray(0, 12), u16(0x8100), u16(42), frame.subarray(12)))
  assert.deepEqual(
    await assetsOf([write(capture(tagged))], { vlans: true }),
    await assetsOf([write(capture(list))], { vlans: true }),
  )
})

law("adding a GRE header changes no asset but the tunnel's two ends", async (list) => {
  const ends = ['02:77:77:77:77:01', '02:77:77:77:77:02']
  const tunnelled = list.map((frame) =>
    ethernet(
      ends[1]!,
      ends[0]!,
      0x0800,
      ipv4('192.0.2.1', '192.0.2.2', 47, bytes(u16(0), u16(0x6558), frame)),
    ),
  )
  assert.deepEqual(
    await assetsOf([write(capture(tunnelled))], { ends }),
    await assetsOf([write(capture(list))]),
  )
})
