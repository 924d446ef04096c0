import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, bytes, hex, ipv4, u16, u32, udp, zeros } from '../../../test/bytes.ts'
import { decoded, only, type Shown } from '../../../test/decoded.ts'
import { bare, bareUdp, nflog, ppi, radiotap, sll, sll2, snap, wlanData } from '../../../test/wire-bytes.ts'
import { DECODED_LINK_TYPES } from './link-types.ts'

const A = '02:00:00:00:00:0a'
const B = '02:00:00:00:00:0b'
const four = bareUdp('10.0.0.1', '10.0.0.2', 1111, 2222, bytes('payload'))
const six = bareUdp('fd00::1', 'fd00::2', 1111, 2222, bytes('payload'))
const FLOW4 = '10.0.0.1 > 10.0.0.2 1111 > 2222'
const FLOW6 = 'fd00::1 > fd00::2 1111 > 2222'
const NOWHERE = '00:00:00:00:00:00'
const BROADCAST = 'ff:ff:ff:ff:ff:ff'

const cooked = wlanData(B, A, snap(0x0800, four))

const rows: [what: string, linkType: number, frame: Bytes, flow: string, mac: string | null][] = [
  ['Ethernet', 1, udp(hop('10.0.0.1', '10.0.0.2'), bytes('payload')), FLOW4, `${A} > ${B}`],
  ['raw IPv4', 101, four, FLOW4, null],
  ['raw IPv6', 101, six, FLOW6, null],
  ['raw IP by the BSD number', 12, four, FLOW4, null],
  ['raw IP by the OpenBSD number', 14, six, FLOW6, null],
  ['IPv4', 228, four, FLOW4, null],
  ['IPv6', 229, six, FLOW6, null],
  ['BSD loopback, little endian', 0, bytes(2, 0, 0, 0, four), FLOW4, null],
  ['BSD loopback, big endian', 0, bytes(0, 0, 0, 2, four), FLOW4, null],
  ['BSD loopback, IPv6 of Darwin', 0, bytes(30, 0, 0, 0, six), FLOW6, null],
  ['BSD loopback, IPv6 of FreeBSD, big endian', 0, bytes(0, 0, 0, 28, six), FLOW6, null],
  ['OpenBSD loopback', 108, bytes(0, 0, 0, 24, six), FLOW6, null],
  ['Linux cooked', 113, sll(0x0800, A, four), FLOW4, `${A} > ${NOWHERE}`],
  ['Linux cooked to everybody', 113, sll(0x0800, A, four, 1), FLOW4, `${A} > ${BROADCAST}`],
  ['Linux cooked on a tunnel device', 113, sll(0x86dd, A, six, 0, 65534), FLOW6, null],
  ['Linux cooked on loopback', 113, sll(0x0800, NOWHERE, four, 0, 772), FLOW4, null],
  ['Linux cooked over radiotap', 113, sll(0, A, radiotap(cooked), 0, 803), FLOW4, `${A} > ${B}`],
  ['Linux cooked 2', 276, sll2(0x0800, A, four), FLOW4, `${A} > ${NOWHERE}`],
  ['Linux cooked 2 to everybody', 276, sll2(0x86dd, A, six, 1), FLOW6, `${A} > ${BROADCAST}`],
  ['802.11', 105, cooked, FLOW4, `${A} > ${B}`],
  ['802.11 with check sequence', 105, bytes(cooked, 1, 2, 3, 4), FLOW4, `${A} > ${B}`],
  ['radiotap', 127, radiotap(cooked), FLOW4, `${A} > ${B}`],
  ['radiotap with check sequence', 127, radiotap(bytes(cooked, 1, 2, 3, 4), 0x10), FLOW4, `${A} > ${B}`],
  ['radiotap with two more presence words', 127, radiotap(cooked, 0, 2), FLOW4, `${A} > ${B}`],
  ['PPI with 802.11', 192, ppi(105, cooked), FLOW4, `${A} > ${B}`],
  ['PPI with Ethernet', 192, ppi(1, udp(hop('fd00::1', 'fd00::2'), bytes('payload'))), FLOW6, `${A} > ${B}`],
  ['Prism', 119, bytes(0x44, 0, 0, 0, 144, 0, 0, 0, zeros(136), cooked), FLOW4, `${A} > ${B}`],
  ['AVS', 163, bytes(hex('80211001'), u32(64), zeros(56), cooked), FLOW4, `${A} > ${B}`],
  ['PPP', 9, bytes(0xff, 3, u16(0x21), four), FLOW4, null],
  ['PPP, all compressed', 9, bytes(0x21, four), FLOW4, null],
  ['PPP, IPv6', 9, bytes(u16(0x57), six), FLOW6, null],
  ['PPP in HDLC framing', 50, bytes(0xff, 3, u16(0x21), four), FLOW4, null],
  ['Cisco HDLC under the number of PPP', 50, bytes(0x0f, 0, u16(0x0800), four), FLOW4, null],
  ['PPP with MPLS', 9, bytes(0xff, 3, u16(0x0281), u32(0x1234_51ff), four), FLOW4, null],
  ['PPP with direction', 204, bytes(1, 0xff, 3, u16(0x21), four), FLOW4, null],
  ['PPP of pppd', 166, bytes(0, u16(0x21), four), FLOW4, null],
  ['PPPoE', 51, bytes(0x11, 0, u16(9), u16(four.length + 2), u16(0x21), four), FLOW4, null],
  ['Cisco HDLC', 104, bytes(0x0f, 0, u16(0x86dd), six), FLOW6, null],
  ['ATM with LLC', 100, snap(0x0800, four), FLOW4, null],
  ['netfilter log', 239, nflog(four), FLOW4, null],
  ['netfilter log, big endian', 239, nflog(four, null, true), FLOW4, null],
  ['netfilter log with address', 239, nflog(six, A), FLOW6, `${A} > ${NOWHERE}`],
]

function hop(src: string, dst: string) {
  return { srcMac: A, dstMac: B, src, dst, srcPort: 1111, dstPort: 2222 }
}

for (const [what, linkType, frame, flow, mac] of rows)
  test(`${what} (${linkType}) leads to its packet`, () => {
    const shown = only(frame, { linkType })
    assert.equal(shown.flow, flow)
    assert.equal(shown.mac, mac)
    assert.equal(shown.payload, 'payload')
    assert.equal(shown.truncated, false)
    assert.deepEqual(decoded([frame], { linkType }).oddities, [])
  })

test('every link type that is named decoded has a row above', () => {
  assert.deepEqual([...DECODED_LINK_TYPES].sort(), [...new Set(rows.map((r) => r[1]))].sort())
})

test('another link type is not decoded, and says so', () => {
  const { known, shown } = decoded([four], { linkType: 195 })
  assert.equal(known, false)
  assert.deepEqual(shown, [])
})

test('a frame cut short at any byte is no more than cut', () => {
  for (const [what, linkType, frame] of rows) {
    for (let cut = 1; cut <= frame.length; cut++) {
      const { malformed, shown } = decoded([frame], { linkType, cut })
      assert.equal(malformed, 0, `${what} less ${cut}`)
      // What tells no IP address any more may still tell the station.
      const cutToo = (s: Shown) => s.truncated || s.etherType === 0 || cut <= 4
      assert.ok(shown.every(cutToo), `${what} less ${cut}`)
    }
  }
})

test('damaged radio frames name no stations', () => {
  const { shown, oddities } = decoded([radiotap(cooked, 0x50)], { linkType: 127 })
  assert.deepEqual(shown, [])
  assert.deepEqual(oddities, ['ieee80211.bad-fcs'])
  const common = bytes(2, 0, 20, 0, zeros(8), 4, 0, zeros(10))
  assert.deepEqual(decoded([ppi(105, cooked, common)], { linkType: 192 }).oddities, ['ieee80211.bad-fcs'])
})

test('a radiotap frame padded behind its header is read', () => {
  const frame = wlanData(B, A, bytes(0, 0, snap(0x0800, four)), { toDs: true, qos: 0 })
  assert.equal(only(radiotap(frame, 0x20), { linkType: 127 }).flow, FLOW4)
})

test('ARP over Linux cooked and 802.3 are frames of their sender', () => {
  const arp = hex('0001080006040001')
  assert.equal(only(sll(0x0806, A, arp), { linkType: 113 }).etherType, 0x0806)
  const stp = only(sll(4, A, bytes(0x42, 0x42, 3, 'bpdu')), { linkType: 113 })
  assert.deepEqual([stp.etherType, stp.llc, stp.payload], [-1, 0x42, 'bpdu'])
})

test('a loopback family that is not IP shows nothing', () => {
  assert.deepEqual(decoded([bytes(7, 0, 0, 0, four)], { linkType: 0 }).shown, [])
})

test('link control on PPP shows nothing, and is not odd', () => {
  const { shown, oddities } = decoded([bytes(0xff, 3, u16(0xc021), 1, 1, 0, 4)], { linkType: 9 })
  assert.deepEqual([shown, oddities], [[], []])
})

test('netfilter attributes that do not advance end the frame', () => {
  const frame = bytes(2, 0, 0, 0, u16(0), u16(0), ipv4('10.0.0.1', '10.0.0.2', 1, zeros(8)))
  assert.deepEqual(decoded([frame], { linkType: 239 }).oddities, ['nflog.attribute'])
})

test('a bare frame is what the same frame without Ethernet is', () => {
  const frame = udp(hop('10.0.0.1', '10.0.0.2'), bytes('payload'))
  assert.equal(only(bare(frame), { linkType: 101 }).flow, only(frame).flow)
})
