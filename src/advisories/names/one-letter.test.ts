import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../../test/thread-time.ts'
import { isOneLetterOff, LongWords, MIN_LETTERS } from './one-letter.ts'

const word = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 4, maxLength: 10 })
  .map((letters) => letters.join(''))

test('words by their halves are those that comparing each with each finds', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 100 }), word, (words, asked) => {
      const near = words.filter((one) => one.length >= MIN_LETTERS && isOneLetterOff(asked, one))
      assert.deepEqual(new LongWords(() => words).near(asked).toSorted(), near.toSorted())
    }),
  )
})

test('a name of long words is looked up at once beside 100,000 products', () => {
  const letters = (number: number): string =>
    number.toString(36).replace(/\d/g, (digit) => 'klmnopqrst'[+digit]!)
  const words = new LongWords(() => Array.from({ length: 100_000 }, (_, i) => `v${letters(i * 7_919 + 1e9)}`))
  words.near('vabcdefgh')
  const before = threadTime()
  for (let i = 0; i < 300; i++) words.near(`v${letters(i * 104_729 + 1e9)}`)
  const taken = threadTime() - before
  assert.ok(taken < 700, `${taken} ms`)
})

test('words of one beginning beyond number take no longer', () => {
  const words = new LongWords(() =>
    Array.from(
      { length: 50_000 },
      (_, i) => `vistar${String.fromCodePoint(0x4e00 + (i % 20_000), 0x4e00 + Math.floor(i / 20_000))}`,
    ),
  )
  words.near('vistarab')
  const before = threadTime()
  for (let i = 0; i < 300; i++) words.near('vistarab')
  const taken = threadTime() - before
  assert.ok(taken < 500, `${taken} ms`)
})
