import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { tidyCompany } from '../../knowledge/company.ts'
import { vendors } from '../../knowledge/vendors.ts'
import { kinship, maker } from './makers.ts'

const cases = readFileSync(join(import.meta.dirname, 'makers.cases.txt'), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))

const isKin = (a: string, b: string): boolean => ['same', 'related'].includes(kinship(maker(a), maker(b)))

describe('makers that are kin, and makers that are not', () => {
  for (const line of cases)
    test(line, () => {
      const [, a = '', sign, b = ''] = /^(.+?) ([=!]) (.+)$/.exec(line) ?? []
      assert.equal(isKin(a, b), sign === '=')
      assert.equal(isKin(b, a), sign === '=')
    })
})

test('every name of the knowledge base, with a legal form or a country behind it, is its vendor', () => {
  for (const vendor of vendors())
    for (const name of [vendor.name, ...vendor.aliases])
      for (const spelled of tidyCompany(name) === name
        ? [name, `${name}, Inc.`, `${name} Deutschland GmbH`]
        : [name])
        assert.ok(maker(spelled).known.includes(vendor), `${spelled} of ${vendor.id}`)
})

test('two makers in one name are both, whatever stands between them', () => {
  for (const spelled of [
    'Lorex by Dahua',
    'Lorex - Dahua',
    'Lorex | Dahua',
    'Lorex (a brand of Dahua)',
    'Lorex, formerly Dahua',
    'Lorex f/k/a Dahua',
    'Lorex (fka Dahua)',
  ])
    assert.deepEqual(
      maker(spelled).known.map(({ id }) => id),
      ['lorex', 'dahua'],
      spelled,
    )
})

test('a name of several words may go on, a short one may not', () => {
  assert.deepEqual(
    maker('Welch Allyn Protocol').known.map(({ id }) => id),
    ['hillrom'],
  )
  assert.deepEqual(maker('Sun Optics').known, [])
})
