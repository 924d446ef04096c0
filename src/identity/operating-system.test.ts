/** How claims about the operating system add up. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Claim } from '../model/asset.ts'
import { decideSystem } from './operating-system.ts'

const claim = (
  attribute: 'os.name' | 'os.version' | 'os.build',
  value: string,
  strength: number,
  name = value,
): Claim => ({
  attribute,
  value,
  strength,
  by: 'test',
  protocol: 'test',
  field: `test.${attribute}-${value}` as Claim['field'],
  observed: value,
  says: { 'os.name': name },
  self: true,
  at: 0,
  where: { file: 'a', packet: 1 },
})
const named = (value: string, strength: number) => claim('os.name', value, strength)
const decided = (names: Claim[], versions: Claim[] = [], builds: Claim[] = []) =>
  decideSystem(names, versions, builds).verdicts.map((v) => v.value)

test('a stated release wins over what others say of the network stack', () => {
  assert.deepEqual(decided([named('Windows 8.1 / Server 2012 R2', 0.55), named('Linux', 0.3)]), [
    'Windows 8.1 / Server 2012 R2',
  ])
})

test('the family speaks for its release', () => {
  const { verdicts } = decideSystem([named('Windows 10', 0.6), named('Windows', 0.5)], [], [])
  assert.equal(verdicts[0]?.value, 'Windows 10')
  assert.equal(verdicts[0]?.confidence, 0.8)
})

test('a hint of a release does not ride on a sure family', () => {
  assert.deepEqual(decided([named('Linux', 0.9), named('Android', 0.4)]), ['Linux'])
})

test('two faint hints of different detail add up', () => {
  assert.deepEqual(decided([named('Windows', 0.2), named('Windows XP / Server 2003', 0.25)]), [
    'Windows XP / Server 2003',
  ])
})

test('two hints of one release together do', () => {
  const names = [named('Windows', 0.9), named('Windows XP', 0.3), named('Windows XP / Server 2003', 0.4)]
  assert.deepEqual(decided(names), ['Windows XP'])
})

test('a build told with the family goes with the release', () => {
  const build = claim('os.build', '6.1.7601', 0.7, 'Windows')
  assert.deepEqual(decided([named('Windows 7', 0.8)], [], [build]), ['Windows 7', '6.1.7601'])
})

test('a version of two releases goes with one of them', () => {
  const version = claim('os.version', '1809', 0.9, 'Windows 10 / Server 2019')
  assert.deepEqual(decided([named('Windows Server 2019', 0.9)], [version]), ['Windows Server 2019', '1809'])
})

test('a kernel version is no version of a distribution', () => {
  assert.deepEqual(decided([named('Ubuntu', 0.8)], [claim('os.version', '4.4.0', 0.9, 'Linux')]), ['Ubuntu'])
})

test('a name that may be true, too, costs no confidence', () => {
  const { verdicts } = decideSystem(
    [named('Windows 7 / Server 2008 R2', 0.9), named('Windows 7 / Vista', 0.6)],
    [],
    [],
  )
  assert.equal(verdicts[0]?.confidence, 0.9)
})
