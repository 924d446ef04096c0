import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IndexMemory } from './index-memory.ts'
import { indexStatements } from './match.ts'

test('what an index answered is forgotten when it is too much, and asked again', () => {
  const [one, other] = [indexStatements([]), indexStatements([])]
  const memory = new IndexMemory<string>(2)
  let asked = 0
  const ask = (index: typeof one, key: string): string =>
    memory.of(index, key, () => {
      asked++
      return key
    })
  for (const key of ['a', 'b', 'a', 'b']) assert.equal(ask(one, key), key)
  assert.equal(asked, 2)
  ask(other, 'a')
  assert.equal(asked, 3)
  ask(one, 'c')
  ask(one, 'a')
  assert.equal(asked, 5)
})
