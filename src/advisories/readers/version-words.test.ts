import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readVersionWords } from './version-words.ts'

/** A version field, and what it means: `[from, to]` with brackets that include and parentheses that do not. */
const CASES: readonly (readonly [string, string])[] = [
  ['1.2.3', '[1.2.3 1.2.3]'],
  ['v8.0', '[v8.0 v8.0]'],
  ['< 1.5', '( 1.5)'],
  ['<= 1.5', '( 1.5]'],
  ['>= 2.0, < 2.4', '[2.0 2.4)'],
  ['>= 2.0 < 2.4', '[2.0 2.4)'],
  ['>= 1.0, < 1.2 || >= 2.0, < 2.3', '[1.0 1.2) [2.0 2.3)'],
  ['All versions < V4.1.4', '( V4.1.4)'],
  ['2.4 and earlier', '( 2.4]'],
  ['2.4 and prior versions', '( 2.4]'],
  ['2.4 or later', '[2.4 )'],
  ['prior to 3.1', '( 3.1)'],
  ['before 3.1', '( 3.1)'],
  ['up to and including 3.1', '( 3.1]'],
  ['versions prior to 3.1', '( 3.1)'],
  ['1.0 - 1.4', '[1.0 1.4]'],
  ['1.0 through 1.4', '[1.0 1.4]'],
  ['13.1.0-13.1.2', '[13.1.0 13.1.2]'],
  ['13.1.2-13.1.0', '[13.1.2-13.1.0 13.1.2-13.1.0]'],
  ['13.1.0-14.2.1', '[13.1.0-14.2.1 13.1.0-14.2.1]'],
  ['6.1-3', '[6.1-3 6.1-3]'],
  ['9.1.5, 9.1.6', '[9.1.5 9.1.5] [9.1.6 9.1.6]'],
  ['1.x', '[1 2)'],
  ['8.4 SP1', '[8.4 SP1 8.4 SP1]'],
  ['all versions', 'all'],
  ['*', 'all'],
  ['n/a', 'nothing'],
  ['unspecified', 'nothing'],
  ['See HP Security Bulletin reference for affected versions.', 'prose'],
  ['Android kernel', 'prose'],
  ['3,2,0', '[3.2.0 3.2.0]'],
  ['6.01 and 12.01', 'prose'],
  ['9.1.8 – 9.1.13.2', 'prose'],
  ['All versions before 16.20 Patch', 'prose'],
]

for (const [written, meant] of CASES)
  test(`"${written}" is ${meant}`, () => {
    const words = readVersionWords(written)
    if (words.kind !== 'ranges') return assert.equal(words.kind, meant)
    const spelt = words.ranges.map(
      ({ from, to }) =>
        `${from?.inclusive ? '[' : '('}${from?.version ?? ''} ${to?.version ?? ''}${to?.inclusive ? ']' : ')'}`,
    )
    assert.equal(spelt.join(' '), meant)
  })
