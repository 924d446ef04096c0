import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { configuration, fixtures, typical, variables } from './fixtures/make.ts'
import { zpl } from './zpl.ts'

const raw = (talk: Talk) => dissectStream(zpl, talk, undefined, { clientPort: 50_000, serverPort: 9100 })

test('a label printer tells model, firmware, serial number and address', () => {
  const said = raw(typical)
  assert.deepEqual(valuesOf(said, 'zpl.model'), ['ZD420-203dpi'])
  assert.deepEqual(valuesOf(said, 'zpl.firmware'), ['V84.20.11Z'])
  assert.deepEqual(valuesOf(said, 'zpl.options'), ['X'])
  assert.deepEqual(valuesOf(said, 'zpl.serial'), ['D2J183400001'])
  assert.deepEqual(valuesOf(said, 'zpl.mac-address'), ['02:00:00:00:22:12'])
})

test('that labels are sent is a fact of the printer; nothing on them is', () => {
  const said = raw(typical)
  assert.deepEqual(
    said?.observed.filter((o) => o.field === 'zpl.label'),
    [{ about: 'server', field: 'zpl.label', value: 'sent', self: false }],
  )
  assert.deepEqual(valuesOf(said, 'zpl.request'), ['~HI', '~HQSN', '~HQHA'])
  assert.ok(!JSON.stringify(said).toLowerCase().includes('zqx'))
})

test('values are told in the order they were asked for', () => {
  const said = raw(variables)
  assert.deepEqual(valuesOf(said, 'zpl.model'), ['QLn320'])
  assert.deepEqual(valuesOf(said, 'zpl.firmware'), ['V68.20.06Z'])
  assert.deepEqual(valuesOf(said, 'zpl.serial'), ['XXQLJ140100001'])
  assert.deepEqual(valuesOf(said, 'zpl.control'), ['setvar ip.ftp.enable', 'do device.reset'])
  assert.ok(!JSON.stringify(said).toLowerCase().includes('zqx'))
})

test('a printed configuration tells model and firmware', () => {
  const said = raw(configuration)
  assert.deepEqual(valuesOf(said, 'zpl.model'), ['ZTC HC100-300dpi ZPL'])
  assert.deepEqual(valuesOf(said, 'zpl.firmware'), ['V60.17.4Z'])
})

test('a format is known on any port when a command follows', () => {
  assert.notEqual(dissectStream(zpl, [['client', '^XA\r\n^FO1,1^FDx^FS^XZ']]), null)
  assert.equal(dissectStream(zpl, [['client', '^XAVIER was here']]), null)
})

streamHabits(zpl, typical, fixtures, 9100)
