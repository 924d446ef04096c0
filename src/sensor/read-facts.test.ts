/** Several threads learn what one learns. */
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pcap, tcpStream, udp } from '../../test/bytes.ts'
import type { CaptureFacts } from '../model/facts.ts'
import { readFacts } from './read-facts.ts'

const folder = mkdtempSync(join(tmpdir(), 'wardline-threads-'))
after(() => rmSync(folder, { recursive: true }))

const PROTOCOLS = join(import.meta.dirname, '../protocols')

/** Lists in any order, since threads finish in any order. */
function sorted(facts: CaptureFacts): unknown {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      Array.isArray(value) && name !== 'captures' ? value.map((item) => JSON.stringify(item)).sort() : value,
    ]),
  )
}

test('two and three threads learn from all fixtures what one learns', async () => {
  const captures = readdirSync(PROTOCOLS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.pcap'))
    .map((file) => join(PROTOCOLS, file))
  const one = sorted(await readFacts(captures, { threads: 1 }))
  for (const threads of [2, 3]) assert.deepEqual(sorted(await readFacts(captures, { threads })), one)
})

test('a host met by both threads is one speaker with all its packets', async () => {
  const hop = {
    srcMac: '00:00:5e:10:00:01',
    dstMac: '00:00:5e:10:00:02',
    src: '10.1.0.1',
    srcPort: 50000,
    dstPort: 53,
  }
  const many = Array.from({ length: 40 }, (_, i) =>
    udp({ ...hop, dst: `10.2.0.${i}` }, Uint8Array.of(1, 2, 3)),
  )
  const path = join(folder, 'many.pcap')
  writeFileSync(path, pcap(many))
  const facts = await readFacts([path], { threads: 2 })
  assert.deepEqual(
    facts.speakers.map((s) => [s.ip, s.packets]),
    [['10.1.0.1', 40]],
  )
  assert.equal(facts.stations[0]?.frames, 40)
})

test('shares of one-way traffic are weighed by connections', async () => {
  const hop = {
    srcMac: '00:00:5e:10:00:01',
    dstMac: '00:00:5e:10:00:02',
    src: '10.1.0.1',
    srcPort: 50000,
    dstPort: 80,
  }
  const both = tcpStream({ ...hop, dst: '10.2.0.1' }, [
    ['client', 'hello'],
    ['server', 'hello'],
  ])
  const oneWay = [2, 3].flatMap((n) =>
    tcpStream({ ...hop, dst: `10.2.0.${n}` }, [['client', 'hello']]).filter((_, i) => i % 2 === 0),
  )
  const path = join(folder, 'ways.pcap')
  writeFileSync(path, pcap([...both, ...oneWay]))
  const [one, two] = [await readFacts([path], { threads: 1 }), await readFacts([path], { threads: 2 })]
  assert.equal(two.coverage.oneWayShare, one.coverage.oneWayShare)
  assert.equal(two.coverage.tcpConnections, one.coverage.tcpConnections)
})
