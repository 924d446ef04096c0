import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { answer, says } from '../../../test/made-match.ts'
import { threadTime } from '../../../test/thread-time.ts'
import { productReference, statement } from '../statement.ts'
import { allVersions } from '../versions/constraint.ts'
import { compete } from './compete.ts'
import type { Candidate } from './group.ts'

const candidate = (name: string, shared: readonly string[], complete: boolean): Candidate => ({
  statement: statement({
    advisory: advisoryHead(),
    vulnerability: 'CVE-2026-0001',
    product: productReference(name, { vendor: 'Acme' }),
    constraint: allVersions(),
    status: 'affected',
  }),
  fit: { grade: 'broader', shared: new Set(shared), complete, brandOnly: false, model: 'yes' },
})

const names = (candidates: readonly Candidate[]): string[] =>
  compete(candidates).map(({ statement: { product } }) => product.name)

test('who says more is meant, and of those that say the same a complete name', () => {
  const vista = candidate('Vista', ['vista'], true)
  const flow = candidate('Vista Flow', ['vista', 'flow'], false)
  const same = candidate('Flow Vista', ['flow', 'vista'], false)
  const whole = candidate('Vista Flow', ['flow', 'vista'], true)
  assert.deepEqual(names([vista, flow, same]), ['Vista Flow', 'Flow Vista'])
  assert.deepEqual(names([vista, same, whole]), ['Vista Flow'])
})

test('a document of 30,000 products that share a word with the device is weighed at once', () => {
  const all = Array.from({ length: 30_000 }, (_, i) => candidate(`Vista AB${i}`, ['vista'], false))
  const before = threadTime()
  assert.equal(compete(all).length, all.length)
  const taken = threadTime() - before
  assert.ok(taken < 1_000, `${taken} ms`)
})

test('a family is outdone by the form of it that is named, and by no other', () => {
  const family = candidate('FX-200 family', ['flow', 'fx200'], true)
  const form = candidate('FX-200IRT family', ['flow', 'fx200irt'], true)
  const other = candidate('FX-210 family', ['flow', 'fx210'], true)
  assert.deepEqual(names([family, form, other]), ['FX-200IRT family', 'FX-210 family'])
})

test('a document of 10,000 products that each share other words with the device is weighed at once', () => {
  const word = (i: number): string => `w${i % 60}`
  const all = Array.from({ length: 10_000 }, (_, i) =>
    candidate(
      `Vista ${i}`,
      [word(i), word(Math.floor(i / 60)), word(i * 7 + Math.floor(i / 600))],
      i % 2 === 0,
    ),
  )
  const before = threadTime()
  assert.ok(compete(all).length > 0)
  const taken = threadTime() - before
  assert.ok(taken < 1_000, `${taken} ms`)
})

test('a name that two products begin with: affected as the one and fixed as the other it is open', () => {
  const fixedIn = (version: string) => ({ remedy: { state: 'fix', fixedIn: [version], text: null } }) as const
  const both = [says('Infusor XR', '< 5.2', fixedIn('5.2')), says('Infusor SE', '< 4.0', fixedIn('4.0'))]
  const of = (version: string) => answer({ model: 'Infusor', version }, ...both)
  assert.deepEqual(
    [of('4.5'), of('3.0'), of('6.0')],
    ['under_investigation possible', 'affected confirmed', 'fixed confirmed'],
  )
})
