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

test('other documents are not recognised; one without an id is set aside with its reason', () => {
  for (const value of [null, [], 'x', {}, { document: {} }, { cveMetadata: {} }])
    assert.equal(csaf.recognises(value), false)
  assert.match(csaf.read({ document: { csaf_version: '2.0' } }, 'x').rejected[0]!.because, /tracking/)
})

test('all versions of a release and earlier are those of the release with all that came of it', () => {
  const [one] = read({
    products: [['Flow Suite V8.0 and earlier', 'product_version_range', 'All versions']],
    vulnerabilities: [{ cve: 'CVE-2026-0001', product_status: { known_affected: ['P1'] } }],
  })
  assert.equal(said(one!), 'Flow Suite: < V8.1 affected')
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
