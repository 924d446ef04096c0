/** JSON as far as it came: like `JSON.parse` where that reads it, and what stands before a cut where it does not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readJson } from './json.ts'

test('whole documents are read as everybody reads them', () =>
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (text) => {
      const plain = JSON.parse(JSON.stringify(JSON.parse(text))) as unknown
      assert.deepEqual(JSON.parse(JSON.stringify(readJson(text))), plain)
    }),
  ))

test('what stands before a cut is kept', () => {
  assert.deepEqual(readJson('{"a": 1, "b": {"c": ["x", "y'), { a: 1, b: { c: ['x'] } })
  assert.deepEqual(readJson('{"a": "b\\u00e4", "c'), { a: 'bä' })
})

test('what is no JSON gives nothing', () => {
  for (const text of ['', 'x', '<a/>', '"open', 'nul']) assert.equal(readJson(text), undefined)
})

test('any text is survived, however deep and long', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readJson(text)))
  readJson('['.repeat(100_000))
  readJson(`[${'1,'.repeat(100_000)}`)
  readJson('{"__proto__": {"x": 1}}')
})
