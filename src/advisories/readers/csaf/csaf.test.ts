import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describe } from '../../versions/described.ts'
import { csaf } from './csaf.ts'
import { made, read, said } from './fixtures/document.ts'

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

test('versions that the status calls fixed are the fix; the first and the last affected are ends of a range', () => {
  const statements = read({
    products: [
      ['Pump', 'product_version_range', '< 1.6'],
      ['Pump', 'product_version', '1.6'],
      ['Hub', 'product_version', '2.0'],
      ['Hub', 'product_version', '2.4'],
      ['Stand', null, null],
    ],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0010',
        product_status: {
          known_affected: ['P1'],
          first_fixed: ['P2'],
          first_affected: ['P3'],
          last_affected: ['P4'],
          known_not_affected: ['P5'],
        },
      },
    ],
  })
  assert.deepEqual(
    new Set(statements.map(said)),
    new Set([
      'Pump: < 1.6 affected',
      'Pump: 1.6 fixed',
      'Hub: >= 2.0, <= 2.4 affected',
      'Stand: every version not_affected',
    ]),
  )
  const affected = statements.find(({ constraint }) => describe(constraint) === '< 1.6')
  assert.deepEqual(affected?.remedy, { state: 'fix', fixedIn: ['1.6'], text: 'fixed in 1.6' })
})

test('ranges in the notation of vers, and names that stand alone', () => {
  const tree = { full_product_names: [{ product_id: 'F', name: 'Acme Flow 1.2' }] }
  const statements = read({
    products: [
      ['Pump', 'product_version_range', 'vers:generic/>=1.0|<2.1'],
      ['Pump', 'product_version_range', 'vers:intdot/<=4.0.1|>=5.0|<5.2'],
      ['Pump', 'product_version_range', 'vers:semver/1.0.0|1.0.2'],
      ['Pump', 'product_version_range', 'vers:all/*'],
      ['Pump', 'product_version_range', 'vers:all/<V3.0'],
      ['Pump', 'product_version_range', 'vers:generic/!=3.0'],
    ],
    tree,
    vulnerabilities: [
      { cve: 'CVE-2026-0011', product_status: { known_affected: ['P1', 'P2', 'P3', 'P4', 'P5', 'P6', 'F'] } },
    ],
  })
  assert.deepEqual(
    statements.map(({ constraint }) => describe(constraint)),
    [
      '>= 1.0, < 2.1',
      '<= 4.0.1 or >= 5.0, < 5.2',
      '1.0.0 or 1.0.2',
      'every version',
      '< V3.0',
      '< 3.0 or > 3.0',
      '>= 1.2, < 1.3',
    ],
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

test('all versions of a release and earlier are those of the release with all that came of it', () => {
  const [one] = read({
    products: [['Flow Suite V8.0 and earlier', 'product_version_range', 'All versions']],
    vulnerabilities: [{ cve: 'CVE-2026-0001', product_status: { known_affected: ['P1'] } }],
  })
  assert.equal(said(one!), 'Flow Suite: < V8.1 affected')
})

test('metrics of 2.1 say who determined them, and may hold the probability of exploitation', () => {
  const metric = (source: string, score: number, epss?: object) => ({
    content: {
      cvss_v3: {
        version: '3.1',
        vectorString: `CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:${score > 9 ? 'H' : 'L'}`,
        baseScore: score,
      },
      ...(epss && { epss }),
    },
    products: ['P1'],
    source,
  })
  const document = {
    ...(made({
      version: '2.1',
      products: [['Pump', null, null]],
      vulnerabilities: [
        {
          cve: 'CVE-2026-0001',
          disclosure_date: '2026-01-01T00:00:00Z',
          metrics: [
            metric('https://nvd.nist.gov/vuln/detail/CVE-2026-0001', 9.8, {
              probability: '0.42',
              percentile: '0.97',
              timestamp: '2026-03-01T00:00:00Z',
            }),
            metric('https://psirt.acme.example/a', 9, {
              probability: '0.1',
              percentile: '0.5',
              timestamp: '2026-02-01T00:00:00Z',
            }),
          ],
        },
      ],
    }) as { document: object }),
  }
  const [read] = csaf.read(document, 'x').vulnerabilities
  assert.deepEqual(
    read!.scores.map(({ base, issuer }) => [base, issuer.kind, issuer.name]),
    [
      [9.8, 'nvd', 'NVD'],
      [9, 'coordinator', 'psirt.acme.example'],
    ],
  )
  assert.deepEqual(read!.epss, { probability: 0.42, percentile: 0.97, asOf: '2026-03-01T00:00:00Z' })
  assert.equal(read!.published, '2026-01-01T00:00:00Z')
})

test('a document that was withdrawn is read, and says nothing any more', () => {
  const document = made({
    version: '2.1',
    products: [['Pump', 'product_version', '1.0']],
    vulnerabilities: [{ cve: 'CVE-2026-0001', product_status: { known_affected: ['P1'] } }],
  }) as { document: object }
  const reading = csaf.read(
    { ...document, document: { ...document.document, category: 'csaf_withdrawn' } },
    'x',
  )
  assert.deepEqual([reading.advisories.length, reading.statements.length, reading.rejected.length], [1, 0, 0])
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

test('the fix that a summary names, and older versions that may be affected, leave others open', () => {
  const [one] = read({
    products: [['Pump', 'product_version', '6.3.1']],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0004',
        notes: [{ category: 'summary', text: 'Files can be read. Remediation in Version 6.7.0.' }],
        product_status: { known_affected: ['P1'] },
        remediations: [
          {
            category: 'mitigation',
            details: 'Older versions may have this vulnerability.',
            product_ids: ['P1'],
          },
        ],
      },
    ],
  })
  assert.deepEqual(one!.remedy.fixedIn, ['6.7.0'])
  assert.deepEqual(one!.otherReadings.map(describe), ['<= 6.3.1'])
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
