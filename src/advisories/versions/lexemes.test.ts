import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { lexemes, RULES } from './lexemes.ts'

/** Words and signs that rules are made of, and others. */
const PIECES =
  `and or & , ; / | || * + - – — ~ < <= =< ≤ ⩽ > >= => ≥ ⩾ = == ( ) [ ] . _ : all any versions version release
  releases prior to prior earlier older lower less than below before preceding under later newer higher greater above after beyond up
  through thru until including included inclusive excluding exclusive of not no at most least from since starting with between as
  well service pack sp hf hot fix gma mr cu qu fp build rev revision software firmware fw sw ver. running using number vers:semver/
  CVE-2031-1000 ICSMA-31-001-01 1.2.3 v4 R9.02.00 2.x A.03.09 12.0(2)SE 4.2* January 5th, 2031 2031-05-06 5/6/2031 Flow_Server__12.0
  equal equals back beginning in on Ü ß ſ é`.split(/\s+/)

const texts = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 }), fc.constant(' ')), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(''))

test('each rule begins with one of the characters it is looked up by', () => {
  const begins = RULES.map(([first]) => new RegExp(`[${first}]`, 'i'))
  fc.assert(
    fc.property(texts, (text) => {
      RULES.forEach(([first, pattern], i) => {
        pattern.lastIndex = 0
        const match = pattern.exec(text)
        if (match && match[0] !== '') assert.match(text[0]!, begins[i]!, `${first}: ${text}`)
      })
    }),
    { numRuns: 3_000 },
  )
})

test('what a text is made of', () => {
  const made = (text: string): string[] =>
    lexemes(text).map((one) => ('text' in one ? one.text : 'sign' in one ? one.sign : one.kind))
  assert.deepEqual(made('4.1 through 4.3, 5.0 and prior'), ['4.1', 'to', '4.3', ',', '5.0', '<='])
  assert.deepEqual(made('ⅷ ≤ 2.0'), ['ⅷ', '<=', '2.0'])
})
