/** Runs the case tables beside this file: each line is a test, tried both ways where it is an order. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe as group, test } from 'node:test'
import fc from 'fast-check'
import semver from 'semver'
import { threadTime } from '../../../test/thread-time.ts'
import { compareVersions } from './compare.ts'
import { atLeast, below, between, exactly, ranges } from './constraint.ts'
import { describe } from './described.ts'
import { judge } from './judge.ts'
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

/** Letters, builds in brackets, years, updates and trains, mixed. */
const mixture = fc
  .tuple(
    fc.constantFrom('', 'v', 'Version '),
    fc.constantFrom('1', '2', '10', '2019', 'A', 'VA', 'D'),
    fc.array(
      fc.tuple(
        fc.constantFrom('.', '.', '-', ' ', '_', ''),
        fc.constantFrom(
          '0',
          '2',
          '10',
          '2022',
          '20210218',
          'B',
          'rc1',
          'u3',
          'SP1',
          'CU 14',
          '(123)',
          '(D16)',
          'S4',
        ),
      ),
      { maxLength: 3 },
    ),
    fc.constantFrom('', '', '-EVO', '-LTSR', ' SP1', ' (123)'),
  )
  .map(([prefix, first, fields, end]) => prefix + first + fields.flat().join('') + end)

test('mixtures: orders turn round, and are transitive wherever they are some', () => {
  const all = fc.sample(mixture, 150)
  for (const a of all)
    for (const b of all) {
      const ab = compareVersions(a, b)
      assert.equal(compareVersions(b, a), ab === null ? null : 0 - ab + 0, `${a} and ${b}`)
      for (const c of ab !== null && ab <= 0 ? all : []) {
        const [bc, ac] = [compareVersions(b, c), compareVersions(a, c)]
        if (bc !== null && bc <= 0 && ac !== null) assert.ok(ac === Math.min(ab!, bc), `${a}, ${b}, ${c}`)
      }
    }
})

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

test('a range from a number without end is judged in bounded time', () => {
  const digits = '1'.repeat(100_000)
  const began = threadTime()
  for (const version of [`${digits}a`, `${digits}a1`]) {
    const list = [between(atLeast(version), below('5.0')), exactly('7')]
    judge('9.9', ranges('', list))
    judge('9.9', ranges('', [between(atLeast(`${version}.x`), below('5.0')), exactly('7')]))
  }
  assert.ok(threadTime() - began < 2_000)
})

/** Pairs of versions that programs of others put in order; asked all at once, since starting one takes milliseconds. */
function pairs(version: fc.Arbitrary<string>, count: number): (readonly [string, string])[] {
  // of every three pairs one is of near relatives: orders part at the last characters
  const near = fc
    .tuple(
      version,
      fc.constantFrom('', '0', '1', 'a', '.0', '~1', '-1', '+b', '.1'),
      fc.constantFrom('', '0', '.0', '~', '-2'),
    )
    .map(([base, one, other]) => [base + one, base + other] as const)
  return fc.sample(fc.oneof(fc.tuple(version, version), fc.tuple(version, version), near), {
    numRuns: count,
    seed: 42,
  })
}

function agree(
  scheme: 'deb' | 'rpm' | 'semver',
  compared: readonly (readonly [string, string])[],
  theirs: readonly number[],
): string {
  assert.equal(theirs.length, compared.length)
  const orders = [0, 0, 0]
  for (const [i, [a, b]] of compared.entries()) {
    assert.equal(compareVersions(a, b, scheme), theirs[i], `${a} ${b}`)
    orders[theirs[i]! + 1]!++
  }
  return `${compared.length} pairs agree: ${orders[0]} earlier, ${orders[1]} the same, ${orders[2]} later`
}

const has = (program: string): string | false =>
  spawnSync(program, ['--version']).status === 0 ? false : `no ${program} on this machine`

test("deb: the order is dpkg's own", { skip: has('dpkg') }, (t) => {
  const debian = fc.stringMatching(/^(\d:)?\d{1,2}(\.\d{1,2}|[a-z+~]){0,3}(-\d[a-z0-9.+~]{0,3})?$/)
  const valid = /^(?:\d+:)?\d[A-Za-z0-9.+~]*(?:-[A-Za-z0-9+.~]+)?$/
  const compared = pairs(debian, 600).filter((pair) => pair.every((one) => valid.test(one)))
  const script =
    'while read a b; do dpkg --compare-versions "$a" lt "$b" && echo -1 || { dpkg --compare-versions "$a" gt "$b" && echo 1 || echo 0; }; done'
  const input = compared.map((pair) => pair.join(' ')).join('\n')
  const { stdout } = spawnSync('sh', ['-c', script], { input: `${input}\n`, encoding: 'utf8' })
  t.diagnostic(agree('deb', compared, stdout.trim().split('\n').map(Number)))
})

test("rpm: the order is rpm's own", { skip: has('rpm') }, (t) => {
  const red = fc.stringMatching(/^\d{1,3}(\.\d{1,3}|[a-z]{1,3}|~rc\d|\^git\d|_\d){0,3}$/)
  const compared = pairs(red, 2000).filter((pair) => pair.every((one) => /^[\w.~^+]+$/.test(one)))
  const asked = compared.map(([a, b]) => `print(rpm.vercmp("${a}","${b}").."\\n")`).join(' ')
  const { stdout } = spawnSync('rpm', ['--eval', `%{lua: ${asked}}`], { encoding: 'utf8' })
  t.diagnostic(agree('rpm', compared, stdout.trim().split(/\s+/).map(Number)))
})

test("semver: the order is npm's own", (t) => {
  const npm = fc.stringMatching(
    /^\d{1,3}\.\d{1,3}\.\d{1,3}(-(alpha|beta|rc|[0-9a-z]{1,3})(\.(\d{1,2}|x)){0,2})?(\+[a-z0-9]{1,4})?$/,
  )
  const compared = pairs(npm, 5000).filter((pair) => pair.every((one) => semver.valid(one) !== null))
  assert.ok(compared.length > 2000)
  t.diagnostic(
    agree(
      'semver',
      compared,
      compared.map(([a, b]) => semver.compare(a, b)),
    ),
  )
})

test('semver: plain numbers of three fields have the same order whatever the scheme', () => {
  const plain = fc
    .stringMatching(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/)
    .map((text) => text.replace(/\b0+(?=\d)/g, ''))
  fc.assert(
    fc.property(plain, plain, (a, b) => {
      for (const scheme of SCHEMES) assert.equal(compareVersions(a, b, scheme), semver.compare(a, b), scheme)
    }),
    { numRuns: 2000 },
  )
})

test('a version of blanks alone is compared in bounded time', () => {
  const began = threadTime()
  assert.equal(compareVersions(`v${' '.repeat(200_000)}!`, '1.0'), null)
  assert.ok(threadTime() - began < 2_000)
})
