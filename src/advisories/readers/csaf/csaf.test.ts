import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Statement } from '../../statement.ts'
import { describe } from '../../versions/judge.ts'
import { csaf } from './csaf.ts'

interface Made {
  readonly version?: string
  readonly category?: string
  readonly products: readonly (readonly [
    name: string,
    versionCategory: string | null,
    version: string | null,
    fullName?: string,
  ])[]
  readonly vulnerabilities: readonly object[]
  readonly tree?: object
}

/** A small document: product ids are P1, P2 ... in order. */
function made({
  version = '2.0',
  category = 'coordinator',
  products,
  vulnerabilities,
  tree = {},
}: Made): unknown {
  const branches = products.map(([name, versionCategory, text, fullName], i) => {
    const product = { product_id: `P${i + 1}`, name: fullName ?? `Acme ${name}` }
    return versionCategory === null
      ? { category: 'product_name', name, product }
      : { category: 'product_name', name, branches: [{ category: versionCategory, name: text, product }] }
  })
  return {
    document: {
      csaf_version: version,
      title: 'Acme pumps',
      publisher: { category, name: 'CERT' },
      tracking: {
        id: 'TEST-1',
        version: '2',
        initial_release_date: '2026-01-02',
        current_release_date: '2026-02-03',
      },
    },
    product_tree: { branches: [{ category: 'vendor', name: 'Acme', branches }], ...tree },
    vulnerabilities,
  }
}

const read = (document: Made): readonly Statement[] => csaf.read(made(document), 'test.json').statements
const said = ({ product, constraint, status }: Statement): string =>
  `${product.name}: ${describe(constraint)} ${status}`

test('the tree, statuses and remediations become statements', () => {
  const [one, two] = read({
    products: [
      ['Pump', 'product_version_range', '<= 1.2'],
      ['Hub', 'product_version', 'vers:all/*'],
    ],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0001',
        product_status: { known_affected: ['P1'], known_not_affected: ['P2'] },
        flags: [{ label: 'component_not_present', product_ids: ['P2'] }],
        remediations: [{ category: 'vendor_fix', details: 'Update to 1.3 or later.', product_ids: ['P1'] }],
      },
    ],
  })
  assert.equal(said(one!), 'Pump: <= 1.2 affected')
  assert.deepEqual(one!.remedy, { state: 'fix', fixedIn: ['1.3'], text: 'fixed in 1.3' })
  assert.equal(said(two!), 'Hub: every version not_affected')
  assert.equal(two!.justification, 'component not present')
  assert.equal(one!.advisory.revision, '2')
})

test('groups, full product names and relationships are followed', () => {
  const statements = read({
    products: [
      ['Pump', null, null],
      ['Pump Firmware', 'product_version', '4.1'],
    ],
    tree: {
      full_product_names: [
        {
          product_id: 'F',
          name: 'Acme Stand 2',
          product_identification_helper: {
            cpe: 'cpe:2.3:h:acme:stand:2:*:*:*:*:*:*:*',
            model_numbers: ['ST-2*'],
          },
        },
      ],
      product_groups: [{ group_id: 'G', product_ids: ['R', 'F'] }],
      relationships: [
        {
          category: 'installed_on',
          product_reference: 'P2',
          relates_to_product_reference: 'P1',
          full_product_name: { product_id: 'R', name: 'Firmware 4.1 on Pump' },
        },
      ],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2026-0002',
        product_status: { known_affected: ['R', 'F'] },
        remediations: [{ category: 'workaround', details: 'Close port 23.', group_ids: ['G'] }],
      },
    ],
  })
  assert.deepEqual(statements.map(said), ['Pump: 4.1 affected', 'Acme Stand 2: no version affected'])
  assert.deepEqual(
    statements.map(({ remedy }) => remedy.state),
    ['mitigation', 'mitigation'],
  )
  assert.deepEqual(statements[1]!.product.modelNumbers, ['ST-2*'])
})

test('what only remediations name is affected; what the words say otherwise is a second reading', () => {
  const statements = read({
    products: [
      ['Pump', 'product_version_range', '<= 3.01', 'Pump: Version 3.02 and prior'],
      ['Hub', 'product_version_range', '< 2.0'],
    ],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0003',
        product_status: { known_affected: ['P1'] },
        remediations: [
          { category: 'vendor_fix', details: 'Update to V2.0 or later version', product_ids: ['P2'] },
        ],
      },
    ],
  })
  assert.deepEqual(statements.map(said), ['Pump: <= 3.01 affected', 'Hub: < 2.0 affected'])
  assert.deepEqual(statements[0]!.otherReadings.map(describe), ['<= 3.02'])
})

test('a summary that names fewer versions wins; what it leaves out of those summaries name is dropped', () => {
  const statements = read({
    products: [
      ['Pump', 'product_version', '5.0 | 6.0'],
      ['Hub', 'product_version', '2.1'],
    ],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0004',
        notes: [{ category: 'summary', text: 'Acme Pump Version 5.0 stores passwords.' }],
        product_status: { known_affected: ['P1', 'P2'] },
      },
      {
        cve: 'CVE-2026-0005',
        notes: [{ category: 'summary', text: 'Acme Hub Version 2.1 crashes.' }],
        product_status: { known_affected: ['P1', 'P2'] },
      },
    ],
  })
  assert.deepEqual(
    statements.map((one) => `${one.vulnerability} ${said(one)}`),
    ['CVE-2026-0004 Pump: 5.0 affected', 'CVE-2026-0005 Hub: 2.1 affected'],
  )
})

test('a fix is meant for the product and the vulnerability its sentence names', () => {
  const statements = read({
    products: [
      ['Infusor Alpha', 'product_version_range', '<= 1.2'],
      ['Infusor Beta', 'product_version_range', '<= 4.0'],
    ],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0006',
        product_status: { known_affected: ['P1', 'P2'] },
        remediations: [
          {
            category: 'vendor_fix',
            details:
              'Update Infusor Alpha to 1.3. Update Infusor Beta to 4.1. Acme released a remediation for CVE-2026-9999 in 5.0.',
            product_ids: ['P1', 'P2'],
          },
        ],
      },
    ],
  })
  assert.deepEqual(
    statements.map(({ remedy }) => remedy.fixedIn),
    [['1.3'], ['4.1']],
  )
})

test('scores of 2.0 and metrics of 2.1, and weaknesses in a list, are read', () => {
  const v3 = {
    version: '3.1',
    vectorString: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
    baseScore: 9.8,
    baseSeverity: 'CRITICAL',
  }
  const v4 = {
    version: '4.0',
    vectorString: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N',
    baseScore: 9.3,
    baseSeverity: 'CRITICAL',
  }
  const vulnerabilities = [
    {
      cve: 'CVE-2026-0007',
      cwe: { id: 'CWE-79', name: 'x' },
      scores: [{ products: ['P1'], cvss_v3: v3 }],
      product_status: {},
    },
    {
      cve: 'CVE-2026-0008',
      cwes: [{ id: 'CWE-20' }, { id: 'CWE-79' }],
      metrics: [{ content: { cvss_v4: v4 }, products: ['P1'], source: 'Acme' }],
      product_status: {},
    },
  ]
  const reading = csaf.read(made({ version: '2.1', products: [['Pump', null, null]], vulnerabilities }), 'x')
  assert.deepEqual(
    reading.vulnerabilities.map(({ scores }) =>
      scores.map((one) => [one.version, one.base, one.issuer.name]),
    ),
    [[['3.1', 9.8, 'CERT']], [['4.0', 9.3, 'Acme']]],
  )
  assert.deepEqual(
    reading.vulnerabilities.map(({ cwes }) => cwes),
    [['CWE-79'], ['CWE-20', 'CWE-79']],
  )
})

test('other documents are not recognised; one without an id is set aside with its reason', () => {
  for (const value of [null, [], 'x', {}, { document: {} }, { cveMetadata: {} }])
    assert.equal(csaf.recognises(value), false)
  assert.match(csaf.read({ document: { csaf_version: '2.0' } }, 'x').rejected[0]!.because, /tracking/)
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
