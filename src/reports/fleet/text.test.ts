import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CountedProfile } from '../../fleet/count.ts'
import { fleetReport } from '../../fleet/report.ts'
import { fleetText } from './text.ts'

const profile = (more: Partial<CountedProfile>): CountedProfile => ({
  devices: 123_456,
  family: 'infusion-pump',
  medical: true,
  vendor: 'Acme',
  model: 'Flow',
  productKnown: true,
  versionKnown: true,
  findings: [],
  os: 'Windows 7',
  osSupport: { state: 'unsupported', until: '2020-01-14', certain: true, because: '' },
  esu: false,
  internet: null,
  ...more,
})

const report = fleetReport(
  [profile({}), profile({ family: 'cold-chain-monitor', medical: false, os: null, osSupport: null })],
  '2026-11-25T00:00:00Z',
)

for (const width of [60, 80, 100])
  test(`the tables fit in ${width} columns and cut nothing`, () => {
    const text = fleetText(report, { width, colour: false, rows: 20 })
    for (const line of text.split('\n')) assert.ok(line.length <= width, line)
    assert.doesNotMatch(text, /…/)
    assert.match(text, /"Unsupported": no more\s+updates/)
  })
