import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, type Talk, valuesOf } from '../../../test/stream-habits.ts'
import { fixtures, oldest, open, typical, vencrypt } from './fixtures/make.ts'
import { vnc } from './vnc.ts'

const play = (talk: Talk, step?: number) => dissectStream(vnc, talk, step)

test('a login by password is told from the offer to the screen', () => {
  const said = play(typical)
  assert.deepEqual(valuesOf(said, 'vnc.version'), ['003.008'])
  assert.deepEqual(valuesOf(said, 'vnc.security-offered'), ['vnc,vencrypt'])
  assert.deepEqual(valuesOf(said, 'vnc.security'), ['vnc'])
  assert.deepEqual(valuesOf(said, 'vnc.result'), ['accepted'])
  assert.deepEqual(valuesOf(said, 'vnc.desktop-size'), ['1280x1024'])
  assert.deepEqual(
    said?.matched.map((m) => m.text),
    ['LINAC console'],
  )
})

for (const [version, talk] of [
  ['3.7', open],
  ['3.3', oldest],
] as const)
  test(`no login at all is seen in version ${version}`, () => {
    const said = play(talk)
    assert.deepEqual(valuesOf(said, 'vnc.security'), ['none'])
    assert.deepEqual(valuesOf(said, 'vnc.desktop-size'), ['1280x1024'])
  })

test('the kind of VeNCrypt is told', () => {
  const said = play(vencrypt)
  assert.deepEqual(valuesOf(said, 'vnc.security'), ['vencrypt'])
  assert.deepEqual(valuesOf(said, 'vnc.security-subtype'), ['x509-none'])
})

streamHabits(vnc, typical, fixtures, 5900)
