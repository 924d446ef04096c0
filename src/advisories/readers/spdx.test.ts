import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spdx } from './spdx.ts'

const JSON_FORM = {
  spdxVersion: 'SPDX-2.3',
  documentNamespace: 'https://acme.example/spdx/1',
  creationInfo: { created: '2031-01-01T00:00:00Z' },
  documentDescribes: ['SPDXRef-P'],
  packages: [
    {
      SPDXID: 'SPDXRef-P',
      name: 'Pump 3000',
      versionInfo: '3.1',
      supplier: 'Organization: Acme (info@acme.example)',
    },
    {
      SPDXID: 'SPDXRef-C',
      name: 'ipstack',
      versionInfo: '6.6',
      supplier: 'NOASSERTION',
      externalRefs: [
        {
          referenceCategory: 'PACKAGE-MANAGER',
          referenceType: 'purl',
          referenceLocator: 'pkg:generic/ipstack@6.6',
        },
      ],
    },
  ],
}

const TAGS = `SPDXVersion: SPDX-2.3
DocumentNamespace: https://acme.example/spdx/1
Created: 2031-01-01T00:00:00Z
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-P

PackageName: Pump 3000
SPDXID: SPDXRef-P
PackageVersion: 3.1
PackageSupplier: Organization: Acme (info@acme.example)

PackageName: ipstack
SPDXID: SPDXRef-C
PackageVersion: 6.6
PackageSupplier: NOASSERTION
ExternalRef: PACKAGE-MANAGER purl pkg:generic/ipstack@6.6
`

test('JSON and tag-value say the same', () => {
  assert.ok(spdx.recognises(JSON_FORM) && spdx.recognises(TAGS))
  const [composition] = spdx.read(JSON_FORM, 's').compositions
  assert.equal(composition?.product.vendor, 'Acme')
  assert.deepEqual(composition?.components, [
    { name: 'ipstack', vendor: null, version: '6.6', cpe: null, purl: 'pkg:generic/ipstack@6.6' },
  ])
  assert.deepEqual(spdx.read(TAGS, 's').compositions, [
    { ...composition, source: { ...composition!.source, title: null } },
  ])
})

test('a document that describes nothing is set aside', () => {
  assert.equal(spdx.read({ ...JSON_FORM, documentDescribes: [] }, 's').rejected.length, 1)
  const [only] = JSON_FORM.packages
  assert.equal(spdx.read({ ...JSON_FORM, documentDescribes: [], packages: [only] }, 's').rejected.length, 0)
})

const GRAPH = {
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': [
    { type: 'CreationInfo', '@id': '_:c', specVersion: '3.0.1', created: '2031-01-01T00:00:00Z' },
    { type: 'Organization', spdxId: 'urn:acme', name: 'Acme' },
    { type: 'SpdxDocument', spdxId: 'https://acme.example/spdx/3', name: 'pump', rootElement: ['urn:sbom'] },
    { type: 'software_Sbom', spdxId: 'urn:sbom', rootElement: ['urn:p'] },
    {
      type: 'software_Package',
      spdxId: 'urn:p',
      name: 'Pump 3000',
      software_packageVersion: '3.1',
      suppliedBy: 'urn:acme',
    },
    {
      type: 'software_Package',
      spdxId: 'urn:c',
      name: 'ipstack',
      software_packageVersion: '6.6',
      software_packageUrl: 'pkg:generic/ipstack@6.6',
    },
    {
      type: 'security_Vulnerability',
      spdxId: 'urn:v',
      externalIdentifier: [{ externalIdentifierType: 'cve', identifier: 'CVE-2031-1020' }],
    },
    {
      type: 'security_VexNotAffectedVulnAssessmentRelationship',
      spdxId: 'urn:r',
      from: 'urn:v',
      to: ['urn:c'],
      relationshipType: 'doesNotAffect',
      security_justificationType: 'vulnerableCodeNotInExecutePath',
    },
  ],
}

test('the elements of version 3 say what the members of version 2 do, and the security profile more', () => {
  assert.ok(spdx.recognises(GRAPH))
  const { compositions, statements } = spdx.read(GRAPH, 's')
  assert.deepEqual(
    compositions.map(({ product, constraint, components }) => [
      product.vendor,
      product.name,
      constraint.kind,
      components,
    ]),
    [
      [
        'Acme',
        'Pump 3000',
        'ranges',
        [{ name: 'ipstack', vendor: null, version: '6.6', cpe: null, purl: 'pkg:generic/ipstack@6.6' }],
      ],
    ],
  )
  assert.deepEqual(
    statements.map((s) => [s.vulnerability, s.product.name, s.status, s.justification]),
    [['CVE-2031-1020', 'Pump 3000', 'not_affected', 'vulnerableCodeNotInExecutePath']],
  )
})

test('a document wrapped as GitHub gives it; graphs of nothing and of rubbish are set aside', () => {
  assert.ok(spdx.recognises({ sbom: JSON_FORM }))
  assert.equal(spdx.read({ sbom: JSON_FORM }, 's').compositions.length, 1)
  const rubbish = { ...GRAPH, '@graph': [null, 7, { type: 'SpdxDocument' }, { from: {}, type: ['x'] }] }
  assert.equal(spdx.recognises(rubbish), true)
  assert.equal(spdx.read(rubbish, 's').rejected.length, 1)
  assert.equal(spdx.recognises({ '@context': 'https://schema.example', '@graph': [] }), false)
})

test('free words over several lines are no tags', () => {
  const commented = `${TAGS}PackageComment: <text>of the stack
PackageName: none
</text>
PackageVersion: 6.6
`
  assert.deepEqual(
    spdx.read(commented, 's').compositions[0]?.components.map((one) => [one.name, one.version]),
    [['ipstack', '6.6']],
  )
})

const packageOf = (id: string, name: string, versionInfo: string) => ({ SPDXID: id, name, versionInfo })
const relation = (spdxElementId: string, relationshipType: string, relatedSpdxElement: string) => ({
  spdxElementId,
  relationshipType,
  relatedSpdxElement,
})

/** `Pump 3: ipstack 6.6, zlib 1.3`. */
const builtOf = (document: unknown): string[] =>
  spdx
    .read(document, 's')
    .compositions.map(
      ({ product, components }) =>
        `${product.name}: ${components.map((one) => `${one.name} ${one.version}`).join(', ')}`,
    )

test('a document of several products tells what each is built of', () => {
  const document = {
    spdxVersion: 'SPDX-2.3',
    packages: [
      packageOf('A', 'Pump 3', '1'),
      packageOf('B', 'Pump 4', '1'),
      packageOf('C', 'ipstack', '6.6'),
      packageOf('D', 'zlib', '1.3'),
      packageOf('E', 'font', '2'),
      packageOf('F', 'linter', '9'),
    ],
    relationships: [
      relation('SPDXRef-DOCUMENT', 'DESCRIBES', 'A'),
      relation('B', 'DESCRIBED_BY', 'SPDXRef-DOCUMENT'),
      relation('A', 'CONTAINS', 'C'),
      relation('D', 'DEPENDENCY_OF', 'C'),
      relation('B', 'DEPENDS_ON', 'D'),
      relation('F', 'BUILD_TOOL_OF', 'A'),
    ],
  }
  assert.deepEqual(builtOf(document), ['Pump 3: ipstack 6.6, zlib 1.3, font 2', 'Pump 4: zlib 1.3, font 2'])
  const tags = [
    'SPDXVersion: SPDX-2.3',
    ...document.relationships.map(
      (one) => `Relationship: ${one.spdxElementId} ${one.relationshipType} ${one.relatedSpdxElement}`,
    ),
    ...document.packages.flatMap((one) => [
      `PackageName: ${one.name}`,
      `SPDXID: ${one.SPDXID}`,
      `PackageVersion: ${one.versionInfo}`,
    ]),
  ].join('\n')
  assert.deepEqual(builtOf(tags), builtOf(document))
})

test('in version 3 too, and what is said of a part concerns the product that holds it', () => {
  const element = (type: string, spdxId: string, rest: object) => ({ type, spdxId, ...rest })
  const package3 = (id: string, name: string, software_packageVersion: string) =>
    element('software_Package', id, { name, software_packageVersion })
  const related = (from: string, relationshipType: string, to: string, rest: object = {}) =>
    element('Relationship', `${from}-${to}`, { from, relationshipType, to: [to], ...rest })
  const graph = {
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      element('SpdxDocument', 'urn:d', { rootElement: ['urn:a', 'urn:b'] }),
      package3('urn:a', 'Pump 3', '1'),
      package3('urn:b', 'Pump 4', '1'),
      package3('urn:c', 'ipstack', '6.6'),
      package3('urn:d2', 'linter', '9'),
      related('urn:a', 'contains', 'urn:c'),
      related('urn:a', 'dependsOn', 'urn:d2', { scope: 'development' }),
      element('security_Vulnerability', 'urn:v', {
        externalIdentifier: [{ externalIdentifierType: 'cve', identifier: 'CVE-2031-1020' }],
      }),
      element('security_VexNotAffectedVulnAssessmentRelationship', 'urn:r', { from: 'urn:v', to: ['urn:c'] }),
    ],
  }
  assert.deepEqual(builtOf(graph), ['Pump 3: ipstack 6.6'])
  assert.deepEqual(
    spdx.read(graph, 's').statements.map(({ product, status }) => `${product.name} ${status}`),
    ['Pump 3 not_affected'],
  )
})

test('what a later assessment amends no longer counts', () => {
  const assessment = (type: string, spdxId: string) => ({
    type: `security_Vex${type}VulnAssessmentRelationship`,
    spdxId,
    from: 'urn:v',
    to: ['urn:p'],
  })
  const amended = (from: string, to: string) => ({
    type: 'security_VulnAssessmentRelationship',
    spdxId: `${from}-${to}`,
    from,
    to: [to],
    relationshipType: 'amendedBy',
  })
  const graph = {
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      { type: 'SpdxDocument', spdxId: 'urn:d', rootElement: ['urn:p'] },
      { type: 'software_Package', spdxId: 'urn:p', name: 'Pump 3', software_packageVersion: '1' },
      { type: 'security_Vulnerability', spdxId: 'urn:v', name: 'CVE-2031-1020' },
      assessment('UnderInvestigation', 'urn:1'),
      assessment('Affected', 'urn:2'),
      assessment('Fixed', 'urn:3'),
      amended('urn:1', 'urn:2'),
      amended('urn:2', 'urn:3'),
    ],
  }
  assert.deepEqual(
    spdx.read(graph, 's').statements.map(({ status }) => status),
    ['fixed'],
  )
})
