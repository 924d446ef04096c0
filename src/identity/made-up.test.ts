/** Made-up DHCP clients and clients that only look like them: whole captures through `inspect`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, ethernet } from '../../test/bytes.ts'
import { inspectFrames } from '../../test/inspect-frames.ts'
import { arpPacket } from '../protocols/arp/fixtures/make.ts'
import { discover, option } from '../protocols/dhcp/fixtures/make.ts'
import type { Timed } from '../watch/fixtures/capture.ts'

const { inspected } = inspectFrames()
const ATTACKER = '00:1b:21:00:00:66'
const made = (i: number, first = '02'): string => `${first}:13:5a:77:00:${i.toString(16).padStart(2, '0')}`

const asks = (chaddr: string, srcMac = chaddr, ...more: Bytes[]): Bytes =>
  discover(srcMac, [option(55, 1, 3, 6), ...more], chaddr)
const announces = (mac: string, ip: string): Bytes =>
  ethernet('ff:ff:ff:ff:ff:ff', mac, 0x0806, arpPacket(1, mac, ip, '00:00:00:00:00:00', ip))

async function macsOf(timed: Timed): Promise<number> {
  const { assets } = await inspected(timed)
  return assets.filter(({ macs }) => macs[0] !== ATTACKER).length
}

const each = (n: number, frames: (mac: string, i: number) => readonly Bytes[], first?: string): Timed =>
  Array.from({ length: n }, (_, i) =>
    frames(made(i, first), i).map((frame, k) => [i + k / 10, frame] as const),
  ).flat()

test('clients that one computer makes up are no devices', async () => {
  assert.equal(await macsOf(each(40, (mac) => [asks(mac, ATTACKER)])), 0)
})

test('nor are they where each has a frame of its own', async () => {
  assert.equal(await macsOf(each(40, (mac) => [asks(mac)])), 0)
})

test('who says more, gets an address, has a maker, or is one of few, is a device', async () => {
  assert.equal(await macsOf(each(40, (mac, i) => [asks(mac, mac, option(12, `Phone-${i}`))])), 40, 'a name')
  assert.equal(
    await macsOf(each(40, (mac, i) => [asks(mac), announces(mac, `10.30.0.${i + 10}`)])),
    40,
    'an address',
  )
  assert.equal(await macsOf(each(40, (mac) => [asks(mac)], '00')), 40, 'a registered MAC')
  assert.equal(await macsOf(each(19, (mac) => [asks(mac)])), 19, 'few')
})
