import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Acceptance, AcceptanceError, acceptancesOf, acceptedIn, readAcceptances } from './acceptance.ts'
import { type RatedSign, type RiskInput, riskOf } from './risk.ts'

const acceptance = (what: string, more: Partial<Acceptance> = {}): Acceptance => ({
  what,
  asset: null,
  author: 'biomed',
  reason: 'in a closed network',
  expires: Date.parse('2026-06-01') / 1000,
  ...more,
})
const IDS = ['telnet-in-use', 'smb1-negotiated', 'ftp-in-use', 'cert-expired']
const pump = (...ids: readonly string[]): RiskInput => ({
  findings: [],
  osSupport: null,
  criticality: 'life-sustaining',
  weaknesses: ids.map((id): RatedSign => ({ id, severity: 'high' })),
})
const scoreWith = (input: RiskInput, acceptances: readonly Acceptance[]) =>
  riskOf({ ...input, mitigations: acceptedIn(input, acceptances) })

test('what is accepted weighs nothing, and the factor says by whom, until when and why', () => {
  const accepted = scoreWith(pump('smb1-negotiated', 'telnet-in-use'), [acceptance('telnet-in-use')])
  assert.equal(accepted.score, riskOf(pump('smb1-negotiated')).score)
  const [factor] = accepted.factors.filter(({ name }) => name.startsWith('mitigated'))
  assert.equal(
    factor?.name,
    'mitigated: telnet-in-use accepted until 2026-06-01 by biomed: in a closed network',
  )
  assert.ok(factor!.contribution < 0)
  assert.equal(scoreWith(pump(...IDS), [acceptance('*')]).score, 0)
})

test('acceptances never raise a risk, and the factors add up to it', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.constantFrom(...IDS)),
      fc.array(fc.constantFrom(...IDS, '*', 'CVE-2026-1')),
      (ids, whats) => {
        const input = pump(...ids)
        const { score, factors } = scoreWith(
          input,
          whats.map((what) => acceptance(what)),
        )
        assert.ok(score <= riskOf(input).score)
        assert.ok(Math.abs(factors.reduce((n, f) => n + f.contribution, 0) - score) < 0.5)
      },
    ),
  ))

test('they hold for the device that is named, and until their day', () => {
  const one = [acceptance('ftp-in-use', { asset: '10.0.0.7' })]
  assert.equal(acceptancesOf(one, ['a1', '10.0.0.7'], '2026-05-31').length, 1)
  assert.equal(acceptancesOf(one, ['a1', null], '2026-05-31').length, 0)
  assert.equal(acceptancesOf(one, ['10.0.0.7'], '2026-06-01').length, 0)
})

test('a file without author, reason or day, or that accepts everything everywhere, is refused', () => {
  const row = { what: 'ftp-in-use', asset: '10.0.0.7', author: 'a', reason: 'b', expires: '2026-06-01' }
  assert.equal(readAcceptances(JSON.stringify([row]))[0]?.expires, Date.parse('2026-06-01') / 1000)
  for (const name of ['what', 'author', 'reason', 'expires'])
    assert.throws(() => readAcceptances(JSON.stringify([{ ...row, [name]: ' ' }])), AcceptanceError)
  for (const text of ['{', '{}', JSON.stringify([{ ...row, expires: 'soon' }])])
    assert.throws(() => readAcceptances(text), AcceptanceError)
  assert.throws(() => readAcceptances(JSON.stringify([{ ...row, what: '*', asset: null }])), /everything/)
})
