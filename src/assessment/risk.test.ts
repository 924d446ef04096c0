import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { JudgedFinding } from './findings.ts'
import { type RatedSign, type RiskInput, riskOf } from './risk.ts'

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

test('of two pumps with one flaw, the one that is open and entered comes first (docs/RISK.md)', () => {
  const flaw = asFinding({ base: 9.8, kev: false, epss: null, certainty: 'confirmed', number: 1 })
  const pump: RiskInput = { findings: [flaw], osSupport: null, criticality: 'life-sustaining' }
  const open: RiskInput = {
    ...pump,
    weaknesses: [
      { id: 'telnet-in-use', severity: 'high' },
      { id: 'pump-service-port-open', severity: 'high' },
      { id: 'clinical-and-it-same-segment', severity: 'medium' },
    ],
    alerts: [{ id: 'default-credential-use', severity: 'critical' }],
  }
  assert.deepEqual([riskOf(pump).score, riskOf(open).score], [34, 80])
})

const sign = fc.record({
  id: fc.constantFrom(
    'smb1-negotiated',
    'telnet-in-use',
    'medical-device-internet-inbound',
    'cert-expired',
    'anonymous-ftp',
  ),
  severity: fc.constantFrom('critical', 'high', 'medium', 'low'),
})
const full = fc.record({
  findings: fc.array(finding.map(asFinding), { maxLength: 8 }),
  osSupport: fc.constantFrom('supported', 'extended', 'unsupported', null),
  criticality: fc.constantFrom('life-sustaining', 'direct-therapy', 'diagnostic', 'support', 'none'),
  weaknesses: fc.array(sign, { maxLength: 9 }),
  alerts: fc.array(sign, { maxLength: 9 }),
  patientData: fc.boolean(),
  dependents: fc.nat(400),
  mitigations: fc.array(
    fc.record({ name: fc.constant('segmented'), reduces: fc.double({ min: 0, max: 1, noNaN: true }) }),
    {
      maxLength: 3,
    },
  ),
}) as fc.Arbitrary<Required<RiskInput>>

test('with weaknesses, alerts and mitigations it still lies between 0 and 100 and adds up', () =>
  fc.assert(
    fc.property(full, (given) => {
      const { score, factors } = riskOf(given)
      assert.ok(score >= 0 && score <= 100)
      assert.ok(Math.abs(factors.reduce((n, f) => n + f.contribution, 0) - score) < 0.2)
    }),
  ))

test('a further weakness, alert, dependent or datum of a patient never lowers it', () =>
  fc.assert(
    fc.property(full, sign, (given, more) => {
      const { score } = riskOf(given)
      const worse: Partial<RiskInput>[] = [
        { weaknesses: [...given.weaknesses, more as RatedSign] },
        { alerts: [...given.alerts, more as RatedSign] },
        { patientData: true },
        { dependents: given.dependents + 50 },
      ]
      for (const change of worse) assert.ok(riskOf({ ...given, ...change }).score >= score)
    }),
  ))

test('a mitigation never raises it, and the order of signs does not matter', () =>
  fc.assert(
    fc.property(full, fc.double({ min: 0, max: 1, noNaN: true }), (given, reduces) => {
      const { score } = riskOf(given)
      const mitigations = [...given.mitigations, { name: 'accepted', reduces }]
      assert.ok(riskOf({ ...given, mitigations }).score <= score)
      const turned = { weaknesses: [...given.weaknesses].reverse(), alerts: [...given.alerts].reverse() }
      assert.deepEqual(riskOf({ ...given, ...turned }), riskOf(given))
    }),
  ))
