import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openvex } from './openvex.ts'

const document = (...statements: object[]) => ({
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://acme.example/vex/1',
  author: 'Acme',
  timestamp: '2031-01-01T00:00:00Z',
  version: 1,
  statements,
})

test('not affected, with the reason, for a product by package URL, CPE or name', () => {
  const { statements } = openvex.read(
    document({
      vulnerability: { name: 'GHSA-x', aliases: ['CVE-2031-1001'] },
      supplier: 'Acme',
      products: [
        { '@id': 'pkg:generic/pump-os@3.1' },
        {
          '@id': 'https://acme.example/p/1',
          identifiers: { cpe23: 'cpe:2.3:h:acme:pump_3000:-:*:*:*:*:*:*:*' },
        },
        'https://acme.example/products/pump-3000',
      ],
      status: 'not_affected',
      justification: 'vulnerable_code_not_in_execute_path',
    }),
    'v.json',
  )
  assert.deepEqual(
    statements.map((s) => [s.vulnerability, s.status, s.product.name, s.constraint.kind, s.constraint.raw]),
    [
      ['CVE-2031-1001', 'not_affected', 'pump os', 'ranges', '3.1'],
      ['CVE-2031-1001', 'not_affected', 'pump 3000', 'all', '*'],
      ['CVE-2031-1001', 'not_affected', 'pump 3000', 'all', '*'],
    ],
  )
  assert.equal(statements[0]?.justification, 'vulnerable_code_not_in_execute_path')
  assert.equal(statements[0]?.advisory.issuer.kind, 'vendor')
})

test('an unknown status or a missing product sets the statement aside, not the document', () => {
  const good = { vulnerability: 'CVE-2031-1002', products: ['pkg:generic/a@1'], status: 'fixed' }
  const { statements, rejected } = openvex.read(
    document({ ...good, status: 'maybe' }, { ...good, products: [] }, good),
    'v.json',
  )
  assert.equal(statements.length, 1)
  assert.deepEqual(
    rejected.map((r) => [r.where, r.because]),
    [
      ['statement 1', 'unknown status maybe'],
      ['statement 2', 'no product'],
    ],
  )
})

test('older documents: products and parts as texts, no id of the document; why it is not affected', () => {
  const { advisories, statements } = openvex.read(
    {
      '@context': 'https://openvex.dev/ns',
      author: 'Acme',
      statements: [
        {
          vulnerability: 'CVE-2031-1003',
          products: ['pkg:generic/pump-os@3.1'],
          subcomponents: ['pkg:generic/ipstack@6.6'],
          status: 'not_affected',
          justification: 'component_not_present',
          impact_statement: 'The stack is compiled without tunnels.',
        },
      ],
    },
    'v.json',
  )
  assert.equal(advisories[0]?.id, 'v.json')
  assert.equal(
    statements[0]?.justification,
    'component_not_present: The stack is compiled without tunnels. (ipstack 6.6)',
  )
})

test('an image without a version is not every version', () => {
  const kinds = ['pkg:oci/pump@latest', 'pkg:oci/pump@sha256%3Aabcdef01', 'pkg:oci/pump'].map(
    (product) =>
      openvex.read(
        document({ vulnerability: 'CVE-2031-1004', products: [product], status: 'affected' }),
        'v.json',
      ).statements[0]?.constraint.kind,
  )
  assert.deepEqual(kinds, ['unstated', 'unstated', 'all'])
})

test('a vulnerability by its address alone', () => {
  const id = (vulnerability: unknown) =>
    openvex.read(document({ vulnerability, products: ['pkg:generic/a@1'], status: 'fixed' }), 'v.json')
      .statements[0]?.vulnerability
  assert.equal(id({ '@id': 'https://vulnerabilities.example/CVE-2031-1005' }), 'CVE-2031-1005')
  assert.equal(id('https://vulnerabilities.example/CVE-2031-1006'), 'CVE-2031-1006')
  assert.equal(id({ name: 'GHSA-aaaa-bbbb-cccc' }), 'GHSA-aaaa-bbbb-cccc')
})

test('an address that ends in a number names no product, and that is told', () => {
  const ids = [
    'https://acme.example/products/1',
    'urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66',
    'https://acme.example/pump-3000',
  ]
  const { statements, rejected } = openvex.read(
    document({ vulnerability: { name: 'CVE-2031-1001' }, products: ids, status: 'not_affected' }),
    'v.json',
  )
  assert.deepEqual(
    statements.map(({ product }) => product.name),
    ['pump 3000'],
  )
  assert.match(rejected[0]?.because ?? '', /^2 of 3 products/)
})

const PUMP = 'pkg:generic/acme/pump-3000@3.1'
const said = (status: string, timestamp?: string, subcomponents?: readonly string[]) => ({
  vulnerability: { name: 'CVE-2031-1001' },
  products: [
    { '@id': PUMP, ...(subcomponents && { subcomponents: subcomponents.map((one) => ({ '@id': one })) }) },
  ],
  status,
  ...(timestamp && { timestamp }),
})
const statuses = (...statements: object[]) =>
  openvex.read(document(...statements), 'v.json').statements.map(({ status }) => status)

test('of what is said one after the other the latest counts, in whatever order it stands', () => {
  const [early, late] = ['2031-01-02T00:00:00Z', '2031-03-02T00:00:00Z']
  assert.deepEqual(statuses(said('under_investigation', early), said('not_affected', late)), ['not_affected'])
  assert.deepEqual(statuses(said('affected', late), said('not_affected', early)), ['affected'])
  assert.deepEqual(statuses(said('not_affected'), said('affected')), ['affected'])
})

test('a flaw that one part has makes the product affected, whatever is said of another part', () => {
  const [a, b] = [['pkg:generic/liba@1'], ['pkg:generic/libb@2']]
  assert.deepEqual(statuses(said('not_affected', undefined, a), said('affected', undefined, b)), ['affected'])
  assert.deepEqual(statuses(said('affected', undefined, b), said('not_affected', undefined, a)), ['affected'])
  assert.deepEqual(statuses(said('not_affected', undefined, a), said('not_affected', undefined, b)), [
    'not_affected',
    'not_affected',
  ])
})

test('a document of the first versions, which name by texts alone', () => {
  const { statements } = openvex.read(
    {
      '@context': 'https://openvex.dev/ns/v0.0.1',
      '@id': 'https://acme.example/vex/0',
      author: 'Acme',
      version: '1',
      statements: [{ vulnerability: 'CVE-2031-1001', products: [PUMP], status: 'fixed' }],
    },
    'v.json',
  )
  assert.deepEqual(
    statements.map((one) => `${one.product.name} ${one.constraint.raw} ${one.status}`),
    ['pump 3000 3.1 fixed'],
  )
})
