/** What a segment decides by itself is judged by capture interface and VLAN: two places may use the same addresses. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, bytes, u16 } from '../../test/bytes.ts'
import { enhancedPacket, interfaceBlock, LITTLE, section } from '../../test/pcapng.ts'
import { alertsOf } from './fixtures/alerts.ts'
import { type Timed, timedPcap } from './fixtures/capture.ts'
import { networkCases } from './fixtures/network.ts'

const START = 1_767_225_600

/** `where` says on which interface a frame was seen. */
const captured = (frames: Timed, where: (frame: Bytes) => number): Bytes =>
  bytes(
    section(LITTLE),
    interfaceBlock(LITTLE),
    interfaceBlock(LITTLE),
    ...[...frames]
      .sort((a, b) => a[0] - b[0])
      .map(([second, frame]) => enhancedPacket(LITTLE, (START + second) * 1e6, frame, { of: where(frame) })),
  )
const tagged = (frame: Bytes, vlan: number): Bytes =>
  bytes(frame.subarray(0, 12), u16(0x8100), u16(vlan), frame.subarray(12))

/** The intruder of the case, by the last octet of its MAC. */
const isOf = (intruder: number) => (frame: Bytes) => frame[11] === intruder
const INTRUDERS = { 'arp-spoof': 66, 'rogue-dhcp': 77 } as const
const told = (capture: Bytes, id: string): boolean => alertsOf(capture).some((a) => a.detection === id)

for (const [id, intruder] of Object.entries(INTRUDERS)) {
  const { fires } = networkCases[id]!
  const from = isOf(intruder)
  test(`${id}: on one interface, or on the second alone, it is told`, () => {
    assert.equal(
      told(
        captured(fires, () => 0),
        id,
      ),
      true,
    )
    assert.equal(
      told(
        captured(fires, () => 1),
        id,
      ),
      true,
    )
  })
  test(`${id}: two sites with the same addresses do not contradict each other`, () => {
    assert.equal(
      told(
        captured(fires, (frame) => (from(frame) ? 1 : 0)),
        id,
      ),
      false,
    )
  })
}

test('arp-spoof: two VLANs with the same addresses do not contradict each other, within one it is told', () => {
  const { fires } = networkCases['arp-spoof']!
  const from = isOf(66)
  const on = (vlan: (frame: Bytes) => number) =>
    timedPcap(fires.map(([second, frame]) => [second, tagged(frame, vlan(frame))] as const))
  assert.equal(
    told(
      on(() => 7),
      'arp-spoof',
    ),
    true,
  )
  assert.equal(
    told(
      on((frame) => (from(frame) ? 8 : 7)),
      'arp-spoof',
    ),
    false,
  )
})

test('rogue-dhcp: a relay hands the answer on from one VLAN to another, and the second server is told still', () => {
  const { fires } = networkCases['rogue-dhcp']!
  const frames = fires.map(([at, frame]) => [at, tagged(frame, isOf(77)(frame) ? 8 : 7)] as const)
  assert.equal(told(timedPcap(frames), 'rogue-dhcp'), true)
})
