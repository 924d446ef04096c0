import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchesPattern } from './pattern.ts'

const CASES: readonly (readonly [pattern: string, fits: readonly string[], others: readonly string[]])[] = [
  ['SN-1*', ['SN-1', 'sn-100', 'SN-1*'], ['SN-2', 'xSN-1', '']],
  ['*RF8?Y', ['RF8aY', '1RF8-Y', 'RF8RF8xY'], ['RF8Y', 'RF8aYb']],
  ['P?', ['P1', 'p*'], ['P', 'P10']],
  ['A\\*', ['A*'], ['AB', 'A']],
  ['4711', ['4711'], ['47110', '471']],
  ['*', ['', 'anything'], []],
]

for (const [pattern, fits, others] of CASES)
  test(pattern, () => {
    for (const one of fits) assert.equal(matchesPattern(one, pattern), true, one)
    for (const one of others) assert.equal(matchesPattern(one, pattern), false, one)
  })

test('a pattern of nothing but wildcards costs no more than its length', () => {
  const before = performance.now()
  matchesPattern('a'.repeat(5_000), `${'*a'.repeat(120)}b`)
  assert.ok(performance.now() - before < 1_000)
})
