import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, bytes, ipv4, ipv6, tcp, u16, u32, udp, zeros } from '../../../test/bytes.ts'
import { decoded, only } from '../../../test/decoded.ts'
import { bare } from '../../../test/wire-bytes.ts'

const A = '10.0.0.1'
const B = '10.0.0.2'
const A6 = 'fd00::1'
const B6 = 'fd00::2'
const raw = { linkType: 101 }
const hop = {
  srcMac: '02:00:00:00:00:0a',
  dstMac: '02:00:00:00:00:0b',
  src: A,
  dst: B,
  srcPort: 1111,
  dstPort: 2222,
}
const segment = (payload: Bytes, options = zeros(0)) => bare(tcp(hop, 0xfedcba98, 1, 16, payload, options))
const datagram = bytes(u16(1111), u16(2222), u16(15), 0, 0, 'payload')

/** `packet` with octets from `at` on replaced. */
function patched(packet: Bytes, at: number, ...octets: number[]): Bytes {
  const copy = packet.slice()
  copy.set(octets, at)
  return copy
}

test('TCP payload begins behind the options', () => {
  assert.equal(only(segment(bytes('data'), zeros(20)), raw).payload, 'data')
})

test('IPv4 options stand before the transport', () => {
  const plain = ipv4(A, B, 17, datagram)
  const long = bytes(plain.subarray(0, 20), 1, 1, 1, 1, datagram)
  assert.equal(only(patched(long, 0, 0x46, 0, 0, long.length), raw).payload, 'payload')
})

test('a wrong checksum does not matter', () => {
  assert.equal(only(patched(segment(bytes('data')), 10, 0xde, 0xad), raw).payload, 'data')
})

test('a total length of 0 means that the sending card will write it', () => {
  const shown = only(patched(segment(bytes('data')), 2, 0, 0), raw)
  assert.deepEqual([shown.payload, shown.wireLength], ['data', 44])
})

test('the wire length of a packet is what its header says, cut or not', () => {
  const packet = segment(zeros(1000))
  const shown = only(packet, { ...raw, cut: 900 })
  assert.deepEqual([shown.wireLength, shown.payload.length, shown.truncated], [1040, 100, true])
})

const lies: [what: string, packet: Bytes, oddity: string, flow: string | null][] = [
  ['version 5', patched(segment(zeros(0)), 0, 0x55), 'ip.version', null],
  ['an IPv4 header shorter than its least', patched(segment(zeros(0)), 0, 0x44), 'ipv4.header-length', null],
  ['a total length inside the header', patched(segment(zeros(0)), 2, 0, 19), 'ipv4.header-length', null],
  [
    'a total length beyond the frame',
    patched(segment(zeros(0)), 2, 9, 0),
    'ipv4.total-length',
    `${A} > ${B} 1111 > 2222`,
  ],
  [
    'IPv4 options beyond the packet',
    patched(segment(zeros(0)).subarray(0, 24), 0, 0x4f, 0, 0, 24),
    'ipv4.header-length',
    null,
  ],
  [
    'a TCP header shorter than its least',
    patched(segment(zeros(8)), 32, 0x40),
    'tcp.header-length',
    `${A} > ${B} 1111 > 2222`,
  ],
  [
    'TCP options beyond the packet',
    patched(segment(zeros(8)), 32, 0xf0),
    'tcp.header-length',
    `${A} > ${B} 1111 > 2222`,
  ],
  ['half a TCP header', ipv4(A, B, 6, zeros(10)), 'tcp.short', `${A} > ${B}`],
  ['half a UDP header', ipv4(A, B, 17, bytes(u16(5), u16(6))), 'udp.short', `${A} > ${B} 5 > 6`],
  [
    'a UDP length inside the header',
    ipv4(A, B, 17, patched(datagram, 4, 0, 7)),
    'udp.length',
    `${A} > ${B} 1111 > 2222`,
  ],
  [
    'a UDP length beyond the packet',
    ipv4(A, B, 17, patched(datagram, 4, 1, 0)),
    'udp.length',
    `${A} > ${B} 1111 > 2222`,
  ],
  ['half an IPv6 header', ipv6(A6, B6, 6, zeros(0)).subarray(0, 30), 'ipv6.short', null],
  [
    'an IPv6 length beyond the frame',
    patched(ipv6(A6, B6, 17, datagram), 4, 1, 0),
    'ipv6.payload-length',
    `${A6} > ${B6} 1111 > 2222`,
  ],
  [
    'an extension header beyond the packet',
    ipv6(A6, B6, 60, bytes(17, 9, zeros(14))),
    'ipv6.extension-length',
    `${A6} > ${B6}`,
  ],
]

for (const [what, packet, oddity, flow] of lies)
  test(`${what} is malformed, and what holds is shown`, () => {
    const { shown, oddities, malformed } = decoded([packet], raw)
    assert.deepEqual(oddities, [oddity])
    assert.equal(malformed, 1)
    assert.deepEqual(
      shown.map((s) => s.flow),
      flow === null ? [] : [flow],
    )
  })

test('a packet that cannot be read still tells the stations of its frame', () => {
  const frame = udp(hop, datagram)
  assert.equal(only(patched(frame, 14, 0x15)).mac, `${hop.srcMac} > ${hop.dstMac}`)
})

const option = (next: number) => bytes(next, 0, 1, 4, zeros(4))
const chains: [what: string, first: number, headers: Bytes][] = [
  ['no extension header', 17, zeros(0)],
  ['hop-by-hop options', 0, option(17)],
  ['a routing header', 43, bytes(17, 2, 0, 0, zeros(20))],
  ['an atomic fragment', 44, bytes(17, 0, 0, 0, u32(1))],
  ['an authentication header', 51, bytes(17, 4, 0, 0, zeros(20))],
  ['several, out of order', 60, bytes(option(43), option(0), option(135), option(17))],
]

for (const [what, first, headers] of chains)
  test(`behind ${what} stands the transport`, () => {
    const shown = only(ipv6(A6, B6, first, bytes(headers, datagram)), raw)
    assert.deepEqual(
      [shown.flow, shown.protocol, shown.payload],
      [`${A6} > ${B6} 1111 > 2222`, 17, 'payload'],
    )
  })

test('an authentication header is passed in IPv4 as well', () => {
  const shown = only(ipv4(A, B, 51, bytes(17, 4, 0, 0, zeros(20), datagram)), raw)
  assert.deepEqual([shown.protocol, shown.payload], [17, 'payload'])
})

test('extension headers without end are left after a few', () => {
  const { shown, oddities } = decoded([ipv6(A6, B6, 60, bytes(...new Array(500).fill(option(60))))], raw)
  assert.deepEqual(oddities, ['ipv6.too-many-headers'])
  assert.deepEqual(
    shown.map((s) => s.flow),
    [`${A6} > ${B6}`],
  )
})

test('a jumbogram is as long as its frame', () => {
  const jumbo = ipv6(A6, B6, 0, bytes(6, 0, 0xc2, 4, u32(70_028), segment(zeros(70_000)).subarray(20)))
  const shown = only(patched(jumbo, 4, 0, 0), raw)
  assert.deepEqual([shown.wireLength, shown.payload.length], [70_068, 70_000])
})

test('IPv6 without payload has none, whatever padding follows', () => {
  const { shown } = decoded([bytes(ipv6(A6, B6, 59, zeros(0)), zeros(6))], raw)
  assert.deepEqual([shown[0]!.wireLength, shown[0]!.payload], [40, ''])
})

test('a UDP length of 0 is that of the packet', () => {
  assert.equal(only(ipv4(A, B, 17, patched(datagram, 4, 0, 0)), raw).payload, 'payload')
})

test('a protocol without ports has its header as payload', () => {
  const shown = only(ipv4(A, B, 1, bytes(8, 0, 'ping')), raw)
  assert.deepEqual([shown.flow, shown.protocol, shown.payload], [`${A} > ${B}`, 1, '\b\0ping'])
})
