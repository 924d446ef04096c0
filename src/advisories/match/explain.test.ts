import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE, type Profile } from '../finding.ts'
import { type Advisory, type Condition, productReference, type Statement, statement } from '../statement.ts'
import {
  allVersions,
  atMost,
  between,
  type Constraint,
  ranges,
  unreadable,
  unstated,
} from '../versions/constraint.ts'
import { explainVulnerability } from './explain.ts'
import { indexStatements } from './match.ts'

const CVE = 'CVE-2026-1'
const advisory = (id: string): Advisory => advisoryHead({ id })
const upTo14: Constraint = ranges('<= 1.4', [between(null, atMost('1.4'))])

function said(constraint: Constraint, more: Partial<Statement> = {}): Statement {
  return statement({
    advisory: advisory('ACME-1'),
    vulnerability: CVE,
    product: productReference('Flow 5', { vendor: 'Acme' }),
    constraint,
    status: 'affected',
    ...more,
  })
}

const pump: Profile = { ...EMPTY_PROFILE, vendor: 'Acme', model: 'Flow 5', version: '1.4' }

function explain(profile: Profile, ...statements: readonly Statement[]) {
  return explainVulnerability(profile, CVE, statements, indexStatements(statements))
}

test('an affected device: the deciding statement is told first, nothing is left to settle', () => {
  const clear = said(ranges('2.0', [between({ version: '2.0', inclusive: true }, null)]))
  const { finding, traces, wouldSettle } = explain(pump, clear, said(upTo14))
  assert.equal(finding?.status, 'affected')
  assert.deepEqual(
    traces.map(({ decides, verdict }) => [decides, verdict]),
    [
      [true, 'affected'],
      [false, 'not_affected'],
    ],
  )
  assert.deepEqual(wouldSettle, [])
})

test('what would settle an open answer follows from what is open', () => {
  const settles = (profile: Partial<Profile>, one: Statement) =>
    explain({ ...pump, ...profile }, one).wouldSettle.join('; ')
  assert.match(settles({ version: null }, said(upTo14)), /^its version: affected <= 1\.4$/)
  assert.match(
    settles({}, said(unreadable('some builds', 'no version in it'))),
    /"some builds" was not understood/,
  )
  assert.match(settles({}, said(unstated())), /the affected versions, which ACME-1 does not name/)
  const when = (condition: Condition) => said(upTo14, { conditions: [condition] })
  assert.match(
    settles({}, when({ kind: 'serial', from: '100', to: null })),
    /serial number \(from 100 to the last\)/,
  )
  assert.match(settles({}, when({ kind: 'option', name: 'wireless' })), /option wireless/)
  assert.match(settles({}, when({ kind: 'region', name: 'Japan' })), /region .*Japan/)
  assert.match(
    settles({}, when({ kind: 'component', name: 'Wi-Fi module', constraint: upTo14 })),
    /Wi-Fi module/,
  )
  const date: Condition = { kind: 'date', of: 'shipped', from: null, to: '2020', before: true }
  assert.match(settles({}, when(date)), /date of shipping/)
  assert.match(
    settles(
      { model: 'Flow' },
      said(allVersions(), { product: productReference('Flow Gateway Alpha', { vendor: 'Acme' }) }),
    ),
    /exact name or model number: ACME-1 speaks of "Flow Gateway Alpha"/,
  )
})

test('a device that is none of the products: they are named, of the same maker first', () => {
  const other = (vendor: string, name: string) =>
    said(allVersions(), { product: productReference(name, { vendor }) })
  const { finding, traces, others, otherCount } = explain(
    pump,
    other('Zeta', 'Beam 3'),
    other('Acme', 'Lamp 7'),
  )
  assert.equal(finding, null)
  assert.equal(traces.length, 0)
  assert.equal(otherCount, 2)
  assert.deepEqual(
    others.map(({ product, sameMaker }) => [product, sameMaker]),
    [
      ['Lamp 7', true],
      ['Beam 3', false],
    ],
  )
})

test('a part of the device: the maker is to be asked', () => {
  const stack = said(allVersions(), {
    component: true,
    product: productReference('VxWorks', { vendor: 'Wind River' }),
  })
  const { finding, traces, wouldSettle } = explain(
    { ...pump, os: { name: 'VxWorks', version: '6.9', build: null } },
    stack,
  )
  assert.equal(finding?.certainty, 'potential')
  assert.equal(traces[0]!.part, 'VxWorks 6.9')
  assert.match(wouldSettle.join(), /maker's word on whether VxWorks 6\.9 in this product is affected/)
})

test('a statement that clears the device is told as such', () => {
  const { finding, traces } = explain(
    pump,
    said(upTo14, { status: 'not_affected', justification: 'no such code' }),
  )
  assert.equal(finding?.status, 'not_affected')
  assert.match(traces[0]!.because, /no such code/)
})
