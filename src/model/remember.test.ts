import assert from 'node:assert/strict'
import { test } from 'node:test'
import { remember } from './remember.ts'

test('each text is asked once, and all are forgotten when there are too many', () => {
  const asked: string[] = []
  const length = remember(2, (text) => {
    asked.push(text)
    return text.length
  })
  assert.deepEqual(['a', 'bb', 'a', 'bb'].map(length), [1, 2, 1, 2])
  assert.deepEqual(asked, ['a', 'bb'])
  assert.deepEqual(['ccc', 'ccc', 'a'].map(length), [3, 3, 1])
  assert.deepEqual(asked, ['a', 'bb', 'ccc', 'a'])
})
