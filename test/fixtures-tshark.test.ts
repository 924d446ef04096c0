/**
 * The typical fixtures of every protocol, judged by tshark where it is installed: it must take them for that protocol
 * and find nothing malformed in them. All go through one run, as one capture in which every case has addresses of its
 * own, so that tshark mixes up no two conversations.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { type Bytes, pcap } from './bytes.ts'
import { framesOf } from './facts.ts'
import { withFiles } from './merged.ts'
import { ODD_FIXTURES } from './odd-fixtures.ts'
import { ourName, UNKNOWN_TO_TSHARK } from './tshark-names.ts'

const ROOT = join(import.meta.dirname, '../src/protocols')

/** Single cases that tshark does not name; that they are well-formed still counts. */
const UNNAMED: ReadonlySet<string> = new Set([
  'mssql/browser', // tshark has no dissector for the browser service
  'rdp/no-encryption', // its parts are named: tpkt, cotp, t124, t125
  's7comm/plus', // tshark has no dissector for S7comm-plus
  'syslog/over-tcp', // tshark reads it over UDP only
  'tplink-smarthome/newer', // tshark knows the older port only
])
/** Ports on which tshark leaves the protocol to be told by the user. */
const DECODE_AS = [
  'tcp.port==2575,tls',
  'tcp.port==5005,jdwp',
  'tcp.port==27017,mongo',
  'udp.port==16384,rtp',
  'udp.port==5004,rtp',
]

interface Case {
  readonly protocol: string
  readonly name: string
  readonly frames: readonly Bytes[]
}

const cases: readonly Case[] = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.pcap'))
  .sort()
  .map((file) => {
    const [protocol = '', , name = ''] = file.replace(/\.pcap$/, '').split('/')
    const frames = Array.from(framesOf(readFileSync(join(ROOT, file))), (f) => f.bytes.slice(f.start, f.end))
    return { protocol, name, frames }
  })
  .filter(({ name }) => !ODD_FIXTURES.test(name))

/** What tshark says of one frame. */
interface Judged {
  readonly protocols: readonly string[]
  readonly complaint: string
}

const installed = spawnSync('tshark', ['--version']).status === 0

test('tshark reads every typical fixture as its protocol, without fault', {
  skip: installed ? false : 'tshark is not installed',
}, async () => {
  const frames = cases.flatMap((c, i) => c.frames.map((frame) => readdressed(frame, i + 1)))
  const judged = await withFiles({ 'all.pcap': pcap(frames) }, async (dir) => judge(join(dir, 'all.pcap')))
  assert.equal(judged.length, frames.length)
  const faults: string[] = []
  let at = 0
  for (const { protocol, name, frames } of cases) {
    const mine = judged.slice(at, at + frames.length)
    at += frames.length
    const excused = UNNAMED.has(`${protocol}/${name}`) || UNKNOWN_TO_TSHARK.has(protocol)
    if (!excused && !mine.some((frame) => frame.protocols.some((p) => ourName(p) === protocol)))
      faults.push(`${protocol}/${name} is ${[...new Set(mine.flatMap((f) => f.protocols))].join(' ')}`)
    for (const [i, { complaint }] of mine.entries())
      if (complaint !== '') faults.push(`${protocol}/${name} #${i + 1}: ${complaint}`)
  }
  assert.deepEqual(faults, [])
})

/** The frame with the second octet of IPv4 unicast addresses (the eighth of IPv6) moved by the number of the case. */
function readdressed(frame: Bytes, by: number): Bytes {
  const out = frame.slice()
  const type = (out[12]! << 8) | out[13]!
  const move = (at: number) => {
    out[at] = out[at]! + by
  }
  if (type === 0x0800) for (const at of [26, 30]) if (out[at]! < 224 && out[at]! > 0) move(at + 1)
  if (type === 0x86dd) for (const at of [22, 38]) if (out[at]! < 0xff) move(at + 7)
  return out
}

const COLUMNS = ['frame.protocols', '_ws.malformed', '_ws.expert.group', '_ws.expert.message']
/** Expert group "malformed". */
const MALFORMED = String(0x07000000)

function judge(file: string): Judged[] {
  const options = ['-n', '-r', file, '-T', 'fields', '-E', 'separator=|', '-E', 'occurrence=a']
  options.push(...DECODE_AS.flatMap((rule) => ['-d', rule]))
  const { stdout } = spawnSync('tshark', [...options, ...COLUMNS.flatMap((column) => ['-e', column])], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  })
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [protocols = '', malformed = '', groups = '', ...messages] = line.split('|')
      const bad = malformed !== '' || groups.split(',').includes(MALFORMED)
      return { protocols: protocols.split(':'), complaint: bad ? `${malformed} ${messages.join('|')}` : '' }
    })
}
