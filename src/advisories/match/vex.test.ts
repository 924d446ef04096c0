import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EMPTY_PROFILE, type Finding } from '../finding.ts'
import { readers } from '../readers/list.ts'
import { indexStatements, match } from './match.ts'

const CVE = 'CVE-2031-5000'
const NVD = {
  id: CVE,
  sourceIdentifier: 'psirt@stackmaker.example',
  vulnStatus: 'Analyzed',
  configurations: [
    {
      nodes: [
        {
          operator: 'OR',
          negate: false,
          cpeMatch: [
            {
              vulnerable: true,
              criteria: 'cpe:2.3:a:stackmaker:ipstack:*:*:*:*:*:*:*:*',
              versionEndExcluding: '7',
            },
            { vulnerable: true, criteria: 'cpe:2.3:o:acme:pump_3000_firmware:*:*:*:*:*:*:*:*' },
            { vulnerable: true, criteria: 'cpe:2.3:o:acme:pump_4000_firmware:*:*:*:*:*:*:*:*' },
          ],
        },
      ],
    },
  ],
}
const REASON = 'vulnerable_code_not_in_execute_path'

const OPENVEX = {
  '@context': 'https://openvex.dev/ns/v0.2.0',
  '@id': 'https://acme.example/vex/1',
  author: 'Acme',
  statements: [
    {
      vulnerability: { name: CVE },
      supplier: 'Acme',
      products: [
        {
          '@id': 'https://acme.example/pump-3000',
          identifiers: { cpe23: 'cpe:2.3:o:acme:pump_3000_firmware:3.1:*:*:*:*:*:*:*' },
        },
      ],
      status: 'not_affected',
      justification: REASON,
    },
  ],
}
const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  serialNumber: 'urn:uuid:9',
  metadata: { supplier: { name: 'Acme' } },
  components: [{ 'bom-ref': 'p', name: 'Pump 3000', version: '3.1' }],
  vulnerabilities: [
    { id: CVE, analysis: { state: 'not_affected', justification: REASON }, affects: [{ ref: 'p' }] },
  ],
}
const SPDX = {
  '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
  '@graph': [
    { type: 'SpdxDocument', spdxId: 'urn:d', rootElement: ['urn:p'] },
    {
      type: 'software_Package',
      spdxId: 'urn:p',
      name: 'Pump 3000',
      software_packageVersion: '3.1',
      suppliedBy: { type: 'Organization', name: 'Acme' },
    },
    { type: 'security_Vulnerability', spdxId: 'urn:v', name: CVE },
    {
      type: 'security_VexNotAffectedVulnAssessmentRelationship',
      from: 'urn:v',
      to: ['urn:p'],
      security_justificationType: REASON,
    },
  ],
}

function ask(model: string, version: string | null, ...documents: object[]): Finding | undefined {
  const read = documents.map((one, at) =>
    readers.find((reader) => reader.recognises(one))!.read(one, `${at}.json`),
  )
  const index = indexStatements(
    read.flatMap(({ statements }) => statements),
    read.flatMap(({ compositions }) => compositions),
  )
  const components = [{ name: 'ipstack', vendor: 'Stackmaker', version: '6.6', cpe: null, purl: null }]
  return match({ ...EMPTY_PROFILE, vendor: 'Acme', model, version, components }, index)[0]
}

for (const [name, vex] of Object.entries({ OPENVEX, CYCLONEDX, SPDX }))
  test(`${name}: a maker's "not affected" silences its own product in that version, says why, and no other`, () => {
    assert.equal(ask('Pump 3000', '3.1', NVD)?.status, 'affected')
    const cleared = ask('Pump 3000', '3.1', NVD, vex)
    assert.equal(cleared?.status, 'not_affected')
    assert.match(cleared!.because, new RegExp(REASON))
    assert.equal(ask('Pump 3000', '3.2', NVD, vex)?.status, 'affected')
    assert.notEqual(ask('Pump 3000', null, NVD, vex)?.status, 'not_affected')
    assert.equal(ask('Pump 4000', '3.1', NVD, vex)?.status, 'affected')
    assert.equal(ask('Terminal 5', '3.1', NVD, vex)?.certainty, 'potential')
  })

test('a doubt about a part is settled by what the maker says of the product', () => {
  const [configuration] = NVD.configurations
  const [first] = configuration!.nodes
  const stack = {
    ...NVD,
    configurations: [{ nodes: [{ ...first, cpeMatch: first!.cpeMatch.slice(0, 1) }] }],
  }
  assert.equal(ask('Pump 3000', '3.1', stack)?.certainty, 'potential')
  for (const vex of [OPENVEX, CYCLONEDX, SPDX]) {
    assert.equal(ask('Pump 3000', '3.1', stack, vex)?.status, 'not_affected')
    assert.equal(ask('Pump 3000', '3.2', stack, vex)?.status, 'under_investigation')
  }
})

test('of two documents of one issuer on the same product in the same version the later counts', () => {
  const told = (id: string, timestamp: string, status: string, author = 'Acme') => ({
    ...OPENVEX,
    '@id': `https://acme.example/vex/${id}`,
    author,
    timestamp,
    statements: [{ ...OPENVEX.statements[0], status }],
  })
  const [early, late] = ['2031-01-01T00:00:00Z', '2031-02-01T00:00:00Z']
  const answer = (...documents: object[]) => ask('Pump 3000', '3.1', ...documents)?.status
  assert.equal(answer(told('1', early, 'affected'), told('2', late, 'not_affected')), 'not_affected')
  assert.equal(answer(told('2', late, 'affected'), told('1', early, 'not_affected')), 'affected')
  assert.equal(answer(told('1', early, 'affected'), told('2', late, 'not_affected', 'Somebody')), 'affected')
})

test('a package URL of no package manager names maker and product', () => {
  const document = (purl: string, author: string) => ({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': purl,
    author,
    statements: [
      { vulnerability: CVE, products: [{ '@id': purl }], status: 'not_affected', justification: REASON },
    ],
  })
  const answer = (purl: string, author = 'Acme', vendor = 'Acme') => {
    const all = [readers, readers].map(
      (list, i) => list.find((one) => one.name === (i === 0 ? 'nvd' : 'openvex'))!,
    )
    const statements = [all[0]!.read(NVD, 'n'), all[1]!.read(document(purl, author), 'v')].flatMap(
      (one) => one.statements,
    )
    const profile = { ...EMPTY_PROFILE, vendor, model: 'Pump 3000', version: '3.1' }
    return match(profile, indexStatements(statements)).find((one) => one.vulnerability === CVE)?.status
  }
  assert.equal(answer('pkg:generic/acme/pump-3000@3.1'), 'not_affected')
  assert.equal(answer('pkg:generic/acme/pump_3000@3.1', 'The hospital'), 'not_affected')
  assert.equal(answer('pkg:swid/Acme/Pump%203000@3.1'), 'not_affected')
  assert.equal(answer('pkg:generic/acme/pump-3000@3.0'), 'affected')
  assert.equal(answer('pkg:generic/umbrella/pump-3000@3.1'), 'affected')
})
