/** Runs the case tables beside this file: each line is a test, tried both ways where it is an order. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe as group, test } from 'node:test'
import fc from 'fast-check'
import { compareVersions } from './compare.ts'
import { describe, judge } from './judge.ts'
import { readVersions } from './read.ts'

const SIGNS = new Map([
  ['<', -1],
  ['=', 0],
  ['>', 1],
  ['?', null],
])
const SCHEMES = ['generic', 'semver', 'deb', 'rpm'] as const

const lines = (file: string): string[] =>
  readFileSync(join(import.meta.dirname, 'cases', `${file}.cases.txt`), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))

for (const scheme of SCHEMES)
  group(`order of ${scheme} versions`, () => {
    for (const line of lines(scheme))
      test(line, () => {
        const [, a, sign, b] = /^(.+) ([<=>?]) (.+)$/.exec(line) ?? []
        const order = SIGNS.get(sign!)
        assert.notEqual(order, undefined, 'no order in this line')
        assert.equal(compareVersions(a!, b!, scheme), order)
        assert.equal(compareVersions(b!, a!, scheme), order === null ? null : -order! + 0)
      })
  })

group('constraints', () => {
  for (const line of lines('constraints'))
    test(line, () => {
      const [text, meaning] = line.split(' => ')
      const { constraint } = readVersions(text!)
      assert.equal(constraint.kind === 'unreadable' ? 'unreadable' : describe(constraint), meaning)
    })
})

group('judgements', () => {
  for (const line of lines('judgements'))
    test(line, () => {
      const [, version, constraint, fixes, verdict] = /^(.*?) \| (.*) \|(.*) => (\w+)$/.exec(line) ?? []
      const fixedIn = fixes!
        .split(',')
        .map((fix) => fix.trim())
        .filter((fix) => fix !== '')
      const judgement = judge(version!.trim() || null, readVersions(constraint!).constraint, fixedIn)
      assert.equal(judgement.verdict, verdict, judgement.because)
    })
})

/** Texts that look like versions of every kind the tables hold, and some that do not. */
const anyVersion = fc.oneof(
  fc.stringMatching(/^v?\d{1,3}(\.\d{1,3}){0,4}([A-Z]\d{0,2}|u\d| SP\d| build \d{1,6})?$/),
  fc.stringMatching(/^[A-D]\.\d{2}(\.\d{1,2})?$/),
  fc.stringMatching(/^(SR|VA|VB)\d{2,3}$/),
  fc.stringMatching(/^\d{3}[UL]\d{6}$/),
  fc.stringMatching(/^20[0-2]\d-0[1-9](-1\d)?$/),
  fc.stringMatching(/^1\.0(\.0)? (beta|rc)( \d)?$/),
  fc.string({ maxLength: 20 }),
)

for (const scheme of [...SCHEMES, 'date'] as const) {
  test(`${scheme}: a version equals itself, and orders turn round`, () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, (a, b) => {
        const order = compareVersions(a, b, scheme)
        assert.equal(compareVersions(b, a, scheme), order === null ? null : 0 - order + 0)
        assert.ok([0, null].includes(compareVersions(a, a, scheme)))
      }),
    )
  })

  test(`${scheme}: the order is transitive wherever it is one`, () => {
    fc.assert(
      fc.property(anyVersion, anyVersion, anyVersion, (a, b, c) => {
        const [ab, bc, ac] = [
          compareVersions(a, b, scheme),
          compareVersions(b, c, scheme),
          compareVersions(a, c, scheme),
        ]
        if (ab === null || bc === null || ac === null) return
        if (ab <= 0 && bc <= 0) assert.ok(ac <= 0, `${a} ${ab} ${b} ${bc} ${c} ${ac}`)
        if (ab === 0 && bc === 0) assert.equal(ac, 0)
      }),
      { numRuns: 2000 },
    )
  })
}

test('no text makes a constraint reader or a judge throw', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), anyVersion, (text, version) => {
      judge(version, readVersions(text).constraint, [text])
    }),
  )
})

test('long texts are read in bounded time', () => {
  for (const part of ['1.', '>= 1.2 | ', '(', 'x.', 'and ', 'build 1 ', '/', '- '])
    readVersions(part.repeat(20_000))
})

const dpkg = spawnSync('dpkg', ['--version']).status === 0
test("deb: the order is dpkg's own", { skip: dpkg ? false : 'no dpkg on this machine' }, () => {
  const debian = fc.stringMatching(/^(\d:)?\d{1,2}(\.\d{1,2}|[a-z+~]){0,3}(-\d[a-z0-9.+~]{0,3})?$/)
  fc.assert(
    fc.property(debian, debian, (a, b) => {
      const says = (op: string) => spawnSync('dpkg', ['--compare-versions', a, op, b]).status === 0
      const theirs = says('lt') ? -1 : says('gt') ? 1 : 0
      assert.equal(compareVersions(a, b, 'deb'), theirs, `${a} ${b}`)
    }),
    { numRuns: 60 },
  )
})
