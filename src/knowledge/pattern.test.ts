import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../test/thread-time.ts'
import { pattern, patternProblem, requiredLiteral, requiredLiterals } from './pattern.ts'

test('a match gives its text and the named groups that took part', () => {
  const found = pattern('v(?P<major>\\d+)(?:\\.(?P<minor>\\d+))?').find('Acme v12 x')
  assert.deepEqual(found, { text: 'v12', groups: { major: '12' } })
})

test('case is ignored by (?i) and by option', () => {
  assert.ok(pattern('(?i)acme').find('xACMEx'))
  assert.ok(pattern('acme', { ignoreCase: true }).find('xACMEx'))
  assert.equal(pattern('acme').find('ACME'), null)
})

test('look-ahead is no RE2 syntax and is refused', () => {
  assert.notEqual(patternProblem('a(?=b)'), null)
  assert.equal(patternProblem('a(?P<x>b)'), null)
})

const literals: readonly (readonly [string, string])[] = [
  ['^SSH-2\\.0-dropbear', 'ssh-2.0-dropbear'],
  ['abc?', 'ab'],
  ['abc*de', 'ab'],
  ['ab+cdef', 'cdef'],
  ['abc{2}def', 'def'],
  ['foo|bar', ''],
  ['(?i)Foo(?:bar|baz)qux', 'foo'],
  ['[]abc]xyz', 'xyz'],
  ['a(b[)]c)?defg', 'defg'],
  ['\\d+ports', 'ports'],
  ['\\x41bc', ''],
]
for (const [source, literal] of literals)
  test(`what ${source} requires is "${literal}"`, () => assert.equal(requiredLiteral(source), literal))

for (const [source, literals] of [
  ['(?i)(?:^|[^a-z])(?P<product>Alaris (?:8100|GP)|BodyGuard \\d+)(?:$|[^a-z])', ['alaris ', 'bodyguard ']],
  ['(?:ab|cd)?x', ['x']],
  ['foo|bar', ['foo', 'bar']],
  ['foo|\\d+', []],
  ['(?:foo|)z', ['z']],
  ['(a|(?:bcd|efgh))', ['a', 'bcd', 'efgh']],
] as const)
  test(`every match of ${source} holds one of ${literals}`, () =>
    assert.deepEqual(requiredLiterals(source), literals))

test('the prefilter never hides a match', () => {
  const piece = fc.constantFrom(
    'a',
    'B',
    'b?',
    'c*',
    '(?:a|b)',
    '(?:ab|(?:ca|b)1)',
    '(?:ab|c)?',
    '(?:a||b)',
    '[ab]',
    '\\.',
    'ab',
    '(?P<g>a+)',
    '.',
    'x{0,2}',
    '\\d',
  )
  const text = fc.string({ unit: fc.constantFrom('a', 'b', 'B', 'c', '.', 'x', '1'), maxLength: 12 })
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), text, (pieces, subject) => {
      const source = pieces.join('').replace(/\(\?P<g>a\+\)(?=.*\(\?P<g>)/g, 'a+')
      assert.equal(
        pattern(source).find(subject) !== null,
        new RegExp(source.replace('?P<', '?<')).test(subject),
      )
    }),
  )
})

test('a pattern that would explode elsewhere takes linear time', () => {
  const hostile = pattern('^(a+)+$')
  const time = (n: number) => {
    const start = threadTime()
    hostile.find(`${'a'.repeat(n)}!`)
    return threadTime() - start
  }
  time(2000)
  assert.ok(time(50_000) < 500)
})
