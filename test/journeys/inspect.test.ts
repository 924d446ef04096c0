/** The command line as a user meets it: outputs, messages, exit codes, hostile files. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { type Bytes, bytes, ethernet, type Hop, pcap, tcpStream, u16, u32le, udp } from '../bytes.ts'

const BIN = join(import.meta.dirname, '../../bin/wardline')
const folder = mkdtempSync(join(tmpdir(), 'wardline-journey-'))
after(() => rmSync(folder, { recursive: true }))

function put(name: string, content: Bytes | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function wardline(args: readonly string[], input?: Bytes): { code: number | null; out: string; err: string } {
  const run = spawnSync(BIN, args, { input, encoding: 'buffer', maxBuffer: 64 << 20, cwd: tmpdir() })
  return { code: run.status, out: run.stdout.toString(), err: run.stderr.toString() }
}

const hop: Hop = {
  srcMac: '00:00:5e:10:00:01',
  dstMac: '00:00:5e:10:00:02',
  src: '10.1.0.1',
  dst: '10.1.0.2',
  srcPort: 50000,
  dstPort: 2222,
}
const ssh = tcpStream(hop, [
  ['server', 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n'],
  ['client', 'SSH-2.0-PuTTY_Release_0.81\r\n'],
])
const session = put('session.pcap', pcap(ssh))

test('the table fits 100 columns and names each device', () => {
  const { code, out } = wardline(['inspect', session])
  assert.equal(code, 0)
  for (const line of out.split('\n')) assert.ok(line.length <= 100, line)
  assert.match(out, /10\.1\.0\.1/)
  assert.match(out, /10\.1\.0\.2/)
  assert.match(out, /2 devices in 8 packets of 1 capture/)
})

test('COLUMNS says how wide a text is that goes elsewhere than to a window; nonsense says nothing', () => {
  const widest = (COLUMNS: string) => {
    const run = spawnSync(BIN, ['inspect', '--help'], { env: { ...process.env, COLUMNS }, encoding: 'utf8' })
    return Math.max(...run.stdout.split('\n').map((line) => line.length))
  }
  assert.ok(widest('60') <= 60)
  for (const nonsense of ['', '0', '-5', 'wide', '1e9']) {
    const width = widest(nonsense)
    assert.ok(width > 90 && width <= 100, nonsense)
  }
})

test('--json prints one document and nothing else on standard output', () => {
  const { code, out, err } = wardline(['inspect', session, '--json', '--conversations'])
  assert.equal(code, 0)
  assert.equal(err, '')
  const document = JSON.parse(out)
  assert.equal(document.schema, 'wardline.inspection/1')
  assert.equal(document.captures[0].packets, 8)
  assert.deepEqual(document.captures[0].linkTypes, ['Ethernet'])
  const server = document.assets.find((a: { macs: string[] }) => a.macs.includes(hop.dstMac))
  assert.deepEqual(server.services, [{ transport: 'tcp', port: 2222, protocol: 'ssh' }])
  assert.ok(server.evidence.length > 0)
  const [conversation] = document.conversations
  assert.equal(conversation.client, '10.1.0.1')
  assert.equal(conversation.protocol, 'ssh')
  assert.equal(conversation.packets, 8)
})

test('--csv has a heading and a line per device', () => {
  const lines = wardline(['inspect', session, '--csv']).out.trimEnd().split('\r\n')
  assert.equal(lines.length, 3)
  assert.match(lines[0]!, /^id,mac,ip,hostname/)
})

test('--explain shows the claims behind a device, by address, MAC or id', () => {
  for (const name of ['10.1.0.2', '00-00-5E-10-00-02', 'mac-00005e100002']) {
    const { code, out } = wardline(['inspect', session, '--explain', name])
    assert.equal(code, 0)
    assert.match(out, /ssh\.banner "SSH-2\.0-OpenSSH_9\.2p1 Debian/)
    assert.match(out, /packet 4 of/)
  }
})

test('a capture on standard input, plain or gzip, is read', () => {
  for (const input of [pcap(ssh), gzipSync(pcap(ssh))]) {
    const { code, out } = wardline(['inspect', '-', '--json'], input)
    assert.equal(code, 0)
    assert.equal(JSON.parse(out).assets.length, 2)
  }
})

test('a directory is searched for captures by content, other files are passed over', () => {
  const directory = join(folder, 'many')
  mkdirSync(join(directory, 'deeper'), { recursive: true })
  writeFileSync(join(directory, 'one.bin'), pcap(ssh))
  writeFileSync(join(directory, 'deeper', 'two'), gzipSync(pcap(ssh)))
  writeFileSync(join(directory, 'readme.txt'), 'no capture')
  const { code, out, err } = wardline(['inspect', directory, '--json'])
  assert.equal(code, 0)
  assert.equal(err, '')
  assert.equal(JSON.parse(out).captures.length, 2)
})

test('--separate prints one document a capture, in the order given', () => {
  const other = put('other.pcap', pcap(ssh.slice(0, 3)))
  const { out } = wardline(['inspect', session, other, '--json', '--separate'])
  const documents = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  assert.deepEqual(
    documents.map((d) => d.captures[0].packets),
    [8, 3],
  )
})

test('--local makes an address range internal', () => {
  const outside = { ...hop, srcMac: '02:00:00:00:00:99', src: '203.0.113.7', ttl: 55 }
  const capture = put('outside.pcap', pcap([udp(outside, bytes('hello'))]))
  const count = (args: string[]) =>
    JSON.parse(wardline(['inspect', capture, '--json', ...args]).out).assets.filter(
      (a: { ips: unknown[] }) => a.ips.length > 0,
    ).length
  assert.equal(count([]), 0)
  assert.equal(count(['--local', '203.0.113.0/24']), 1)
})

test('the launcher works through a symbolic link from any directory', () => {
  const link = join(folder, 'wardline')
  symlinkSync(BIN, link)
  const run = spawnSync(link, ['--version'], { cwd: tmpdir(), encoding: 'utf8' })
  assert.match(run.stdout, /^wardline \d+\.\d+\.\d+\n$/)
})

test('--follow keeps reading a growing capture until it is interrupted', async () => {
  const whole = pcap(ssh)
  const growing = put('growing.pcap', whole.subarray(0, 150))
  const run = spawn(BIN, ['inspect', growing, '--json', '--quiet', '--follow'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  run.stdout.on('data', (text) => {
    out += text
  })
  await setTimeout(1500)
  appendFileSync(growing, whole.subarray(150))
  await setTimeout(1500)
  run.kill('SIGINT')
  assert.equal(await new Promise((resolve) => run.on('close', resolve)), 0)
  assert.equal(JSON.parse(out).captures[0].packets, 8)
})

// --- wrong usage -----------------------------------------------------------------------------------------------

for (const [what, args, told] of [
  ['an unknown command', ['inspekt'], /unknown command "inspekt"/],
  ['no capture', ['inspect'], /needs a capture/],
  ['an unknown option', ['inspect', session, '--jsn'], /--jsn/],
  ['two formats', ['inspect', session, '--json', '--csv'], /exclude each other/],
  ['a bad range', ['inspect', session, '--local', '10.0.0.0/99'], /10\.0\.0\.0\/99 is no address range/],
  ['an unknown device', ['inspect', session, '--explain', 'nobody'], /no device is called nobody/],
] as const)
  test(`${what} is told and exits 2`, () => {
    const { code, err, out } = wardline(args)
    assert.equal(code, 2)
    assert.match(err, told)
    assert.equal(out, '')
  })

// --- bad input -------------------------------------------------------------------------------------------------

test('a file that is no capture is named with what it looks like, and exits 3', () => {
  const image = put('image.png', bytes(0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 0))
  const { code, out, err } = wardline(['inspect', image, '--json'])
  assert.equal(code, 3)
  assert.match(err, /image\.png.*not a capture/)
  assert.match(JSON.parse(out).error, /not a capture/)
})

test('an empty file, a missing file and an empty directory exit 3', () => {
  mkdirSync(join(folder, 'empty'), { recursive: true })
  for (const path of [put('empty.pcap', ''), join(folder, 'missing.pcap'), join(folder, 'empty')])
    assert.equal(wardline(['inspect', path]).code, 3, path)
})

test('a capture cut short is used as far as it goes, with the offset, and exits 0', () => {
  const whole = pcap(ssh)
  const { code, out, err } = wardline([
    'inspect',
    put('cut.pcap', whole.subarray(0, whole.length - 10)),
    '--json',
  ])
  assert.equal(code, 0)
  assert.match(err, /cut short at byte [\d,]+/)
  const document = JSON.parse(out)
  assert.equal(document.captures[0].packets, 7)
  assert.equal(document.error, undefined)
})

test('an undecoded link type gives empty assets and the reason, and is no error', () => {
  const { code, out } = wardline(['inspect', put('zigbee.pcap', pcap([bytes('whatever')], 195)), '--json'])
  const document = JSON.parse(out)
  assert.equal(code, 0)
  assert.deepEqual(document.assets, [])
  assert.match(document.captures[0].because, /not decoded/)
  assert.equal(document.error, undefined)
})

test('one good capture among bad ones is used, and exits 0', () => {
  const { code, out } = wardline(['inspect', put('noise', 'noise'), session, '--json'])
  assert.equal(code, 0)
  assert.equal(JSON.parse(out).assets.length, 2)
})

test('100,000 VLAN tags and lying lengths neither stop nor stall the run', () => {
  const tags = bytes(...Array.from({ length: 16_000 }, () => bytes(u16(0x8100), u16(7))))
  const tagged = ethernet(hop.dstMac, hop.srcMac, 0x8100, tags)
  const liar = ethernet(
    hop.dstMac,
    hop.srcMac,
    0x0800,
    bytes(0x4f, 0, u16(65535), new Uint8Array(16).fill(255)),
  )
  const { code, out } = wardline(['inspect', put('tags.pcap', pcap([tagged, liar, ...ssh])), '--json'])
  assert.equal(code, 0)
  assert.ok(JSON.parse(out).assets.length >= 2)
})

test('a gzip bomb costs time but no memory', () => {
  const header = bytes(u32le(0xa1b2c3d4), 2, 0, 4, 0, new Uint8Array(8), u32le(262144), u32le(1))
  const bomb = put('bomb.gz', gzipSync(Buffer.concat([header, Buffer.alloc(200 << 20)])))
  const script = `ulimit -v unlimited; exec /usr/bin/env "${BIN}" inspect "${bomb}" --json`
  const { status, stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8', maxBuffer: 64 << 20 })
  assert.ok(status === 0 || status === 3)
  assert.equal(JSON.parse(stdout).schema, 'wardline.inspection/1')
})

test('a reader that goes away early is no failure', async () => {
  const run = spawn(BIN, ['inspect', session, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] })
  run.stdout.destroy()
  const code = await new Promise((resolve) => run.on('close', resolve))
  assert.equal(code, 0)
})
