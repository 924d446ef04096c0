import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { type Bytes, tcpStream } from '../../../test/bytes.ts'
import { inspect } from '../../cli/inspect.ts'
import { analyser, mllp } from '../../protocols/hl7/fixtures/make.ts'
import { adu } from '../../protocols/modbus/fixtures/make.ts'
import { detections as list } from '../detections/list.ts'
import { hopOf, timedPcap } from '../fixtures/capture.ts'
import { type BaselineFile, readBaseline } from './baseline.ts'

const folder = mkdtempSync(join(tmpdir(), 'wardline-baseline-'))
after(() => rmSync(folder, { recursive: true }))

async function detections(frames: readonly Bytes[], ...options: string[]): Promise<string[]> {
  const path = join(folder, 'capture.pcap')
  writeFileSync(path, timedPcap(frames.map((frame, i) => [i * 0.1, frame] as const)))
  const written: string[] = []
  await inspect.run([path, '--json', '--quiet', ...options], {
    out: async (text) => void written.push(text),
    err: () => {},
    liveErr: false,
    width: 80,
    colour: false,
  })
  const { alerts } = JSON.parse(written.join('')) as { alerts: { detection: string }[] }
  return alerts.map(({ detection }) => detection)
}

const order = mllp('MSH|^~\\&|PHARM|MAIN|PUMPS|MAIN|20260101120000||RDE^O11|1|P|2.5', 'ORC|NW|1')
const usual = [
  ...tcpStream(hopOf(20, 9, 6661), [['client', analyser]]),
  ...tcpStream(hopOf(30, 31, 502), [['client', adu(1, 1, 6, 0, 10, 0, 1)]]),
]
const unusual = [
  ...tcpStream(hopOf(66, 9, 6661), [['client', order]]),
  ...tcpStream(hopOf(67, 31, 502), [['client', adu(1, 1, 6, 0, 10, 0, 1)]]),
]
const file = join(folder, 'habits.json')

test('habits are learned, and only what is new is told against them', async () => {
  await detections(usual, '--learn', file)
  assert.deepEqual(await detections(usual, '--baseline', file), [])
  const told = await detections([...usual, ...unusual], '--baseline', file)
  assert.ok(told.includes('hl7-order-to-pump-from-new'), String(told))
  assert.ok(told.includes('modbus-s7-write-new'), String(told))
})

test('what needs habits is silent without them', async () => {
  const habitual = new Set(list.filter((d) => d.needsBaseline === true).map((d) => d.id))
  const told = await detections([...usual, ...unusual])
  assert.deepEqual(
    told.filter((id) => habitual.has(id)),
    [],
  )
})

test('a learned file can be read by people and by the program', () => {
  const learned: BaselineFile = readBaseline(readFileSync(file, 'utf8'))
  const habits = learned.devices.flatMap((device) => Object.keys(device.habits))
  assert.ok(habits.includes('commands modbus'), habits.join(', '))
  assert.ok(learned.devices.every(({ keys }) => keys.length > 0))
})

test('what is no baseline is refused with a reason', () => {
  assert.throws(() => readBaseline('{}'), /--learn/)
  assert.throws(() => readBaseline('nonsense'), /JSON/)
})
