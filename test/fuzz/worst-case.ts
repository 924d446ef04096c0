/**
 * Input made to take long, and how long it takes: `node test/fuzz/worst-case.ts [NAME]` prints what reading each
 * takes, in milliseconds a megabyte. A second a megabyte is the limit: 8 Mbit/s, if there were nothing else.
 */
import { protocols } from '../../src/protocols/list.ts'
import { type Bytes, bytes, type Hop, pcap, tcpStream, u16, u32, udp, zeros } from '../bytes.ts'
import { factsOf } from '../facts.ts'
import { handshake, record } from '../tls-bytes.ts'
import { checkCapture } from './check.ts'
import { Random } from './random.ts'
import { type Message, seeds, serverPortOf, talkOf } from './seeds.ts'

const LIMIT = 1000 // milliseconds a megabyte
/** Bytes of text in one conversation: as much as is followed without a dissector asking for more. */
const TALK = 65_536

const HOP: Hop = {
  srcMac: '02:00:00:00:00:01',
  dstMac: '02:00:00:00:00:02',
  src: '10.0.0.1',
  dst: '10.0.0.2',
  srcPort: 50_000,
  dstPort: 80,
}

/** Text that invites backtracking or rereading: each is repeated to fill a talk. */
const TEXTS: Readonly<Record<string, string>> = {
  'header lines': 'X-A: b\r\n',
  'one endless line': 'a',
  'empty lines': '\r\n',
  spaces: ' \t',
  dots: 'a.',
  brackets: '<[({"',
  digits: '1.1',
  'opening braces': '{',
  'reply lines': '220-a\r\n',
  'folded lines': 'A:\r\n b\r\n ',
}

const cases: Record<string, () => Bytes[]> = {
  'dns pointer chains': () =>
    many(20, (i) => udp({ ...HOP, srcPort: 53, dstPort: 2000 + i }, pointers(60_000))),
  'dns records without names': () =>
    many(20, (i) => udp({ ...HOP, srcPort: 53, dstPort: 2000 + i }, records())),
  'tls hello with endless lists': () => many(10, (i) => hello(60_000, i)),
  'tls hello in tiny segments': () => many(4, (i) => hello(16_000, i, 16)),
  'http tiny chunks': () => chunks(20_000),
  'mqtt in frames of one octet': () => framedMqtt(60_000),
  'deep ber (snmp)': () => many(20, (i) => udp({ ...HOP, srcPort: 2000 + i, dstPort: 161 }, deep(20_000))),
  'deep ber (ldap)': () => tcpStream({ ...HOP, dstPort: 389 }, [['client', deep(60_000)]]),
  'arp of random stations': () => arps(60_000),
  'flows of random hosts': () => flows(40_000),
  'tiny fragments': () => fragments(20_000),
}

/** Openings of text protocols over UDP, by port. */
const OPENINGS: Readonly<Record<number, string>> = {
  514: '<13>',
  1900: 'NOTIFY * HTTP/1.1\r\n',
  3702: '<?xml version="1.0"?><a>',
  5060: 'OPTIONS sip:a@b SIP/2.0\r\n',
  8080: '{"a":[',
}
for (const [port, opening] of Object.entries(OPENINGS))
  for (const [kind, text] of [...Object.entries(TEXTS), ['open elements', '<a b="c">'] as const]) {
    const long = opening + text.repeat(Math.floor((65_000 - opening.length) / text.length))
    cases[`datagrams to ${port}: ${kind}`] = () =>
      many(8, (i) => udp({ ...HOP, srcPort: 2000 + i, dstPort: Number(port) }, bytes(long)))
  }

for (const protocol of protocols.filter((p) => p.stream !== undefined)) {
  const own = seeds.filter((seed) => seed.protocol === protocol && talkOf(seed.frames).length > 0)
  const typical = own.find((seed) => !/^(wrong|short|cut|hostile)/.test(seed.name))
  if (typical === undefined) continue
  const talk = talkOf(typical.frames)
  const port = serverPortOf(typical.frames)
  for (const [kind, text] of Object.entries(TEXTS)) {
    const long = Uint8Array.from(Buffer.from(text.repeat(Math.ceil(TALK / text.length)), 'latin1'))
    for (const mss of [16, 1460])
      for (const side of ['client', 'server'] as const)
        cases[`${protocol.name}: ${kind} of the ${side}, ${mss} bytes a segment`] = () =>
          tcpStream({ ...HOP, dstPort: port }, [...opening(talk, side), [side, long]], mss)
  }
}

/** What is said until `side` has its first word, cut where its message is not over yet. */
function opening(talk: readonly Message[], side: 'client' | 'server'): Message[] {
  const at = talk.findIndex(([who]) => who === side)
  const head = talk.slice(0, at + 1)
  const last = head.at(-1)
  if (last !== undefined) head[at] = [side, last[1].subarray(0, Math.max(1, last[1].length - 2))]
  return head
}

const wanted = process.argv[2] ?? ''
let worst = 0
const rows: [number, string][] = []
checkCapture(pcap(seeds.flatMap((seed) => seed.frames)))
/** Milliseconds that an empty capture takes: tables are laid out. */
const base = baseline()
for (const [name, make] of Object.entries(cases)) {
  if (!name.includes(wanted)) continue
  const capture = pcap(make())
  checkCapture(capture)
  const times = [0, 1].map(() => {
    const started = performance.now()
    factsOf([capture])
    return performance.now() - started
  })
  const pace = (Math.max(0, Math.min(...times) - base) / capture.length) * 1e6
  worst = Math.max(worst, pace)
  rows.push([pace, `${pace.toFixed(0).padStart(6)} ms/MB  ${(capture.length / 1e6).toFixed(2)} MB  ${name}`])
}
for (const [, row] of rows.sort(([a], [b]) => b - a).slice(0, 40)) console.log(row)
process.exitCode = worst > LIMIT ? 1 : 0

function baseline(): number {
  const started = performance.now()
  for (let n = 0; n < 10; n++) factsOf([pcap([])])
  return (performance.now() - started) / 10
}

function many(n: number, make: (i: number) => Bytes | Bytes[]): Bytes[] {
  return Array.from({ length: n }, (_, i) => make(i)).flat()
}

function repeated(part: Bytes, size: number): Bytes {
  const out = new Uint8Array(Math.floor(size / part.length) * part.length)
  for (let at = 0; at < out.length; at += part.length) out.set(part, at)
  return out
}

/** An answer whose records are names that point to the one before. */
function pointers(size: number): Bytes {
  const head = bytes(u16(7), u16(0x8180), u16(0), u16(5000), u16(0), u16(0), 1, 0x61, 0)
  const chain = repeated(bytes(0xc0, 12, u16(12), u16(1), u32(60), u16(2), 0xc0, 12), size)
  for (let at = 12; at + 12 <= chain.length; at += 12) {
    const before = Math.min(0x3fff, head.length + at - 2)
    chain.set(u16(0xc000 | before), at)
    chain.set(u16(0xc000 | before), at + 10)
  }
  return bytes(head, chain)
}

function records(): Bytes {
  const record = bytes(0, u16(16), u16(1), u32(1), u16(0))
  return bytes(u16(7), u16(0x8180), u16(0), u16(0xffff), zeros(4), repeated(record, 60_000))
}

function hello(size: number, i: number, mss = 1460): Bytes[] {
  const ciphers = repeated(u16(0x1301), size)
  const extensions = repeated(bytes(u16(0xff), u16(0)), size)
  const lists = [u16(ciphers.length), ciphers, 1, 0, u16(extensions.length), extensions]
  const body = bytes(3, 3, zeros(32), 0, ...lists)
  const message = handshake(1, body)
  const parts: Bytes[] = []
  for (let at = 0; at < message.length; at += 16_000)
    parts.push(record(22, message.subarray(at, at + 16_000)))
  return tcpStream({ ...HOP, dstPort: 443, srcPort: 3000 + i }, [['client', bytes(...parts)]], mss)
}

function chunks(n: number): Bytes[] {
  const head = 'HTTP/1.1 200 OK\r\nServer: x\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n'
  return tcpStream(HOP, [
    ['client', 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['server', bytes(head, repeated(bytes('1\r\na\r\n'), n * 6))],
  ])
}

/** A long announcement over WebSocket, each of its octets in a frame of its own. */
function framedMqtt(n: number): Bytes[] {
  const frame = (content: Bytes) => bytes(0x82, 0x80 | content.length, zeros(4), content)
  const connect = bytes(0x10, 14, u16(4), 'MQTT', 4, 2, u16(60), u16(2), 'ab')
  const announcement = bytes(0x30, 0xff, 0xff, 3, u16(29), 'homeassistant/sensor/a/config', '{"a":"')
  return tcpStream({ ...HOP, dstPort: 9001 }, [
    ['client', bytes(frame(connect), frame(announcement), repeated(frame(bytes('x')), n * 7))],
  ])
}

/** Constructed types inside one another, as far as lengths of two octets reach. */
function deep(size: number): Bytes {
  const out = new Uint8Array(size)
  for (let at = 0; at + 4 <= size; at += 4) out.set(bytes(0x30, 0x82, u16(size - at - 4)), at)
  return out
}

function arps(n: number): Bytes[] {
  const random = new Random(5)
  return many(n, () => {
    const mac = bytes(2, random.bytes(5))
    const ip = bytes(10, random.bytes(3))
    return bytes(zeros(6).fill(255), mac, u16(0x806), u16(1), u16(0x800), 6, 4, u16(1), mac, ip, zeros(6), ip)
  })
}

function flows(n: number): Bytes[] {
  const random = new Random(6)
  const address = () => `10.${random.below(256)}.${random.below(256)}.${1 + random.below(254)}`
  return many(n, () =>
    udp(
      {
        ...HOP,
        src: address(),
        dst: address(),
        srcPort: random.below(65_536),
        dstPort: random.below(65_536),
      },
      random.bytes(30),
    ),
  )
}

/** First fragments that never end. */
function fragments(n: number): Bytes[] {
  return many(n, (i) => {
    const frame = udp({ ...HOP, dstPort: 53 }, zeros(32))
    frame.set(bytes(u16(i), 0x20 | (i % 3 === 0 ? 0 : i & 0x1f), i), 18)
    return frame
  })
}
