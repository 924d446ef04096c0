import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { JudgedFinding } from './findings.ts'
import { type RiskInput, riskOf } from './risk.ts'

const finding = fc.record({
  base: fc.integer({ min: 0, max: 100 }).map((n) => n / 10),
  kev: fc.boolean(),
  epss: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  certainty: fc.constantFrom('confirmed', 'likely', 'possible', 'potential'),
  number: fc.integer({ min: 1, max: 9999 }),
})
const asFinding = (f: typeof finding extends fc.Arbitrary<infer T> ? T : never): JudgedFinding => ({
  vulnerability: `CVE-2026-${f.number}`,
  matter: 'vulnerability',
  status: 'affected',
  certainty: f.certainty,
  severity: 'high',
  score: { version: '3.1', vector: '', base: f.base, severity: 'high', issuer: { kind: 'nvd', name: 'NVD' } },
  kev: f.kev,
  ransomware: false,
  epss: f.epss,
  remedy: { state: 'unknown', fixedIn: [], text: null },
  advisories: [],
  because: '',
})
const input = fc.record({
  findings: fc.array(finding.map(asFinding), { maxLength: 12 }),
  osSupport: fc.constantFrom('supported', 'extended', 'unsupported', null),
  criticality: fc.constantFrom('life-sustaining', 'direct-therapy', 'diagnostic', 'support', 'none'),
}) as fc.Arbitrary<RiskInput>

test('the score lies between 0 and 100, and its factors add up to it', () =>
  fc.assert(
    fc.property(input, (given) => {
      const { score, factors } = riskOf(given)
      assert.ok(score >= 0 && score <= 100)
      assert.ok(Math.abs(factors.reduce((n, f) => n + f.contribution, 0) - score) < 0.2)
    }),
  ))

test('one more finding never lowers it', () =>
  fc.assert(
    fc.property(input, finding.map(asFinding), (given, more) => {
      assert.ok(riskOf({ ...given, findings: [...given.findings, more] }).score >= riskOf(given).score)
    }),
  ))

test('the order of findings does not matter', () =>
  fc.assert(
    fc.property(input, (given) => {
      assert.equal(riskOf({ ...given, findings: [...given.findings].reverse() }).score, riskOf(given).score)
    }),
  ))

test('the same flaw weighs more on a ventilator than on an office printer', () => {
  const findings = [asFinding({ base: 9.8, kev: false, epss: null, certainty: 'confirmed', number: 1 })]
  const at = (criticality: RiskInput['criticality']) =>
    riskOf({ findings, osSupport: null, criticality }).score
  assert.deepEqual([at('life-sustaining'), at('none')], [34, 7])
})
