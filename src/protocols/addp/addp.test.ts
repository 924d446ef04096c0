import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, hex } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { addp } from './addp.ts'
import { answer, field, fixtures, message, request } from './fixtures/make.ts'

const show = (payload: Uint8Array) => dissectDatagram(addp, payload, { sender: { ip: '10.26.0.9' as Ip } })
const facts = (payload: Uint8Array) => show(payload)?.observed.map((o) => [o.field.slice(5), o.value])

test('an answer tells MAC, name, product and firmware', () => {
  assert.deepEqual(facts(answer), [
    ['name', 'bed7-pump'],
    ['product', 'Connect ME 9210'],
    ['firmware', '1.05.2.3'],
    ['hardware-type', '42'],
    ['mac', '00:40:9d:12:34:56'],
  ])
  assert.deepEqual(show(answer)?.bindings, [{ mac: '00:40:9d:12:34:56', ip: '10.26.0.9' }])
})

test('requests tell what is asked for; the password of a configuration is not read', () => {
  assert.deepEqual(facts(request), [['operation', 'discovery']])
  const configuration = message(3, field(0x11, 's3cret'))
  assert.deepEqual(facts(configuration), [['operation', 'configuration']])
})

test('an answer cut short at any length is declined, its length being wrong', () => {
  for (let length = 0; length < answer.length; length++) assert.equal(show(answer.subarray(0, length)), null)
  assert.deepEqual(show(message(2, hex('04ff41')))?.oddities, ['addp.short'])
})

test('other bytes are declined', () => assert.equal(show(bytes('DIGITAL\0\0\0')), null))

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
