import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Bytes, bytes, ethernet, hex, tcp, u16, u32, udp, zeros } from '../../../test/bytes.ts'
import { decoded, only } from '../../../test/decoded.ts'
import {
  bare,
  bareUdp,
  erspan1,
  erspan2,
  erspan3,
  geneve,
  gre,
  overIp,
  overUdp,
  snap,
  tagged,
  tzsp,
  vxlan,
  wlanData,
} from '../../../test/wire-bytes.ts'

const A = '02:00:00:00:00:0a'
const B = '02:00:00:00:00:0b'
const hop = { srcMac: A, dstMac: B, src: '10.0.0.1', dst: '10.0.0.2', srcPort: 1111, dstPort: 2222 }
const frame = udp(hop, bytes('payload'))
const four = bare(frame)
const six = bareUdp('fd00::1', 'fd00::2', 1111, 2222, bytes('payload'))
const FLOW4 = '10.0.0.1 > 10.0.0.2 1111 > 2222'
const FLOW6 = 'fd00::1 > fd00::2 1111 > 2222'
const MACS = `${A} > ${B}`

const capwap = (payload: Bytes, third = 2, fourth = 0): Bytes =>
  overUdp(5247, bytes(0, 2 << 3, third, fourth, zeros(4), payload))
const NATIVE = 3
const greKeyed = gre(0x0800, four, 0xb000, bytes(u16(0), u16(0), u32(5), u32(6)))
const gtp = (payload: Bytes, flags = 0x30, fields = zeros(0)): Bytes =>
  overUdp(2152, bytes(flags, 255, u16(payload.length + fields.length), u32(9), fields, payload))

const tunnels: [what: string, outer: Bytes, flow: string, mac: string | null][] = [
  ['IP in IP', overIp(4, four), FLOW4, null],
  ['IPv6 in IPv4', overIp(41, six), FLOW6, null],
  ['GRE with IPv4', gre(0x0800, four), FLOW4, null],
  ['GRE with IPv6', gre(0x86dd, six), FLOW6, null],
  ['GRE with checksum, key and sequence number', greKeyed, FLOW4, null],
  ['GRE with an empty route', gre(0x0800, four, 0x4000, zeros(8)), FLOW4, null],
  ['GRE with Ethernet', gre(0x6558, frame), FLOW4, MACS],
  ['GRE with MPLS', gre(0x8847, bytes(u32(0x0001_01ff), four)), FLOW4, null],
  ['GRE with WCCP', gre(0x883e, four), FLOW4, null],
  ['GRE with WCCP 2', gre(0x883e, bytes(u32(0), four)), FLOW4, null],
  ['GRE with 802.11', gre(0x8200, wlanData(B, A, snap(0x0800, four), { toDs: true })), FLOW4, MACS],
  [
    'PPTP',
    gre(0x880b, bytes(0xff, 3, 0, 0x21, four), 0x3081, bytes(u16(four.length + 4), u16(1), u32(1), u32(2))),
    FLOW4,
    null,
  ],
  ['ERSPAN I', erspan1(frame), FLOW4, MACS],
  ['ERSPAN II', erspan2(frame), FLOW4, MACS],
  ['ERSPAN III', erspan3(frame), FLOW4, MACS],
  ['ERSPAN III with a platform part', erspan3(frame, true), FLOW4, MACS],
  ['EtherIP', overIp(97, bytes(0x30, 0, frame)), FLOW4, MACS],
  ['MPLS in IP', overIp(137, bytes(u32(0x0001_01ff), four)), FLOW4, null],
  ['MPLS in UDP', overUdp(6635, bytes(u32(0x0001_01ff), four)), FLOW4, null],
  ['VXLAN', vxlan(frame), FLOW4, MACS],
  ['VXLAN on its old port', vxlan(frame, 8, 8472), FLOW4, MACS],
  ['VXLAN with reserved bits', vxlan(frame, 0x88), FLOW4, MACS],
  ['VXLAN GPE with Ethernet', overUdp(4790, bytes(0x0c, 0, 0, 3, u32(1), frame)), FLOW4, MACS],
  ['VXLAN GPE with IPv6', overUdp(4790, bytes(0x0c, 0, 0, 2, u32(1), six)), FLOW6, null],
  ['GENEVE', geneve(frame), FLOW4, MACS],
  ['GENEVE with options', geneve(frame, 0x6558, zeros(12)), FLOW4, MACS],
  ['GENEVE with IPv4', geneve(four, 0x0800), FLOW4, null],
  ['CAPWAP with 802.3', capwap(frame), FLOW4, MACS],
  ['CAPWAP with 802.11', capwap(wlanData(B, A, snap(0x0800, four), { toDs: true }), NATIVE), FLOW4, MACS],
  [
    'CAPWAP with 802.11, octets swapped',
    capwap(wlanData(B, A, snap(0x0800, four), { fromDs: true, swapped: true }), NATIVE),
    FLOW4,
    MACS,
  ],
  [
    'CAPWAP with wireless information',
    overUdp(
      5247,
      bytes(0, 4 << 3, NATIVE, 0x20, zeros(12), wlanData(B, A, snap(0x0800, four), { toDs: true })),
    ),
    FLOW4,
    MACS,
  ],
  ['TZSP', tzsp(frame), FLOW4, MACS],
  ['TZSP with 802.11', tzsp(wlanData(B, A, snap(0x0800, four)), 18), FLOW4, MACS],
  ['L2TP', overUdp(1701, bytes(u16(2), u16(1), u16(2), 0xff, 3, 0, 0x21, four)), FLOW4, null],
  [
    'L2TP with length, numbers and offset',
    overUdp(1701, bytes(u16(0x4a02), u16(99), u16(1), u16(2), zeros(4), u16(2), zeros(2), u16(0x21), four)),
    FLOW4,
    null,
  ],
  ['GTP', gtp(four), FLOW4, null],
  ['GTP with a sequence number', gtp(six, 0x32, zeros(4)), FLOW6, null],
  ['GTP with an extension header', gtp(four, 0x34, bytes(0, 0, 0, 0x85, 1, 9, 9, 0)), FLOW4, null],
  ['Teredo', overUdp(3544, six), FLOW6, null],
  ['Teredo with an origin', overUdp(3544, bytes(zeros(8), six)), FLOW6, null],
]

for (const [what, outer, flow, mac] of tunnels)
  test(`${what}: the outer packet is shown, then the one inside`, () => {
    const { shown, oddities } = decoded([outer])
    assert.deepEqual(oddities, [])
    assert.equal(shown.length, 2)
    const [around, inside] = [shown[0]!, shown[1]!]
    assert.deepEqual([around.depth, around.flow?.slice(0, 21)], [0, '192.0.2.1 > 192.0.2.2'])
    assert.deepEqual([inside.depth, inside.flow, inside.mac, inside.vlan], [1, flow, mac, -1])
    assert.equal(inside.payload, 'payload')
  })

test('a tunnel cut short at any byte is no more than cut', () => {
  for (const [what, outer] of tunnels)
    for (let cut = 1; cut < outer.length; cut++)
      assert.equal(decoded([outer], { cut }).malformed, 0, `${what} less ${cut}`)
})

const plain: [what: string, port: number, payload: Bytes][] = [
  ['text on the port of VXLAN', 4789, bytes('{"hello":"this is no overlay network at all"}')],
  [
    'the flag of VXLAN before other things',
    8472,
    bytes(8, zeros(7), 'here begins no Ethernet frame, whatever'),
  ],
  [
    'a query on the port of GENEVE',
    6081,
    bytes(u16(1), hex('0100 0001 0000 0000 0000'), 3, 'www', zeros(40)),
  ],
  ['a handshake on the port of CAPWAP', 5247, bytes(1, 0, 0, 0, hex('16feff'), zeros(60))],
  ['a fragment of CAPWAP', 5247, bytes(0, 0x10, 2, 0x80, zeros(4), frame)],
  ['control of L2TP', 1701, bytes(hex('c802 0014 0000 0000 0000 0000'), zeros(40))],
  ['an echo of GTP', 2152, bytes(0x32, 1, u16(4), u32(0), zeros(8))],
  ['zeros on the port of TZSP', 37_008, zeros(80)],
  ['zeros on the port of Teredo', 3544, zeros(80)],
]

for (const [what, port, payload] of plain)
  test(`${what} stays a plain datagram`, () => {
    for (const d of [decoded([overUdp(port, payload)]), decoded([overUdp(50_001, payload, port)])])
      assert.deepEqual([d.shown.length, d.oddities, d.malformed], [1, [], 0])
  })

test('a random datagram on the port of a tunnel is hardly ever unwrapped', () => {
  let unwrapped = 0
  const datagram = fc.tuple(
    fc.constantFrom(1701, 2152, 3544, 4789, 4790, 5247, 6081, 6635, 8472, 37_008),
    fc.uint8Array({ minLength: 30, maxLength: 300, size: 'max' }),
  )
  fc.assert(
    fc.property(datagram, ([port, payload]) => {
      unwrapped += decoded([overUdp(port, payload)]).shown.length - 1
    }),
    { numRuns: 2000, seed: 1 },
  )
  assert.ok(unwrapped <= 4, `${unwrapped} of 2000`)
})

test('mirrors, overlays and tags around a frame leave what is inside the same', () => {
  const wrappers: ((f: Bytes) => Bytes)[] = [
    (f) => vxlan(f),
    (f) => geneve(f),
    (f) => gre(0x6558, f),
    erspan1,
    erspan2,
    (f) => erspan3(f),
    (f) => erspan3(f, true),
    (f) => tzsp(f),
    (f) => overIp(97, bytes(0x30, 0, f)),
    (f) => tagged(vxlan(f), [[0x8100, 99]]),
  ]
  const inner = fc
    .record({
      port: fc.integer({ min: 1, max: 1700 }),
      payload: fc.uint8Array({ maxLength: 200 }),
      stream: fc.boolean(),
      tags: fc.array(fc.integer({ min: 1, max: 4094 }), { maxLength: 2 }),
    })
    .map(({ port, payload, stream, tags }) => {
      const h = { ...hop, dstPort: port }
      const f = stream ? tcp(h, port, 7, 24, payload) : udp(h, payload)
      return tagged(
        f,
        tags.map((id) => [0x8100, id] as const),
      )
    })
  const around = fc.array(fc.nat(wrappers.length - 1), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(inner, around, (f, wraps) => {
      const wrapped = wraps.reduce((b, i) => wrappers[i]!(b), f)
      const { shown, oddities } = decoded([wrapped])
      assert.deepEqual(oddities, [])
      assert.equal(shown.length, wraps.length + 1)
      assert.deepEqual(shown.at(-1), { ...only(f), depth: wraps.length })
    }),
    { numRuns: 200 },
  )
})

test('more tunnels inside one another than four are odd, and not followed', () => {
  let nested = frame
  for (let i = 0; i < 5; i++) nested = gre(0x6558, nested)
  const { shown, oddities } = decoded([nested])
  assert.equal(shown.length, 5)
  assert.deepEqual(oddities, ['tunnel.too-deep'])
})

const odd: [what: string, outer: Bytes, oddity: string][] = [
  ['GRE of a later version', gre(0x0800, four, 0x0002), 'gre.version'],
  ['half a GRE header', overIp(47, bytes(0, 0)), 'gre.short'],
  ['GRE whose fields do not fit', overIp(47, bytes(0xb0, 0, 8, 0)), 'gre.short'],
  ['ERSPAN III of another version', gre(0x22eb, zeros(30), 0x1000, u32(1)), 'erspan.version'],
  ['half an ERSPAN header', gre(0x88be, zeros(4), 0x1000, u32(1)), 'erspan.short'],
  ['EtherIP of another version', overIp(97, bytes(0x40, 0, frame)), 'etherip.header'],
  ['IPv4 under the number of IPv6', overIp(41, four), 'ip.version'],
]

for (const [what, outer, oddity] of odd)
  test(`${what} is counted, and the outer packet stands`, () => {
    const { shown, oddities } = decoded([outer])
    assert.deepEqual([shown.length, oddities], [1, [oddity]])
  })

test('a payload of wireless data that is protected tells the stations inside the tunnel', () => {
  const { shown } = decoded([capwap(wlanData(B, A, zeros(60), { toDs: true, flags: 0x40 }), NATIVE)])
  assert.deepEqual([shown[1]!.mac, shown[1]!.etherType, shown[1]!.flow], [MACS, 0, null])
})

test('what a mirror shows besides IP comes as a frame', () => {
  const arp = ethernet('ff:ff:ff:ff:ff:ff', A, 0x0806, hex('0001080006040001'))
  const { shown } = decoded([erspan2(arp)])
  assert.deepEqual([shown[1]!.etherType, shown[1]!.depth], [0x0806, 1])
})
