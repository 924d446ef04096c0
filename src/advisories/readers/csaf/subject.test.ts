import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subjectOf } from '../../prose/mentions.ts'
import { subjectNames } from './subject.ts'

const NAMES = ['Acme mylink App', 'Acme mylink Cloud', 'Acme Relay 24950', 'Acme Relay 2090']

/** Summaries, and the products of which their subjects speak. */
const SUMMARIES: readonly (readonly [string, readonly string[]])[] = [
  ['The mylink Cloud discloses password hashes.', ['Acme mylink Cloud']],
  [
    'The mylink App and the mylink Cloud communicate with weak encryption.',
    ['Acme mylink App', 'Acme mylink Cloud'],
  ],
  ['The 24950 contains debug code.', ['Acme Relay 24950']],
  ['The affected products use a fixed password.', []],
  ['An attacker could read what the mylink Cloud stores.', []],
]

for (const [summary, named] of SUMMARIES)
  test(summary, () => {
    assert.deepEqual([...subjectNames(subjectOf(summary), NAMES, new Set(['acme']))], named)
  })
