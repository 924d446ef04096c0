/** All CVE records of the corpus load, without a single rejection. Skips where the corpus is not there. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readLibrary } from '../src/feeds/library.ts'

const RECORDS = join(import.meta.dirname, '../../shared/corpus/cve/records.ndjson.gz')

test('every CVE record of the corpus is read', {
  skip: existsSync(RECORDS) ? false : 'no corpus here',
}, async (t) => {
  const began = performance.now()
  const { vulnerabilities, statements, rejected } = await readLibrary([RECORDS])
  const seconds = (performance.now() - began) / 1000
  const kinds = Object.groupBy(statements, (one) => one.constraint.kind)
  const counts = Object.entries(kinds).map(([kind, list]) => `${list?.length} ${kind}`)
  t.diagnostic(
    `${vulnerabilities.size} records, ${statements.length} statements (${counts.join(', ')}) in ${seconds.toFixed(2)} s`,
  )
  assert.equal(vulnerabilities.size, 30_677)
  assert.deepEqual(rejected, [])
  assert.ok([...vulnerabilities.values()].filter((one) => one.withdrawn).length === 74)
  assert.ok(statements.length > 50_000)
})
