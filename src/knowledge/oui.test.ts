import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseMac } from '../model/mac.ts'
import { lookupOui } from './oui.ts'

const cases: readonly (readonly [string, string, string | null])[] = [
  ['00:00:0c:01:02:03', 'a 24-bit block', 'Cisco'],
  ['70:b3:d5:75:e1:23', 'a 36-bit block inside the IEEE block', 'Cardinal Health'],
  ['a0:f0:23:b9:00:01'.replace('a0:', '').padEnd(17, '0'), 'text that is no MAC', null],
  ['02:00:0c:01:02:03', 'a locally administered address', null],
  ['01:00:0c:cc:cc:cc', 'a group address', null],
  ['70:b3:d5:ff:f0:00', 'a part of an IEEE block that nobody shows', null],
]
for (const [mac, what, vendor] of cases)
  test(`${what} gives ${vendor}`, () => {
    const parsed = parseMac(mac)
    assert.equal(parsed && (lookupOui(parsed)?.vendor ?? null), vendor)
  })

test('makers of embedded modules and virtual machines are marked', () => {
  for (const mac of ['00:40:9d:00:00:01', '00:50:56:00:00:01', '00:80:a3:00:00:01'])
    assert.equal(lookupOui(parseMac(mac)!)?.module, true, mac)
  assert.equal(lookupOui(parseMac('00:00:0c:00:00:01')!)?.module, false)
})

test('a maker of one family of devices says which', () => {
  assert.deepEqual(lookupOui(parseMac('00:12:21:00:00:01')!)?.says, { family: 'infusion-pump' })
})

test('no address makes the look-up throw', () => {
  const mac = fc
    .uint8Array({ minLength: 6, maxLength: 6 })
    .map((b) => parseMac(Buffer.from(b).toString('hex'))!)
  fc.assert(fc.property(mac, (m) => void lookupOui(m)))
})
