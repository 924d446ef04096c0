/** What is said of a product is a doubt about the same product under another maker's name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE, type Profile } from '../finding.ts'
import { type Advisory, productReference, statement } from '../statement.ts'
import { readVersions } from '../versions/read.ts'
import { explainVulnerability } from './explain.ts'
import { indexStatements, match } from './match.ts'
import { concerned, indexProfiles } from './profile-index.ts'

const advisory: Advisory = advisoryHead({
  id: 'ADV-1',
  title: 'Konica Minolta bizhub',
  issuer: { kind: 'coordinator', name: 'CERT' },
})

const said = statement({
  advisory,
  vulnerability: 'CVE-2026-0001',
  product: productReference('bizhub C258', { vendor: 'Konica Minolta' }),
  constraint: readVersions('< G00-60').constraint,
  status: 'affected',
})

const sold = (vendor: string, model: string, version: string | null): Profile => ({
  ...EMPTY_PROFILE,
  vendor,
  model,
  version,
})

const answers = (profile: Profile): readonly string[] =>
  match(profile, indexStatements([said])).map(({ status, certainty }) => `${status} ${certainty}`)

test('a relabelled product may be affected, and the answer says whose product it is', () => {
  assert.deepEqual(answers(sold('Konica Minolta', 'bizhub C258', 'G00-40')), ['affected confirmed'])
  assert.deepEqual(answers(sold('Develop', 'ineo+ 258', 'G00-40')), ['under_investigation potential'])
  assert.deepEqual(answers(sold('Develop', 'Develop ineo+ 258', null)), ['under_investigation potential'])
  const [finding] = match(sold('Develop', 'ineo+ 258', null), indexStatements([said]))
  assert.match(finding!.because, /^sold under another name, it is the bizhub C258 of Konica Minolta/)
})

test('whether the original is the same, and affected, is asked of the maker', () => {
  const { wouldSettle } = explainVulnerability(
    sold('Develop', 'ineo+ 258', 'G00-40'),
    said.vulnerability,
    [said],
    indexStatements([said]),
  )
  assert.match(wouldSettle.join(), /whether this holds.*: sold under another name, it is the bizhub C258/)
  assert.doesNotMatch(wouldSettle.join(), /in this product/)
})

test('a fixed version and another model are silent', () => {
  assert.deepEqual(answers(sold('Develop', 'ineo+ 258', 'G00-70')), [])
  assert.deepEqual(answers(sold('Develop', 'ineo+ 368', 'G00-40')), [])
})

test('one new document finds the relabelled units of a fleet', () => {
  const unit = sold('Olivetti', 'd-Color MF258', 'G00-40')
  assert.deepEqual([...concerned(indexProfiles([unit]), [said]).keys()], [unit])
})
