import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { load } from '../../knowledge/load.ts'
import { productName, readName } from './product-name.ts'
import { MAX_NAME, tokensOf } from './tokens.ts'

const { noise, kinds, asides } = load('productWords', 'product-words.yaml')
const words = [
  ...[...noise, ...kinds, ...asides],
  ...'and or through thru to not except excluding other than without based hardware hw board revision version'.split(
    ' ',
  ),
  ...'Series series family line model Models R2 VB20 v11 V7 XP Windows Service Pack 2 wi fi Wi Fi MX700 MP5xx 600 PXC'.split(
    ' ',
  ),
  ...'Vista IntelliFlow FLOW Flow508 7600 3D 10 II X Q AP7xxxx'.split(' '),
]
const one = fc.oneof(fc.constantFrom(...words), fc.stringMatching(/^[A-Za-z0-9]{1,8}$/))
const word = fc.oneof(
  { weight: 3, arbitrary: one },
  fc.tuple(one, one).map((both) => both.join('-')),
)
test('the short ways of reading plain names read what the long ones read', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 7 }), fc.constantFrom(' ', '  '), (some, blank) => {
      const name = some.join(blank)
      assert.deepEqual(productName(name), readName(name))
      // the sign says nothing, and is not plain
      assert.deepEqual(tokensOf(name), tokensOf(`${name}®`))
    }),
    { numRuns: 5000 },
  )
})

test('a text far longer than a name is cut, whatever it is made of', () => {
  const long = 'Flow-3 '.repeat(2_000_000)
  assert.deepEqual(productName(long).alternatives, readName(long.slice(0, MAX_NAME)).alternatives)
})
