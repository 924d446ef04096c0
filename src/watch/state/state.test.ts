import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { DistinctWindow } from './distinct-window.ts'
import { RecentMap } from './recent-map.ts'

test('a map keeps what is in use, forgets what was used longest ago, and says when that still mattered', () => {
  const map = new RecentMap<string, number>(3, 60)
  for (const [i, key] of ['a', 'b', 'c'].entries()) map.set(key, i, i)
  assert.equal(map.get('a', 10), 0)
  map.set('d', 200, 3)
  assert.equal(map.get('b', 200), undefined)
  assert.equal(map.get('a', 200), 0)
  assert.equal(map.overloaded, false)
  map.set('e', 201, 4)
  map.set('f', 202, 5)
  assert.equal(map.overloaded, true)
  assert.equal(map.size, 3)
})

test('forgetting costs the same however much was forgotten before', () => {
  const took = (most: number): number => {
    const map = new RecentMap<number, number>(most, 60)
    for (let i = 0; i < most; i++) map.set(i, 0, i)
    const began = process.cpuUsage().user
    for (let i = 0; i < 400_000; i++) map.set(most + i, 0, i)
    return process.cpuUsage().user - began
  }
  // The best of three, as other work disturbs; walking over all that was forgotten costs a hundred times as much.
  const best = (most: number): number => Math.min(took(most), took(most), took(most))
  const [small, large] = [best(64), best(65_536)]
  assert.ok(large < 20 * small, `${large} µs with 65,536 entries, ${small} µs with 64`)
})

test('what was moved on is forgotten in the order of its last use', () => {
  const map = new RecentMap<string, number>(3, 1)
  for (const [i, key] of ['a', 'b', 'c', 'd'].entries()) map.set(key, i, i)
  assert.equal(map.get('b', 20), 1)
  map.delete('c')
  for (const [i, key] of ['e', 'f'].entries()) map.set(key, 30 + i, i)
  assert.deepEqual(
    [...map].map(([key]) => key),
    ['b', 'e', 'f'],
  )
})

test('a million sources do not grow it, and one that goes on is not forgotten', () => {
  const window = new DistinctWindow<number>(60, 64, 1024)
  let seen = 0
  for (let i = 0; i < 1_000_000; i++) {
    window.add(`made up ${i}`, 1, i / 10_000)
    if (i % 500 === 0) seen = window.add('scanner', i, i / 10_000)
  }
  assert.equal(window.overloaded, true)
  assert.ok(seen >= 1)
  assert.ok([...window].length <= 1024)
})

test('only what was shown within the window counts, each thing once', () => {
  const window = new DistinctWindow<string>(10, 8)
  assert.equal(window.add('k', 'x', 0), 1)
  assert.equal(window.add('k', 'x', 1), 1)
  assert.equal(window.add('k', 'y', 9), 2)
  assert.equal(window.add('k', 'z', 12), 2)
})

test('what goes on and on keeps no memory', () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const map = new RecentMap<number, number>(4096, 60)
  for (let i = 0; i < 100; i++) map.set(i, 0, i)
  const heap = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const before = heap()
  for (let i = 0; i < 1_000_000; i++) map.get(i % 100, 10 * i)
  assert.ok(
    heap() - before < 5e6,
    `${heap() - before} octets kept after a million moves of a hundred entries`,
  )
  assert.equal(map.size, 100)
})
