import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergeVulnerabilities } from '../../vulnerabilities.ts'
import { csaf } from './csaf.ts'
import { made } from './fixtures/document.ts'

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

test('what 2.1 tells of decisions, exploitation, and what a remedy takes', () => {
  const vulnerabilities = [
    {
      cve: 'CVE-2026-0002',
      metrics: [
        {
          content: {
            ssvc_v2: {
              timestamp: '2026-02-01T00:00:00Z',
              selections: [
                { namespace: 'ssvc', key: 'E', name: 'Exploitation', values: [{ key: 'A', name: 'Active' }] },
                { namespace: 'ssvc', key: 'A', values: [{ key: 'Y' }] },
              ],
            },
          },
        },
        {
          content: {
            ssvc_v1: {
              timestamp: '2026-01-01T00:00:00Z',
              selections: [{ namespace: 'ssvc', name: 'Exploitation', values: ['None'] }],
            },
          },
        },
      ],
      first_known_exploitation_dates: [
        { date: '2026-03-02T00:00:00Z', exploitation_date: '2026-02-20T10:00:00Z' },
        { date: '2026-03-02T00:00:00Z', exploitation_date: '2026-01-15T10:00:00Z' },
        { exploitation_date: 'lately' },
      ],
      product_status: { known_affected: ['P1'] },
      remediations: [
        {
          category: 'vendor_fix',
          details: 'Update to 2.0.',
          product_ids: ['P1'],
          restart_required: { category: 'service', details: 'Start the viewer again.' },
          entitlements: ['A maintenance contract'],
        },
      ],
    },
    { cve: 'CVE-2026-0003', metrics: [{ content: { ssvc_v2: { selections: 'none' } } }] },
  ]
  const reading = csaf.read(made({ version: '2.1', products: [['Pump', null, null]], vulnerabilities }), 'x')
  const [read, other] = reading.vulnerabilities
  assert.deepEqual(read!.ssvc, {
    selections: { Exploitation: 'Active', A: 'Y' },
    asOf: '2026-02-01T00:00:00Z',
  })
  assert.equal(read!.firstExploited, '2026-01-15T10:00:00Z')
  assert.deepEqual([other!.ssvc, other!.firstExploited], [undefined, undefined])
  const { remedy } = reading.statements[0]!
  assert.equal(remedy.restart, 'service: Start the viewer again.')
  assert.deepEqual(remedy.entitlements, ['A maintenance contract'])
  const later = { ...read!, ssvc: { selections: { Exploitation: 'None' }, asOf: '2025-01-01' } }
  const merged = mergeVulnerabilities(later, { ...read!, firstExploited: '2025-12-01' })
  assert.deepEqual([merged.ssvc, merged.firstExploited], [read!.ssvc, '2025-12-01'])
})
