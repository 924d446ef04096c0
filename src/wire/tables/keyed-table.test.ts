import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { enlarge, FIRST_CAPACITY, KeyedTable } from './keyed-table.ts'

/** One column, and a diary of the rows that left. */
class Numbers extends KeyedTable {
  readonly left: number[] = []
  values = new Int32Array(FIRST_CAPACITY)

  constructor(most: number) {
    super(2, most)
  }
  protected override leaving(row: number): void {
    this.left.push(this.keyAt(row, 1))
  }
  protected override resize(capacity: number): void {
    this.values = enlarge(this.values, capacity)
  }
  at(key: number): this {
    this.key[0] = key & 1
    this.key[1] = key
    return this
  }
  put(key: number, value: number): number {
    const row = this.at(key).add()
    this.values[row] = value
    return row
  }
  get(key: number): number | undefined {
    const row = this.at(key).find()
    return row < 0 ? undefined : this.values[row]
  }
  get keysOldestFirst(): number[] {
    const keys: number[] = []
    for (let row = this.oldest(); row >= 0; row = this.newerThan(row)) keys.push(this.keyAt(row, 1))
    return keys
  }
}

const filled = (n: number, most = 1 << 20) => {
  const table = new Numbers(most)
  for (let i = 0; i < n; i++) table.put(i, i * 3)
  return table
}

test('a row is found by its key only', () => {
  const table = filled(3)
  assert.deepEqual([table.get(0), table.get(2), table.get(3)], [0, 6, undefined])
})

test('a removed row is not found, and its place is used again', () => {
  const table = filled(3)
  const row = table.at(1).find()
  table.remove(row)
  assert.equal(table.get(1), undefined)
  assert.equal(table.put(9, 90), row)
  assert.deepEqual([table.get(0), table.get(2), table.get(9), table.size], [0, 6, 90, 3])
})

test('the row found last is forgotten when it is removed', () => {
  const table = filled(2)
  const row = table.at(1).find()
  table.remove(row)
  table.put(5, 50)
  assert.equal(table.get(1), undefined)
})

test('growing keeps every row, its columns and the order of use', () => {
  const n = FIRST_CAPACITY * 4 + 1
  const table = filled(n)
  for (let i = 0; i < n; i++) assert.equal(table.get(i), i * 3)
  assert.deepEqual(
    table.keysOldestFirst,
    Array.from({ length: n }, (_, i) => i),
  )
  assert.equal(table.evicted, 0)
})

test('a full table drops the row unused for longest, tells so before it goes, and counts it', () => {
  const table = filled(FIRST_CAPACITY, FIRST_CAPACITY)
  table.touch(table.at(0).find())
  table.put(7777, 1)
  assert.deepEqual([table.left, table.evicted, table.size], [[1], 1, FIRST_CAPACITY])
  assert.deepEqual([table.get(0), table.get(1), table.get(7777)], [0, undefined, 1])
})

test('a flush takes out every row, oldest first', () => {
  const table = filled(4)
  table.touch(table.at(1).find())
  table.flush()
  assert.deepEqual([table.left, table.size, table.oldest()], [[0, 2, 3, 1], 0, -1])
})

test('whatever is done to it, it holds what a map of the same bound would', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 900, max: 3000 }), (seed, keys) => {
      const table = new Numbers(FIRST_CAPACITY)
      const model = new Map<number, number>()
      let random = seed | 1
      const next = (below: number) => {
        random = Math.imul(random, 1664525) + 1013904223
        return (random >>> 8) % below
      }
      for (let i = 0; i < 6000; i++) {
        const [key, what] = [next(keys), next(10)]
        const row = table.at(key).find()
        assert.equal(row < 0 ? undefined : table.values[row], model.get(key))
        if (row < 0) {
          if (model.size === FIRST_CAPACITY) model.delete(model.keys().next().value!)
          table.put(key, i)
          model.set(key, i)
        } else if (what === 0) {
          table.remove(row)
          model.delete(key)
        } else {
          const value = model.get(key)!
          table.touch(row)
          model.delete(key)
          model.set(key, value)
        }
        assert.equal(table.size, model.size)
      }
      assert.deepEqual(table.keysOldestFirst, [...model.keys()])
    }),
    { numRuns: 25 },
  )
})
