import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { statementsOfDescription } from './described.ts'
import { NVD } from './issuers.ts'

const advisory = advisoryHead({ id: 'A', issuer: NVD })
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
  [
    'A flaw in the Suite Data Services component of Acme Link through 9.7.1 is bad.',
    ['Acme Link | through 9.7.1'],
  ],
  ['An issue in AcmeCMS v.3.4.0a runs code.', ['AcmeCMS | 3.4.0a']],
  [
    'A forged request in Acme (SA) Pty Ltd Vault v.Build 9785 and before runs code.',
    ['Acme Vault | Build 9785 and before'],
  ],
  [
    'Acme OS 7 before 7.6.6.9 and 8 before 8.1.0.3 lets anybody in.',
    ['Acme OS | version 7 before 7.6.6.9 and version 8 before 8.1.0.3'],
  ],
  ['Acme Plus before 7270 allows reading.', ['Acme Plus | before version 7270']],
  ['acmecms <=2.7.10 is vulnerable to scripts.', ['acmecms | <= 2.7.10']],
  [
    'A heap overflow in mkpic in Acme Software, Inc. MkPDF 1.10a allows harm.',
    ['Acme Software MkPDF | 1.10a'],
  ],
  ['Acme CRM 1.0.1 through 1.0.3 leaks.', ['Acme CRM | 1.0.1 through 1.0.3']],
  [
    'A flaw in Acme Agent through 23.x for MyOS and Acme Elements through 23.1 leaks.',
    ['Acme Agent | through 23.x'],
  ],
  ['A crash in the parser before 1.5 of the file allows harm.', []],
  [
    'Acme DB 5.5.49 and earlier, and MiniDB before 5.5.50 allow harm.',
    ['Acme DB | 5.5.49 and earlier,', 'MiniDB | before 5.5.50'],
  ],
]

for (const [text, products] of CASES) test(text, () => assert.deepEqual(read(text), products))

test('nothing to read says nothing', () => {
  assert.deepEqual(read(null), [])
  assert.deepEqual(read(''), [])
})
