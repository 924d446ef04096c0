/** What a document lists beyond what is read is never taken for "not affected". */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { madeAdvisory } from '../../../test/made-advisory.ts'
import { EMPTY_PROFILE } from '../finding.ts'
import { csaf } from '../readers/csaf/csaf.ts'
import { cveRecord } from '../readers/cve-record/cve-record.ts'
import type { Statement } from '../statement.ts'
import { indexStatements, match } from './match.ts'

const numbered = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => `1.${i}`)

const answer = (version: string, statements: readonly Statement[]): string =>
  match({ ...EMPTY_PROFILE, vendor: 'Acme', model: 'Infusor 3', version }, indexStatements(statements))[0]
    ?.status ?? 'silent'

const record = (affected: readonly object[]) =>
  cveRecord.read(
    {
      dataType: 'CVE_RECORD',
      dataVersion: '5.1',
      cveMetadata: { cveId: 'CVE-2026-0001', state: 'PUBLISHED' },
      containers: { cna: { affected } },
    },
    'a.json',
  )

test('a version field of thousands of versions', () => {
  const { statements } = csaf.read(
    madeAdvisory({
      id: 'A-1',
      cve: 'CVE-2026-0001',
      vendor: 'Acme',
      product: 'Infusor 3',
      versions: numbered(1_000).join(' | '),
    }),
    'a.json',
  )
  assert.equal(answer('1.1', statements), 'affected')
  assert.equal(answer('1.999', statements), 'under_investigation')
})

test('thousands of versions, and of changes within one, in a record', () => {
  const versions = numbered(5_000).map((version) => ({ version, status: 'affected' }))
  const listed = record([{ vendor: 'Acme', product: 'Infusor 3', versions }]).statements
  assert.equal(answer('1.1', listed), 'affected')
  assert.equal(answer('1.4999', listed), 'under_investigation')
  const changes = numbered(100).map((at, i) => ({ at, status: i % 2 ? 'affected' : 'unaffected' }))
  const one = { version: '0', lessThan: '2', status: 'affected', changes }
  const changed = record([{ vendor: 'Acme', product: 'Infusor 3', versions: [one] }]).statements
  assert.equal(answer('0.5', changed), 'under_investigation')
  assert.equal(answer('1.95', changed), 'under_investigation')
})

test('more products than are read are told', () => {
  const product = { vendor: 'Acme', versions: [{ version: '1', status: 'affected' }] }
  const { rejected } = record(Array.from({ length: 1_100 }, (_, i) => ({ ...product, product: `Flow ${i}` })))
  assert.deepEqual(rejected, [
    {
      file: 'a.json',
      where: 'CVE-2026-0001',
      because: '1100 products are named; the first 1024 were read',
    },
  ])
})
