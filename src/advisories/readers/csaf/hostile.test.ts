/** Documents made to hang or break the reader. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../../../test/thread-time.ts'
import { csaf } from './csaf.ts'
import { made, read } from './fixtures/document.ts'

test('ids that are empty, double, unknown or refer to each other in circles do no harm; deep trees end', () => {
  const relation = (id: string, part: string, whole: string) => ({
    category: 'installed_on',
    product_reference: part,
    relates_to_product_reference: whole,
    full_product_name: { product_id: id, name: id },
  })
  let deep: object = { category: 'product_name', name: 'Deep', product: { product_id: 'Z', name: 'Deep' } }
  for (let i = 0; i < 5_000; i++) deep = { category: 'product_family', name: `f${i}`, branches: [deep] }
  const statements = read({
    products: [['Pump', 'product_version', '4.1']],
    tree: {
      relationships: [
        relation('A', 'B', 'C'),
        relation('B', 'A', 'B'),
        relation('C', 'C', 'C'),
        relation('P1', 'P1', 'P1'),
      ],
      product_groups: [
        { group_id: 'G', product_ids: ['P1', 'P1', 'nobody'] },
        { group_id: 'G', product_ids: ['P1'] },
      ],
      branches: [{ category: 'vendor', name: 'Acme', branches: [deep] }],
      full_product_names: [
        { product_id: '', name: 'Nothing' },
        { product_id: 'P1', name: 'Acme Pump' },
      ],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2026-0012',
        product_status: { known_affected: ['P1', 'P1', '', 'nobody', 'A', 'B', 'C', 'Z'] },
        remediations: [{ category: 'none_available', details: '', group_ids: ['G', 'none'] }],
      },
    ],
  })
  assert.ok(statements.length <= 2)
})

test('many products under many vulnerabilities take time in proportion', () => {
  const many = (count: number): number => {
    const products = Array.from(
      { length: count },
      (_, i) => [`Pump model ${i}`, 'product_version', `1.${i}`] as const,
    )
    const ids = products.map((_, i) => `P${i + 1}`)
    const vulnerabilities = Array.from({ length: 5 }, (_, i) => ({
      cve: `CVE-2026-${1000 + i}`,
      notes: [{ category: 'summary', text: 'Acme Pump model 5 version 1.5 fails.' }],
      product_status: { known_affected: ids },
      remediations: [{ category: 'vendor_fix', details: 'Update Pump model 7 to 11.2.', product_ids: ids }],
    }))
    const start = threadTime()
    read({ products, vulnerabilities })
    return threadTime() - start
  }
  many(100)
  const [few, lots] = [many(500), many(4_000)]
  assert.ok(lots < 24 * few + 300, `${few} ms for 500 products, ${lots} ms for 4000`)
})

test('summaries that leave products out cost what they say, not all names against all', () => {
  const many = (count: number) => {
    const products = Array.from(
      { length: count },
      (_, i) => [`Flow ${i} (FL-${i}, FX-${i})`, 'product_version_range', '< 1.5'] as const,
    )
    const ids = products.map((_, i) => `P${i + 1}`)
    const vulnerabilities = Array.from({ length: 60 }, (_, v) => ({
      cve: `CVE-2026-${1000 + v}`,
      notes: [
        {
          category: 'summary',
          text: `The Flow ${v} and Flow ${v + 1} have a flaw. The Flow ${v + 7} is not affected.`,
        },
      ],
      product_status: { known_affected: ids },
    }))
    const start = threadTime()
    read({ products, vulnerabilities })
    return threadTime() - start
  }
  many(20)
  const [few, lots] = [many(40), many(320)]
  assert.ok(lots < 12 * few + 300, `${few} ms for 40 products, ${lots} ms for 320`)
})

test('no shape of a document makes it throw', () => {
  const whole = JSON.stringify(
    made({
      products: [['Pump', 'product_version', '1']],
      vulnerabilities: [
        {
          cve: 'CVE-2026-0009',
          product_status: { known_affected: ['P1'] },
          remediations: [{ category: 'vendor_fix', details: 'Update to 2.0', product_ids: ['P1'] }],
          scores: [{ cvss_v3: {} }],
        },
      ],
    }),
  )
  const paths = Object.keys(JSON.parse(whole))
  assert.ok(paths.length > 2)
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (value, at) => {
      let count = 0
      const spoiled = JSON.parse(whole, (_, old) => (count++ === at % 60 ? value : old))
      csaf.read(spoiled, 'x')
    }),
  )
})

test('fields made of blanks, notes without an end and words without one are read in bounded time', () => {
  const long = 20_000
  for (const field of [
    `1${' '.repeat(long)}2`,
    `1 (incl. ${'A'.repeat(long)}`,
    `${'1,bios '.repeat(long / 7)}<`,
    `1, hw${' '.repeat(long)}(`,
  ]) {
    const products = Array.from(
      { length: 20 },
      (_, i) => [`Pump ${i}${field}`, 'product_version', field] as const,
    )
    const remediations = products.map((_, i) => ({ category: 'vendor_fix', details: i + 'a'.repeat(long) }))
    const began = threadTime()
    read({
      products,
      vulnerabilities: [{ cve: 'CVE-2026-0015', product_status: { known_affected: ['P1'] }, remediations }],
    })
    assert.ok(threadTime() - began < 5_000, field.slice(0, 20))
  }
})

test('thousands of fixed versions of one product are not told with each of thousands that are affected', () => {
  const count = 3_000
  const products = Array.from(
    { length: 2 * count },
    (_, i) => ['Pump', 'product_version', `${i}.1`, `Acme Pump ${i}.1`] as const,
  )
  const ids = products.map((_, i) => `P${i + 1}`)
  const product_status = { known_affected: ids.slice(0, count), fixed: ids.slice(count) }
  const [first] = read({ products, vulnerabilities: [{ cve: 'CVE-2026-0017', product_status }] })
  assert.equal(first?.remedy.fixedIn[0], '3000.1')
  assert.ok(first.remedy.fixedIn.length < 1_000)
})

test('more products than a call takes arguments are read', () => {
  const count = 150_000
  const products = Array.from({ length: count }, () => ['Pump', 'product_version', '1.5'] as const)
  const known_affected = products.map((_, i) => `P${i + 1}`)
  const vulnerabilities = [{ cve: 'CVE-2026-0016', product_status: { known_affected } }]
  assert.equal(read({ products, vulnerabilities }).length, count)
})

test('products made of products, along long paths and by many, take time in proportion', () => {
  const composed = (count: number): number => {
    const paths = Array.from({ length: count }, (_, i) => ({
      beginning_product_reference: i % 7 === 0 ? 'P1' : `R${i - 1}`,
      full_product_name: { product_id: `R${i}`, name: `R${i}` },
      subpaths: Array.from({ length: 40 }, (_, at) => ({
        category: at % 2 ? 'optional_component_of' : 'installed_on',
        next_product_reference: at % 3 ? 'P2' : 'P1',
      })),
    }))
    const start = threadTime()
    const statements = read({
      version: '2.1',
      products: [
        ['Pump', 'product_version', '4.1'],
        ['Hub', null, null],
      ],
      tree: { product_paths: paths },
      vulnerabilities: [
        { cve: 'CVE-2026-0001', product_status: { known_affected: paths.map((_, i) => `R${i}`) } },
      ],
    })
    assert.ok(statements.length >= count)
    return threadTime() - start
  }
  composed(50)
  const [few, many] = [composed(300), composed(1_200)]
  assert.ok(many < 16 * Math.max(few, 5), `${few} ms, ${many} ms`)
})

test('a product whose every unit is listed, installed in two thousand ways', () => {
  const units = Array.from({ length: 100_000 }, (_, i) => `SN${i}`)
  const product = {
    product_id: 'U',
    name: 'Acme Unit',
    product_identification_helper: { serial_numbers: units },
  }
  const paths = Array.from({ length: 2_000 }, (_, i) => ({
    beginning_product_reference: 'U',
    full_product_name: { product_id: `R${i}`, name: `R${i}` },
    subpaths: [{ category: 'installed_on', next_product_reference: 'P1' }],
  }))
  const began = threadTime()
  const statements = read({
    version: '2.1',
    products: [['Hub', null, null]],
    tree: { full_product_names: [product], product_paths: paths },
    vulnerabilities: [
      { cve: 'CVE-2026-0001', product_status: { known_affected: paths.map((_, i) => `R${i}`) } },
    ],
  })
  assert.equal(statements.length, 2_000)
  assert.ok(threadTime() - began < 2_000, `${threadTime() - began} ms`)
})
