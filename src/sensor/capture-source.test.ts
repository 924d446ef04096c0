import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { appendFileSync, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { createGzip, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { type Bytes, bytes, zeros } from '../../test/bytes.ts'
import { mergeAll, withFiles } from '../../test/merged.ts'
import { LITTLE, pcapHeader, pcapRecord } from '../../test/pcapng.ts'
import { PipeSource, type RawSource } from './byte-source.ts'
import { GunzipSource } from './gunzip-source.ts'

const START = 1_767_225_600

/** Packets that do not compress, so that many slices are fed. */
function noisy(packets: number, seed = 1): Bytes {
  let state = seed
  const octet = () => {
    state = (state * 48_271) % 2_147_483_647
    return state & 255
  }
  const data = () => Uint8Array.from({ length: 200 }, octet)
  return Buffer.concat([
    pcapHeader(),
    ...Array.from({ length: packets }, (_, i) => pcapRecord(START + i, 0, data())),
  ])
}

const read = async (name: string, content: Bytes) =>
  withFiles({ [name]: content }, async (dir) => {
    const { frames, merge } = await mergeAll([join(dir, name)])
    return { frames: frames.map(({ path: _, ...f }) => f), summary: merge.summaries()[0]!, merge }
  })

const plain = noisy(500)
const packed = gzipSync(plain)
const expected = await read('x.pcap', plain)

test('gzip gives the same frames as plain', async () => {
  assert.deepEqual((await read('x.pcap.gz', packed)).frames, expected.frames)
  assert.equal(expected.frames.length, 500)
})

test('several gzip members in a row are one capture, wherever they are cut', async () => {
  for (const cut of [1, 24, 40, 16_384, 65_536, plain.length - 1]) {
    const members = Buffer.concat([gzipSync(plain.subarray(0, cut)), gzipSync(plain.subarray(cut))])
    const { frames, summary } = await read('x.gz', members)
    assert.deepEqual([frames.length, summary.because], [500, null])
  }
})

test('gzip cut short: everything before the cut is used, and the place is told', async () => {
  const { frames, summary } = await read('x.gz', packed.subarray(0, packed.length - 5000))
  assert.ok(frames.length > 450 && frames.length < 500)
  assert.deepEqual(frames, expected.frames.slice(0, frames.length))
  assert.match(
    summary.because!,
    /^cut short at byte [\d,]+: the gzip data break off at byte [\d,]+ of the file$/,
  )
  assert.equal(summary.error, null)
})

test('gzip damaged in the middle: everything before the damage is used', async () => {
  // Stored blocks are copied as they are, so the bytes before a damaged one are known: RFC 1951 section 3.2.4.
  const damaged = gzipSync(plain, { level: 0 })
  const first = damaged.readUInt16LE(11)
  damaged[15 + first] = 7 // a block type there is not
  const { frames, summary } = await read('x.gz', damaged)
  assert.equal(frames.length, Math.floor((first - 24) / 216))
  const [at, of] = [first, 16 + first].map((n) => n.toLocaleString('en-US'))
  assert.match(summary.because!, new RegExp(`^damaged at byte ${at}: .* at byte ${of} of the file`))
})

test('a wrong checksum costs no packet, and is told', async () => {
  const damaged = Uint8Array.from(packed)
  damaged[packed.length - 6]! ^= 1
  const { frames, summary } = await read('x.gz', damaged)
  assert.equal(frames.length, 500)
  assert.match(summary.because!, /damaged.*incorrect data check/)
})

test('padding behind gzip data is nothing', async () => {
  const { frames, summary } = await read('x.gz', bytes(packed, zeros(600)))
  assert.deepEqual([frames.length, summary.because], [500, null])
})

test('any cut or changed byte in gzip gives a beginning of the frames', () =>
  fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.boolean(), async (place, value, cut) => {
      const small = gzipSync(plain.subarray(0, 24 + 216 * 9))
      const at = 10 + (place % (small.length - 18)) // behind the gzip header, before the checksum
      const input = cut ? small.subarray(0, at) : Uint8Array.from(small)
      if (!cut) input[at] = value
      const { frames, summary } = await read('x.gz', input)
      if (summary.because === null) assert.equal(frames.length, 9)
      // A changed byte may change what it stands for before the decompressor can notice; a cut may not.
      if (cut) assert.deepEqual(frames, expected.frames.slice(0, frames.length))
    }),
    { numRuns: 30 },
  ))

test('a compression bomb takes memory neither at once nor in all', async () => {
  const zip = createGzip()
  const packedZeros: Uint8Array[] = []
  zip.on('data', (part) => packedZeros.push(part))
  const block = Buffer.alloc(1 << 20)
  for (let i = 0; i < 24; i++)
    if (!zip.write(block)) await new Promise<void>((done) => zip.once('drain', () => done()))
  await new Promise<void>((done) => zip.end(() => done()))
  const bomb = Buffer.concat(packedZeros)
  assert.ok(bomb.length < 80_000)
  const source = new GunzipSource(fromMemory(bomb))
  const room = new Uint8Array(4096)
  let given = 0
  for (let n = await source.read(room); n > 0; n = await source.read(room)) {
    given += n
    if (given > 3 << 20) break
  }
  // After 3 of 24 MiB the decompressor has been fed no more than it had to be.
  assert.ok(source.progress.fed <= bomb.length / 4, `${source.progress.fed} of ${bomb.length} bytes fed`)
  assert.ok(source.progress.held <= 1 << 20)
  await source.close()
})

function fromMemory(data: Bytes): RawSource {
  return new PipeSource(
    (async function* () {
      yield data
    })(),
  )
}

test('gzip through a pipe is told by its content, and read', () =>
  withFiles({}, async (dir) => {
    const fifo = join(dir, 'fifo')
    execFileSync('mkfifo', [fifo])
    const reading = mergeAll([fifo])
    createWriteStream(fifo).end(packed)
    const { frames, merge } = await reading
    assert.deepEqual([frames.length, merge.progress.total], [500, null])
  }))

test('a followed file is read as it grows, until the signal', () =>
  withFiles({ 'x.pcap': pcapHeader() }, async (dir) => {
    const file = join(dir, 'x.pcap')
    const stop = new AbortController()
    const reading = mergeAll([file], { follow: stop.signal })
    const record = pcapRecord(START, 0, zeros(60))
    for (let i = 0; i < 3; i++) {
      await setTimeout(20)
      appendFileSync(file, record.subarray(0, 30))
      await setTimeout(20)
      appendFileSync(file, record.subarray(30))
    }
    appendFileSync(file, record.subarray(0, 30))
    await setTimeout(300)
    stop.abort()
    const { frames, merge } = await reading
    assert.deepEqual([frames.length, merge.summaries()[0]?.because], [3, null])
  }))

test('a capture that vanishes between being found and being read is told', async () => {
  const gone = {
    path: '/nonexistent/x.pcap',
    kind: 'file',
    size: 9,
    gzip: false,
    first: 1,
    argument: 0,
    error: null,
  } as const
  const { merge } = await mergeAll([gone])
  assert.equal(merge.summaries()[0]?.error, 'cannot be read: no such file or directory')
})

test('a record much longer than the reads is put together', async () => {
  const long = pcapRecord(START, 0, zeros(200_000))
  const content = bytes(pcapHeader({ order: LITTLE }), long, long)
  const frames = await withFiles(
    { 'x.pcap': content },
    async (dir) => (await mergeAll([dir], { chunk: 4096 })).frames,
  )
  assert.deepEqual(
    frames.map((f) => f.hex.length),
    [400_000, 400_000],
  )
})
