/** The fleet's tables over fleets made by hand: numerators, denominators, certainties, and what must hold of every fleet. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { JudgedFinding } from '../assessment/findings.ts'
import type { CountedProfile } from './count.ts'
import { DeviceTally } from './device-tally.ts'
import { ladder, league } from './league.ts'
import { prevalence } from './prevalence.ts'
import { fleetReport } from './report.ts'

const finding = (more: Partial<JudgedFinding> = {}): JudgedFinding => ({
  vulnerability: 'CVE-2026-1',
  matter: 'vulnerability',
  status: 'affected',
  certainty: 'confirmed',
  severity: 'high',
  score: null,
  kev: false,
  ransomware: false,
  epss: null,
  remedy: { state: 'unknown', fixedIn: [], text: null },
  advisories: ['A-1'],
  because: '',
  ...more,
})

const profile = (
  devices: number,
  findings: readonly JudgedFinding[],
  more: Partial<CountedProfile> = {},
): CountedProfile => ({
  devices,
  family: 'infusion-pump',
  medical: more.family === undefined || more.family === 'infusion-pump',
  vendor: 'Acme',
  model: 'Flow',
  productKnown: true,
  versionKnown: true,
  findings,
  os: null,
  osSupport: null,
  esu: false,
  internet: null,
  ...more,
})

const support = (state: 'supported' | 'extended' | 'unsupported') =>
  ({ state, until: '2020-01-14', certain: true, because: '' }) as const

test('prevalence: confirmed and likely count, possible stands beside, potential is left out', () => {
  const fleet = [
    profile(50, [finding()]),
    profile(20, [finding({ certainty: 'likely' })]),
    profile(10, [finding({ certainty: 'possible', status: 'under_investigation' })]),
    profile(10, [finding({ certainty: 'potential', status: 'under_investigation' })]),
    profile(10, [
      finding({ status: 'fixed' }),
      finding({ vulnerability: 'CVE-2026-2', status: 'not_affected' }),
    ]),
  ]
  const rows = prevalence(fleet)
  assert.deepEqual(
    rows.map(({ family, vulnerability, affected, possible, assets, share }) => [
      family,
      vulnerability,
      affected,
      possible,
      assets,
      share,
    ]),
    [
      [null, 'CVE-2026-1', 70, 10, 100, 0.7],
      ['infusion-pump', 'CVE-2026-1', 70, 10, 100, 0.7],
    ],
  )
})

test('prevalence: two findings of one vulnerability are one device, and recalls are no vulnerabilities', () => {
  const twice = [
    finding(),
    finding({ advisories: ['B-2'] }),
    finding({ vulnerability: 'Z-1', matter: 'recall' }),
  ]
  const [row, ...others] = prevalence([profile(3, twice)]).filter(({ family }) => family === null)
  assert.equal(row!.affected, 3)
  assert.equal(others.length, 0)
})

test('prevalence: the best remedy of any product is told, by share, then score, then id', () => {
  const scored = (base: number) =>
    ({ version: '3.1', vector: '', base, severity: 'high', issuer: { kind: 'nvd', name: 'NVD' } }) as const
  const rows = prevalence([
    profile(1, [
      finding({ vulnerability: 'CVE-2', score: scored(7) }),
      finding({ vulnerability: 'CVE-1', score: scored(7) }),
      finding({ vulnerability: 'CVE-3', score: scored(9) }),
    ]),
    profile(1, [
      finding({ vulnerability: 'CVE-4', remedy: { state: 'none', fixedIn: [], text: null } }),
      finding({ vulnerability: 'CVE-3', remedy: { state: 'fix', fixedIn: ['2'], text: null } }),
    ]),
  ]).filter(({ family }) => family === null)
  assert.deepEqual(
    rows.map(({ vulnerability }) => vulnerability),
    ['CVE-3', 'CVE-1', 'CVE-2', 'CVE-4'],
  )
  assert.deepEqual(
    rows.map(({ remedy }) => remedy),
    ['fix', 'unknown', 'unknown', 'none'],
  )
})

test('league: a device counts once per column; extended support counts for those who pay', () => {
  const [row] = league([
    profile(4, [
      finding({ severity: 'critical', kev: true }),
      finding({ vulnerability: 'CVE-2', severity: 'critical' }),
    ]),
    profile(3, [finding()], { os: 'Windows 7 SP1', osSupport: support('unsupported') }),
    profile(2, [], { os: 'Windows 10 1809', osSupport: support('extended') }),
    profile(2, [], { os: 'Windows 10 1809', osSupport: support('extended'), esu: true }),
    profile(1, [], { os: 'VxWorks 6.9', osSupport: support('unsupported') }),
  ])
  const { assets, criticalUnpatched, unpatched, unsupportedOs, unsupportedWindows, kev } = row!
  assert.deepEqual(
    { assets, criticalUnpatched, unpatched, unsupportedOs, unsupportedWindows, kev },
    { assets: 12, criticalUnpatched: 4, unpatched: 7, unsupportedOs: 6, unsupportedWindows: 5, kev: 4 },
  )
  assert.equal(row!.unpatchedShare, 7 / 12)
})

test('league: worst critical share first, then any, as the published one is', () => {
  const family = (name: string, critical: number, any: number) => [
    profile(critical, [finding({ severity: 'critical' })], { family: name }),
    profile(any - critical, [finding()], { family: name }),
    profile(100 - any, [], { family: name }),
  ]
  const published = [
    ...family('nurse-call', 39, 48),
    ...family('infusion-pump', 27, 30),
    ...family('medication-dispensing', 4, 86),
  ]
  assert.deepEqual(
    league([...published].reverse()).map((row) => [row.criticalUnpatchedShare, row.unpatchedShare]),
    [
      [0.39, 0.48],
      [0.27, 0.3],
      [0.04, 0.86],
    ],
  )
})

test('ladder: each rung is a part of the one before; the internet only where somebody looked', () => {
  const exploited = finding({ kev: true })
  const ransom = finding({ kev: true, ransomware: true })
  const fleet = [profile(5, [finding()]), profile(3, [exploited]), profile(2, [ransom]), profile(10, [])]
  assert.deepEqual(ladder(fleet), [
    {
      family: 'infusion-pump',
      assets: 20,
      anyCve: 10,
      kev: 5,
      kevRansomware: 2,
      kevRansomwareInternet: null,
    },
  ])
  const looked = [...fleet, profile(1, [ransom], { internet: true })]
  assert.equal(ladder(looked)[0]!.kevRansomwareInternet, 1)
})

test('report: systems by family, what is not known is counted apart', () => {
  const report = fleetReport(
    [
      profile(6, [], { os: 'Windows 7 SP1', osSupport: support('unsupported') }),
      profile(2, [], { os: 'Odd OS' }),
      profile(2, [], { versionKnown: false, productKnown: false }),
      profile(5, [finding()], { family: null }),
    ],
    '2026-11-25T00:00:00Z',
  )
  assert.equal(report.assets, 15)
  assert.deepEqual(report.certainties, ['confirmed', 'likely'])
  assert.deepEqual(report.coverage, { withoutFamily: 5, withoutProduct: 2, withoutVersion: 2, withoutOs: 7 })
  assert.deepEqual(
    report.osSupport.map(({ os, state, assets, share }) => [os, state, assets, share]),
    [
      ['Windows 7 SP1', 'unsupported', 6, 0.6],
      ['Odd OS', null, 2, 0.2],
    ],
  )
  assert.equal(
    report.prevalence.find(({ family }) => family === null)!.share,
    5 / 15,
    'devices of no known kind count over all',
  )
})

const anyFinding = fc
  .record({
    vulnerability: fc.constantFrom('CVE-1', 'CVE-2', 'CVE-3'),
    status: fc.constantFrom('affected', 'under_investigation', 'fixed', 'not_affected'),
    certainty: fc.constantFrom('confirmed', 'likely', 'possible', 'potential'),
    severity: fc.constantFrom('critical', 'high', 'medium', 'low', 'none'),
    kev: fc.boolean(),
    ransomware: fc.boolean(),
    matter: fc.constantFrom('vulnerability', 'recall'),
  } as const)
  .map((made) => finding({ ...made, ransomware: made.kev && made.ransomware }))

const anyProfile = fc
  .record({
    devices: fc.integer({ min: 1, max: 1000 }),
    findings: fc.array(anyFinding, { maxLength: 5 }),
    family: fc.constantFrom('infusion-pump', 'printer', null),
    os: fc.constantFrom('Windows 7 SP1', 'Linux', null),
    state: fc.constantFrom('supported', 'extended', 'unsupported', null),
    esu: fc.boolean(),
  } as const)
  .map(({ devices, findings, state, ...more }) =>
    profile(devices, findings, { ...more, osSupport: state === null ? null : support(state) }),
  )

test('of every fleet: critical <= any <= all, Windows <= systems <= all, rungs fall, shares are parts', () => {
  fc.assert(
    fc.property(fc.array(anyProfile, { maxLength: 12 }), (fleet) => {
      const report = fleetReport(fleet, '2026-11-25')
      const all = fleet.reduce((n, { devices }) => n + devices, 0)
      assert.equal(report.assets, all)
      for (const row of report.league) {
        assert.ok(row.criticalUnpatched <= row.unpatched && row.unpatched <= row.assets)
        assert.ok(row.unsupportedWindows <= row.unsupportedOs && row.unsupportedOs <= row.assets)
        assert.ok(row.kev <= row.unpatched)
      }
      for (const row of report.ladder)
        assert.ok(row.kevRansomware <= row.kev && row.kev <= row.anyCve && row.anyCve <= row.assets)
      for (const row of report.prevalence) {
        assert.ok(row.affected + row.possible <= row.assets && row.assets <= all)
        assert.equal(row.share, row.affected / row.assets)
      }
      for (const family of new Set(report.osSupport.map((row) => row.family)))
        assert.ok(
          report.osSupport.filter((row) => row.family === family).reduce((n, row) => n + row.share, 0) <=
            1 + 1e-9,
        )
    }),
  )
})

test('of every fleet: devices told one by one or as a quantity give the same tables', () => {
  fc.assert(
    fc.property(fc.array(anyProfile, { maxLength: 4 }), (fleet) => {
      const small = fleet.map((one) => ({ ...one, devices: 1 + (one.devices % 5) }))
      const single = small.flatMap((one) =>
        Array.from({ length: one.devices }, () => ({ ...one, devices: 1 })),
      )
      assert.deepEqual(fleetReport(single, 'now'), fleetReport(small, 'now'))
    }),
  )
})

test('totals: over all and over medical devices, each device once', () => {
  const fleet = [
    profile(4, [finding({ severity: 'critical', kev: true }), finding({ vulnerability: 'CVE-2' })]),
    profile(2, [finding({ severity: 'low' })], { family: 'printer', model: 'Jet' }),
    profile(4, [], { family: 'printer', versionKnown: false }),
  ]
  const [all, medical] = fleetReport(fleet, 'now').totals
  assert.deepEqual(
    [
      all!.assets,
      all!.unpatched,
      all!.criticalUnpatched,
      all!.kev,
      all!.fullyKnown,
      all!.vulnerabilities,
      all!.models,
    ],
    [10, 6, 4, 4, 6, 2, 2],
  )
  assert.deepEqual(all!.bySeverity, { critical: 4, high: 4, medium: 0, low: 2 })
  assert.deepEqual([medical!.scope, medical!.assets, medical!.unpatched], ['medical', 4, 4])
})

test('league: the median is over devices, the worst models are those with critical vulnerabilities', () => {
  const [row] = league([
    profile(6, []),
    profile(5, [finding(), finding({ vulnerability: 'CVE-2' })], { model: 'Flow B' }),
    profile(1, [finding({ severity: 'critical' })], { model: 'Flow C' }),
  ])
  assert.equal(row!.medianCves, 0)
  assert.deepEqual(row!.worstModels, ['Acme Flow C', 'Acme Flow B'])
})

test('risk and departments: counted device by device', () => {
  const tally = new DeviceTally()
  const pump = { family: 'infusion-pump', unpatched: true, criticalUnpatched: true, unsupportedOs: false }
  const clean = { family: 'infusion-pump', unpatched: false, criticalUnpatched: false, unsupportedOs: true }
  tally.add(pump, 'ICU', 60, 2)
  tally.add(clean, 'ICU', 0, 2)
  tally.add(clean, null, 10, 16)
  tally.add({ ...clean, family: null }, 'OR', 5, 1)
  assert.deepEqual(tally.riskRows(), [
    { family: 'infusion-pump', assets: 20, mean: 14, median: 10, p90: 10, max: 60 },
  ])
  assert.deepEqual(
    tally
      .departmentRows()
      .map((r) => [
        r.department,
        r.assets,
        r.criticalUnpatched,
        r.unsupportedOs,
        r.unpatchedShare,
        r.meanRisk,
        r.maxRisk,
      ]),
    [
      ['ICU', 4, 2, 2, 0.5, 30, 60],
      ['OR', 1, 0, 1, 0, 5, 5],
    ],
  )
})
