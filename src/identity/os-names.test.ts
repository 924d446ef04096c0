/** Which name of an operating system says more than another. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compatible, refines } from './os-names.ts'

const FINER: readonly (readonly [string, string])[] = [
  ['Windows 10', 'Windows'],
  ['Windows XP', 'Windows XP / Server 2003'],
  ['Windows Server 2003', 'Windows XP / Server 2003'],
  ['Windows XP / Server 2003', 'Windows'],
  ['Windows 10 / Server 2019', 'Windows 10 / Server 2016 or later'],
  ['Windows 10 / Server 2016 or later', 'Windows 10 or later'],
  ['Windows 11', 'Windows 10 or later'],
  ['Windows Server 2022', 'Windows 10 or later'],
  ['Windows 7 / Server 2008 R2', 'Windows'],
  ['macOS', 'iOS / macOS'],
  ['Ubuntu', 'Linux'],
  ['Android', 'Unix'],
  ['Linux', 'Unix'],
  ['Cisco IOS', 'Cisco IOS'],
]
for (const [fine, coarse] of FINER)
  test(`${fine} says more than ${coarse}`, () => assert.equal(refines(fine, coarse), true))

const NOT: readonly (readonly [string, string])[] = [
  ['Windows', 'Windows 10'],
  ['Windows XP / Server 2003', 'Windows XP'],
  ['Windows 10 or later', 'Windows 10 / Server 2016 or later'],
  ['Windows 10 or later', 'Windows 10'],
  ['Windows Server 2012 R2', 'Windows Server 2016 or later'],
  ['Windows 8.1 / Server 2012 R2', 'Windows 10 or later'],
  ['Windows 7', 'Windows Vista / Server 2008'],
  ['Windows CE', 'Windows 10 or later'],
  ['Linux', 'Ubuntu'],
  ['Windows 7', 'Linux'],
  ['Windowsill', 'Windows'],
]
for (const [fine, coarse] of NOT)
  test(`${fine} does not say what ${coarse} says`, () => assert.equal(refines(fine, coarse), false))

test('names that share a release may both be true', () => {
  assert.equal(compatible('Windows 7 / Vista', 'Windows 7 / Server 2008 R2'), true)
  assert.equal(compatible('Windows', 'Windows 7'), true)
})

test('different releases are a contradiction', () => {
  assert.equal(compatible('Windows XP', 'Windows 7 / Vista'), false)
  assert.equal(compatible('Ubuntu', 'Debian'), false)
})
