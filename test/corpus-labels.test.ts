/**
 * Measures the inventory against the labelled captures of the corpus, where it is present, and holds a floor.
 * `MISSES=1` prints every label that was missed.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { identify } from '../src/identity/identify.ts'
import { inspectionDocument } from '../src/reports/inspection/document.ts'
import { readFacts } from '../src/sensor/read-facts.ts'
import { type Label, type Measure, Score } from './labels.ts'

const CORPUS = join(import.meta.dirname, '../../shared/corpus')
const LABELS = join(CORPUS, 'captures/LABELS.json')

/** Shares (0-1) that must not be undercut. */
const FLOORS: Partial<Record<Measure, number>> = {
  found: 0.99,
  vendor: 0.95,
  hostname: 1,
  model: 0.8,
  os: 0.9,
  type: 0.76,
}

test('labelled devices of the corpus are found and named', {
  skip: existsSync(LABELS) ? false : 'no corpus beside the repository',
}, async (t) => {
  const { captures } = JSON.parse(readFileSync(LABELS, 'utf8')) as {
    captures: { file: string; devices: Label[] }[]
  }
  const score = new Score()
  for (const { file, devices } of captures) {
    if (devices.length === 0) continue
    const facts = await readFacts([join(CORPUS, file)])
    const { assets } = identify(facts)
    score.capture(
      file.replace('captures/', ''),
      devices,
      inspectionDocument(facts, assets, { conversations: false, weaknesses: new Map() }).assets,
    )
  }
  t.diagnostic(`\n${score.table()}`)
  if (process.env.MISSES) console.log(score.misses.join('\n'))
  for (const [measure, floor] of Object.entries(FLOORS))
    assert.ok(
      score.share(measure as Measure) >= floor,
      `${measure} ${score.share(measure as Measure)} is under ${floor}`,
    )
  assert.equal(score.split, 0, 'devices split in two')
  assert.equal(score.merged, 0, 'devices merged')
  assert.equal(score.contradictions, 0, 'attributes that a label contradicts')
})
