/** Fixed versions, and whose they are: of the product, of its sister, of what it is built with. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeCondition } from '../../match/settle.ts'
import { describe } from '../../versions/described.ts'
import { type Made, read } from './fixtures/document.ts'

const told = (products: Made['products'], details: string, summary = 'It crashes.'): readonly string[] =>
  read({
    products,
    vulnerabilities: [
      {
        cve: 'CVE-2026-0011',
        notes: [{ category: 'summary', text: summary }],
        product_status: { known_affected: products.map((_, i) => `P${i + 1}`) },
        remediations: [{ category: 'vendor_fix', details, product_ids: products.map((_, i) => `P${i + 1}`) }],
      },
    ],
  }).map(({ product, constraint, conditions, remedy }) =>
    [product.name, describe(constraint), ...conditions.map(describeCondition), ...remedy.fixedIn].join('; '),
  )

test('of fixes that name no product the one of a sister is left out', () => {
  const both: Made['products'] = [
    ['Infusor Alpha', 'product_version_range', '<= 3.0'],
    ['Infusor Beta', 'product_version_range', '<= 2.2'],
  ]
  assert.deepEqual(told(both, 'Update to 3.1 and 2.3.'), [
    'Infusor Alpha; <= 3.0; 3.1',
    'Infusor Beta; <= 2.2; 3.1; 2.3',
  ])
})

test('the fix of a part is none of the product that it is built into', () => {
  const pump: Made['products'] = [
    ['Infusor 5', 'product_version_range', 'with Wireless Module firmware <= 2.1', 'Infusor 5'],
  ]
  assert.deepEqual(told(pump, 'Update the wireless module to 2.2.').slice(0, 1), [
    'Infusor 5; every version; with Wireless Module <= 2.1',
  ])
  assert.deepEqual(told(pump, 'Update Infusor 5 to 8.1.').slice(0, 1), [
    'Infusor 5; every version; with Wireless Module <= 2.1; 8.1',
  ])
})

test('versions are of what the product is built with, where the fix is', () => {
  const ct: Made['products'] = [
    ['Vista CT with Vista Viewer', 'product_version_range', '< 2.0', 'Vista CT with Vista Viewer before 2.0'],
  ]
  assert.deepEqual(told(ct, 'Update Vista Viewer to 2.0.').slice(0, 1), [
    'Vista CT with Vista Viewer; every version; with Vista Viewer < 2.0',
  ])
  assert.deepEqual(told(ct, 'Update Vista CT to 2.0.'), ['Vista CT with Vista Viewer; < 2.0; 2.0'])
})
