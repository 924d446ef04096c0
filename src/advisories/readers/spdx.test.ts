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
})
