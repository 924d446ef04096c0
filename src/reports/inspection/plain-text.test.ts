/** Wire text on a terminal: harmless, and as wide as it claims. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { columns, cut, fit, harmless, wrap } from './plain-text.ts'

const DISARMED: readonly (readonly [string, string])[] = [
  ['\u001b[31mred\u001b[0m', 'red'],
  ['\u001b]0;title\u0007x', '0;titlex'],
  ['\u009b2Jcleared', 'cleared'],
  ['a\r\nb\tc', 'a b c'],
  ['ab\u0008\u0008c', 'abc'],
  ['\u202egnp.exe', 'gnp.exe'],
  ['zero\u200bwidth', 'zerowidth'],
  ['a\u0301\u0302\u0303\u0304', 'a\u0301\u0302'],
  ['lone \ud800 surrogate', 'lone surrogate'],
  ['Müller 無線機', 'Müller 無線機'],
]
for (const [text, left] of DISARMED)
  test(`${JSON.stringify(text)} is left as ${JSON.stringify(left)}`, () => assert.equal(harmless(text), left))

const WIDTHS: readonly (readonly [string, number])[] = [
  ['', 0],
  ['plain', 5],
  ['Müller', 6],
  ['無線機', 6],
  ['ＡＢ', 4],
  ['한글', 4],
  ['e\u0301', 1],
  ['📷', 2],
]
for (const [text, width] of WIDTHS)
  test(`"${text}" takes ${width} columns`, () => assert.equal(columns(text), width))

test('a wide character is not cut in half', () => assert.equal(fit('無線機', 4), '無… '))
test('what fits is left whole', () => assert.equal(cut('無線機', 6), '無線機'))
test('long lines are broken at blanks, long words cut', () => {
  assert.equal(wrap('one two three', 11), '  one two\n    three')
  assert.equal(wrap('abcdefghijklmnop', 10), '  abcdefg…')
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.constantFrom('\u001b', '\u009b', '[', ';', '3', 'm', ' ', '\u0301', '無'))
    .map((parts) => parts.join('')),
)

test('blanks on both sides of what is dropped become one', () =>
  assert.equal(harmless('a\t\u0000\tb'), 'a b'))

test('no text leaves a control character, and disarming twice changes nothing', () =>
  fc.assert(
    fc.property(anyText, (text) => {
      const once = harmless(text)
      assert.doesNotMatch(once, /[\p{Cc}\p{Cf}\u2028\u2029]/u)
      assert.equal(harmless(once), once)
    }),
  ))

test('a cell is as wide as asked, a broken line never wider', () =>
  fc.assert(
    fc.property(anyText, fc.integer({ min: 8, max: 60 }), (text, width) => {
      const safe = harmless(text)
      assert.equal(columns(fit(safe, width)), width)
      for (const line of wrap(safe, width).split('\n')) assert.ok(columns(line) <= width, line)
    }),
  ))
