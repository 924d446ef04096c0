import assert from 'node:assert/strict'
import { test } from 'node:test'
import { closest } from './closest.ts'
import { parseOptions } from './options.ts'

test('the nearest name is meant, and none that is far', () => {
  const names = ['assess', 'explain', 'feeds', 'fleet']
  assert.deepEqual(
    ['asses', 'assses', 'explian', 'feed', 'report', 'a'].map((word) => closest(word, names)),
    ['assess', 'assess', 'explain', 'feeds', null, null],
  )
})

test('an option that is not known is named, with the one that may be meant', () => {
  const options = { summary: { type: 'boolean' }, json: { type: 'boolean' } } as const
  const wrong =
    (...args: string[]) =>
    () =>
      parseOptions('assess', args, options)
  assert.throws(
    wrong('--sumary'),
    /unknown option --sumary: did you mean --summary\? See wardline assess --help/,
  )
  assert.throws(wrong('--bogus'), /unknown option --bogus\. See wardline assess --help/)
  assert.throws(wrong('--json=yes'), /--json.*See wardline assess --help/)
})
