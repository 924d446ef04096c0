import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAmongOwn } from './own-vulnerabilities.ts'

const CASES: readonly (readonly [string, boolean])[] = [
  ['Flow: 4.04E and prior', true],
  ['Flow: 4.04E and prior (excluding CVE-2029-1001)', false],
  ['Flow: 4.04E and prior (excluding CVE-2029-1002 and CVE-2029-1001)', false],
  ['Flow: 4.04E and prior (excluding CVE-2029-1002)', true],
  ['Flow: < V2.1 (only affected by CVE-2029-1002)', false],
  ['Flow: < V2.1 (only affected by CVE-2029-1002, CVE-2029-1001)', true],
  ['Flow: all versions (CVE-2029-1002 only)', false],
  ['Flow: not affected by CVE-2029-1001', false],
  ['Flow: unaffected by either CVE-2029-1002 or CVE-2029-1001', false],
  ['Flow: < 3.0 (not affected by CVE-2029-1001 if the web page is off)', true],
  ['Flow: affected by CVE-2029-1002', true],
  ['Flow: < V2.1 (CVE-2029-1002 only with the wireless option)', true],
  ['Flow: < V2.1 (CVE-2029-1002 only affects those with a display)', true],
  ['Flow: < V2.1 (not only affected by CVE-2029-1002)', true],
]

for (const [text, means] of CASES)
  test(`CVE-2029-1001 of "${text}"`, () => assert.equal(isAmongOwn('CVE-2029-1001', ['', text]), means))

test('long texts are read in bounded time', () => {
  const start = performance.now()
  for (const part of [' ', 'only ', 'CVE-2029-1001 ', 'CVE-2029-1001, ', 'excluding CVE-2029-1 '])
    for (let i = 0; i < 100; i++)
      isAmongOwn('CVE-2029-1001', [`CVE-2029-1002 excluding${part.repeat(20_000)}`])
  assert.ok(performance.now() - start < 1_000)
})
