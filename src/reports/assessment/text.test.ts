import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AssessedAsset } from './document.ts'
import { assessmentTable } from './text.ts'

const asset = (more: Partial<AssessedAsset>): AssessedAsset => ({
  id: 'mac-f8b156901115~serial-M471101',
  called: 'M471101',
  vendor: 'HP',
  model: 'HP EliteDesk 800 G4',
  version: null,
  type: null,
  family: null,
  quantity: 1,
  osSupport: null,
  findings: [],
  borne: [],
  risk: { score: 7, factors: [] },
  ...more,
})

const COUNTS = { assets: 1_234_567, withFindings: 12_345, unnamed: 1 }

test('a device stands under the name it can be asked for, its maker once', () => {
  const text = assessmentTable([asset({})], COUNTS, { width: 100, colour: false })
  assert.match(text, /^ +7 {2}M471101 {2}HP EliteDesk 800 G4$/m)
})

test('no line is wider than a narrow window', () => {
  const long = asset({
    called: '10.31.7.21',
    vendor: 'Siemens Healthineers',
    model: 'SOMATOM Definition AS VA48A',
  })
  for (const width of [60, 80]) {
    const lines = assessmentTable([asset({}), long], COUNTS, { width, colour: false }).split('\n')
    for (const line of lines) assert.ok(line.length <= width, line)
  }
})
