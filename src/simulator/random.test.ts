import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hash, Random } from './random.ts'

const words = (random: Random) => Array.from({ length: 8 }, () => random.word())

test('the same seed gives the same numbers, another seed others', () => {
  assert.deepEqual(words(new Random(7)), words(new Random(7)))
  assert.notDeepEqual(words(new Random(7)), words(new Random(8)))
})

test('a fork depends on its name alone, not on what was drawn before', () => {
  const [a, b] = [new Random(7), new Random(7)]
  words(b)
  assert.deepEqual(words(a.fork('pump 1')), words(b.fork('pump 1')))
  assert.notDeepEqual(words(a.fork('pump 1')), words(a.fork('pump 2')))
})

test('numbers stay in their range and spread over it', () => {
  const random = new Random(1)
  const seen = new Set<number>()
  let total = 0
  for (let i = 0; i < 20_000; i++) {
    const n = random.int(3, 12)
    assert.ok(n >= 3 && n <= 12)
    seen.add(n)
    total += random.float()
  }
  assert.equal(seen.size, 10)
  assert.ok(Math.abs(total / 20_000 - 0.5) < 0.02)
})

test('shares are kept', () => {
  const random = new Random(5)
  const list = [
    { name: 'often', share: 3 },
    { name: 'seldom', share: 1 },
  ]
  let often = 0
  for (let i = 0; i < 10_000; i++) if (random.weighted(list).name === 'often') often++
  assert.ok(Math.abs(often / 10_000 - 0.75) < 0.02)
})

test('a hash tells close names apart', () => {
  assert.notEqual(hash('unit 1'), hash('unit 2'))
  assert.notEqual(hash('unit 1', 1), hash('unit 1', 2))
})
