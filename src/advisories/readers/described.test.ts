import assert from 'node:assert/strict'
import { test } from 'node:test'
import { statementsOfDescription } from './described.ts'
import { NVD } from './issuers.ts'

const advisory = {
  id: 'A',
  revision: null,
  title: null,
  issuer: NVD,
  published: null,
  updated: null,
  url: null,
  file: 'f',
}
const read = (text: string | null) =>
  statementsOfDescription(text, 'CVE-2031-1000', advisory).map(
    (s) => `${s.product.name} | ${s.constraint.raw}`,
  )

/** A description, and the products with versions it names. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['Acme Pump through 1.3.3 ships with a fixed password.', ['Acme Pump | through 1.3.3']],
  ['An issue was discovered in Acme Pump before 2.4.', ['Acme Pump | before 2.4']],
  ['In Acme Viewer 4.5, anybody can read files.', ['Acme Viewer | 4.5,']],
  ['An out-of-bounds read in the decoder of Acme Viewer v5.8.9 leaks memory.', ['Acme Viewer | v5.8.9']],
  ['Cross-site scripting in admin/plugin.php of Acme CMS 2.2.0 allows scripts.', ['Acme CMS | 2.2.0']],
  ['A flaw lets attackers read memory.', []],
]

for (const [text, products] of CASES) test(text, () => assert.deepEqual(read(text), products))

test('nothing to read says nothing', () => {
  assert.deepEqual(read(null), [])
  assert.deepEqual(read(''), [])
})
