import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { load } from '../../knowledge/load.ts'
import { productName } from './product-name.ts'

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
const word = fc.oneof(fc.constantFrom(...words), fc.stringMatching(/^[A-Za-z0-9]{1,8}$/))
const first = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,7}$/)

/** Plain names are read on a short way; a trademark sign, which says nothing, sends them the long one. */
test('the short way of reading plain names reads what the long one reads', () => {
  fc.assert(
    fc.property(first, fc.array(word, { maxLength: 6 }), fc.constantFrom(' ', '  '), (one, others, blank) => {
      const name = [one, ...others].join(blank)
      const [short, long] = [productName(name), productName(`®${name}`)]
      assert.deepEqual(short.alternatives, long.alternatives)
      assert.deepEqual(short.without, long.without)
      assert.equal(short.release, long.release)
    }),
    { numRuns: 3000 },
  )
})
