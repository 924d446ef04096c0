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

test('boards, box computers and guests of hypervisors do not name the maker of the device', () => {
  for (const block of [
    '00:00:60', // Kontron Europe
    '00:07:32', // AAEON
    '00:10:f3', // NEXCOM
    '00:13:95', // congatec
    '00:15:5d', // Hyper-V, registered to Microsoft
    '00:18:51', // Virtuozzo
    '00:1a:4a', // oVirt
    '00:30:64', // ADLINK
    '00:90:fb', // Portwell
    '50:6b:8d', // Nutanix
    '58:9c:fc', // bhyve
    'bc:24:11', // Proxmox
  ])
    assert.equal(lookupOui(parseMac(`${block}:00:00:01`)!)?.module, true, block)
})

test('makers of computers for any purpose are marked, makers of devices of their own are not', () => {
  const marks = (block: string) => {
    const { module, computers } = lookupOui(parseMac(`${block}:00:00:01`)!)!
    return [module, computers]
  }
  assert.deepEqual(marks('b8:ac:6f'), [false, true]) // Dell
  assert.deepEqual(marks('00:0d:3a'), [false, true]) // Microsoft but for Hyper-V's block
  assert.deepEqual(marks('00:0e:32'), [false, false]) // Kontron Medical
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
