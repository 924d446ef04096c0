import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { inspected } from './inspected.ts'
import { openLab, whyNotHere } from './namespaces.ts'

const SERVER = "require('net').createServer((s) => s.end('bye\\r\\n')).listen(7777)"
const CLIENT = "require('net').connect(7777, process.argv[1]).on('data', (d) => process.stdout.write(d))"

test('two hosts talk and are recorded; nothing is left behind', { skip: whyNotHere() }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'peers-'))
  const file = join(dir, 'talk.pcap')
  let namespace = ''
  try {
    await using lab = await openLab({ one: {}, two: { ip: '10.77.0.200', mac: '02:00:5e:00:00:01' } })
    namespace = lab.hosts.one.namespace
    lab.start('two', [process.execPath, '-e', SERVER])
    await lab.listening('two', 7777)
    const recording = await lab.record(file)
    const said = await lab.run('one', [process.execPath, '-e', CLIENT, lab.hosts.two.ip])
    await recording.stop()
    assert.deepEqual([said.code, said.out], [0, 'bye\r\n'], said.err)
    const { assets } = inspected(file)
    assert.deepEqual(assets.flatMap((a) => a.macs).sort(), ['02:00:00:77:00:01', '02:00:5e:00:00:01'])
  } finally {
    rmSync(dir, { recursive: true })
  }
  assert.ok(!spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout.includes(namespace))
})
