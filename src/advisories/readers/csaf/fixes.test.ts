/** Whose versions remediations speak of. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixMentions } from '../../prose/fixes.ts'
import { describe } from '../../versions/described.ts'
import { readVersions } from '../../versions/read.ts'
import { isOfSomethingElse, namedProducts, upToFix, Vocabulary, vulnerabilitiesOf } from './fixes.ts'

const NAMES = ['Flow Manager', 'IntelliSpace Cardiovascular']
const CASES: readonly (readonly [string, string])[] = [
  ['Upgrade Flow Manager to 4.2.', '4.2'],
  ['Upgrade to 4.2.', '4.2'],
  ['The issue does not exist in Flow Manager 4.2.', '4.2'],
  ['Users should install the latest maintenance release 4.2.', '4.2'],
  ['Acme released Flow Manager 4.2 which includes Log4j 2.17.1.', '4.2'],
  ['Update ISCV to 3.1.', '3.1'],
  ['Update Flow Manager to version 3.00.2 CU02 or 3.00.3.', '3.00.2 3.00.3'],
  ['Update Flow Manager to version R5.04.B2 or R6.04.00.', 'R5.04.B2 R6.04.00'],
  ['Flow Manager R5.01.00 - R5.04.20: apply patch R5.04.D1', 'R5.04.D1'],
  ['Update Log4j to 2.17.1.', ''],
  ['Acme recommends upgrading the Apache Tomcat component to 9.0.50.', ''],
  ['Update the VxWorks operating system to 6.9.4.12.', ''],
  ['Update firmware of the wireless module to 1.5.2.', ''],
  ['Update the web browser to 118.0.', ''],
  ['Use Bluetooth 5.1 capable hardware.', ''],
  ['Flow Manager versions 8.2x include the option to set a password.', ''],
  ['Acme plans 5.30 for the autumn.', '5.30'],
  ['Acme provides 2.6n for the Flow Manager.', '2.6n'],
  ['Update to Beam Gateway 2.2.', ''],
  ['Acme released a new version of the Flow 360 Pump, version 15.10, which is not affected.', ''],
  ['Acme released Flow Manager version 4.2* in August.', '4.2'],
  ['For more see Acme Product Security Advisory APSA-2023-08 v2.1, which was updated.', ''],
]

for (const [text, versions] of CASES)
  test(`${text} fixes ${versions || 'nothing'}`, () => {
    const own = fixMentions(text).filter(
      (mention) => !isOfSomethingElse(mention, NAMES, new Set(['acme']), new Vocabulary(NAMES.join(' '))),
    )
    const numbers = own.map(({ version }) => version.replace(/\s.*$/, ''))
    assert.equal(numbers.join(' '), versions)
  })

test('each version of a list belongs to the words right before or behind it', () => {
  const names = ['RTX Server', 'RTX 4015', 'HMI Studio', 'RadVault PACS', 'RadVault Web Viewer']
  const said = (text: string) =>
    fixMentions(text).map((one) => `${one.version} ${namedProducts(one, names, new Set()).join('+')}`)
  assert.deepEqual(said('Update RTX Server to 3.21, RTX 4015 to 3.30 and HMI Studio to 2.1.'), [
    '3.21 RTX Server',
    '3.30 RTX 4015',
    '2.1 HMI Studio',
  ])
  assert.deepEqual(
    said('Acme released 3.6.0 of RadVault PACS and version 2024.1.2 of RadVault Web Viewer.'),
    ['3.6.0 RadVault PACS', '2024.1.2 RadVault Web Viewer'],
  )
  assert.deepEqual(said('Acme recommends to update to 1.12 (HMI Studio) and 2.1.0 (RTX Server).'), [
    '1.12 HMI Studio',
    '2.1.0 RTX Server',
  ])
  assert.deepEqual(said('RTX 4015. To obtain the update to version 8.3.3, call.'), ['8.3.3 RTX 4015'])
  assert.deepEqual(said('Acme provides Update 5 for HMI Studio V12 SP1 to fix it.'), [
    'V12 SP1 Update 5 HMI Studio',
  ])
})

test('words of kind name the product where nothing else does', () => {
  const names = ['Beam 6015 PC Module', 'Systems Gateway', 'Beam 6100 Pump']
  const said = (text: string) =>
    fixMentions(text).map((one) => `${one.version} ${namedProducts(one, names, new Set()).join('+')}`)
  assert.deepEqual(said('Upgrade the PC Module to 12.1.2 and Systems Gateway to 12.0.1.'), [
    '12.1.2 Beam 6015 PC Module',
    '12.0.1 Systems Gateway',
  ])
})

test('firmware is of the one product that is called so', () => {
  const named = (...names: string[]) =>
    fixMentions('Firmware v1.7.5 is updated by the app.').map((one) => namedProducts(one, names, new Set()))
  assert.deepEqual(named('Beam Monitor Firmware', 'Beam Android App'), [['Beam Monitor Firmware']])
  assert.deepEqual(named('Beam Monitor', 'Beam Android App'), [[]])
  const other = fixMentions('Software version 4.6 resolves this on each Flow Pump.')
  assert.deepEqual(
    other.map((one) => namedProducts(one, ['Flow Pump', 'Flow Server Software'], new Set())),
    [['Flow Pump']],
  )
})

test('every product of a list is named, though the name of one holds the words of another', () => {
  const names = ['Vento', 'Vento Small', 'Vento Basic', 'Opc']
  const said = (text: string) =>
    fixMentions(text).map((one) => namedProducts(one, names, new Set()).join('+'))
  assert.deepEqual(said('Vento, Vento Small, Vento BASIC - affected users should update to version 6.4.'), [
    'Vento+Vento Small+Vento Basic',
  ])
  assert.deepEqual(said('Update Vento Small to 6.4.'), ['Vento Small'])
})

test('a list of versions ends where the fix of the vulnerability itself begins', () => {
  const cut = (versions: string, ...fixes: string[]) =>
    describe(upToFix(readVersions(versions).constraint, fixes))
  assert.equal(cut('< 4.2', '4.1'), '< 4.1')
  assert.equal(cut('>= 3.0 <= 4.2', '4.1'), '>= 3.0, < 4.1')
  assert.equal(cut('< 4.2', '4.2'), '< 4.2')
  assert.equal(cut('< 4.2', '5.0'), '< 4.2')
  assert.equal(cut('4.1 | 4.2', '4.2'), '4.1 or 4.2')
  assert.equal(cut('< 4.2', '4.0', '4.1'), '< 4.2')
})

test('a fixed version is for the vulnerabilities named beside it', () => {
  const said = (text: string) =>
    fixMentions(text).map((one) => `${one.version} ${vulnerabilitiesOf(one)?.join('+') ?? 'any'}`)
  assert.deepEqual(said('CVE-2026-0001 was fixed in Flow 5.2, and CVE-2026-0002 in Flow 5.4.'), [
    '5.2 CVE-2026-0001',
    '5.4 CVE-2026-0002',
  ])
  assert.deepEqual(said('Update to 5.2 for CVE-2026-0001 or to 5.4 for CVE-2026-0002.'), [
    '5.2 CVE-2026-0001',
    '5.4 CVE-2026-0002',
  ])
  assert.deepEqual(said('Flow 5.2 fixes CVE-2026-0001 and CVE-2026-0002.'), [
    '5.2 CVE-2026-0001+CVE-2026-0002',
  ])
  assert.deepEqual(said('Update to Flow 5.2.'), ['5.2 any'])
})
