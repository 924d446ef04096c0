import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../test/bytes.ts'
import { decodeText, LineReader, MAX_LINE } from './lines.ts'

function linesOf(whole: Uint8Array, step: number, skipAfter: (line: string) => number = () => 0) {
  const reader = new LineReader()
  const lines: string[] = []
  let held = new Uint8Array(0)
  let skip = 0
  for (let i = 0; i < whole.length; i += step) {
    const part = whole.subarray(i, i + step)
    const dropped = Math.min(skip, part.length)
    skip -= dropped
    held = Uint8Array.from([...held, ...part.subarray(dropped)])
    const used = reader.read(held, (line) => {
      lines.push(line)
      reader.skip = skipAfter(line)
      return true
    })
    skip += Math.max(0, used - held.length)
    held = held.subarray(Math.min(used, held.length))
  }
  return { lines, held: held.length }
}

test('lines end with LF or CRLF, and the last one waits for its end', () => {
  assert.deepEqual(linesOf(bytes('one\r\ntwo\n\nthr'), 99), { lines: ['one', 'two', ''], held: 3 })
})

test('an overlong line is cut, its rest dropped, and the next line read', () => {
  const { lines, held } = linesOf(bytes('x'.repeat(3 * MAX_LINE), '\r\nnext\r\n'), 100)
  assert.deepEqual(
    lines.map((l) => l.length),
    [MAX_LINE, 4],
  )
  assert.equal(held, 0)
})

test('announced bodies are passed over, also where they are still to come', () => {
  const input = bytes('{5}\r\nab\ncd tail\r\nlast\r\n')
  for (const step of [1, 4, 99])
    assert.deepEqual(linesOf(input, step, (l) => (l === '{5}' ? 5 : 0)).lines, ['{5}', ' tail', 'last'])
})

test('a forged length neither moves back nor stops the clock', () => {
  for (const skip of [-9, Number.NaN])
    assert.deepEqual(linesOf(bytes('a\nb\n'), 99, () => skip).lines, ['a', 'b'])
})

test('reading stops behind the line that says so', () => {
  const reader = new LineReader()
  assert.equal(
    reader.read(bytes('a\nb\nc\n'), (l) => l !== 'b'),
    4,
  )
})

test('text is UTF-8 when it can be, else Latin-1', () => {
  assert.equal(decodeText(bytes(0xc3, 0xa4)), 'ä')
  assert.equal(decodeText(bytes(0xe4)), 'ä')
})

test('how the bytes are cut does not change the lines', () =>
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(10, 13, 65, 0xe4, 0), { maxLength: 60 }),
      fc.integer({ min: 1, max: 7 }),
      (content, step) => {
        const whole = Uint8Array.from(content)
        assert.deepEqual(linesOf(whole, step), linesOf(whole, 1000))
      },
    ),
  ))
