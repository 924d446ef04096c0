import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE } from '../finding.ts'
import { productReference, statement } from '../statement.ts'
import { allVersions } from '../versions/constraint.ts'
import { indexStatements, match } from './match.ts'

const index = indexStatements([
  statement({
    advisory: advisoryHead(),
    vulnerability: 'CVE-2026-0001',
    product: productReference('EVIO2-M', {
      vendor: 'Acme',
      modelNumbers: ['120935 ', '6GQ5528-0AA00', '4711'],
    }),
    constraint: allVersions(),
    status: 'affected',
  }),
])
const answer = (vendor: string | null, model: string): string =>
  match({ ...EMPTY_PROFILE, vendor, model }, index)[0]?.status ?? 'silent'

test('a device may be called by its order number alone', () => {
  assert.equal(answer('Acme', '6GQ5528-0AA00'), 'affected')
  assert.equal(answer('Acme', 'Ethernet I/O 6GQ5528-0AA00'), 'affected')
})

test('a short one tells the product among those of its maker', () => {
  assert.equal(answer('Acme', '120935'), 'affected')
  assert.equal(answer('Acme', 'Ethernet I/O 120935'), 'affected')
  assert.equal(answer(null, '120935'), 'silent')
  assert.equal(answer('Emmer', '120935'), 'silent')
  assert.equal(answer('Acme', '4711'), 'silent')
  assert.equal(answer('Acme', '120936'), 'silent')
})
