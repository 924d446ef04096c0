import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, said } from './fixtures/document.ts'

test('a model that several products have alike confines none of them', () => {
  const models = (...products: [string, string, string][]) =>
    read({
      products,
      vulnerabilities: [
        { cve: 'CVE-2026-0001', product_status: { known_affected: products.map((_, i) => `P${i + 1}`) } },
      ],
    }).map(({ product }) => `${product.models} / ${product.modelNumbers}`)
  assert.deepEqual(
    models(
      ['Reader X', 'product_version', 'CR-IX 357'],
      ['Reader Y', 'product_version', 'CR-IX 357'],
      ['Reader Z', 'product_version', 'CR-IX 359'],
    ),
    [' / CR-IX 357', ' / CR-IX 357', 'CR-IX 359 / '],
  )
})

test('initials that a remediation or a summary uses are a name of the product', () => {
  const short = (name: string, details: string) =>
    read({
      products: [[name, 'product_version_range', '<= 1.2']],
      vulnerabilities: [
        {
          cve: 'CVE-2026-0001',
          product_status: { known_affected: ['P1'] },
          remediations: [{ category: 'vendor_fix', details, product_ids: ['P1'] }],
        },
      ],
    })[0]!.product.short
  assert.equal(short('ZephyrWise Portal', 'Users of ZWP 1.2 will be told.'), 'ZWP')
  assert.equal(short('ZephyrWise Portal', 'Users of version 1.2 will be told.'), null)
  assert.equal(short('ZephyrWise Portal (ZWP)', 'Users of ZWP 1.2 will be told.'), null)
  assert.equal(short('Zephyr Portal', 'Users of ZP will be told.'), null)
})

test('an earlier name that only the full name gives is a name of the product', () => {
  const [one] = read({
    products: [
      ['Flow Expert', 'product_version', 'All', 'Acme Flow Expert: All versions including former Flow Pro'],
    ],
    vulnerabilities: [{ cve: 'CVE-2026-0001', product_status: { known_affected: ['P1'] } }],
  })
  assert.equal(one!.product.name, 'Flow Expert (formerly Flow Pro)')
})

test('serial numbers of the product are asked of the device', () => {
  const helper = { serial_numbers: ['SN-1*', '4711'] }
  const [one] = read({
    products: [],
    tree: {
      full_product_names: [{ product_id: 'F', name: 'Acme Pump', product_identification_helper: helper }],
    },
    vulnerabilities: [{ cve: 'CVE-2026-0001', product_status: { known_affected: ['F'] } }],
  })
  assert.deepEqual(one!.conditions, [{ kind: 'serial-list', numbers: ['SN-1*', '4711'] }])
})

test("a blank that got lost behind the maker's name is no part of the model", () => {
  const names = (vendor: string, name: string) =>
    read({
      vendor,
      products: [[name, 'product_version', '1']],
      vulnerabilities: [{ cve: 'CVE-2026-0003', product_status: { known_affected: ['P1'] } }],
    }).map(({ product }) => product.name)
  assert.deepEqual(names('Valvo, AcmeOptics', 'AcmeOpticsPT20X-xx'), ['AcmeOptics PT20X-xx'])
  assert.deepEqual(names('Acme', 'AcmeView'), ['AcmeView'])
})

test('a model where versions belong, and its versions in the full name', () => {
  const product = (id: string, name: string, full: string) => ({
    category: 'product_version',
    name,
    product: { product_id: id, name: full },
  })
  const statements = read({
    products: [],
    tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Acme',
          branches: [
            {
              category: 'product_family',
              name: 'Tundra',
              branches: [
                product('P1', 'AVG600', 'Tundra AVG600 with firmware version>=3.4.10 to <=3.4.13'),
                product('P2', 'AVC600', 'Tundra AVC600'),
              ],
            },
          ],
        },
      ],
    },
    vulnerabilities: [{ cve: 'CVE-2026-0005', product_status: { known_affected: ['P1', 'P2'] } }],
  })
  assert.equal(said(statements[0]!), 'AVG600: >= 3.4.10, <= 3.4.13 affected')
  assert.equal(statements[1]!.product.name, 'Tundra')
})

test('a part that the full name asks for is a condition', () => {
  const [one] = read({
    products: [['AVG600', null, null, 'Tundra Gateway AVG600 with Telco PLX62-W wireless modem module.']],
    vulnerabilities: [{ cve: 'CVE-2026-0006', product_status: { known_affected: ['P1'] } }],
  })
  assert.equal(said(one!), 'AVG600: every version affected')
  assert.deepEqual(
    one!.conditions.map((each) => each.kind === 'component' && each.name),
    ['Telco PLX62-W wireless modem module'],
  )
  assert.deepEqual(one!.product.models, [])
})

test('order numbers are numbers of the model; one character is left open as names do it', () => {
  const helper = { model_numbers: ['P30??-A', 'P\\*1'], skus: ['4711-123456'] }
  const [one] = read({
    products: [],
    tree: {
      full_product_names: [{ product_id: 'F', name: 'Acme Pump', product_identification_helper: helper }],
    },
    vulnerabilities: [{ cve: 'CVE-2026-0001', product_status: { known_affected: ['F'] } }],
  })
  assert.deepEqual(one!.product.modelNumbers, ['P30xx-A', 'P*1', '4711-123456'])
})

test('numbers one after the other behind a V are releases, others are models', () => {
  const names = (...all: string[]) =>
    read({
      products: all.map((name) => [name, 'product_version_range', 'vers:all/*'] as const),
      vulnerabilities: [
        { cve: 'CVE-2026-0007', product_status: { known_affected: all.map((_, i) => `P${i + 1}`) } },
      ],
    }).map(said)
  assert.deepEqual(names('Vista family V6', 'Vista family V7', 'Vista family V8'), [
    'Vista family V6.x: >= 6, < 7 affected',
    'Vista family V7.x: >= 7, < 8 affected',
    'Vista family V8.x: >= 8, < 9 affected',
  ])
  assert.deepEqual(names('Vista V20', 'Vista V60', 'Vista V90')[0], 'Vista V20: every version affected')
  assert.deepEqual(names('Vista V2', 'Vista V3')[0], 'Vista V2: every version affected')
  assert.deepEqual(names('Vista V60'), ['Vista V60: every version affected'])
})
