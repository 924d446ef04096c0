import assert from 'node:assert/strict'
import { test } from 'node:test'
import cvss from 'ae-cvss-calculator'
import { advisoryFacts } from '../knowledge/advisories.ts'
import { builtInReading } from './built-in.ts'
import type { Score } from './statement.ts'
import { byId } from './vulnerabilities.ts'

const reading = builtInReading()
const facts = advisoryFacts()
const entries = facts.flatMap(({ file, advisories }) => advisories.map((entry) => ({ file, ...entry })))
const CALCULATORS = { '2.0': cvss.Cvss2, '3.0': cvss.Cvss3P0, '3.1': cvss.Cvss3P1 } as const

function calculated({ version, vector }: Score): number | null {
  return version === '4.0' ? null : (new CALCULATORS[version](vector).calculateScores().base ?? null)
}

/** Looked up and without a score of NVD, CISA or a CNA. */
const NOBODY_SCORED: readonly string[] = []

/** CVEs of the published study of infusion pumps. */
const PUMP_STUDY = [
  'CVE-2019-12255',
  'CVE-2019-12264',
  'CVE-2016-9355',
  'CVE-2016-8375',
  'CVE-2020-25165',
  'CVE-2020-12040',
  'CVE-2020-12047',
  'CVE-2020-12045',
  'CVE-2020-12043',
  'CVE-2020-12041',
]

test('a fresh clone knows at least 150 vulnerabilities, with where the facts are from and how old they are', (t) => {
  const ids = new Set(reading.statements.map((one) => one.vulnerability))
  t.diagnostic(
    `${ids.size} vulnerabilities in ${reading.advisories.length} advisories, ${reading.statements.length} statements`,
  )
  assert.ok(ids.size >= 150)
  for (const { source, asOf, file } of facts) assert.ok(source.length > 10 && asOf > '2020', file)
})

test('every constraint is understood', () => {
  for (const { advisory, product, constraint, otherReadings, conditions } of reading.statements)
    for (const one of [
      constraint,
      ...otherReadings,
      ...conditions.flatMap((c) => ('constraint' in c ? [c.constraint] : [])),
    ])
      assert.notEqual(one.kind, 'unreadable', `${advisory.id} ${product.name}: ${one.raw}`)
})

test('every product is used, every key exists, no advisory stands twice', () => {
  for (const { file, id, products, vulnerabilities } of entries) {
    const used = new Set(vulnerabilities.flatMap((one) => one.in ?? Object.keys(products)))
    assert.deepEqual([...used].sort(), Object.keys(products).sort(), `${file} ${id}`)
    assert.equal(new Set(vulnerabilities.map((one) => one.id)).size, vulnerabilities.length, `${file} ${id}`)
  }
  assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length)
})

test('every score is the one that its vector gives', () => {
  const wrong = reading.vulnerabilities.flatMap(({ id, scores }) =>
    scores
      .filter((score) => calculated(score) !== score.base)
      .map((score) => `${id}: ${score.base} ${score.vector} gives ${calculated(score)}`),
  )
  assert.deepEqual(wrong, [])
})

test('every vulnerability has a score where anybody has published one', () => {
  const without = reading.vulnerabilities.filter(({ scores }) => scores.length === 0).map(({ id }) => id)
  assert.deepEqual(without, NOBODY_SCORED)
})

test('an issuer scores a vulnerability once in a version, however many advisories name it', () => {
  for (const { id, scores } of byId(reading.vulnerabilities).values()) {
    const said = scores.map(({ issuer, version }) => `${issuer.kind} ${issuer.name} ${version}`)
    assert.equal(new Set(said).size, said.length, `${id}: ${said.join(', ')}`)
  }
})

test('a score bears the name of the CNA that gave it, not that of the publisher of the advisory', () => {
  const issuers = (wanted: string) =>
    reading.vulnerabilities.find(({ id }) => id === wanted)?.scores.map(({ issuer }) => issuer)
  const nvd = { kind: 'nvd', name: 'NVD' }
  assert.deepEqual(issuers('CVE-2021-33884'), [nvd, { kind: 'cna', name: 'MITRE' }])
  assert.deepEqual(issuers('CVE-2022-1059'), [nvd, { kind: 'coordinator', name: 'CISA' }])
  assert.deepEqual(issuers('CVE-2020-1472'), [{ kind: 'cna', name: 'Microsoft' }])
})

test("the pump study's ten have NVD's scores, which it used", () => {
  const nvd = new Map<string, number>()
  for (const { id, scores } of reading.vulnerabilities)
    for (const score of scores) if (score.issuer.kind === 'nvd') nvd.set(id, score.base)
  assert.deepEqual(
    PUMP_STUDY.map((id) => nvd.get(id)),
    [9.8, 7.1, 5.3, 4.9, 7.5, 9.8, 9.8, 9.8, 9.8, 9.8],
  )
})

test('what is said of parts is marked so', () => {
  const stack = reading.statements.filter((one) => one.advisory.id === 'ICSA-19-211-01')
  assert.ok(stack.length > 0 && stack.every((one) => one.component))
})
