import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fillTemplate, templateProblem } from './template.ts'

const groups = { a: 'Foo_Bar', n: '12_4-1' }
const cases: readonly (readonly [string, string | null])[] = [
  ['constant', 'constant'],
  ['{a}', 'Foo_Bar'],
  ['x {a|upper}', 'x FOO_BAR'],
  ['{a|lower}', 'foo_bar'],
  ['{n|dots}', '12.4.1'],
  ['{a|spaces} {n}', 'Foo Bar 12_4-1'],
  ['{missing}', null],
  ['{a} {missing}', null],
]
for (const [template, filled] of cases)
  test(`${template} fills to ${filled}`, () => assert.equal(fillTemplate(template, groups), filled))

for (const blank of ['Unknown', 'N/A', 'To be filled by O.E.M.', '0000-0000', '---', 'localhost', '  '])
  test(`a value "${blank}" says nothing`, () => assert.equal(fillTemplate('{v}', { v: blank }), null))

test('group text is never read as a template', () => {
  assert.equal(fillTemplate('{a}', { a: '{b} $& $1', b: 'no' }), '{b} $& $1')
})

test('stray braces, unknown groups and filters are problems', () => {
  assert.equal(templateProblem('{a|dots} b', ['a']), null)
  assert.match(templateProblem('{b}', ['a']) ?? '', /names no group/)
  assert.match(templateProblem('{a|what}', ['a']) ?? '', /no such filter/)
  assert.match(templateProblem('{a', ['a']) ?? '', /stray brace/)
})
