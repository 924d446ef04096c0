import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Bytes, bytes, u16, zeros } from '../../../test/bytes.ts'
import { decoded } from '../../../test/decoded.ts'
import { fragment4, fragment6, fragments4 } from '../../../test/wire-bytes.ts'

const A = '10.0.0.1'
const B = '10.0.0.2'
const raw = { linkType: 101 }
const udpOf = (payload: Bytes): Bytes => bytes(u16(1111), u16(2222), u16(8 + payload.length), 0, 0, payload)
const text = (n: number): Bytes => Uint8Array.from({ length: n }, (_, i) => 65 + (i % 26))
const whole = udpOf(text(92))
const piece = (from: number, to: number, id?: number): Bytes =>
  fragment4(A, B, 17, whole.subarray(from, to), from, to < whole.length, id)

/** Flows of what was shown, fragments marked. */
const flows = (frames: Bytes[], given = {}): string[] =>
  decoded(frames, { ...raw, ...given }).shown.map((s) => `${s.fragment ? 'part of ' : ''}${s.flow}`)

const PART = `part of ${A} > ${B}`
const WHOLE = `${A} > ${B} 1111 > 2222`

test('the last fragment to come shows the whole datagram', () => {
  const { shown } = decoded([piece(0, 40), piece(40, 80), piece(80, 100)], raw)
  assert.deepEqual(
    shown.map((s) => s.fragment),
    [true, true, false],
  )
  assert.equal(shown[2]!.payload, Buffer.from(text(92)).toString())
  assert.equal(shown[2]!.wireLength, 120)
})

test('fragments that repeat and overlap consistently do no harm', () => {
  const frames = [piece(16, 48), piece(16, 48), piece(40, 100), piece(0, 24)]
  const { shown, oddities } = decoded(frames, raw)
  assert.deepEqual(oddities, [])
  assert.equal(shown.at(-1)!.payload, Buffer.from(text(92)).toString())
})

test('where fragments differ the first to come wins, and it is told', () => {
  const other = fragment4(A, B, 17, bytes(...new Array(24).fill(0x21)), 32, true)
  const { shown, oddities } = decoded([piece(0, 40), other, piece(40, 100)], raw)
  assert.deepEqual(oddities, ['ipv4.fragment-overlap', 'ipv4.fragment-overlap'])
  assert.equal(shown[2]!.payload.slice(0, 32), Buffer.from(text(32)).toString())
  assert.equal(shown[2]!.payload.slice(32, 48), '!'.repeat(16))
})

const lies: [what: string, frames: Bytes[], oddity: string][] = [
  [
    'reaches beyond the longest datagram',
    [fragment4(A, B, 17, zeros(800), 65_528, true)],
    'ipv4.fragment-too-big',
  ],
  ['has a length that no other can follow', [fragment4(A, B, 17, zeros(9), 0, true)], 'ipv4.fragment-length'],
  [
    'goes on behind the end',
    [fragment4(A, B, 17, zeros(8), 8, false), fragment4(A, B, 17, zeros(8), 16, true)],
    'ipv4.fragment-beyond-end',
  ],
  [
    'ends before what was seen',
    [fragment4(A, B, 17, zeros(64), 64, true), fragment4(A, B, 17, zeros(8), 8, false)],
    'ipv4.fragment-beyond-end',
  ],
]

for (const [what, frames, oddity] of lies)
  test(`a fragment that ${what} is odd and ignored`, () => {
    const { shown, oddities } = decoded(frames, raw)
    assert.deepEqual(oddities, [oddity])
    assert.ok(shown.every((s) => s.fragment))
  })

test('datagrams with other ids, addresses or protocols are not mixed', () => {
  const frames = [
    piece(0, 40, 1),
    piece(40, 100, 2),
    fragment4(A, '10.0.0.3', 17, whole.subarray(40), 40, false, 1),
    fragment4(A, B, 6, whole.subarray(40), 40, false, 1),
  ]
  assert.ok(flows(frames).every((f) => f.startsWith('part of')))
  assert.equal(flows([...frames, piece(40, 100, 1)]).at(-1), WHOLE)
})

test('what the capture cut is not put together', () => {
  assert.deepEqual(flows([piece(0, 40), piece(40, 100)], { cut: 4 }), [PART, PART])
})

test('the rest of a datagram is waited for half a minute', () => {
  assert.deepEqual(flows([piece(0, 40), piece(40, 100)], { apart: 29 }), [PART, WHOLE])
  const late = decoded([piece(0, 40), piece(40, 100)], { ...raw, apart: 31 })
  assert.deepEqual(late.oddities, ['ip.fragments-incomplete'])
  assert.ok(late.shown.every((s) => s.fragment))
})

test('fragments that never become whole are dropped, the oldest first', () => {
  const first = fragment4(A, B, 17, whole.subarray(0, 40), 0, true, 0)
  const flood = Array.from({ length: 2000 }, (_, i) => fragment4(A, B, 17, zeros(8), 80, true, i + 1))
  const last = fragment4(A, B, 17, whole.subarray(40), 40, false, 0)
  const { shown, oddities } = decoded([first, ...flood, last], { ...raw, apart: 0 })
  assert.ok(shown.at(-1)!.fragment)
  assert.equal(oddities.filter((o) => o === 'ip.fragments-incomplete').length, 2002 - 512)
})

test('a datagram in hundreds of separate pieces is given up', () => {
  const sparse = Array.from({ length: 80 }, (_, i) => fragment4(A, B, 17, zeros(8), i * 16, true))
  assert.ok(decoded(sparse, raw).oddities.includes('ipv4.fragment-too-many'))
})

test('IPv6 fragments are put together, with the protocol of the first', () => {
  const six = (from: number, to: number, next: number) =>
    fragment6('fd00::1', 'fd00::2', next, whole.subarray(from, to), from, to < 100)
  const { shown } = decoded([six(40, 100, 99), six(0, 40, 17)], raw)
  assert.equal(shown[1]!.flow, 'fd00::1 > fd00::2 1111 > 2222')
  assert.equal(shown[1]!.payload, Buffer.from(text(92)).toString())
})

test('extension headers behind the fragment header are walked, fragments inside fragments are not', () => {
  const six = (next: number, payload: Bytes, at: number) => [
    fragment6('fd00::1', 'fd00::2', next, payload.subarray(0, at), 0, true),
    fragment6('fd00::1', 'fd00::2', next, payload.subarray(at), at, false),
  ]
  const options = decoded(six(60, bytes(17, 0, 1, 4, zeros(4), whole), 16), raw)
  assert.equal(options.shown[1]!.flow, 'fd00::1 > fd00::2 1111 > 2222')
  const nested = decoded(six(44, bytes(17, 0, 0, 1, zeros(4), whole), 16), raw)
  assert.deepEqual(nested.oddities, ['ipv6.nested-fragment'])
})

test('fragments in any order give the datagram', () => {
  const cases = fc.tuple(
    fc.integer({ min: 9, max: 3000 }),
    fc.uniqueArray(fc.integer({ min: 1, max: 370 }), { maxLength: 12 }),
    fc.infiniteStream(fc.nat()),
  )
  fc.assert(
    fc.property(cases, ([size, eighths, order]) => {
      const payload = udpOf(text(size))
      const cuts = eighths
        .map((e) => e * 8)
        .filter((c) => c < payload.length)
        .sort((a, b) => a - b)
      const frames = fragments4(A, B, 17, payload, cuts.length > 0 ? cuts : [8])
      for (let i = frames.length - 1; i > 0; i--) {
        const j = (order.next().value as number) % (i + 1)
        ;[frames[i], frames[j]] = [frames[j]!, frames[i]!]
      }
      const { shown, oddities } = decoded(frames, raw)
      assert.deepEqual(oddities, [])
      assert.equal(shown.at(-1)!.flow, WHOLE)
      assert.equal(shown.at(-1)!.payload, Buffer.from(text(size)).toString())
    }),
    { numRuns: 60 },
  )
})
