/** What learning takes for usual, and what it does not: an attack in progress, and what nobody did for long. */
import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { SYN, tcp, tcpStream } from '../../../test/bytes.ts'
import { inspectFrames } from '../../../test/inspect-frames.ts'
import { adu } from '../../protocols/modbus/fixtures/make.ts'
import { hopOf, host, START } from '../fixtures/capture.ts'
import { type BaselineFile, type LearnedDevice, readBaseline } from './baseline.ts'

const { folder, told } = inspectFrames()
const file = join(folder, 'habits.json')

const read = (): BaselineFile => readBaseline(readFileSync(file, 'utf8'))
const learnedOf = (n: number): LearnedDevice =>
  read().devices.find(({ keys }) => keys.includes(`mac:${host(n).mac}`))!
const times = (n: number): number[] => Array.from({ length: n }, (_, i) => i)

const ATTACKER = 67
const CONTROLLER = 31
const COMMANDS = 'commands modbus'
const write = tcpStream(hopOf(ATTACKER, CONTROLLER, 502), [['client', adu(1, 1, 6, 0, 10, 0, 1)]])
const scan = times(30).map((i) => tcp(hopOf(ATTACKER, 100 + i, 445, 42_000 + i), 1, 0, SYN))

test('what a device does while it attacks is doubted, in the capture of the attack and in quiet ones after it', async () => {
  assert.ok((await told([...scan, ...write], '--learn', file)).includes('port-scan-horizontal'))
  assert.ok(COMMANDS in learnedOf(ATTACKER).doubtful)
  assert.ok(!(COMMANDS in learnedOf(ATTACKER).habits))

  rmSync(file)
  await told([...scan, ...write], '--learn', file)
  await told(write, '--learn', file)
  assert.ok(COMMANDS in learnedOf(ATTACKER).doubtful)
  assert.ok(!(COMMANDS in learnedOf(ATTACKER).habits))
  assert.ok((await told([...scan, ...write], '--baseline', file)).includes('port-scan-horizontal'))
})

test('what somebody reviewed is usual, and is doubted no more', async () => {
  rmSync(file, { force: true })
  await told([...scan, ...write], '--learn', file)
  const { schema, devices } = read()
  const reviewed = devices.map((d) => ({ ...d, habits: { ...d.habits, ...d.doubtful }, doubtful: {} }))
  writeFileSync(file, JSON.stringify({ schema, devices: reviewed }))
  await told([...scan, ...write], '--learn', file)
  assert.ok(COMMANDS in learnedOf(ATTACKER).habits)
  assert.deepEqual(learnedOf(ATTACKER).doubtful, {})
})

test('a habit is forgotten a hundred days after it was seen last, and not before', async () => {
  rmSync(file, { force: true })
  const ago = (days: number) => new Date((START - days * 86_400) * 1000).toISOString().slice(0, 10)
  const device = {
    keys: [`mac:${host(ATTACKER).mac}`],
    type: null,
    profile: null,
    habits: { 'speaks old': ago(101), 'speaks quarterly': ago(99) },
    doubtful: { 'speaks odd': ago(101) },
  }
  const gone = { ...device, keys: ['mac:02:09:00:00:99:99'] }
  writeFileSync(file, JSON.stringify({ schema: 'wardline.baseline/1', devices: [device, gone] }))
  await told(write, '--learn', file)
  const { habits, doubtful } = learnedOf(ATTACKER)
  assert.ok(!('speaks old' in habits))
  assert.equal(habits['speaks quarterly'], ago(99))
  assert.ok(COMMANDS in habits)
  assert.deepEqual(doubtful, {})
  const kept = read().devices.find(({ keys }) => keys[0] === gone.keys[0])
  assert.deepEqual(Object.keys(kept!.habits), ['speaks quarterly'])
})
