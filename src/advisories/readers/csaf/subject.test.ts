import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subjectOfSummary } from './subject.ts'

const NAMES = ['Acme mylink App', 'Acme mylink Cloud', 'Acme Relay 24950', 'Acme Relay 2090']

/** Summaries, and the products of which their first sentences speak. */
const SUMMARIES: readonly (readonly [string, readonly string[]])[] = [
  ['The mylink Cloud discloses password hashes.', ['Acme mylink Cloud']],
  [
    'The mylink App and the mylink Cloud communicate with weak encryption.',
    ['Acme mylink App', 'Acme mylink Cloud'],
  ],
  ['The 24950 contains debug code.', ['Acme Relay 24950']],
  ['The affected products use a fixed password.', []],
  ['An attacker could read what the mylink Cloud stores.', ['Acme mylink Cloud']],
  ['A script could be stored through the service port of the Relay 2090.', ['Acme Relay 2090']],
  ['An attacker could read any cloud data.', []],
  ['Logs can be read in the Cloud.', ['Acme mylink Cloud']],
  ['Input is not checked in the Relay 2090.', ['Acme Relay 2090']],
]

for (const [summary, named] of SUMMARIES)
  test(summary, () => {
    assert.deepEqual([...subjectOfSummary(summary, NAMES, new Set(['acme'])).first], named)
  })

/** Summaries, and the products that they say are not affected. */
const ACQUITTALS: readonly (readonly [string, readonly string[]])[] = [
  [
    'The mylink App sends data without encryption; however, the mylink Cloud does not contain these vulnerabilities.',
    ['Acme mylink Cloud'],
  ],
  ['The relays crash. The Relay 24950 is not affected.', ['Acme Relay 24950']],
  ['The relays crash. This vulnerability does not affect the Relay 2090.', ['Acme Relay 2090']],
  ['The Relay 2090 crashes. This vulnerability does not affect the safety of the Relay 2090.', []],
  ['The Relay 2090 is not affected when the option is off.', []],
  ['Versions 3.0 and later of the Relay 2090 are not affected.', []],
]

for (const [summary, named] of ACQUITTALS)
  test(`acquitted: ${summary}`, () => {
    assert.deepEqual([...subjectOfSummary(summary, NAMES, new Set(['acme'])).acquitted], named)
  })
