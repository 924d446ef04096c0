import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import {
  BIG,
  block,
  enhancedPacket,
  interfaceBlock,
  LITTLE,
  nameBlock,
  nameRecord,
  obsoletePacket,
  option,
  section,
  simplePacket,
  statistics,
} from '../../../test/pcapng.ts'
import { readCapture } from '../../../test/read-capture.ts'

const T = 1_767_225_600 // 2026-01-01
const frame = bytes('abcdefghijklmnopqrstu')
const hex = Buffer.from(frame).toString('hex')
const at = (seconds: number) => seconds * 1e6
const opening = bytes(section(LITTLE), interfaceBlock(LITTLE))
const packet = (seconds: number) => enhancedPacket(LITTLE, at(seconds), frame)

for (const o of [LITTLE, BIG]) {
  const order = o.little ? 'little' : 'big'
  test(`enhanced packet, ${order}-endian: time, lengths, link type and bytes`, () => {
    const input = bytes(
      section(o, option(o, 4, bytes('writer'))),
      interfaceBlock(o, { linkType: 276, name: 'eth0' }),
      enhancedPacket(o, at(T) + 1, frame, { original: 1500, options: option(o, 1, bytes('a comment')) }),
    )
    const { frames, tally } = readCapture(input)
    assert.deepEqual(frames, [
      { time: (at(T) + 1) / 1e6, number: 1, linkType: 276, originalLength: 1500, hex },
    ])
    assert.deepEqual([tally.fault, tally.packets, tally.truncated, tally.bytes], [null, 1, 1, 1500])
  })

  test(`obsolete packet, ${order}-endian, with the drops it tells`, () => {
    const input = bytes(
      section(o),
      interfaceBlock(o),
      obsoletePacket(o, at(T), frame, 3),
      obsoletePacket(o, at(T), frame, 0xffff),
      obsoletePacket(o, at(T), frame, 4),
    )
    const { frames, tally } = readCapture(input)
    assert.deepEqual(
      frames.map((f) => [f.time, f.hex]),
      [
        [T, hex],
        [T, hex],
        [T, hex],
      ],
    )
    assert.equal(tally.dropped, 7)
  })

  test(`simple packet, ${order}-endian: cut at the snap length, timed like the packet before`, () => {
    const input = bytes(
      section(o),
      interfaceBlock(o, { snaplen: 8 }),
      enhancedPacket(o, at(T + 7), bytes('12345678')),
      simplePacket(o, bytes('12345678'), 90),
    )
    const { frames, tally } = readCapture(input)
    assert.deepEqual(frames[1], {
      time: T + 7,
      number: 2,
      linkType: 1,
      originalLength: 90,
      hex: '3132333435363738',
    })
    assert.deepEqual([tally.fault, tally.truncated], [null, 1])
  })

  test(`names and drop counters, ${order}-endian`, () => {
    const input = bytes(
      section(o),
      interfaceBlock(o),
      nameBlock(o, nameRecord(o, '10.1.2.3', 'pump-7', 'alias'), nameRecord(o, 'fe80::1', 'gateway')),
      statistics(o, 100, 5),
      statistics(o, 250, 9),
    )
    const { tally } = readCapture(input)
    assert.deepEqual(tally.names, [
      { address: '10.1.2.3', name: 'pump-7' },
      { address: '10.1.2.3', name: 'alias' },
      { address: 'fe80::1', name: 'gateway' },
    ])
    assert.deepEqual([tally.received, tally.dropped, tally.fault], [250, 9, null])
  })
}

const RESOLUTIONS: [string, number, number, number][] = [
  ['seconds', 0, T, T],
  ['milliseconds', 3, T * 1e3 + 5, T + 5 / 1e3],
  ['microseconds', 6, T * 1e6 + 5, T + 5 / 1e6],
  ['hundreds of picoseconds', 10, T * 1e10, T],
  ['2^-10', 0x8a, T * 1024 + 512, T + 0.5],
  ['2^-20', 0x94, T * 2 ** 20 + 2 ** 18, T + 0.25],
]
for (const [name, resolution, ticks, time] of RESOLUTIONS)
  test(`time stamps in ${name}`, () => {
    const { frames } = readCapture(
      bytes(section(LITTLE), interfaceBlock(LITTLE, { resolution }), enhancedPacket(LITTLE, ticks, frame)),
    )
    assert.equal(frames[0]?.time, time)
  })

test('nanoseconds are exact although their count is beyond the whole numbers of a double', () => {
  const stamp = BigInt(T) * 1_000_000_000n + 123_456_789n
  const words = bytes(LITTLE.u32(Number(stamp >> 32n)), LITTLE.u32(Number(stamp & 0xffffffffn)))
  const body = bytes(LITTLE.u32(0), words, LITTLE.u32(4), LITTLE.u32(4), 1, 2, 3, 4)
  const { frames } = readCapture(
    bytes(section(LITTLE), interfaceBlock(LITTLE, { resolution: 9 }), block(LITTLE, 6, body)),
  )
  assert.equal(frames[0]?.time, T + 123_456_789 / 1e9)
})

test('if_tsoffset is added, and times stay within what ISO 8601 can write', () => {
  const input = bytes(
    section(LITTLE),
    interfaceBlock(LITTLE, { offset: 3600 }),
    interfaceBlock(LITTLE, { resolution: 0 }),
    enhancedPacket(LITTLE, at(T), frame),
    enhancedPacket(LITTLE, 2 ** 52, frame, { of: 1 }),
  )
  const { frames } = readCapture(input)
  assert.deepEqual(
    frames.map((f) => f.time),
    [T + 3600, 253_402_300_799],
  )
})

test('interfaces of one section have link types and clocks of their own', () => {
  const input = bytes(
    section(LITTLE),
    interfaceBlock(LITTLE, { linkType: 1 }),
    interfaceBlock(LITTLE, { linkType: 127, resolution: 3 }),
    enhancedPacket(LITTLE, T * 1e3, frame, { of: 1 }),
    enhancedPacket(LITTLE, at(T), frame, { of: 0 }),
  )
  const { frames, tally } = readCapture(input)
  assert.deepEqual(
    frames.map((f) => [f.linkType, f.time]),
    [
      [127, T],
      [1, T],
    ],
  )
  assert.deepEqual([...tally.linkTypes], [1, 127])
})

test('a new section has its own byte order and interfaces', () => {
  const input = bytes(
    opening,
    packet(T),
    section(BIG),
    interfaceBlock(BIG, { linkType: 101 }),
    enhancedPacket(BIG, at(T + 1), frame),
  )
  const { frames, tally } = readCapture(input)
  assert.deepEqual(
    frames.map((f) => [f.linkType, f.time, f.number]),
    [
      [1, T, 1],
      [101, T + 1, 2],
    ],
  )
  assert.equal(tally.fault, null)
})

for (const [name, type] of [
  ['unknown', 0x77],
  ['custom', 0x0bad],
  ['custom, not to be copied', 0x40000bad],
  ['decryption secrets', 0x0a],
] as const)
  test(`a block is passed over: ${name}`, () => {
    const { frames, tally } = readCapture(
      bytes(opening, packet(T), block(LITTLE, type, bytes('secret')), packet(T)),
    )
    assert.deepEqual([frames.length, tally.fault], [2, null])
  })

test('a packet that promises more than its block holds gives what is there, and is a fault', () => {
  const { frames, tally } = readCapture(
    bytes(
      opening,
      enhancedPacket(LITTLE, at(T), bytes('12345678'), { captured: 1500, original: 1500 }),
      packet(T),
    ),
  )
  assert.deepEqual(
    frames.map((f) => f.hex),
    ['3132333435363738', hex],
  )
  assert.equal(tally.fault?.because, 'packet promises 1,500 bytes, its block holds 8')
})

test('a packet of an interface that nobody described is left out and told', () => {
  const { frames, tally } = readCapture(
    bytes(opening, enhancedPacket(LITTLE, at(T), frame, { of: 9 }), packet(T)),
  )
  assert.equal(frames.length, 1)
  assert.equal(tally.fault?.because, 'packet of interface 9, which is not described')
  assert.equal(tally.fault?.offset, opening.length)
})

test('a simple packet without any interface is left out and told', () => {
  const { frames, tally } = readCapture(bytes(section(LITTLE), simplePacket(LITTLE, frame)))
  assert.deepEqual([frames.length, tally.fault?.kind], [0, 'corrupt'])
})

for (const [name, damaged] of [
  ['no multiple of four', block(LITTLE, 6, zeros(40), 53)],
  ['shorter than a block can be', block(LITTLE, 6, zeros(40), 8)],
  ['gigantic', block(LITTLE, 6, zeros(40), 0xfffffff0)],
  ['another one behind the block', bytes(block(LITTLE, 6, zeros(40)).subarray(0, 48), LITTLE.u32(99))],
] as const)
  test(`block length ${name}: a fault, behind which reading goes on`, () => {
    const { frames, tally } = readCapture(bytes(opening, packet(T), damaged, packet(T + 1), packet(T + 2)))
    assert.deepEqual(
      frames.map((f) => f.time),
      [T, T + 1, T + 2],
    )
    assert.deepEqual([tally.fault?.kind, tally.fault?.offset], ['corrupt', opening.length + packet(T).length])
    assert.equal(tally.skipped, damaged.length)
  })

test('a last block cut short: what came before it stands', () => {
  const whole = bytes(opening, packet(T), packet(T + 1))
  for (let cut = 1; cut < packet(T).length; cut++) {
    const { frames, tally } = readCapture(whole.subarray(0, whole.length - cut))
    assert.equal(frames.length, 1)
    assert.equal(tally.fault?.kind, 'cut-short')
  }
})

test('a section of an unknown version ends the reading', () => {
  const { frames, tally } = readCapture(bytes(opening, packet(T), section(LITTLE, zeros(0), 3), packet(T)))
  assert.deepEqual([frames.length, tally.fault?.because], [1, 'pcapng version 3 is not known'])
})

test('options and names whose lengths lie do no harm', () => {
  const o = LITTLE
  const liar = block(o, 1, bytes(o.u16(1), 0, 0, o.u32(0), o.u16(9), o.u16(60000), 6))
  const names = block(o, 4, bytes(o.u16(1), o.u16(9000), 10, 0, 0, 1, 'x'))
  const { frames, tally } = readCapture(bytes(section(o), liar, names, packet(T)))
  assert.deepEqual([frames[0]?.time, tally.names.length], [T, 0])
})

test('a capture whose comment begins with SIMULATED says so of itself; other comments are not read', () => {
  const told = (text: string) =>
    readCapture(bytes(section(LITTLE, option(LITTLE, 1, bytes(text))), interfaceBlock(LITTLE), packet(T)))
      .tally.simulated
  assert.deepEqual(['SIMULATED traffic', 'SIMULATED', 'of a SIMULATED ward', ''].map(told), [
    true,
    false,
    false,
    false,
  ])
})

test('names kept are bounded', () => {
  const o = LITTLE
  const records = Array.from({ length: 30 }, () =>
    nameRecord(o, '10.0.0.1', ...new Array<string>(400).fill('ab')),
  )
  const { tally } = readCapture(bytes(section(o), nameBlock(o, ...records)))
  assert.equal(tally.names.length, 10_000)
})
