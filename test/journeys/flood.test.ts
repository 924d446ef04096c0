/** Traffic made to blind the watch: it is said that not everything could be followed, and other alerts still come. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { hopOf, type Timed, timedPcap } from '../../src/watch/fixtures/capture.ts'
import { contactCases } from '../../src/watch/fixtures/contacts.ts'
import { refusedAt } from '../../src/watch/fixtures/frames.ts'
import { type Bytes, bytes, SYN, tcp, udp } from '../bytes.ts'
import { dnsMessage, question } from '../dns-bytes.ts'

const WARDLINE = join(import.meta.dirname, '../../bin/wardline')
const folder = mkdtempSync(join(tmpdir(), 'wardline-flood-'))
after(() => rmSync(folder, { recursive: true }))

const times = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
const SECONDS = 60
const MANY = 10_000
const at = (i: number): number => 100 + (i * SECONDS) / MANY

/** An address and a MAC that nobody has, by a number. */
const madeUp = (i: number) => ({
  src: `10.${64 + (i >> 16)}.${(i >> 8) & 255}.${i & 255}`,
  srcMac: `06:00:00:${[i >> 16, i >> 8, i].map((n) => (n & 255).toString(16).padStart(2, '0')).join(':')}`,
})
const flood = (frame: (i: number) => Bytes): Timed => times(MANY).map((i) => [at(i), frame(i)] as const)

const FLOODS: Readonly<Record<string, Timed>> = {
  'of sources that open connections': flood((i) =>
    tcp({ ...hopOf(70, 9, 443, 1024 + (i % 60_000)), ...madeUp(i) }, 1, 0, SYN),
  ),
  'of names, each under a zone of its own': flood((i) =>
    udp(
      { ...hopOf(70, 53, 53, 1024 + (i % 60_000)), ...madeUp(i) },
      dnsMessage(0x0100, { questions: [question(`x${i}.zone${i}.example`, 1)] }, i & 0xffff),
    ),
  ),
  'of claims of addresses': flood((i) => {
    const { src, srcMac } = madeUp(i)
    const sender = bytes(...srcMac.split(':').map((octet) => Number.parseInt(octet, 16)))
    const address = bytes(...src.split('.').map(Number))
    return bytes(
      new Uint8Array(6).fill(255),
      sender,
      8,
      6,
      0,
      1,
      8,
      0,
      6,
      4,
      0,
      2,
      sender,
      address,
      sender,
      address,
    )
  }),
}

/** What really happens meanwhile: a scan before, a login at a pump and guessed passwords in the midst of it. */
const real: Timed = [
  ...times(60).map((i) => [50 + i * 0.5, refusedAt(66, 9, 2000 + i)[0]!] as const),
  ...times(60).map((i) => [50.01 + i * 0.5, refusedAt(66, 9, 2000 + i)[1]!] as const),
  ...contactCases['inbound-telnet-ftp-to-pump']!.fires.map(
    ([second, frame]) => [second + 120, frame] as const,
  ),
  ...contactCases['brute-force-login']!.fires.map(([second, frame]) => [second + 110, frame] as const),
]

for (const [name, frames] of Object.entries(FLOODS))
  test(`a flood ${name} does not drown other alerts`, () => {
    const capture = join(folder, 'flood.pcap')
    writeFileSync(capture, timedPcap([...real, ...frames]))
    const { stdout, status, stderr } = spawnSync(WARDLINE, ['inspect', capture, '--json', '--quiet'], {
      encoding: 'utf8',
      maxBuffer: 512 << 20,
    })
    assert.equal(status, 0, stderr)
    const { alerts, coverage } = JSON.parse(stdout) as {
      readonly alerts: readonly { readonly detection: string }[]
      readonly coverage: { readonly overloaded: readonly string[] }
    }
    const told = new Set(alerts.map(({ detection }) => detection))
    for (const id of ['port-scan-vertical', 'inbound-telnet-ftp-to-pump', 'brute-force-login'])
      assert.ok(told.has(id), `${id} is drowned: ${[...told].join(', ')}`)
    // So many claims of addresses still find room.
    assert.equal(coverage.overloaded.length > 0, !name.endsWith('addresses'), coverage.overloaded.join(', '))
    assert.ok(alerts.length < 200, `${alerts.length} alerts`)
  })
