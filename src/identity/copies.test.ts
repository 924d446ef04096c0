/** Two hosts with one MAC: whole captures through `inspect`. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, bytes, ethernet, tcpStream, udp } from '../../test/bytes.ts'
import { inspectFrames } from '../../test/inspect-frames.ts'
import { arpPacket } from '../protocols/arp/fixtures/make.ts'
import { discover, windowsOptions } from '../protocols/dhcp/fixtures/make.ts'
import { every, type Timed } from '../watch/fixtures/capture.ts'

const { inspected } = inspectFrames()
/** Of a maker of pumps, and nothing more: CareFusion, whose pumps are BD's today. */
const MAC = 'f8:c6:78:00:00:21'
const PUMP = '10.22.0.21'
const PC = '10.30.0.58'
const GATEWAY = '00:1b:21:00:00:fe'
const NONE = '00:00:00:00:00:00'
const [LINUX, WINDOWS] = [64, 128]

const announced = (ip: string, mac = MAC): Bytes =>
  ethernet('ff:ff:ff:ff:ff:ff', mac, 0x0806, arpPacket(1, mac, ip, NONE, ip))
const calls = (ip: string, ttl: number, port: number, n: number, mac = MAC): Bytes[] =>
  tcpStream(
    { srcMac: mac, dstMac: GATEWAY, src: ip, dst: '10.20.0.9', srcPort: 40_000 + n, dstPort: port, ttl },
    [['client', bytes(n)]],
  )
/** Announces its address and talks every 100 seconds. */
const lives = (ip: string, ttl: number, port: number, from: number, mac = MAC): Timed => [
  [from, announced(ip, mac)],
  ...[0, 1, 2].flatMap((i) => every(0.01, calls(ip, ttl, port, i, mac), from + 1 + 100 * i)),
]
/** Asks for its address as Windows does. */
const asksAsWindows = (at: number, mac = MAC): Timed => [
  [at, discover(mac, windowsOptions('DESKTOP-7PQ2MK1'))],
]
/** Port 3613 is that of the pumps' server. */
const pump = (from: number) => lives(PUMP, LINUX, 3613, from)
const laptop = (from: number): Timed => [...asksAsWindows(from), ...lives(PC, WINDOWS, 443, from + 1)]

async function hosts(timed: Timed) {
  const { assets, alerts } = await inspected(timed)
  return {
    rows: assets
      .filter(({ ips }) => ips.some(({ address }) => address === PUMP || address === PC))
      .map(({ id, macs, ips, vendor, os, hostnames, sharesMacWith, weaknesses }) => ({
        id,
        macs,
        ips: ips.map(({ address }) => address),
        vendor,
        windows: os.name?.startsWith('Windows') === true,
        hostnames,
        sharesMacWith,
        weak: weaknesses.map((w) => w.id),
      })),
    alerts: [...new Set(alerts.map(({ detection }) => detection))].sort(),
  }
}

for (const [what, timed] of [
  ['first', [...pump(0), ...laptop(30)]],
  ['second, as the MAC is of its maker', [...laptop(0), ...pump(30)]],
] as const)
  test(`a laptop that has taken a pump’s MAC is another host; the pump came ${what}`, async () => {
    const { rows, alerts } = await hosts(timed)
    const [copy, own] = ['ip-10.30.0.58', 'mac-f8c678000021']
    assert.deepEqual(
      rows.map(({ weak: _, ...row }) => row),
      [
        {
          id: own,
          macs: [MAC],
          ips: [PUMP],
          vendor: 'BD',
          windows: false,
          hostnames: [],
          sharesMacWith: [copy],
        },
        {
          id: copy,
          macs: [],
          ips: [PC],
          vendor: null,
          windows: true,
          hostnames: ['DESKTOP-7PQ2MK1'],
          sharesMacWith: [own],
        },
      ],
    )
    for (const { weak } of rows) assert.ok(weak.includes('duplicate-mac'))
    assert.ok(!rows.some(({ weak }) => weak.includes('dual-homed-device')))
    assert.ok(alerts.includes('mac-spoof'), `${alerts}`)
  })

test('a laptop that comes after the pump, at its address, is told as a pump that behaves as a computer', async () => {
  const mac = '00:d0:75:00:00:21' // registered to a maker of nothing but pumps
  const { assets, alerts } = await inspected([
    ...lives(PUMP, LINUX, 3613, 0, mac),
    ...asksAsWindows(400, mac),
    ...lives(PUMP, WINDOWS, 443, 401, mac),
  ])
  assert.deepEqual(
    assets.filter(({ macs }) => macs.includes(mac)).map(({ family }) => family),
    ['infusion-pump'],
  )
  assert.ok(alerts.some(({ detection }) => detection === 'nac-bypass'))
})

for (const [what, timed] of [
  ['one stack in two networks', [...pump(0), ...lives(PC, LINUX, 443, 30)]],
  ['two systems one after the other, as of a computer that starts either', [...pump(0), ...laptop(400)]],
  ['a second address of which nothing was said', [...pump(0), [30, announced(PC)], [220, announced(PC)]]],
] as const satisfies readonly (readonly [string, Timed])[])
  test(`${what}: one host`, async () => {
    const { rows } = await hosts(timed)
    assert.deepEqual(
      rows.map(({ ips, sharesMacWith }) => [ips, sharesMacWith]),
      [[[PUMP, PC], []]],
    )
  })

test('what forwards for others is no pair of hosts', async () => {
  const far = Array.from({ length: 3 }, (_, i) => udp({ ...far4(i) }, bytes('x')))
  const { rows } = await hosts([...pump(0), ...laptop(30), ...every(1, far, 50)])
  assert.deepEqual(
    rows.map(({ sharesMacWith }) => sharesMacWith),
    rows.map(() => []),
  )
})
const far4 = (i: number) => ({
  srcMac: MAC,
  dstMac: GATEWAY,
  src: `10.99.${i}.1`,
  dst: '10.20.0.9',
  srcPort: 9,
  dstPort: 9,
  ttl: 61,
})
