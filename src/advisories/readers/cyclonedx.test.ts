import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cyclonedx } from './cyclonedx.ts'

const pump = {
  'bom-ref': 'root',
  type: 'device',
  name: 'Pump 3000',
  version: '3.1',
  supplier: { name: 'Acme' },
}
const stack = {
  'bom-ref': 'pkg:generic/ipstack@6.6',
  name: 'ipstack',
  version: '6.6',
  purl: 'pkg:generic/ipstack@6.6',
  components: [{ name: 'dhcp-client', version: '1.0' }],
}
const bom = (rest: object) => ({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: 'urn:uuid:1',
  version: 2,
  metadata: { timestamp: '2031-01-01T00:00:00Z', component: pump },
  ...rest,
})

test('what a product is built of, nested parts too', () => {
  const { compositions } = cyclonedx.read(bom({ components: [stack] }), 'b.json')
  assert.equal(compositions[0]?.product.name, 'Pump 3000')
  assert.equal(compositions[0]?.constraint.raw, '3.1')
  assert.deepEqual(
    compositions[0]?.components.map((c) => [c.name, c.version]),
    [
      ['ipstack', '6.6'],
      ['dhcp-client', '1.0'],
    ],
  )
})

test('what the maker says of a flaw in a part is said of the product', () => {
  const { statements, vulnerabilities } = cyclonedx.read(
    bom({
      components: [stack],
      vulnerabilities: [
        {
          id: 'CVE-2031-1007',
          ratings: [
            {
              source: { name: 'NVD' },
              score: 9.8,
              method: 'CVSSv31',
              vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
            },
          ],
          cwes: [787],
          analysis: {
            state: 'not_affected',
            justification: 'code_not_reachable',
            response: ['will_not_fix'],
          },
          affects: [{ ref: 'pkg:generic/ipstack@6.6' }],
        },
      ],
    }),
    'b.json',
  )
  assert.deepEqual(
    statements.map((s) => [s.product.name, s.status, s.justification]),
    [['Pump 3000', 'not_affected', 'code_not_reachable']],
  )
  assert.deepEqual(
    [vulnerabilities[0]?.cwes[0], vulnerabilities[0]?.scores[0]?.issuer.kind],
    ['CWE-787', 'nvd'],
  )
})

test('without an analysis a flaw of a part is under investigation', () => {
  const { statements } = cyclonedx.read(
    bom({
      components: [stack],
      vulnerabilities: [{ id: 'CVE-2031-1008', affects: [{ ref: stack['bom-ref'] }] }],
    }),
    'b.json',
  )
  assert.equal(statements[0]?.status, 'under_investigation')
})

test('a document of its own points into another one; versions are ranges of the purl project', () => {
  const { statements } = cyclonedx.read(
    {
      bomFormat: 'CycloneDX',
      vulnerabilities: [
        {
          id: 'CVE-2031-1009',
          analysis: { state: 'exploitable', response: ['update'] },
          affects: [
            {
              ref: 'urn:cdx:1/1#pkg:npm/viewer',
              versions: [{ range: 'vers:npm/>=1.2|<2.0', status: 'affected' }],
            },
          ],
        },
      ],
    },
    'b.json',
  )
  assert.equal(statements[0]?.product.name, 'viewer')
  assert.deepEqual(statements[0]?.constraint.kind === 'ranges' && statements[0].constraint.ranges, [
    { from: { version: '1.2', inclusive: true }, to: { version: '2.0', inclusive: false }, line: null },
  ])
  assert.equal(statements[0]?.remedy.state, 'fix')
})

test('a bill of nothing is set aside with the reason', () => {
  const [rejection] = cyclonedx.read({ bomFormat: 'CycloneDX', components: [stack] }, 'b.json').rejected
  assert.match(rejection!.because, /no product in metadata\.component/)
})

const about = (rest: object) => ({ bomFormat: 'CycloneDX', serialNumber: 'urn:uuid:7', ...rest })
const told = (document: object) =>
  cyclonedx
    .read(document, 'b.json')
    .statements.map((s) => [
      s.product.name,
      s.status,
      s.constraint.kind === 'ranges' ? s.constraint.ranges.length : s.constraint.kind,
    ])

test('what stands beside a version is said of it, whatever the state of the analysis', () => {
  const versions = (state: string) => ({
    vulnerabilities: [
      {
        id: 'CVE-2031-1010',
        analysis: { state },
        affects: [
          {
            ref: 'product-ABC',
            versions: [
              { version: '1.0', status: 'affected' },
              { version: '1.1', status: 'unaffected' },
              { range: 'vers:generic/>= 2.0|< 3.0|!=2.5' },
            ],
          },
        ],
      },
    ],
  })
  assert.deepEqual(told(about(versions('exploitable'))), [
    ['product ABC', 'affected', 2],
    ['product ABC', 'not_affected', 2],
  ])
  assert.deepEqual(told(about(versions('resolved'))), [
    ['product ABC', 'affected', 1],
    ['product ABC', 'fixed', 2],
    ['product ABC', 'under_investigation', 1],
  ])
})

test('links lead to components of the document, to package URLs, or to names; others are named as unknown', () => {
  const document = about({
    metadata: { manufacturer: { name: 'Acme' } },
    components: [{ 'bom-ref': 'comp-1', name: 'viewer', version: '2.0' }],
    vulnerabilities: [
      {
        id: 'GHSA-aaaa-bbbb-cccc',
        references: [{ id: 'CVE-2031-1011' }],
        analysis: { state: 'exploitable', detail: 'Every parser is concerned' },
        affects: [
          { ref: 'urn:cdx:7/1#comp-1' },
          { ref: 'urn:cdx:8/1#pkg%3Anpm%2Fflow%401.2' },
          { ref: 'urn:cdx:8/1#3e671687-395b-41f5-a30f-a58921a69b79' },
        ],
      },
    ],
  })
  const { statements, rejected } = cyclonedx.read(document, 'b.json')
  assert.deepEqual(
    statements.map((s) => [
      s.vulnerability,
      s.product.vendor,
      s.product.name,
      s.constraint.kind === 'ranges' && s.constraint.raw,
    ]),
    [
      ['CVE-2031-1011', 'Acme', 'viewer', '2.0'],
      ['CVE-2031-1011', 'Acme', 'flow', '1.2'],
    ],
  )
  assert.deepEqual([rejected[0]?.where, rejected.length], ['CVE-2031-1011', 1])
  assert.equal(statements[0]?.justification, 'Every parser is concerned')
  assert.equal(statements[0]?.advisory.issuer.kind, 'vendor')
})

test('ratings on other scales are no CVSS scores; who says nothing of a maker is none', () => {
  const { vulnerabilities, statements } = cyclonedx.read(
    about({
      vulnerabilities: [
        {
          id: 'CVE-2031-1012',
          ratings: [
            { method: 'OWASP', score: 7, vector: 'SL:7/M:7/O:7' },
            { method: 'other', score: 7.5, vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N' },
          ],
          affects: [{ ref: 'pkg:generic/viewer@1.0' }],
        },
      ],
    }),
    'b.json',
  )
  assert.deepEqual(
    vulnerabilities[0]?.scores.map(({ version, base }) => [version, base]),
    [['3.1', 7.5]],
  )
  assert.equal(statements[0]?.advisory.issuer.kind, 'coordinator')
})

test('a range in plain words is read as one in the notation of the purl project', () => {
  const { statements } = cyclonedx.read(
    bom({
      vulnerabilities: [
        {
          id: 'CVE-2031-1001',
          affects: [{ ref: 'root', versions: [{ range: '< 2.0', status: 'affected' }] }],
        },
      ],
    }),
    'b.json',
  )
  assert.deepEqual(
    statements.map(({ status, constraint }) => [
      status,
      constraint.kind === 'ranges' && constraint.ranges[0]?.to,
    ]),
    [['affected', { version: '2.0', inclusive: false }]],
  )
})

test('what is used only to test or build is no part of the product', () => {
  const { compositions } = cyclonedx.read(
    bom({ components: [stack, { name: 'linter', version: '9', scope: 'excluded' }] }),
    'b.json',
  )
  assert.deepEqual(
    compositions[0]?.components.map(({ name }) => name),
    ['ipstack', 'dhcp-client'],
  )
})

test('one vulnerability told of two parts: what the one has makes the product affected', () => {
  const about = (ref: string, state: string) => ({
    id: 'CVE-2031-1009',
    analysis: { state },
    affects: [{ ref }],
  })
  const other = { 'bom-ref': 'libb', name: 'libb', version: '2' }
  const { statements } = cyclonedx.read(
    bom({
      components: [stack, other],
      vulnerabilities: [about('libb', 'not_affected'), about(stack['bom-ref'], 'exploitable')],
    }),
    'b.json',
  )
  assert.deepEqual(
    statements.map(({ product, status }) => `${product.name} ${status}`),
    ['Pump 3000 affected'],
  )
})

test('a score for one environment is no score of the vulnerability', () => {
  const rating = (score: number, more = '') => ({
    method: 'CVSSv31',
    score,
    vector: `AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H${more}`,
  })
  const { vulnerabilities } = cyclonedx.read(
    bom({
      vulnerabilities: [
        { id: 'CVE-2031-1010', ratings: [rating(10, '/CR:X/MC:X'), rating(0, '/CR:X/MC:N/MI:N/MA:N')] },
      ],
    }),
    'b.json',
  )
  assert.deepEqual(
    vulnerabilities[0]?.scores.map(({ base }) => base),
    [10],
  )
})
