import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { versionedName, withoutSerials } from './versioned-name.ts'

const CASES: readonly (readonly [string, string])[] = [
  ['Flow Manager prior to 2.0', 'Flow Manager | prior to 2.0'],
  ['Flow Manager versions 2.0 and earlier', 'Flow Manager | versions 2.0 and earlier'],
  ['Flow Manager, all versions before v2.1', 'Flow Manager | all versions before v2.1'],
  ['Flow Manager (version 2.0 and prior)', 'Flow Manager | version 2.0 and prior'],
  ['Flow 5 < 2.0', 'Flow 5 | < 2.0'],
  ['Flow 5 firmware up to and including 1.7', 'Flow 5 | firmware up to and including 1.7'],
  ['Flow Manager', ''],
  ['Xeleris 3.1', ''],
  ['Flow 5', ''],
  ['IntelliVue MX400 through MX850', ''],
  ['LOGIQ, not including LOGIQ 100 Pro', ''],
  ['Flow Manager 2.x', ''],
]

for (const [name, parts] of CASES)
  test(`"${name}": ${parts || 'a name'}`, () => {
    const found = versionedName(name)
    assert.equal(found === null ? '' : `${found.name} | ${found.version}`, parts)
  })

test('any name is read in bounded time', () => {
  fc.assert(fc.property(fc.string({ maxLength: 300 }), (name) => void versionedName(name)))
  for (const part of ['a ', '1, ', '(1 ', 'and 1 ']) versionedName(part.repeat(50))
})

test('numbers of units are no part of the name', () => {
  const kept = ['Flow Lab', 'Flow Serial Server', 'Flow SN 500 Gateway', 'Flow S/N Reader']
  for (const name of kept) assert.equal(withoutSerials(name), name)
  for (const behind of [
    'with S/N < 5000',
    'serial numbers below 5000',
    'S/N: 100 to 200',
    'SN 1234 and prior',
  ])
    assert.equal(withoutSerials(`Flow Lab ${behind}`), 'Flow Lab', behind)
})
