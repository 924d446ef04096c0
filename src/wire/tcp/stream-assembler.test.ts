import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { MAX_UNREAD, StreamAssembler, type StreamReader } from './stream-assembler.ts'

const text = (s: string): Uint8Array => Uint8Array.from(Buffer.from(s, 'latin1'))
const read = (b: Uint8Array): string => Buffer.from(b).toString('latin1')

/** Writes down all it is shown; consumes as `use` says (all of it without). */
class Notes implements StreamReader {
  shown: string[] = []
  consumed = ''
  gaps = 0
  private readonly use: (bytes: Uint8Array) => number
  constructor(use: (bytes: Uint8Array) => number = (b) => b.length) {
    this.use = use
  }
  data(bytes: Uint8Array): number {
    this.shown.push(read(bytes))
    const used = this.use(bytes)
    this.consumed += read(bytes.subarray(0, Math.min(used, bytes.length)))
    return used
  }
  gap(): void {
    this.gaps++
    this.consumed += '|'
  }
}

function setUp(use?: (bytes: Uint8Array) => number, first = 100) {
  const notes = new Notes(use)
  const stream = new StreamAssembler(notes)
  stream.begin(first)
  const send = (seq: number, s: string) => stream.segment(seq, text(s), 0, s.length)
  return { notes, stream, send }
}

test('segments in order are shown as they come', () => {
  const { notes, send } = setUp()
  send(100, 'ab')
  send(102, 'cd')
  assert.deepEqual(notes.shown, ['ab', 'cd'])
})

test('a segment in order is shown where it lies, without a copy', () => {
  let seen: Uint8Array | null = null
  const stream = new StreamAssembler({
    data: (b) => {
      seen = b
      return b.length
    },
    gap: () => {},
  })
  const packet = text('headers payload')
  stream.segment(1, packet, 8, 15)
  assert.equal(seen!.buffer, packet.buffer)
  assert.equal(read(seen!), 'payload')
  assert.equal(stream.held, 0)
})

test('without a SYN the first segment seen is the beginning', () => {
  const notes = new Notes()
  new StreamAssembler(notes).segment(0x9000_0000, text('xy'), 0, 2)
  assert.equal(notes.consumed, 'xy')
})

test('early segments wait for the one before them', () => {
  const { notes, send } = setUp()
  send(104, 'ef')
  send(102, 'cd')
  assert.deepEqual(notes.shown, [])
  send(100, 'ab')
  assert.equal(notes.consumed, 'abcdef')
  assert.equal(notes.gaps, 0)
})

test('sequence numbers wrap', () => {
  const { notes, send } = setUp(undefined, 0xffff_fffe)
  send(2, 'ef')
  send(0, 'cd')
  send(0xffff_fffe, 'ab')
  assert.equal(notes.consumed, 'abcdef')
})

test('retransmissions are shown once, also when they bring more', () => {
  const { notes, stream, send } = setUp()
  send(100, 'abcd')
  send(100, 'ab')
  send(102, 'cdef')
  assert.equal(notes.consumed, 'abcdef')
  assert.equal(stream.conflicts, 0)
})

test('keep-alives before the next byte are not data', () => {
  const { notes, stream, send } = setUp(() => 0)
  send(100, 'ab')
  send(101, '\0')
  assert.deepEqual(notes.shown, ['ab'])
  assert.equal(stream.conflicts, 0)
})

test('a zero-window probe brings a byte of the stream', () => {
  const { notes, send } = setUp()
  send(100, 'ab')
  send(102, 'c')
  send(102, 'cd')
  assert.equal(notes.consumed, 'abcd')
})

test('what differs from unread bytes is counted and ignored', () => {
  const { notes, stream, send } = setUp(() => 0)
  send(100, 'abcd')
  send(100, 'aXYdef')
  assert.equal(notes.shown.at(-1), 'abcdef')
  assert.equal(stream.conflicts, 1)
})

test('of early segments that overlap the first to come wins', () => {
  const { notes, stream, send } = setUp()
  send(104, 'ef')
  send(102, 'cdXXgh')
  send(100, 'ab')
  assert.equal(notes.consumed, 'abcdefgh')
  assert.equal(stream.conflicts, 1)
})

test('an early segment wins over one in order that overlaps it later', () => {
  const { notes, stream, send } = setUp()
  send(103, 'de')
  send(100, 'abcXXf')
  assert.equal(notes.consumed, 'abcdef')
  assert.equal(stream.conflicts, 1)
})

test('unconsumed bytes are shown again with more behind them', () => {
  const { notes, send } = setUp((b) => (b.length < 4 ? 0 : 4))
  send(100, 'ab')
  send(102, 'cde')
  send(105, 'fgh')
  assert.deepEqual(notes.shown, ['ab', 'abcde', 'efgh'])
  assert.equal(notes.consumed, 'abcdefgh')
})

test('consuming more than is there skips bytes yet to come', () => {
  let first = true
  const { notes, send } = setUp((b) => {
    const used = first ? 6 : b.length
    first = false
    return used
  })
  send(100, 'ab')
  send(102, 'cd')
  send(104, 'efgh')
  assert.deepEqual(notes.shown, ['ab', 'gh'])
})

test('missing bytes that are skipped anyhow are no gap', () => {
  let first = true
  const { notes, stream, send } = setUp((b) => {
    const used = first ? 10 : b.length
    first = false
    return used
  })
  send(108, 'ijkl')
  send(100, 'ab')
  assert.deepEqual(notes.shown, ['ab', 'kl'])
  stream.finish()
  assert.equal(stream.gaps, 0)
})

test('a skip out of reach ends the stream', () => {
  const { stream, send } = setUp(() => 2 ** 40)
  send(100, 'ab')
  assert.equal(stream.full, true)
})

test('an acknowledgement beyond held bytes proves the gap', () => {
  const { notes, stream, send } = setUp((b) => b.length - 1)
  send(100, 'abc')
  send(105, 'fgh')
  stream.acknowledged(105)
  assert.equal(notes.gaps, 0)
  stream.acknowledged(108)
  assert.equal(notes.gaps, 1)
  assert.deepEqual(notes.shown, ['abc', 'fgh'])
})

test('the end of the connection shows what waits behind gaps', () => {
  const { notes, stream, send } = setUp()
  send(100, 'ab')
  send(103, 'de')
  send(106, 'gh')
  stream.finish()
  assert.equal(notes.consumed, 'ab|de|gh')
  assert.equal(stream.gaps, 2)
})

test('what is held out of order is bounded, in segments and in bytes', () => {
  for (const [size, count] of [
    [1, 2000],
    [16_384, 40],
  ] as const) {
    const { notes, stream } = setUp()
    const bytes = new Uint8Array(size)
    let most = 0
    for (let i = 1; i <= count; i++) {
      stream.segment(100 + i * (size + 1), bytes, 0, size)
      most = Math.max(most, stream.held)
    }
    assert.ok(most <= 256 * 1024 + size, `${most} bytes held`)
    assert.ok(notes.gaps > 0)
  }
})

test('a reader that never consumes is not served beyond 64 KiB', () => {
  const { stream } = setUp(() => 0)
  const segment = new Uint8Array(1460)
  for (let i = 0; i < 60; i++) stream.segment(100 + i * 1460, segment, 0, 1460)
  assert.equal(stream.full, true)
  assert.equal(stream.held, 0)
  assert.ok(45 * 1460 > MAX_UNREAD)
})

test('many tiny segments do not show the same bytes without bound', () => {
  let shown = 0
  const { stream } = setUp((b) => {
    shown += b.length
    return 0
  })
  const one = new Uint8Array(1)
  for (let i = 0; i < 60_000; i++) stream.segment(100 + i, one, 0, 1)
  const before = shown
  stream.finish()
  assert.ok(before < 60_000 * 32 + 4 * 1024 * 1024, `${before} bytes shown`)
  assert.ok(shown === before || shown === before + 60_000)
  assert.equal(stream.pending().length, 60_000)
})

test('another reader behind the interface is shown the rest', () => {
  let second = false
  const { notes, stream, send } = setUp((b) => (second ? b.length : 1))
  send(100, 'abc')
  second = true
  stream.redeliver()
  assert.deepEqual(notes.shown, ['abc', 'bc'])
  assert.equal(stream.pending().length, 0)
})

test('a reader that hands over while it looks has the rest shown at once', () => {
  const shown: string[] = []
  const stream: StreamAssembler = new StreamAssembler({
    data: (b) => {
      shown.push(read(b))
      if (shown.length > 1) return b.length
      assert.equal(read(stream.pending()), 'abc')
      stream.redeliver()
      return 1
    },
    gap: () => {},
  })
  stream.segment(1, text('abc'), 0, 3)
  assert.deepEqual(shown, ['abc', 'bc'])
})

test('freed by its own reader, it shows nothing more', () => {
  const shown: string[] = []
  const stream: StreamAssembler = new StreamAssembler({
    data: (b) => {
      shown.push(read(b))
      stream.free()
      return 0
    },
    gap: () => {},
  })
  stream.segment(1, text('abc'), 0, 3)
  stream.segment(4, text('def'), 0, 3)
  assert.deepEqual(shown, ['abc'])
  assert.equal(stream.held, 0)
})

/** A message and cuts of it that cover all of it, overlapping, repeated, in any order. */
const cutMessage = fc
  .tuple(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.integer())
  .chain(([message, isn]) =>
    fc
      .tuple(
        fc.array(fc.nat(message.length), { maxLength: 20 }),
        fc.array(fc.tuple(fc.nat(message.length), fc.nat(message.length)), { maxLength: 20 }),
      )
      .chain(([cuts, extra]) => {
        const edges = [...new Set([0, ...cuts, message.length])].sort((a, b) => a - b)
        const pieces = edges.slice(1).map((to, i) => [edges[i]!, to] as const)
        const more = extra.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
        const all = [...pieces, ...more]
        return fc
          .shuffledSubarray(all, { minLength: all.length })
          .map((segments) => ({ message, isn, segments }))
      }),
  )

test('any order, repetition and overlap of segments gives the message', () => {
  fc.assert(
    fc.property(cutMessage, fc.integer({ min: 1, max: 40 }), ({ message, isn, segments }, chunk) => {
      const got: number[] = []
      const stream = new StreamAssembler({
        data: (b) => {
          const used = b.length - (b.length % chunk)
          got.push(...b.subarray(0, used))
          return used
        },
        gap: () => assert.fail('no byte is missing'),
      })
      stream.begin(isn)
      for (const [from, to] of segments) stream.segment((isn + from) | 0, message, from, to)
      assert.deepEqual([...got, ...stream.pending()], [...message])
      assert.equal(stream.conflicts, 0)
    }),
  )
})

test('no segments make it throw, or hold more than it may', () => {
  const segment = fc.tuple(fc.integer({ min: -5000, max: 500_000 }), fc.uint8Array({ maxLength: 3000 }))
  fc.assert(
    fc.property(fc.array(segment), fc.integer({ min: -1, max: 5000 }), (segments, use) => {
      const stream = new StreamAssembler({ data: () => use, gap: () => {} })
      for (const [seq, bytes] of segments) {
        stream.segment(seq, bytes, 0, bytes.length)
        stream.acknowledged(seq - 10)
        assert.ok(stream.held <= 256 * 1024 + 4 * MAX_UNREAD)
      }
      stream.finish()
    }),
  )
})
