/** What the summary of a vulnerability says of products and versions, and what only looks like it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mentions } from '../../prose/mentions.ts'
import { between, type Constraint, exactly, ranges } from '../../versions/constraint.ts'
import { describe } from '../../versions/described.ts'
import { readVersions } from '../../versions/read.ts'
import type { LeafReading } from './leaf.ts'
import { scopeOf } from './narrow.ts'

const upTo5: Constraint = ranges('<= 5.0', [between(null, { version: '5.0', inclusive: true })])
const leaf: LeafReading = { constraint: upTo5, otherReadings: [], conditions: [], models: [] }
const NAMES = ['Flow Manager', 'Beam Gateway (BGW)', 'Beam Gateway V7 (Suite)']

/** A summary, and the versions of Flow Manager that are left of `<= 5.0`. */
const CASES: readonly (readonly [string, string | null])[] = [
  // it narrows
  ['In Flow Manager versions 2.1 and prior, an attacker can read files.', '<= 2.1'],
  ['Flow Manager v2.0 through v2.4 does not validate input.', '>= v2.0, <= v2.4'],
  ['Versions 2.1 and prior are affected.', '<= 2.1'],
  ['This vulnerability affects Flow Manager 3.x.', '>= 3, < 4'],
  ['The affected product versions 2.1 and prior allow it.', '<= 2.1'],
  ['Version 2.1 of the Flow Manager accepts a fixed password.', '2.1'],
  ['A password exists in versions prior to 2.1 of the Flow Manager.', '< 2.1'],
  ['Flow Manager software at or prior to version 2.1 keeps its tokens.', '<= 2.1'],
  ['An attacker can enable SSH on versions 2.1 and 2.0 only.', '2.1 or 2.0'],
  // the release that was looked at is the last one listed, not the only one
  ['The function in Flow Manager 5.0 does not check a length.', '<= 5.0'],
  ['All of them are old. Only Flow Manager with software below 2.1 is affected.', '< 2.1'],
  ['Flow Manager reads any file. The flaw was introduced in version 3.0.', '>= 3.0, <= 5.0'],
  // versions of others
  ['Flow Manager uses a version of a database (12.2).', '<= 5.0'],
  ['An attacker on the network can use TLS 1.0 to downgrade.', '<= 5.0'],
  ['The affected product uses OpenSSL 1.0.2, which is vulnerable.', '<= 5.0'],
  ['Flow Manager uses Log4j 2.14.', '<= 5.0'],
  ['Flow Manager, which bundles OpenSSL 1.0.2, allows interception.', '<= 5.0'],
  ['A vulnerability in Apache Log4j 2.14 affects Flow Manager.', '<= 5.0'],
  ['Flow Manager supports SMBv1 and TLS 1.0.', '<= 5.0'],
  ['Flow Manager takes a 0x01 from anyone.', '<= 5.0'],
  ['Flow Manager listens on port 8080 (version 2.0 of the protocol).', '<= 5.0'],
  ['Flow Manager does it without encryption; see section 4.2.', '<= 5.0'],
  ['A flaw in the Beamo Runtime System 2.3 stops the device.', '<= 5.0'],
  ['The web server in Flow Manager and Beam Gateway V7 accepts it.', '<= 5.0'],
  // nothing at all
  ['An attacker can read files.', '<= 5.0'],
]

test('a list of one version alone is the last of those that the summary names', () => {
  const single: LeafReading = { ...leaf, constraint: ranges('2.1', [exactly('2.1')]) }
  const said = (summary: string) => {
    const scope = scopeOf(mentions(summary), NAMES, [], new Set())
    const narrow = scope.of('Flow Manager', single, { names: new Set(), differently: false })
    return narrow && describe(narrow.constraint)
  }
  assert.equal(said('Flow Manager versions 2.1 and prior accept it.'), '<= 2.1')
  assert.equal(said('Flow Manager versions 2.4 and prior accept it.'), '2.1')
  assert.equal(said('Flow Manager version 2.1 accepts it.'), '2.1')
})

test('a version picks the entries of a list that begin with it', () => {
  const singles = ['4.6.07 (revision 79330)', '4.6.07 (revision 79331)', '32-08e'].map(exactly)
  const list: LeafReading = { ...leaf, constraint: ranges('a list', singles) }
  const scope = scopeOf(mentions('Version 4.6.07 of the Flow Manager accepts it.'), NAMES, [], new Set())
  const narrow = scope.of('Flow Manager', list, { names: new Set(), differently: false })
  assert.equal(narrow && describe(narrow.constraint), '4.6.07 (revision 79330) or 4.6.07 (revision 79331)')
})

test('"and earlier" of a release that the list names alone is another reading', () => {
  const list: LeafReading = { ...leaf, constraint: ranges('a list', ['A10', 'A11'].map(exactly)) }
  const read = (summary: string) =>
    scopeOf(mentions(summary), NAMES, [], new Set())
      .of('Flow Manager', list, {
        names: new Set(),
        differently: false,
      })!
      .otherReadings.map(describe)
  assert.deepEqual(read('A password exists in Flow Manager versions A11 and earlier.'), ['<= A11'])
  assert.deepEqual(read('A password exists in Flow Manager versions A10 and A11.'), [])
})

test('an end that the summary includes and the list excludes leaves two readings', () => {
  const before: LeafReading = { ...leaf, constraint: readVersions('< 5.0').constraint }
  const scope = scopeOf(mentions('Flow Manager at or below version 5.0 keeps tokens.'), NAMES, [], new Set())
  const narrow = scope.of('Flow Manager', before, { names: new Set(), differently: false })
  assert.equal(narrow && describe(narrow.constraint), '< 5.0')
  assert.deepEqual(narrow?.otherReadings.map(describe), ['<= 5.0'])
})

test('the build that was looked at is of the version listed', () => {
  const single: LeafReading = { ...leaf, constraint: ranges('1.7.1', [exactly('1.7.1')]) }
  const scope = scopeOf(mentions('In Flow Manager v1.7.1 build 0107 a port is open.'), NAMES, [], new Set())
  const narrow = scope.of('Flow Manager', single, { names: new Set(), differently: false })
  assert.equal(narrow && describe(narrow.constraint), '1.7.1')
})

for (const [summary, left] of CASES)
  test(`${summary} leaves ${left}`, () => {
    const scope = scopeOf(mentions(summary), NAMES, [], new Set(['acme']))
    const narrow = scope.of('Flow Manager', leaf, {
      names: new Set(scope.names),
      differently: false,
    })
    assert.equal(narrow === null ? null : describe(narrow.constraint), left)
  })

test('an open end of what is said is where the list ends', () => {
  const from4: Constraint = ranges('', [
    between({ version: '4.0', inclusive: true }, { version: '5.6', inclusive: false }),
  ])
  const of = (summary: string) => {
    const scope = scopeOf(mentions(summary), NAMES, [], new Set(['acme']))
    const narrow = scope.of(
      'Flow Manager',
      { ...leaf, constraint: from4 },
      { names: new Set(scope.names), differently: false },
    )
    return narrow === null ? null : describe(narrow.constraint)
  }
  assert.equal(of('Flow Manager before 5.5 crashes.'), '>= 4.0, < 5.5')
  assert.equal(of('Flow Manager versions 4.2 and later crash.'), '>= 4.2, < 5.6')
})

test('the end of the list in short is no other end', () => {
  const upTo = (version: string): LeafReading => ({
    ...leaf,
    constraint: ranges(version, [between(null, { version, inclusive: true })]),
  })
  const left = (summary: string, version: string) => {
    const scope = scopeOf(mentions(summary), NAMES, [], new Set())
    const narrow = scope.of('Flow Manager', upTo(version), { names: new Set(), differently: false })
    return narrow && [narrow.constraint, ...narrow.otherReadings].map(describe)
  }
  assert.deepEqual(left('Flow Manager 6.9.2 and prior accept it.', '6.9.2.CU02'), ['<= 6.9.2.CU02'])
  assert.deepEqual(left('Flow Manager 6.9.1 and prior accept it.', '6.9.2.CU02'), ['<= 6.9.1'])
})

test('a sentence may begin with a small letter of a name', () => {
  const said = mentions('iFLOW versions 6.2 and prior have a password. iFLOW versions 6.3 and later do less.')
  assert.deepEqual(
    said.map(({ constraint }) => describe(constraint)),
    ['<= 6.2'],
  )
})
