/** Slips of the hand in long words: what is said of the product that may be meant stays open. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE, type Profile } from '../finding.ts'
import { productReference, statement } from '../statement.ts'
import { allVersions, atMost, between, ranges } from '../versions/constraint.ts'
import { explainVulnerability } from './explain.ts'
import { indexStatements, match } from './match.ts'

const CVE = 'CVE-2026-0001'
const says = (name: string, constraint = allVersions()) =>
  statement({
    advisory: advisoryHead(),
    vulnerability: CVE,
    product: productReference(name, { vendor: 'Acme' }),
    constraint,
    status: 'affected',
  })
const STATEMENTS = [
  says('Infusoria Space 300'),
  says('Symphora', ranges('<= 2', [between(null, atMost('2'))])),
  says('Cadenzio'),
  says('Cadenzia'),
  says('Tempora'),
]

/** The device by its model and version, and the answer. */
const CASES: readonly (readonly [string, string | null, string])[] = [
  ['Infusoria Space 300', null, 'affected'],
  ['Infusria Space 300', null, 'under_investigation'],
  // letters written once or twice are the same word
  ['Infussoria Space 300', null, 'affected'],
  ['Infuosria Space 300', null, 'under_investigation'],
  ['infusorja space 300', null, 'under_investigation'],
  // a letter at fault may stand beside a number that is right, not beside another
  ['Infusria Space 400', null, 'silent'],
  ['Infusrio Space 300', null, 'silent'],
  // words of kind as well
  ['Symphora Controler', '1', 'affected'],
  ['Symhora Controler', '1', 'under_investigation'],
  ['Symphorna', '1', 'under_investigation'],
  ['Symphorna', '3', 'not_affected'],
  // the first letter is mostly right, short words have neighbours, and so has a word between two
  ['Zymphora', '1', 'silent'],
  ['Symphoro', '1', 'silent'],
  ['Tempor', null, 'under_investigation'],
  ['Tempo', null, 'silent'],
  ['Cadenzi', null, 'silent'],
]

const deviceOf = (model: string, version: string | null): Profile => ({
  ...EMPTY_PROFILE,
  vendor: 'Acme',
  model,
  version,
})

for (const [model, version, expected] of CASES)
  test(`${model} ${version ?? 'of unknown version'}: ${expected}`, () =>
    assert.equal(
      match(deviceOf(model, version), indexStatements(STATEMENTS))[0]?.status ?? 'silent',
      expected,
    ))

test('a word that another product of the maker has is no slip', () => {
  const index = indexStatements([...STATEMENTS, says('Symphorna Analyzer')])
  assert.deepEqual(match(deviceOf('Symphorna Injector', '1'), index), [])
})

test('another maker has other words', () => {
  const device = { ...deviceOf('Symphorna', '1'), vendor: 'Zenith' }
  assert.deepEqual(match(device, indexStatements(STATEMENTS)), [])
})

test('the explanation asks for the exact name', () => {
  const { finding, traces, others, wouldSettle } = explainVulnerability(
    deviceOf('Symphorna', null),
    CVE,
    STATEMENTS.slice(1, 2),
    indexStatements(STATEMENTS),
  )
  assert.equal(finding?.status, 'under_investigation')
  assert.deepEqual(
    traces.map(({ verdict, decides }) => [verdict, decides]),
    [['open', true]],
  )
  assert.deepEqual(others, [])
  assert.deepEqual(wouldSettle, [
    'its exact name or model number: ACME-1 speaks of "Symphora"',
    'its version: affected <= 2',
  ])
})

test('the answer says that the name is misspelt, and the version is not asked for where it is affected', () => {
  const { finding, wouldSettle } = explainVulnerability(
    deviceOf('Symphorna', '1'),
    CVE,
    STATEMENTS.slice(1, 2),
    indexStatements(STATEMENTS),
  )
  assert.match(finding!.because, /1 is in <= 2, but a letter of the name is another\. /)
  assert.deepEqual(wouldSettle, ['its exact name or model number: ACME-1 speaks of "Symphora"'])
})
