/** Measures matching against advisories made up for it, of products that exist nowhere, and holds a floor; every miss is printed. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { indexStatements, match } from '../src/advisories/match/match.ts'
import { csaf } from '../src/advisories/readers/csaf/csaf.ts'
import { readInvented } from './invented-advisories/read.ts'
import { profileOf, type TruthRow, TruthScore } from './truth-score.ts'

const FOLDER = join(import.meta.dirname, 'invented-advisories')

const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.txt'))

for (const file of FILES)
  test(`devices get the answers a careful reader gives: ${file}`, (t) => {
    const { documents, rows } = readInvented(readFileSync(join(FOLDER, file), 'utf8'))
    const index = indexStatements(documents.flatMap((one, i) => csaf.read(one, `${file}#${i}`).statements))
    const [score, structured, prose] = [new TruthScore(), new TruthScore(), new TruthScore()]
    for (const row of rows) {
      const findings = match(profileOf(row), index)
      score.row(row, findings)
      const part = row.needs_text ? prose : structured
      part.row(row, findings)
    }
    t.diagnostic(`all rows: ${score}`)
    if (prose.rows > 0) {
      t.diagnostic(`structured rows: ${structured}`)
      t.diagnostic(`rows that need prose: ${prose}`)
    }
    for (const miss of score.misses) t.diagnostic(miss)
    assert.ok(score.precision >= 0.97, `precision ${score.precision}`)
    assert.ok(score.recall >= 0.95, `recall ${score.recall}`)
    assert.equal(score.dropped, 0, 'undetermined answered not affected')
    assert.ok(score.rowsRight >= 0.96 * score.rows, `${score.rowsRight} rows wholly right`)
  })

test('what is answered of a device does not hang on what was asked before', () => {
  for (const file of FILES) {
    const { documents, rows } = readInvented(readFileSync(join(FOLDER, file), 'utf8'))
    const statements = documents.flatMap((one, i) => csaf.read(one, `${file}#${i}`).statements)
    const asked = (order: readonly TruthRow[]) => {
      const index = indexStatements(statements)
      return new Map(
        order.map((row) => [
          row.id,
          match(profileOf(row), index).map((f) => `${f.vulnerability} ${f.because}`),
        ]),
      )
    }
    // the same names in versions of other lines, and without what is known beside
    const next = (version: string): string => version.replace(/\d+/, (number) => String(Number(number) + 1))
    const versions = rows.map((row) => ({ ...row, id: `${row.id} next`, version: next(row.version) }))
    const bare = rows.map(({ extra: _, ...row }) => ({ ...row, id: `${row.id} bare` }))
    const both = [...rows, ...versions, ...bare]
    const [forth, back] = [asked(both), asked(both.toReversed())]
    for (const row of both) assert.deepEqual(back.get(row.id), forth.get(row.id), `${file} ${row.id}`)
  }
})
