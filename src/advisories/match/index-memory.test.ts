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

test('answers count by their sizes', () => {
  const index = indexStatements([])
  const memory = new IndexMemory<readonly number[]>(10, ({ length }) => length)
  let asked = 0
  const ask = (key: string, length: number): void => {
    memory.of(index, key, () => {
      asked++
      return new Array(length).fill(0)
    })
  }
  ask('a', 10)
  ask('b', 10)
  ask('b', 10)
  assert.equal(asked, 2)
  ask('a', 10)
  assert.equal(asked, 3)
})
