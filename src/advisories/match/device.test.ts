import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../../test/thread-time.ts'
import { EMPTY_PROFILE } from '../finding.ts'
import { deviceOf } from './device.ts'

/** Of a cell of an inventory, in UTF-16 units. */
const LONGEST = 1_024

test('a row of the longest cells is made ready at once, whatever they repeat', () => {
  for (const repeated of [
    '(formerly HW rev 1',
    'abc 1 ',
    'Vista 1 (',
    'A1 for ',
    '0-',
    ' ',
    'not a, ',
    'Abc 8.1 ',
  ]) {
    const cell = `Vista ${repeated.repeat(LONGEST)}`.slice(0, LONGEST)
    const taken = [1, 2, 3].map((n) => {
      const before = threadTime()
      deviceOf({
        ...EMPTY_PROFILE,
        model: cell,
        product: `${cell.slice(1)}b`,
        version: '1.2',
        options: [`${n}`],
      })
      return threadTime() - before
    })
    assert.ok(Math.min(...taken) < 100, `${repeated}: ${taken} ms`)
  }
})

test('names of any length, as bills of material may hold them, are read in no time', () => {
  for (const repeated of ['-', '--', ' ', '(', '(A', '\t', '/', ', ', '®', '1.0 ', 'a '])
    for (const field of ['vendor', 'model', 'product', 'modelNumber'] as const) {
      const taken = [1, 2, 3].map((n) => {
        const text = `Vista ${repeated.repeat(100_000)}${n}`
        const before = threadTime()
        deviceOf({ ...EMPTY_PROFILE, [field]: text })
        return threadTime() - before
      })
      assert.ok(Math.min(...taken) < 100, `${field} ${repeated}: ${taken} ms`)
    }
})
