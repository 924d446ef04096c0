import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Report, StreamSide } from '../protocol.ts'
import { confirmation, operation } from './fixtures/make.ts'
import { wctp } from './wctp.ts'

function read(body: string | Uint8Array, from: StreamSide = 'client') {
  const said: string[] = []
  const to = {
    observe: (about: string, field: string, value: string | null) => {
      if (value !== null) said.push(`${about} ${field.slice(5)} ${value}`)
    },
  } as unknown as Report<StreamSide>
  return { mine: wctp.payload.read(Buffer.from(body as string), from, to), said }
}

test('a page tells its version and that it names a place or a patient, never which', () => {
  assert.deepEqual(read(operation('Nurse call ICU bed 7')).said, [
    'client version v1r3',
    'client pages place',
    'server pages-received place',
  ])
  assert.ok(read(operation('Patient: ZQX JANE')).said.includes('client pages patient'))
  assert.ok(read(operation('Call the switchboard')).said.includes('client pages plain'))
})

test('an answer tells its version only; other XML is not ours', () => {
  assert.deepEqual(read(confirmation, 'server'), { mine: true, said: ['server version v1r3'] })
  assert.equal(read('<note>ICU bed 7</note>').mine, false)
})

test('no bytes make it throw', () => {
  const whole = Buffer.from(operation('ICU bed 7'))
  for (let n = 0; n < whole.length; n++) read(whole.subarray(0, n))
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void read(bytes)))
})
