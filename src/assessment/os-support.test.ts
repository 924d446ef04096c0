import assert from 'node:assert/strict'
import { test } from 'node:test'
import { osSupportOf } from './os-support.ts'

const stateOf = (name: string, version: string | null = null): string | null =>
  osSupportOf({ name, version, build: null }, '2026-01-01')?.state ?? null

test('a name that is a release is judged without a version, others are not said to be over', () => {
  assert.deepEqual(
    ['Windows XP', 'Windows 7', 'Windows Vista'].map((n) => stateOf(n)),
    ['unsupported', 'unsupported', 'unsupported'],
  )
  for (const name of ['CentOS', 'Windows CE', 'Windows', 'Linux', 'VxWorks', 'Debian'])
    assert.ok(!['unsupported', 'extended'].includes(stateOf(name) ?? ''), name)
  assert.equal(stateOf('CentOS', '7'), 'unsupported')
})
