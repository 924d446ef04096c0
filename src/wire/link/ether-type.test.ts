import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, bytes, ethernet, hex, llc, u16, u24, u32, udp, zeros } from '../../../test/bytes.ts'
import { decoded, only } from '../../../test/decoded.ts'
import { bare, snap, tagged } from '../../../test/wire-bytes.ts'
import { MAX_HEADERS } from '../layers.ts'

const A = '02:00:00:00:00:0a'
const B = '02:00:00:00:00:0b'
const hop = { srcMac: A, dstMac: B, src: '10.0.0.1', dst: '10.0.0.2', srcPort: 1111, dstPort: 2222 }
const frame = udp(hop, bytes('payload'))
const packet = bare(frame)
const FLOW = '10.0.0.1 > 10.0.0.2 1111 > 2222'

const padded = (b: Bytes): Bytes => bytes(b, zeros(60))

const wrappings: [what: string, frame: Bytes, vlan: number][] = [
  ['no tag', frame, -1],
  ['an 802.1Q tag', tagged(frame, [[0x8100, 0x2007]]), 7],
  [
    'a service and a customer tag',
    tagged(frame, [
      [0x88a8, 100],
      [0x8100, 200],
    ]),
    200,
  ],
  [
    'QinQ of old',
    tagged(frame, [
      [0x9100, 100],
      [0x8100, 200],
    ]),
    200,
  ],
  ['a priority tag', tagged(frame, [[0x8100, 0xa000]]), -1],
  [
    'a priority tag inside a VLAN',
    tagged(frame, [
      [0x8100, 5],
      [0x8100, 0xe000],
    ]),
    5,
  ],
  ['a security group tag', ethernet(B, A, 0x8909, bytes(hex('010100010003'), u16(0x0800), packet)), -1],
  ['an HSR tag', ethernet(B, A, 0x892f, bytes(hex('00460001'), u16(0x0800), packet)), -1],
  ['MACsec without encryption', ethernet(B, A, 0x88e5, bytes(0, zeros(5), u16(0x0800), packet)), -1],
  ['MACsec with its channel', ethernet(B, A, 0x88e5, bytes(0x20, zeros(13), u16(0x0800), packet)), -1],
  ['SNAP', llc(B, A, snap(0x0800, packet)), -1],
  ['SNAP behind a tag', tagged(llc(B, A, snap(0x0800, packet)), [[0x8100, 9]]), 9],
  ['SNAP of a bridge', llc(B, A, snap(0x0800, packet, 0xf8)), -1],
  ['a tag inside SNAP', llc(B, A, snap(0x8100, bytes(u16(12), u16(0x0800), packet))), 12],
  ['LLC for jumbo frames', ethernet(B, A, 0x8870, snap(0x0800, packet)), -1],
  ['LLC alone', llc(B, A, bytes(6, 6, 3, packet)), -1],
  ['MPLS', ethernet(B, A, 0x8847, bytes(u32(0x0001_00ff), u32(0x0002_01ff), packet)), -1],
  ['PPPoE', ethernet(B, A, 0x8864, pppoe(0x0021, packet)), -1],
  [
    'an inter-switch link',
    bytes(hex('01000c000002'), hex(A), u16(200), hex('aaaa03 00000c'), u16(42 << 1), zeros(4), frame),
    42,
  ],
]

function pppoe(protocol: number, payload: Bytes): Bytes {
  return bytes(0x11, 0, u16(1), u16(payload.length + 2), u16(protocol), payload)
}

for (const [what, wrapped, vlan] of wrappings)
  test(`behind ${what} stands the same packet`, () => {
    const { shown, oddities } = decoded([wrapped])
    assert.deepEqual(oddities, [])
    assert.equal(shown.length, 1)
    assert.equal(shown[0]!.flow, FLOW)
    assert.equal(shown[0]!.mac, `${A} > ${B}`)
    assert.equal(shown[0]!.vlan, vlan)
    assert.equal(shown[0]!.payload, 'payload')
  })

test('padding behind a packet is not payload', () => {
  for (const [what, wrapped] of wrappings)
    assert.equal(decoded([padded(wrapped)]).shown[0]?.payload, 'payload', what)
})

test('an 802.3 length cuts the padding off an LLC frame', () => {
  const shown = only(padded(llc('01:80:c2:00:00:00', A, bytes(0x42, 0x42, 3, 'bpdu'))))
  assert.deepEqual([shown.etherType, shown.llc, shown.payload], [-1, 0x42, 'bpdu'])
})

test('an LLC information frame has two control octets', () => {
  assert.equal(only(llc(B, A, bytes(0xfe, 0xfe, 0x02, 0x04, 'osi'))).payload, 'osi')
})

test('SNAP with the OUI of a vendor is told by OUI and protocol', () => {
  const cdp = only(llc('01:00:0c:cc:cc:cc', A, snap(0x2000, bytes('cdp'), 0x00000c)))
  assert.deepEqual([cdp.etherType, cdp.llc, cdp.payload], [-2, 0x00000c_2000, 'cdp'])
  const apple = only(llc(B, A, snap(0x809b, bytes('atalk'), 0x080007)))
  assert.equal(apple.llc, 0x080007 * 0x10000 + 0x809b)
})

test('EtherTypes without further layers are shown with what stands behind them', () => {
  for (const type of [0x0806, 0x88cc, 0x888e, 0x8863, 0x8892]) {
    const shown = only(ethernet(B, A, type, bytes('frame')))
    assert.deepEqual([shown.etherType, shown.payload, shown.flow], [type, 'frame', null])
  }
})

test('encrypted MACsec is a frame of its stations', () => {
  assert.equal(only(ethernet(B, A, 0x88e5, bytes(0x0c, zeros(40)))).etherType, 0x88e5)
})

test('PPPoE that carries no IP is shown as the session frame it is', () => {
  const shown = only(ethernet(B, A, 0x8864, pppoe(0xc021, bytes(1, 1, 0, 4))))
  assert.equal(shown.etherType, 0x8864)
  assert.equal(shown.payload.length, 12)
})

test('a provider backbone frame is shown, then the customer frame inside', () => {
  const { shown } = decoded([
    ethernet('02:00:00:00:0b:02', '02:00:00:00:0b:01', 0x88e7, bytes(0, u24(77), frame)),
  ])
  assert.deepEqual(
    shown.map((s) => [s.depth, s.mac, s.etherType, s.flow]),
    [
      [0, '02:00:00:00:0b:01 > 02:00:00:00:0b:02', 0x88e7, null],
      [1, `${A} > ${B}`, 0x0800, FLOW],
    ],
  )
})

test('an Ethernet pseudowire is told by its frame, with a control word or without', () => {
  for (const control of [zeros(0), zeros(4)]) {
    const { shown } = decoded([ethernet(B, A, 0x8847, bytes(u32(0x0001_01ff), control, frame))])
    assert.deepEqual(
      shown.map((s) => [s.depth, s.flow]),
      [
        [0, null],
        [1, FLOW],
      ],
    )
  }
})

test('unknown MPLS payload is a frame of its stations', () => {
  assert.equal(only(ethernet(B, A, 0x8847, bytes(u32(0x0001_01ff), zeros(40)))).etherType, 0x8847)
})

test('more tags than anybody needs are odd, and not followed', () => {
  const tags = (n: number) => tagged(frame, new Array(n).fill([0x8100, 5]))
  assert.equal(only(tags(MAX_HEADERS)).flow, FLOW)
  const deep = decoded([tags(MAX_HEADERS + 1)])
  assert.deepEqual(deep.oddities, ['vlan.too-deep'])
  assert.equal(deep.shown[0]!.flow, null)
  const labels = bytes(...new Array(MAX_HEADERS + 1).fill(u32(0x0001_00ff)))
  assert.deepEqual(decoded([ethernet(B, A, 0x8847, labels)]).oddities, ['mpls.too-deep'])
})

test('a hundred thousand tags cost no more than a few', () => {
  const many = ethernet(B, A, 0x8100, bytes(...new Array(100_000).fill(hex('00058100'))))
  const started = process.cpuUsage().user
  const { oddities, shown } = decoded([many])
  assert.deepEqual(oddities, ['vlan.too-deep'])
  assert.equal(shown.length, 1)
  assert.ok(process.cpuUsage().user - started < 500_000)
})

const lies: [what: string, frame: Bytes, oddity: string][] = [
  [
    'a length beyond the frame',
    bytes(hex('02000000000b'), hex('02000000000a'), u16(500), 0x42, 0x42, 3),
    'ethernet.length',
  ],
  ['a value that is neither length nor type', ethernet(B, A, 1501, zeros(50)), 'ethernet.type'],
  ['a header cut short', hex('02000000000b02000000000a08'), 'ethernet.short'],
  ['half a tag', ethernet(B, A, 0x8100, bytes(0)), 'vlan.short'],
  ['half an LLC header', llc(B, A, bytes(0x42, 0x42)), 'llc.short'],
  ['half a SNAP header', llc(B, A, hex('aaaa03000000')), 'snap.short'],
  ['half a label', ethernet(B, A, 0x8847, bytes(0, 0)), 'mpls.short'],
  ['PPPoE of another version', ethernet(B, A, 0x8864, hex('2100000100040021')), 'pppoe.version'],
  ['PPPoE longer than its frame', ethernet(B, A, 0x8864, hex('110000010fff0021')), 'pppoe.length'],
]

for (const [what, wrong, oddity] of lies)
  test(`${what} is malformed`, () => {
    const { oddities, malformed } = decoded([wrong])
    assert.ok(oddities.includes(oddity), oddities.join())
    assert.equal(malformed, 1)
  })
