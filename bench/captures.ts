/** Captures to measure with: real ones repeated to any length, and made-up ones with many conversations. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { CaptureParser } from '../src/wire/capture/capture-parser.ts'
import { Frame } from '../src/wire/capture/frame.ts'

const ROOT = join(import.meta.dirname, '..')
const CORPUS = join(ROOT, '../shared/corpus/captures')
const ETHERNET = 1

/** Records of a classic pcap file (little endian, microseconds), without the file header. */
export interface Records {
  readonly bytes: Buffer
  readonly packets: number
  readonly source: string
}

/** The header of a little-endian microsecond Ethernet capture. */
export const FILE_HEADER: Buffer = (() => {
  const header = Buffer.alloc(24)
  header.writeUInt32LE(0xa1b2c3d4, 0)
  header.writeUInt16LE(2, 4)
  header.writeUInt16LE(4, 6)
  header.writeUInt32LE(262_144, 16)
  header.writeUInt32LE(ETHERNET, 20)
  return header
})()

/** All Ethernet packets of the labelled corpus if it is there, else of our own fixtures and example, file after file. */
export function realRecords(): Records {
  const own = [join(ROOT, 'src/protocols'), join(ROOT, 'examples')]
  const folders = existsSync(CORPUS) ? [CORPUS] : own
  const parts: Buffer[] = []
  let packets = 0
  for (const file of folders.flatMap(filesIn)) {
    const some = recordsOf(readFileSync(file))
    parts.push(...some)
    packets += some.length
  }
  return {
    bytes: Buffer.concat(parts),
    packets,
    source: existsSync(CORPUS) ? 'the capture corpus' : 'our own fixtures',
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(pcap|pcapng|cap|trace|dmp)$/.test(name))
    .sort()
    .map((name) => join(folder, name))

function recordsOf(bytes: Uint8Array): Buffer[] {
  const parser = new CaptureParser()
  const frame = new Frame()
  const records: Buffer[] = []
  let given = false
  for (;;) {
    const step = parser.next(frame)
    if (step === 'end') return records
    if (step === 'frame') {
      if (frame.linkType === ETHERNET)
        records.push(record(frame.time, frame.bytes.subarray(frame.start, frame.end), frame.originalLength))
    } else if (given) parser.finish()
    else {
      const room = parser.space(bytes.length)
      room.set(bytes)
      parser.filled(bytes.length)
      given = true
    }
  }
}

function record(time: number, frame: Uint8Array, originalLength = frame.length): Buffer {
  const micros = Math.round((time % 1) * 1e6) % 1e6
  const header = Buffer.alloc(16)
  header.writeUInt32LE(Math.floor(time) >>> 0, 0)
  header.writeUInt32LE(micros, 4)
  header.writeUInt32LE(frame.length, 8)
  header.writeUInt32LE(originalLength, 12)
  return Buffer.concat([header, frame])
}

/** Writes the records, repeated to at least `packets`, to a file; returns how many packets it holds. */
export function writeRepeated(file: string, records: Records, packets: number): number {
  const times = Math.ceil(packets / records.packets)
  writeFileSync(file, FILE_HEADER)
  for (let i = 0; i < times; i++) writeFileSync(file, records.bytes, { flag: 'a' })
  return times * records.packets
}

/** The same as a stream, for lengths no disk should hold. */
export function streamRepeated(records: Records, packets: number): { stream: Readable; packets: number } {
  const times = Math.ceil(packets / records.packets)
  function* chunks() {
    yield FILE_HEADER
    for (let i = 0; i < times; i++) yield records.bytes
  }
  return { stream: Readable.from(chunks()), packets: times * records.packets }
}

/** Hosts on each side of the made-up conversations. */
const HOSTS = 1000

/**
 * `conversations` different ones between a thousand clients and a thousand servers, each asked and answered `rounds`
 * times in turn, so that all are open at once. Packets come in the order that hurts most: each belongs to another conversation than the one before.
 */
export function manyConversations(
  conversations: number,
  rounds: number,
): { stream: Readable; packets: number } {
  const one = Buffer.alloc(16 + 60)
  one.writeUInt32LE(60, 8)
  one.writeUInt32LE(60, 12)
  one.write('020000000001020000000002080045000028000040004011000000000000000000000000000000140000', 16, 'hex')
  function* chunks() {
    yield FILE_HEADER
    for (let round = 0; round < rounds; round++)
      for (let from = 0; from < conversations; from += BATCH)
        yield batch(one, from, Math.min(BATCH, conversations - from), round)
  }
  return { stream: Readable.from(chunks()), packets: 2 * rounds * conversations }
}
const BATCH = 8192
const START = 1_767_225_600

function batch(one: Buffer, from: number, count: number, round: number): Buffer {
  const out = Buffer.alloc(2 * count * one.length)
  for (let i = 0; i < count; i++) {
    const n = from + i
    const client = 0x0a000001 + (n % HOSTS)
    const server = 0x0a010001 + (Math.floor(n / HOSTS) % HOSTS)
    const port = 40_000 + Math.floor(n / (HOSTS * HOSTS))
    put(out, 2 * i * one.length, one, client, server, port, 9_999, round)
    put(out, (2 * i + 1) * one.length, one, server, client, 9_999, port, round)
  }
  return out
}

function put(
  out: Buffer,
  at: number,
  one: Buffer,
  src: number,
  dst: number,
  srcPort: number,
  dstPort: number,
  round: number,
): void {
  one.copy(out, at)
  out.writeUInt32LE(START + round, at)
  const ip = at + 16 + 14
  out.writeInt32BE(src | 0, ip + 12)
  out.writeInt32BE(dst | 0, ip + 16)
  out.writeUInt16BE(srcPort, ip + 20)
  out.writeUInt16BE(dstPort, ip + 22)
}
