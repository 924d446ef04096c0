/** What own devices send to servers outside stands on those, and only that; the text leaves it out. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Hop, pcap, tcpStream } from '../../../test/bytes.ts'

const folder = mkdtempSync(join(tmpdir(), 'wardline-peers-'))
after(() => rmSync(folder, { recursive: true }))
const WARDLINE = join(import.meta.dirname, '../../../bin/wardline')

const hop = (dst: string, dstPort: number): Hop => ({
  srcMac: '02:10:00:00:00:01',
  dstMac: '02:10:00:00:00:fe',
  src: '10.1.2.3',
  dst,
  srcPort: 40_000 + dstPort,
  dstPort,
})
const ftp = tcpStream(hop('198.51.100.21', 21), [
  ['server', '220 ready\r\n'],
  ['client', 'USER ward3\r\n'],
  ['server', '331 password\r\n'],
  ['client', 'PASS summer\r\n'],
  ['server', '230 logged in\r\n'],
])

test('a login in clear at a server outside', () => {
  const capture = join(folder, 'ftp.pcap')
  writeFileSync(capture, pcap(ftp))
  const run = (...more: readonly string[]) =>
    spawnSync(WARDLINE, ['inspect', capture, '--quiet', ...more], { encoding: 'utf8' }).stdout
  const { assets } = JSON.parse(run('--json')) as {
    readonly assets: readonly {
      readonly internal: boolean
      readonly weaknesses: readonly { readonly id: string }[]
    }[]
  }
  const outside = assets.find(({ internal }) => !internal)
  assert.deepEqual(outside?.weaknesses.map(({ id }) => id).sort(), ['ftp-in-use', 'ftp-login-cleartext'])
  assert.doesNotMatch(run(), /ftp-login-cleartext/)
  assert.match(run('--external'), /ftp-login-cleartext/)
})
