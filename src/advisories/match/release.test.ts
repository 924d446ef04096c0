/** A release in the name of a product, and the version of the device that is or is not of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE, type Profile } from '../finding.ts'
import { type Advisory, productReference, type Statement, statement } from '../statement.ts'
import { allVersions } from '../versions/constraint.ts'
import { readVersions } from '../versions/read.ts'
import { indexStatements, match } from './match.ts'

const advisory: Advisory = advisoryHead({ id: 'ADV-1' })

const says = (name: string, versions: string): Statement =>
  statement({
    advisory,
    vulnerability: 'CVE-2031-1000',
    product: productReference(name, { vendor: 'Acme' }),
    constraint: versions === '*' ? allVersions() : readVersions(versions).constraint,
    status: 'affected',
  })

/** `silent` where nothing is said of it. */
function answer(known: Partial<Profile>, ...statements: Statement[]): string {
  const profile = { ...EMPTY_PROFILE, vendor: 'Acme', ...known }
  return match(profile, indexStatements(statements))[0]?.status ?? 'silent'
}

const FLOW = [
  says('Flow Manager V4.0', '*'),
  says('Flow Manager V4.1', '< 4.1 Update 2'),
  says('Flow Manager V5.0', '*'),
]
const NUMBERED = [says('7741 Plant Programmer', '*')]
const VIEW = [says('Plant View V2201', '*'), says('Plant View V2302', '< V2302.0007')]

/** Releases of two numbers, and of one: the device's name says none, its version does. */
const MIXED = [
  says('Plant View V14.2', '>= 14.2 | < 14.3'),
  says('Plant View V14.3', '< V14.3.0.14'),
  says('Plant View V2406', '< V2406.0008'),
]
const STUDIO = [
  says('Flow Studio 9', '< V9.24.35'),
  says('Flow Studio 10', '< V10.23.0'),
  says('Flow Studio 10.6', '< V10.6.24'),
]

/** Model and version of the device, and what is known of it. */
const CASES: readonly (readonly [string, string | null, readonly Statement[], string])[] = [
  ['Plant View', 'V2406.0005', MIXED, 'affected'],
  ['Plant View', 'V2406.0008', MIXED, 'not_affected'],
  ['Plant View', '14.3.0.9', MIXED, 'affected'],
  ['Plant View', '13.3', MIXED, 'not_affected'],
  ['Flow Studio', '9.24.30', STUDIO, 'affected'],
  ['Flow Studio', '10.22.0', STUDIO, 'affected'],
  ['Flow Studio', '10.6.2', STUDIO, 'affected'],
  ['Flow Studio', '10.6.24', STUDIO, 'not_affected'],
  ['Flow Manager', '4.0 SP1', FLOW, 'affected'],
  ['Flow Manager', '4.1', FLOW, 'affected'],
  ['Flow Manager', '4.1 Update 2', FLOW, 'not_affected'],
  ['Flow Manager', '4.2', FLOW, 'not_affected'],
  ['Flow Manager V5.0', null, FLOW, 'affected'],
  ['Flow Archive 3.1', null, [says('Flow Archive 3.1', '>= 3.1 | < 3.2')], 'affected'],
  ['Flow Archive 3.1', null, [says('Flow Archive 3.1', '>= 3.1 | < 3.1.5')], 'under_investigation'],
  ['Flow Manager', null, FLOW, 'under_investigation'],
  ['Flow Manager', '4.0', FLOW.slice(1), 'under_investigation'],
  ['Flow Manager', '3.9', FLOW.slice(1, 2), 'under_investigation'],
  ['Plant View', '2201.0003', VIEW, 'affected'],
  // a model kept as the version
  ['Plant Programmer', '7741', NUMBERED, 'affected'],
  ['Plant Programmer', '7742', NUMBERED, 'under_investigation'],
  ['Plant Programmer', '7741.2', NUMBERED, 'under_investigation'],
  ['Plant View', '2302.0003', VIEW, 'affected'],
  ['Plant View', '2302.0007', VIEW, 'not_affected'],
  ['Plant View', 'V2404.0001', VIEW, 'not_affected'],
  ['Plant View', null, VIEW, 'under_investigation'],
  // the name counts generations, the versions go their own way
  ['Scanner', '3.4.1', [says('Scanner 2.0', '<= 3.4.5')], 'affected'],
]

for (const [model, version, statements, expected] of CASES)
  test(`${model} ${version ?? 'of unknown version'}: ${expected}`, () =>
    assert.equal(answer({ model, version }, ...statements), expected))

test('a system among the parts is of its maker', () => {
  const of = (name: string) =>
    answer(
      { model: 'Tablet', components: [{ name, vendor: null, version: '17.4', cpe: null, purl: null }] },
      {
        ...says('iOS and iPadOS', '< 18'),
        product: productReference('iOS and iPadOS', { vendor: 'Apple' }),
      },
    )
  assert.deepEqual(
    [of('iOS'), of('iPadOS'), of('Cisco IOS')],
    ['under_investigation', 'under_investigation', 'silent'],
  )
})
