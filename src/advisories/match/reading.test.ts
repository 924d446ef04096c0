import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { threadTime } from '../../../test/thread-time.ts'
import { EMPTY_PROFILE, type Finding } from '../finding.ts'
import { productReference, statement } from '../statement.ts'
import { below, between, ranges } from '../versions/constraint.ts'
import { judge } from '../versions/judge.ts'
import { readVersions } from '../versions/read.ts'
import { indexStatements, match } from './match.ts'

const advisory = advisoryHead()

/** What a document says of a "Vista", version 1.5, that has so many products of that name, each with an end and so many with a fix. */
function said(products: number, fixes: number): Finding[] {
  const statements = Array.from({ length: products }, (_, i) =>
    statement({
      advisory,
      vulnerability: 'CVE-2026-0001',
      product: productReference(`Vista AB${i}`, { vendor: 'Acme' }),
      constraint: ranges(`< 2.${i}`, [between(null, below(`2.${i}`))]),
      status: 'affected',
      remedy: { state: 'fix', fixedIn: i < fixes ? [`2.${i}`] : [], text: null },
    }),
  )
  return match(
    { ...EMPTY_PROFILE, vendor: 'Acme', model: 'Vista', version: '1.5' },
    indexStatements(statements),
  )
}

test('a number in the name of the product is no version of it', () => {
  const index = indexStatements([
    statement({
      advisory,
      vulnerability: 'CVE-2026-0001',
      product: productReference('Tarn 7177 Hybrid 2.0 Subscriber', { vendor: 'Acme' }),
      constraint: ranges('< 8.2', [between(null, below('8.2'))]),
      status: 'affected',
    }),
  ])
  const answer = (model: string, version: string | null) =>
    match({ ...EMPTY_PROFILE, vendor: 'Acme', model, version }, index)[0]?.status
  assert.equal(answer('Tarn 7177 Hybrid 2.0', null), 'under_investigation')
  assert.equal(answer('Tarn 7177 Hybrid 2.0', '8.1'), 'affected')
  assert.equal(answer('Tarn 7177 Hybrid 2.0', '8.3'), 'not_affected')
  assert.equal(answer('Tarn 7177 Hybrid 2.0 Subscriber 8.1', null), 'affected')
})

test('a year in the name is the version where versions are years', () => {
  const product = productReference('Tarn Monitoring Expert', { vendor: 'Acme' })
  const said = (text: string) =>
    indexStatements([
      statement({
        advisory,
        vulnerability: 'CVE-2026-0001',
        product,
        constraint: readVersions(text).constraint,
        status: 'affected',
      }),
    ])
  const answer = (model: string, versions: string) =>
    match({ ...EMPTY_PROFILE, vendor: 'Acme', model, version: null }, said(versions))[0]?.status
  assert.equal(answer('Tarn Monitoring Expert 2020', '<= 2021'), 'affected')
  assert.equal(answer('Tarn Monitoring Expert 2023', '<= 2021'), 'not_affected')
  assert.equal(answer('Tarn Monitoring Expert', '<= 2021'), 'under_investigation')
  assert.equal(answer('Tarn Monitoring Expert 2020', '<= 9.1'), 'under_investigation')
})

test('a document of 200,000 ranges for one vulnerability is read', () => {
  const list = Array.from({ length: 200_000 }, (_, i) => between(null, below(`2.${i}`)))
  assert.equal(judge('1.5', ranges('< 2', list)).verdict, 'inside')
  // the end of its own line
  assert.equal(judge('2.5', ranges('< 2', list)).verdict, 'outside')
  assert.equal(judge('3.5', ranges('< 2', list), ['2.1', '3']).verdict, 'fixed')
})

test('ranges and fixes beyond number are not weighed one by one, and the answer is open', () => {
  assert.doesNotMatch(said(900, 900)[0]!.because, /can be weighed/)
  const started = threadTime()
  const [finding] = said(10_000, 10_000)
  assert.equal(finding?.status, 'under_investigation')
  assert.match(finding.because, /more versions are named than can be weighed/)
  const taken = threadTime() - started
  assert.ok(taken < 10_000, `${taken} ms`)
})
