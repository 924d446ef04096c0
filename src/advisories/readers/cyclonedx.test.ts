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
