import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compile } from './compile.ts'

const good = `- id: acme
  field: a.banner
  equals: ACME
  says: { version: 10.0 }
  strength: 0.5
  source: here
`

test('a version that looks like a number stays as written', () => {
  assert.equal(compile('fingerprints', 'x.yaml', good)[0]?.says.version, '10.0')
})

const mistakes: readonly (readonly [string, string, RegExp])[] = [
  ['a misspelt key', good.replace('strength', 'strenght'), /^x\.yaml:1: .*strenght/],
  ['a strength above 1', good.replace('0.5', '7'), /^x\.yaml:5: 0\.strength: strength is 0\.01 to 1/],
  ['an attribute nobody knows', good.replace('version', 'colour'), /^x\.yaml:4: 0\.says/],
  ['two ways of matching', `${good}  prefix: AC\n`, /^x\.yaml:1: 0: give exactly one of/],
  ['no way of matching', good.replace('  equals: ACME\n', ''), /^x\.yaml:1: 0: give exactly one of/],
  ['broken YAML', `${good}  - ]`, /^x\.yaml:\d+: /],
  ['a key given twice', `${good}  source: there\n`, /^x\.yaml:7: .*unique/],
]
for (const [what, yaml, message] of mistakes)
  test(`${what} is refused with file, line and what to do`, () => {
    assert.throws(
      () => compile('fingerprints', 'x.yaml', yaml),
      (error: Error) => {
        assert.match(error.message, message)
        assert.match(error.message, /Mend that entry and run "npm run knowledge:check"/)
        return true
      },
    )
  })
