/**
 * Measures matching against the hand-labelled advisories of the corpus, where it is present, and holds a floor. Every miss is
 * printed. Rows whose answer stands only in prose are reported apart.
 */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { EMPTY_PROFILE, type Profile } from '../src/advisories/finding.ts'
import { indexStatements, match } from '../src/advisories/match/match.ts'
import { csaf } from '../src/advisories/readers/csaf/csaf.ts'
import { type TruthRow, TruthScore } from './truth-score.ts'

const CORPUS = join(import.meta.dirname, '../../shared/corpus/advisories')
const TRUTH = join(CORPUS, 'TRUTH.json')

test('devices of the labelled inventory get the answers a careful reader gives', {
  skip: existsSync(TRUTH) ? false : 'no corpus beside the repository',
}, (t) => {
  const { rows } = JSON.parse(readFileSync(TRUTH, 'utf8')) as { rows: TruthRow[] }
  const folder = join(CORPUS, 'csaf')
  const readings = readdirSync(folder).map((file) =>
    csaf.read(JSON.parse(readFileSync(join(folder, file), 'utf8')), file),
  )
  assert.deepEqual(
    readings.flatMap(({ rejected }) => rejected),
    [],
  )
  const index = indexStatements(readings.flatMap(({ statements }) => statements))
  const [all, structured, prose] = [new TruthScore(), new TruthScore(), new TruthScore()]
  for (const row of rows) {
    const findings = match(profileOf(row), index)
    all.row(row, findings)
    const part = row.needs_text ? prose : structured
    part.row(row, findings)
  }
  t.diagnostic(`all rows: ${all}`)
  t.diagnostic(`structured rows: ${structured}`)
  t.diagnostic(`rows that need prose: ${prose}`)
  for (const miss of all.misses) t.diagnostic(miss)
  assert.ok(all.precision >= 0.99, `precision ${all.precision}`)
  assert.ok(all.recall >= 0.975, `recall ${all.recall}`)
  assert.equal(all.dropped, 0, 'undetermined answered not affected')
  assert.ok(all.rowsRight >= 0.99 * all.rows, `${all.rowsRight} rows wholly right`)
})

function profileOf({ vendor, model, version, extra = {} }: TruthRow): Profile {
  return {
    ...EMPTY_PROFILE,
    vendor: vendor || null,
    model,
    version: version || null,
    os: extra.os ? { name: extra.os, version: null, build: null } : null,
    components: (extra.components ?? []).map((part) => ({
      name: part.name,
      vendor: null,
      version: part.version ?? null,
      cpe: null,
      purl: null,
    })),
    modelNumber: extra.model_number ?? null,
    serial: extra.serial ?? null,
    options: [extra.options ?? []].flat(),
    region: extra.region ?? null,
    manufactured: extra.manufactured ?? null,
    shipped: extra.shipped ?? null,
  }
}
