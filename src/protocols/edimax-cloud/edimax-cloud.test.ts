import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { edimaxCloud } from './edimax-cloud.ts'
import { answer, fixtures, plug, rotated } from './fixtures/make.ts'

const show = (payload: Uint8Array) => dissectDatagram(edimaxCloud, payload)
const brief = (payload: Uint8Array) => show(payload)?.observed.map((o) => [o.field.slice(13), o.value])

const PLUG = [
  ['model', 'EX-1101W'],
  ['type', 'SmartPlug'],
  ['mac', '02:10:21:00:00:b1'],
  ['firmware', '1.07'],
]

test('a registration tells model, kind, MAC and firmware under every rotation, and no name', () => {
  for (let bits = 1; bits <= 8; bits++) assert.deepEqual(brief(rotated(plug, bits)), PLUG)
})

test('what the cloud answers is recognised and tells nothing', () =>
  assert.deepEqual(brief(rotated(answer, 5)), []))

test('a cut registration gives what stands before the cut', () =>
  assert.deepEqual(brief(rotated(plug, 6).subarray(0, 70)), PLUG.slice(0, 1)))

test('other protocols are declined', () => {
  assert.equal(show(bytes('GET / HTTP/1.1\r\n\r\n')), null)
  assert.equal(show(bytes('Aparam> without rotation')), null)
  assert.equal(show(bytes('<')), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
