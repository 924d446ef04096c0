/**
 * Measures matching against the hand-labelled advisories of the corpus, where it is present, and holds a floor. Every miss is
 * printed. Rows whose answer stands only in prose are reported apart.
 */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Finding, Profile } from '../src/advisories/finding.ts'
import { indexStatements, match } from '../src/advisories/match/match.ts'
import { maker } from '../src/advisories/names/makers.ts'
import { csaf } from '../src/advisories/readers/csaf/csaf.ts'
import { profileOf, type TruthRow, TruthScore } from './truth-score.ts'

const CORPUS = join(import.meta.dirname, '../../shared/corpus/advisories')
const TRUTH = join(CORPUS, 'TRUTH.json')
const BIN = join(import.meta.dirname, '../bin/wardline')

const skip = existsSync(TRUTH) ? false : 'no corpus beside the repository'

function corpus() {
  const { rows } = JSON.parse(readFileSync(TRUTH, 'utf8')) as { rows: TruthRow[] }
  const folder = join(CORPUS, 'csaf')
  const readings = readdirSync(folder).map((file) =>
    csaf.read(JSON.parse(readFileSync(join(folder, file), 'utf8')), file),
  )
  assert.deepEqual(
    readings.flatMap(({ rejected }) => rejected),
    [],
  )
  return { rows, statements: readings.flatMap(({ statements }) => statements) }
}

test('devices of the labelled inventory get the answers a careful reader gives', { skip }, (t) => {
  const { rows, statements } = corpus()
  const index = indexStatements(statements)
  const byAdvisory = Map.groupBy(statements, ({ advisory }) => advisory.id)
  const [all, structured, prose, alone] = [
    new TruthScore(),
    new TruthScore(),
    new TruthScore(),
    new TruthScore(),
  ]
  for (const row of rows) {
    const findings = match(profileOf(row), index)
    all.row(row, findings)
    const part = row.needs_text ? prose : structured
    part.row(row, findings)
    const own = row.advisories.flatMap((id) => byAdvisory.get(id) ?? [])
    alone.row(row, match(profileOf(row), indexStatements(own)))
  }
  t.diagnostic(`all rows: ${all}`)
  t.diagnostic(`structured rows: ${structured}`)
  t.diagnostic(`rows that need prose: ${prose}`)
  t.diagnostic(`each row against its own advisories alone: ${alone}`)
  for (const miss of all.misses) t.diagnostic(miss)
  assert.ok(all.precision >= 0.99, `precision ${all.precision}`)
  assert.ok(all.recall >= 0.99, `recall ${all.recall}`)
  assert.equal(all.dropped, 0, 'undetermined answered not affected')
  assert.ok(all.rowsRight >= 0.99 * all.rows, `${all.rowsRight} rows wholly right`)
  assert.ok(all.kept >= 0.9 * all.undetermined, `${all.kept} kept of ${all.undetermined}`)
  assert.ok(alone.kept >= 0.95 * alone.undetermined, `${alone.kept} kept of ${alone.undetermined}`)
})

test('the command answers the same of them as rows of an inventory', { skip }, () => {
  const { rows } = JSON.parse(readFileSync(TRUTH, 'utf8')) as { rows: TruthRow[] }
  const inventory = rows.map(({ id, vendor, model, version, extra }) => ({
    id,
    vendor,
    model,
    version,
    ...extra,
  }))
  const folder = mkdtempSync(join(tmpdir(), 'wardline-truth-'))
  try {
    const file = join(folder, 'inventory.json')
    writeFileSync(file, JSON.stringify(inventory))
    const args = ['assess', file, '--advisories', join(CORPUS, 'csaf'), '--json', '--all-statuses', '--quiet']
    const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }
    const run = spawnSync(BIN, args, { encoding: 'utf8', maxBuffer: 256 << 20, env })
    assert.equal(run.status, 0, run.stderr)
    const { assets } = JSON.parse(run.stdout) as { assets: { id: string; findings: Finding[] }[] }
    const findings = new Map(assets.map((asset) => [asset.id, asset.findings]))
    const score = new TruthScore()
    for (const row of rows) score.row(row, findings.get(row.id)!)
    assert.ok(score.rowsRight >= 0.99 * score.rows, `${score}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** The same inventory as other hospitals would write it, and the recall that must be left. */
const SPELLINGS: Readonly<Record<string, readonly [(profile: Profile) => Profile, number]>> = {
  'in lower case': [(p) => ({ ...p, model: p.model!.toLowerCase() }), 0.975],
  'in upper case': [(p) => ({ ...p, model: p.model!.toUpperCase() }), 0.975],
  'maker in front of the model': [(p) => ({ ...p, model: `${p.vendor ?? ''} ${p.model}`.trim() }), 0.975],
  'maker in the model alone': [
    (p) => ({ ...p, vendor: null, model: `${p.vendor ?? ''} ${p.model}`.trim() }),
    0.97,
  ],
  'maker by another name': [(p) => ({ ...p, vendor: aliasOf(p.vendor) }), 0.975],
  'blanks for dashes': [(p) => ({ ...p, model: p.model!.replace(/-/g, ' ') }), 0.95],
  'without dashes': [(p) => ({ ...p, model: p.model!.replace(/-/g, '') }), 0.95],
  'blanks before numbers': [(p) => ({ ...p, model: p.model!.replace(/([A-Za-z])(\d)/g, '$1 $2') }), 0.95],
  'a trademark sign': [(p) => ({ ...p, model: p.model!.replace(/^(\S+)/, '$1®') }), 0.975],
  'a word of kind behind': [(p) => ({ ...p, model: `${p.model} System` }), 0.975],
  'v before the version': [(p) => ({ ...p, version: p.version?.replace(/^(?=\d)/, 'v') ?? null }), 0.965],
  '"SW Rev" before the version': [(p) => ({ ...p, version: p.version && `SW Rev ${p.version}` }), 0.965],
}

const aliasOf = (vendor: string | null): string | null =>
  (vendor === null ? undefined : maker(vendor).known[0]?.aliases[0]) ?? vendor

test('the same devices spelled otherwise get the same answers', { skip }, (t) => {
  const { rows, statements } = corpus()
  const index = indexStatements(statements)
  for (const [how, [respelled, least]] of Object.entries(SPELLINGS)) {
    const score = new TruthScore()
    for (const row of rows) score.row(row, match(respelled(profileOf(row)), index))
    t.diagnostic(`${how}: ${score}`)
    assert.ok(score.precision >= 0.99, `${how}: precision ${score.precision}`)
    assert.ok(score.recall >= least, `${how}: recall ${score.recall}`)
  }
})
