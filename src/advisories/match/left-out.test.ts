import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, says } from '../../../test/made-match.ts'

test('a product that is left out in some releases is left out in those', () => {
  const scanners = says('Vista, not including Vista 40 R1-3 and Vista 50 R4', '*')
  const of = (model: string, version: string | null) => answer({ model, version }, scanners)
  assert.equal(of('Vista 40', 'R3'), 'not_affected confirmed')
  assert.equal(of('Vista 40', 'R4.1'), 'affected confirmed')
  assert.equal(of('Vista 50', '4.0'), 'not_affected confirmed')
  assert.equal(of('Vista 50', 'R3'), 'affected confirmed')
  assert.equal(of('Vista 40', null), 'under_investigation possible')
  assert.equal(of('Vista Go', null), 'affected confirmed')
})

test('a product that is left out as a whole is left out in every release', () => {
  const scanners = says('Vista, not including Vista 40', '*')
  assert.equal(answer({ model: 'Vista 40', version: 'R4' }, scanners), 'silent')
})
