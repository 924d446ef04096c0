/**
 * The decoder against tshark over real captures, wherever they and tshark are present: the shared ones beside the
 * repository, or those of WARDLINE_CAPTURES=/path/to/captures. Every frame of a sample must show the same IP packets,
 * outermost to innermost, with the same addresses and ports. WARDLINE_CAPTURES_EVERY=1 takes all captures.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ip4FromWord, ip6FromWords } from '../src/model/ip.ts'
import { CaptureParser } from '../src/wire/capture/capture-parser.ts'
import { Frame } from '../src/wire/capture/frame.ts'
import { Decoder } from '../src/wire/decoder.ts'
import type { Packet } from '../src/wire/packet.ts'

const directory = process.env.WARDLINE_CAPTURES ?? join(import.meta.dirname, '../../shared/corpus/captures')
/** Every n-th capture is compared; tshark takes half a second to start. */
const every = Number(process.env.WARDLINE_CAPTURES_EVERY ?? 15)
const skip = !existsSync(directory)
  ? 'no ../shared/corpus beside the repository'
  : spawnSync('tshark', ['--version']).status !== 0 && 'tshark is not installed'

/** Bytes; larger captures take tshark longer than a sample is worth. */
const LARGEST = 500_000
/** Share of frames that may be judged otherwise: conflicting fragments, headers cut by the snap length. */
const TOLERANCE = 0.001

const FIELDS = [
  'ip.src',
  'ip.dst',
  'ipv6.src',
  'ipv6.dst',
  'tcp.srcport',
  'tcp.dstport',
  'udp.srcport',
  'udp.dstport',
]

test('real captures are decoded as tshark decodes them', { skip }, () => {
  let frames = 0
  const differences: string[] = []
  for (const file of sample()) {
    const ours = decode(file)
    for (const [number, theirs] of judge(file)) {
      frames++
      const mine = ours.get(number)?.join(', ')
      if (mine !== undefined && mine !== theirs.join(', '))
        differences.push(`${file} #${number}\n  tshark ${theirs.join(', ')}\n  ours   ${mine}`)
    }
  }
  assert.ok(frames > 0, 'no capture was read')
  assert.ok(
    differences.length <= frames * TOLERANCE + 1,
    `${frames} frames\n${differences.slice(0, 20).join('\n')}`,
  )
})

function sample(): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(pcap|pcapng|cap)$/.test(name))
    .map((name) => join(directory, name))
    .filter((file) => statSync(file).size <= LARGEST)
    .sort()
    .filter((_, i) => i % every === 0)
}

/** The IP packets of each frame, by its number; frames of link types that are not decoded are left out. */
function decode(file: string): Map<number, string[]> {
  const found = new Map<number, string[]>()
  let packets: string[] = []
  const decoder = new Decoder({
    packet: (p) => {
      if (p.ipVersion !== 0) packets.push(line(p))
    },
    oddity: () => {},
  })
  const input = readFileSync(file)
  const parser = new CaptureParser()
  const frame = new Frame()
  let at = 0
  for (let step = parser.next(frame); step !== 'end'; step = parser.next(frame)) {
    if (step === 'frame') {
      packets = []
      if (decoder.decode(frame, 0)) found.set(frame.number, packets)
    } else if (at === input.length) parser.finish()
    else {
      const part = input.subarray(at, at + 65_536)
      parser.space(part.length).set(part)
      parser.filled(part.length)
      at += part.length
    }
  }
  return found
}

function line(p: Packet): string {
  const six = p.ipVersion === 6
  const source = six ? ip6FromWords(p.s0, p.s1, p.s2, p.s3) : ip4FromWord(p.s3)
  const destination = six ? ip6FromWords(p.d0, p.d1, p.d2, p.d3) : ip4FromWord(p.d3)
  return `${source}>${destination}${p.srcPort + p.dstPort > 0 ? ` ${p.srcPort}>${p.dstPort}` : ''}`
}

/** The same as tshark sees it: values of each field in order, dealt out along its list of protocols. */
function judge(file: string): Map<number, string[]> {
  const columns = ['frame.number', 'frame.protocols', ...FIELDS].flatMap((field) => ['-e', field])
  const options = ['-n', '-r', file, '-T', 'fields', '-E', 'separator=|', '-E', 'occurrence=a']
  const { stdout } = spawnSync('tshark', [...options, ...columns], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const found = new Map<number, string[]>()
  for (const row of stdout.split('\n').filter((r) => r !== '')) {
    const [number = '', protocols = '', ...values] = row.split('|')
    const [s4, d4, s6, d6, st, dt, su, du] = values.map((v) => (v === '' ? [] : v.split(',')))
    const packets: string[] = []
    const next = (list: string[] | undefined) => bare(list?.shift() ?? '0')
    const add = (ports: string) => packets.push(packets.pop() + ports)
    for (const protocol of protocols.split(':')) {
      // What stands behind ICMP is quoted, not carried.
      if (protocol === 'icmp' || protocol === 'icmpv6') break
      if (protocol === 'ip' && s4!.length > 0) packets.push(`${next(s4)}>${next(d4)}`)
      else if (protocol === 'ipv6' && s6!.length > 0) packets.push(`${next(s6)}>${next(d6)}`)
      else if (protocol === 'tcp' && st!.length > 0) add(` ${next(st)}>${next(dt)}`)
      else if (protocol === 'udp' && su!.length > 0) add(` ${next(su)}>${next(du)}`)
    }
    found.set(Number(number), packets)
  }
  return found
}

/** IPv4-mapped addresses are written as IPv4. */
const bare = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '')
