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

const department = {
  department: '',
  assets: 1,
  unpatched: 0,
  criticalUnpatched: 0,
  unsupportedOs: 0,
  meanRisk: 0,
  maxRisk: 0,
  criticalUnpatchedShare: 0,
  unpatchedShare: 0,
  unsupportedOsShare: 0,
}

const report = fleetReport(
  [profile({}), profile({ family: 'cold-chain-monitor', medical: false, os: null, osSupport: null })],
  '2026-11-25T00:00:00Z',
)

test('rows beyond those asked for are counted', () => {
  const text = fleetText(report, { width: 100, colour: false, rows: 1 })
  assert.doesNotMatch(text, /more:/)
  const departments = Array.from({ length: 1234 }, (_, i) => ({ ...department, department: `D${i}` }))
  const many = fleetText({ ...report, departments }, { width: 100, colour: false, rows: 3 })
  assert.match(many, /^ {2}D2 .*\n {2}… and 1,231 more: --top shows them$/m)
})

test('some are never told as none, nor nearly all as all', () => {
  const few = fleetReport(
    [profile({ devices: 1 }), profile({ devices: 9999, os: null, osSupport: null })],
    'now',
  )
  assert.match(fleetText(few, { width: 100, colour: false, rows: 9 }), /Infusion pump .* 1 \(< 1 %\)/)
})

for (const width of [60, 80, 100])
  test(`the tables fit in ${width} columns and cut nothing`, () => {
    const text = fleetText(report, { width, colour: false, rows: 20 })
    for (const line of text.split('\n')) assert.ok(line.length <= width, line)
    assert.doesNotMatch(text, /…/)
    assert.match(text, /"Unsupported": no more\s+updates/)
  })

test('without a catalogue nothing is said of what is exploited; totals stand with their counts', () => {
  const options = { width: 100, colour: false, rows: 9 }
  const known = fleetText(report, options)
  assert.match(known, /all devices +246,912 .* 123,456 \(50 %\)/)
  assert.match(known, /EXPLOITED/)
  const unknown = fleetText(report, { ...options, exploitedKnown: false })
  assert.doesNotMatch(unknown, /EXPLOITED|RANSOMWARE/)
  assert.match(unknown, /What is exploited: no catalogue was read\s+\(--kev FILE\)/)
})
