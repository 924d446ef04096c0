/** What is said of a system in a version is a doubt about devices of its maker that run it in that version. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE } from '../finding.ts'
import { type Advisory, productReference, statement } from '../statement.ts'
import { readVersions } from '../versions/read.ts'
import { indexStatements, match } from './match.ts'

const advisory: Advisory = advisoryHead({
  id: 'ADV-1',
  title: 'FortiOS',
  issuer: { kind: 'cna', name: 'fortinet' },
})

const index = indexStatements([
  statement({
    advisory,
    vulnerability: 'CVE-2026-0001',
    product: productReference('FortiOS', { vendor: 'Fortinet' }),
    constraint: readVersions('< 7.0.6').constraint,
    status: 'affected',
  }),
])

const answers = (model: string, version: string | null): readonly string[] =>
  match({ ...EMPTY_PROFILE, vendor: 'Fortinet', model, version }, index).map(
    ({ status, certainty, because }) => `${status} ${certainty} ${because.slice(0, 30)}`,
  )

test('a gateway has the version of its system', () => {
  const doubt = ['under_investigation potential its version is that of FortiOS']
  assert.deepEqual(answers('FortiGate 100F', '7.0.5'), doubt)
  assert.deepEqual(answers('Fortinet FortiGate-100F', '7.0.5'), doubt)
  assert.deepEqual(answers('FortiGate 100F', '7.0.6'), [])
  // of a version that nobody knows as well: it may be that one
  assert.deepEqual(answers('FortiGate 100F', null), doubt)
  assert.deepEqual(answers('FortiSwitch 124E', '7.0.5'), [])
})

test('a component that is that system tells its version', () => {
  const of = (version: string) =>
    match(
      {
        ...EMPTY_PROFILE,
        vendor: 'Fortinet',
        model: 'FortiGate 100F',
        components: [{ name: 'FortiOS', vendor: null, version, cpe: null, purl: null }],
      },
      index,
    ).map(({ status }) => status)
  assert.deepEqual(of('7.0.5'), ['under_investigation'])
  assert.deepEqual(of('7.0.6'), [])
})

const onModels = indexStatements([
  statement({
    advisory,
    vulnerability: 'CVE-2026-0002',
    product: productReference('FortiOS', { vendor: 'Fortinet', modelNumbers: ['FG100', 'FG400 Series'] }),
    constraint: readVersions('< 7.0.6').constraint,
    status: 'affected',
  }),
])

test('what is said of a system on some models does not concern others', () => {
  const of = (model: string) =>
    match({ ...EMPTY_PROFILE, vendor: 'Fortinet', model, version: '7.0.5' }, onModels).map(
      ({ status, certainty }) => `${status} ${certainty}`,
    )
  assert.deepEqual(of('FG-200F'), [])
  assert.deepEqual(of('FG-100F').length, 1)
  assert.deepEqual(of('FortiOS'), ['affected confirmed'])
})

test('a system of a maker of switches is told by its own name', () => {
  const system = indexStatements([
    statement({
      advisory,
      vulnerability: 'CVE-2026-0002',
      product: productReference('HiOS', { vendor: 'Hirschmann' }),
      constraint: readVersions('< 9.1').constraint,
      status: 'affected',
    }),
  ])
  const found = (version: string) =>
    match(
      { ...EMPTY_PROFILE, vendor: 'Acme', model: 'Switch 7', os: { name: 'HiOS', version, build: null } },
      system,
    ).length
  assert.equal(found('9.0'), 1)
  assert.equal(found('9.1'), 0)
})
