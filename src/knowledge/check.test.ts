import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemsOfFingerprints } from './check.ts'
import { compile } from './compile.ts'

const fields = new Set(['a.banner', 'a.name'])

function problems(yaml: string): readonly string[] {
  return problemsOfFingerprints(compile('fingerprints', 'x.yaml', yaml), fields)
}

const entry = (more: string) =>
  `- id: x\n  field: a.banner\n  strength: 0.5\n  source: here\n${more.replace(/^/gm, '  ')}\n`

test('a field that no protocol declares is named', () => {
  const wrong = entry('equals: hi\nsays: { vendor: cisco }').replace('a.banner', 'a.bannner')
  assert.deepEqual(problems(wrong), ['fingerprint x: no protocol declares field a.bannner'])
})

test('ids of vendors and types must exist', () => {
  const found = problems(entry('equals: hi\nsays: { vendor: no-one, type: toaster, family: pump }'))
  assert.deepEqual(found, [
    'fingerprint x: no type toaster',
    'fingerprint x: no family pump',
    'fingerprint x: no vendor no-one',
  ])
})

test('a template must name a group of the pattern, and a filter that exists', () => {
  const found = problems(
    entry("match: '(?P<a>x)'\nsays: { model: '{b}', version: '{a|shout}' }\nexamples: []"),
  )
  assert.match(found.join('\n'), /\{b\} names no group/)
  assert.match(found.join('\n'), /\{a\|shout\} has no such filter/)
})

test('a pattern that RE2 cannot read is named', () => {
  assert.match(problems(entry("match: '(?=x)'\nsays: { model: x }"))[0]!, /fingerprint x: pattern: /)
})

test('a pattern needs an example', () => {
  assert.ok(
    problems(entry("match: 'x'\nsays: { model: x }")).includes('fingerprint x: a pattern needs an example'),
  )
})

test('the same pattern for one field in two fingerprints is a mistake', () => {
  const one = entry("match: 'x'\nsays: { model: x }\nexamples: []")
  assert.match(problems(one + one.replace('id: x', 'id: y')).join('\n'), /have the same pattern: a.banner x/)
})

test('an id given twice is named', () => {
  const one = entry('equals: hi\nsays: { model: x }')
  assert.ok(problems(one + one).includes('fingerprint x: id given twice'))
})
