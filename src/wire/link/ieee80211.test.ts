import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, bytes, mac, u16, zeros } from '../../../test/bytes.ts'
import { decoded, only } from '../../../test/decoded.ts'
import { bareUdp, fragments4, snap, type Wlan, wlanData, wlanOther } from '../../../test/wire-bytes.ts'
import { WLAN_MANAGEMENT } from '../packet.ts'

const A = '02:00:00:00:00:0a'
const B = '02:00:00:00:00:0b'
const packet = bareUdp('10.0.0.1', '10.0.0.2', 1111, 2222, bytes('payload'))
const FLOW = '10.0.0.1 > 10.0.0.2 1111 > 2222'
const wlan = { linkType: 105 }

const readable: [what: string, w: Wlan][] = [
  ['between stations', {}],
  ['to the access point', { toDs: true }],
  ['from the access point', { fromDs: true }],
  ['between access points', { toDs: true, fromDs: true }],
  ['with quality of service', { toDs: true, qos: 5 }],
  ['with an HT control field', { fromDs: true, qos: 0, flags: 0x80 }],
  ['mirrored in clear with the protected bit left', { toDs: true, flags: 0x40 }],
  ['as the first of several fragments', { toDs: true, flags: 0x04 }],
]

for (const [what, w] of readable)
  test(`data ${what} leads to the packet of its stations`, () => {
    const shown = only(wlanData(B, A, snap(0x0800, packet), w), wlan)
    assert.deepEqual([shown.flow, shown.mac, shown.payload], [FLOW, `${A} > ${B}`, 'payload'])
  })

const unreadable: [what: string, frame: Bytes][] = [
  ['protected data', wlanData(B, A, zeros(40), { toDs: true, flags: 0x40 })],
  ['a later fragment', wlanData(B, A, packet, { toDs: true, fragment: 1 })],
  ['data without payload', wlanData(B, A, zeros(0), { toDs: true, subtype: 4 })],
  ['a beacon', wlanOther(0x80, B, A, zeros(12))],
  ['a request to send', wlanOther(0xb4, B, A)],
]

for (const [what, frame] of unreadable)
  test(`${what} tells its stations only`, () => {
    const shown = only(frame, wlan)
    assert.deepEqual(
      [shown.mac, shown.etherType, shown.flow],
      [`${A} > ${B}`, what === 'a beacon' ? WLAN_MANAGEMENT : 0, null],
    )
  })

test('an acknowledgement names no sender and shows nothing', () => {
  const { shown, malformed } = decoded([bytes(0xd4, 0, 0, 0, mac(B))], wlan)
  assert.deepEqual([shown, malformed], [[], 0])
})

test('another protocol version is malformed', () => {
  assert.deepEqual(decoded([bytes(9, zeros(40))], wlan).oddities, ['ieee80211.version'])
})

const subframe = (dst: string, src: string, body: Bytes, last = false): Bytes =>
  bytes(mac(dst), mac(src), u16(body.length), body, last ? [] : zeros((4 - ((14 + body.length) & 3)) & 3))

test('every packet of an aggregate is shown with its own stations', () => {
  const other = bareUdp('10.0.0.3', '10.0.0.4', 3, 4, bytes('x'))
  const body = bytes(subframe(B, A, snap(0x0800, packet)), subframe(A, B, snap(0x0800, other), true))
  const { shown, oddities } = decoded([wlanData(B, A, body, { toDs: true, qos: 0x80 })], wlan)
  assert.deepEqual(oddities, [])
  assert.deepEqual(
    shown.map((s) => [s.flow, s.mac, s.truncated]),
    [
      [FLOW, `${A} > ${B}`, false],
      ['10.0.0.3 > 10.0.0.4 3 > 4', `${B} > ${A}`, false],
    ],
  )
})

test('a datagram made whole inside an aggregate leaves the rest of it readable', () => {
  const parts = fragments4('10.0.0.1', '10.0.0.2', 17, packet.subarray(20), [8])
  const body = bytes(
    subframe(B, A, snap(0x0800, parts[0]!)),
    subframe(B, A, snap(0x0800, parts[1]!)),
    subframe(B, A, snap(0x0800, packet), true),
  )
  const { shown } = decoded([wlanData(B, A, body, { toDs: true, qos: 0x80 })], wlan)
  assert.deepEqual(
    shown.map((s) => [s.fragment, s.flow]),
    [
      [true, '10.0.0.1 > 10.0.0.2'],
      [false, FLOW],
      [false, FLOW],
    ],
  )
})

test('an aggregate of nothing but headers is bounded', () => {
  const { shown } = decoded([wlanData(B, A, zeros(60_000), { toDs: true, qos: 0x80 })], wlan)
  assert.ok(shown.length <= 64)
})
