import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { tcpStream } from '../../../test/bytes.ts'
import { inspectFrames } from '../../../test/inspect-frames.ts'
import { analyser, mllp } from '../../protocols/hl7/fixtures/make.ts'
import { adu } from '../../protocols/modbus/fixtures/make.ts'
import { detections as list } from '../detections/list.ts'
import { hopOf } from '../fixtures/capture.ts'
import { type BaselineFile, readBaseline } from './baseline.ts'

const { folder, told } = inspectFrames()

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
  await told(usual, '--learn', file)
  assert.deepEqual(await told(usual, '--baseline', file), [])
  const found = await told([...usual, ...unusual], '--baseline', file)
  assert.ok(found.includes('hl7-order-to-pump-from-new'), String(found))
  assert.ok(found.includes('modbus-s7-write-new'), String(found))
})

test('what needs habits is silent without them', async () => {
  const habitual = new Set(list.filter((d) => d.needsBaseline === true).map((d) => d.id))
  const found = await told([...usual, ...unusual])
  assert.deepEqual(
    found.filter((id) => habitual.has(id)),
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
