/** What holds for every reader: no document makes it throw, and each knows only its own kind. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readers } from './list.ts'

const VECTOR = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
const CPE = 'cpe:2.3:a:acme:viewer:1.2:*:*:*:*:*:*:*'
/** A small document of each kind, to be mangled. */
const SEEDS: Readonly<Record<string, unknown>> = {
  csaf: {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title: 't',
      publisher: { name: 'p', category: 'vendor' },
      tracking: {
        id: 'A-1',
        version: '1',
        current_release_date: '2031-01-01',
        initial_release_date: '2031-01-01',
      },
    },
    product_tree: {
      branches: [
        {
          category: 'vendor',
          name: 'Acme',
          branches: [
            {
              category: 'product_name',
              name: 'Pump',
              branches: [
                {
                  category: 'product_version_range',
                  name: '< 2',
                  product: { name: 'Acme Pump < 2', product_id: 'P1' },
                },
              ],
            },
          ],
        },
      ],
    },
    vulnerabilities: [
      {
        cve: 'CVE-2031-1001',
        product_status: { known_affected: ['P1'] },
        scores: [{ products: ['P1'], cvss_v3: { version: '3.1', vectorString: VECTOR, baseScore: 9.8 } }],
        remediations: [{ category: 'vendor_fix', details: 'Update to 2', product_ids: ['P1'] }],
      },
    ],
  },
  'cve-record': {
    dataType: 'CVE_RECORD',
    dataVersion: '5.1',
    cveMetadata: { cveId: 'CVE-2031-1001', state: 'PUBLISHED' },
    containers: {
      cna: {
        affected: [
          {
            vendor: 'Acme',
            product: 'Pump',
            cpes: [CPE],
            platforms: ['Windows'],
            versions: [
              {
                version: '1',
                lessThan: '2.*',
                status: 'affected',
                changes: [{ at: '1.5', status: 'unaffected' }],
              },
            ],
            defaultStatus: 'affected',
          },
        ],
        metrics: [{ cvssV3_1: { vectorString: VECTOR, baseScore: 9 } }],
        solutions: [{ lang: 'en', value: 'Update' }],
      },
      adp: [{ affected: [], metrics: [{ other: { type: 'kev', content: {} } }] }],
    },
  },
  cyclonedx: {
    bomFormat: 'CycloneDX',
    metadata: { component: { name: 'Pump', version: '1' } },
    components: [{ name: 'stack', purl: 'pkg:generic/stack@1', components: [{ name: 'inner' }] }],
    vulnerabilities: [
      {
        id: 'CVE-2031-1001',
        affects: [{ ref: 'x', versions: [{ range: 'vers:generic/>=1|<2' }] }],
        ratings: [{ vector: VECTOR, score: 9 }],
      },
    ],
  },
  epss: { data: [{ cve: 'CVE-2031-1001', epss: '0.1', percentile: '0.2' }] },
  kev: { catalogVersion: '1', vulnerabilities: [{ cveID: 'CVE-2031-1001', cwes: ['CWE-1'] }] },
  nvd: {
    format: 'NVD_CVE',
    vulnerabilities: [
      {
        cve: {
          id: 'CVE-2031-1001',
          sourceIdentifier: 'x',
          vulnStatus: 'Analyzed',
          configurations: [
            {
              operator: 'AND',
              nodes: [
                { operator: 'OR', cpeMatch: [{ vulnerable: true, criteria: CPE, versionEndExcluding: '2' }] },
                { cpeMatch: [{ vulnerable: false, criteria: CPE }] },
              ],
            },
          ],
          metrics: { cvssMetricV31: [{ source: 's', cvssData: { vectorString: VECTOR, baseScore: 9 } }] },
        },
      },
    ],
  },
  openfda: {
    results: [
      {
        product_res_number: 'Z-1',
        product_description: 'Pump Model P1',
        recalling_firm: 'Acme',
        reason_for_recall: 'r',
        code_info: 'Software version 1.2',
      },
    ],
  },
  openvex: {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'x',
    statements: [
      {
        vulnerability: { name: 'CVE-2031-1001' },
        products: [{ '@id': 'pkg:generic/a@1' }],
        status: 'affected',
      },
    ],
  },
  spdx: {
    spdxVersion: 'SPDX-2.3',
    documentDescribes: ['P'],
    packages: [
      {
        SPDXID: 'P',
        name: 'Pump',
        externalRefs: [{ referenceType: 'purl', referenceLocator: 'pkg:generic/a@1' }],
      },
      { SPDXID: 'C', name: 'stack' },
    ],
  },
}
const TEXTS = [
  'cveID,product\nCVE-2031-1001,"x',
  '#model_version:1\ncve,epss,percentile\nCVE-2031-1001,0.1',
  'SPDXVersion: SPDX-2.3\nPackageName: a\nExternalRef: x',
]

test('each seed is recognised by its reader and by no other, and says something', () => {
  for (const reader of readers) {
    const own = SEEDS[reader.name]
    assert.ok(own !== undefined, `no seed for ${reader.name}`)
    assert.deepEqual(
      readers.filter((one) => one.recognises(own)).map((one) => one.name),
      [reader.name],
    )
    const reading = reader.read(own, 'f')
    assert.deepEqual(reading.rejected, [])
    assert.ok(
      reading.statements.length + reading.vulnerabilities.length + reading.compositions.length > 0,
      reader.name,
    )
  }
})

const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    '',
    '*',
    '-',
    'n/a',
    '__proto__',
    'CVE-2031-1001',
    CPE,
    VECTOR,
    '< 1, > 2',
    'x'.repeat(5000),
    '\\'.repeat(99),
    ':'.repeat(99),
  ),
  fc.string({ maxLength: 40 }),
  fc.anything({ maxDepth: 2 }),
)

/** The seed with one place put to something else. */
function mangled(seed: unknown, path: readonly number[], value: unknown): unknown {
  if (typeof seed !== 'object' || seed === null || path.length === 0) return value
  const keys = Object.keys(seed)
  if (keys.length === 0) return value
  const key = keys[path[0]! % keys.length]!
  const changed = mangled((seed as Record<string, unknown>)[key], path.slice(1), value)
  return Array.isArray(seed)
    ? seed.map((one, i) => (String(i) === key ? changed : one))
    : { ...seed, [key]: changed }
}

test('no document makes a reader throw, whatever stands at any place of it', () => {
  const seeds = fc.constantFrom(...Object.values(SEEDS))
  const places = fc.array(fc.nat(50), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(
      seeds,
      fc.array(fc.tuple(places, scalar), { minLength: 1, maxLength: 4 }),
      (seed, changes) => {
        const value = changes.reduce<unknown>((one, [path, what]) => mangled(one, path, what), seed)
        for (const reader of readers) {
          reader.recognises(value)
          reader.read(value, 'f')
        }
      },
    ),
    { numRuns: 3000 },
  )
})

test('no text makes a reader throw, nor any value that is no document', () => {
  const cut = fc
    .tuple(fc.constantFrom(...TEXTS), fc.nat(60), fc.string())
    .map(([text, at, end]) => text.slice(0, at) + end)
  fc.assert(
    fc.property(fc.oneof(cut, fc.anything()), (value) => {
      for (const reader of readers) {
        reader.recognises(value)
        reader.read(value, 'f')
      }
    }),
    { numRuns: 2000 },
  )
})
