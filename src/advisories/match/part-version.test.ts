/** Versions that are not the device's own: of parts, and models that stand where versions should. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE, type Profile } from '../finding.ts'
import { readLeaf } from '../readers/csaf/leaf.ts'
import { productReference, statement } from '../statement.ts'
import { indexStatements, match } from './match.ts'

/** The answer for a device of a document that lists one product and one text of versions. */
function answer(known: Partial<Profile>, name: string, version: string, words?: string): string {
  const fullName = `${name}: ${words ?? version.replace(/^(?=\d{5})/, 'Versions ')}`
  const { constraint, conditions, models } = readLeaf({ name, fullName, version })
  const statements = [
    statement({
      advisory: advisoryHead({ id: 'ADV-1', title: 'Acme', issuer: { kind: 'coordinator', name: 'CERT' } }),
      vulnerability: 'CVE-2026-0001',
      product: productReference(name, { vendor: 'Acme', models, fullName }),
      constraint,
      conditions,
      status: 'affected',
    }),
  ]
  const profile = { ...EMPTY_PROFILE, vendor: 'Acme', ...known }
  return match(profile, indexStatements(statements))[0]?.status ?? 'silent'
}

test('a model number that stands where versions should is the model, whatever the device runs', () => {
  const monitor = ['HomeVista Monitor', '24950 | 24952'] as const
  assert.equal(
    answer({ model: 'HomeVista Monitor', modelNumber: '24950', version: '3.2' }, ...monitor),
    'affected',
  )
  assert.equal(answer({ model: 'HomeVista Monitor 24952', version: '3.2' }, ...monitor), 'affected')
  assert.equal(answer({ model: 'HomeVista Monitor', version: '3.2' }, ...monitor), 'under_investigation')
  assert.equal(answer({ model: 'HomeVista Monitor', version: '24951' }, ...monitor), 'under_investigation')
  assert.equal(answer({ model: 'HomeVista 24952' }, ...monitor), 'affected')
  assert.equal(answer({ model: 'HomeVista Monitor 25000', version: '3.2' }, ...monitor), 'not_affected')
})

test("versions of a part that the device's name does not say are not held against its own", () => {
  const part = ['Vista monitors MV2/MV5 (M8102/M8105) WLAN', 'A.01.09'] as const
  assert.equal(answer({ model: 'Vista MV2', version: 'M.01' }, ...part), 'under_investigation')
  assert.equal(answer({ model: 'Vista MV2', version: null }, ...part), 'under_investigation')
  const wlan = { name: 'WLAN', vendor: null, version: 'A.01.09', cpe: null, purl: null }
  assert.equal(answer({ model: 'Vista MV2', version: 'M.01', components: [wlan] }, ...part), 'affected')
})

test('a part that is a product itself, told with what it is shipped with', () => {
  const control = ['FlowControl (workstation, shipped with the FlowSorter S8)', '5.0 | 5.1'] as const
  const part = (version: string) => ({ name: 'FlowControl', vendor: null, version, cpe: null, purl: null })
  assert.equal(answer({ model: 'FlowSorter S8', components: [part('5.1')] }, ...control), 'affected')
  assert.equal(answer({ model: 'FlowSorter S8', components: [part('6.0')] }, ...control), 'not_affected')
  assert.equal(answer({ model: 'FlowSorter S8' }, ...control), 'under_investigation')
})

test('a name that opens with the model and then says what it is names no part', () => {
  const recorder = ['VX-1020 Micro RDL', '< 360'] as const
  assert.equal(answer({ model: 'VX-1020', version: '359' }, ...recorder), 'affected')
  assert.equal(answer({ model: 'VX-1020', version: '360' }, ...recorder), 'not_affected')
})

test('a model number in the version column names the product', () => {
  assert.equal(
    answer({ model: 'HomeVista Monitor', version: '24950' }, '24950 HomeVista Monitor', 'vers:all/*'),
    'affected',
  )
  assert.equal(
    answer({ model: 'HomeVista Monitor', version: '3.2' }, '24950 HomeVista Monitor', 'vers:all/*'),
    'under_investigation',
  )
})

test('versions of what is included in a device are not held against those of the device', () => {
  const server = [
    'RomFlow web server',
    '>= 4.01 | <= 4.34',
    'versions 4.01 to 4.34 included in Vista DTS',
  ] as const
  assert.equal(answer({ model: 'Vista DTS', version: '1.0' }, ...server), 'under_investigation')
  assert.equal(answer({ model: 'RomFlow', version: '1.0' }, ...server), 'not_affected')
})

test('a short number in the list of models names no product by another name', () => {
  const models = ['Acme Carestand', '620 | 650 | 650c'] as const
  assert.equal(answer({ model: 'Carestand 620' }, ...models), 'affected')
  assert.equal(answer({ model: 'Angiora IGS 620' }, ...models), 'silent')
  assert.equal(answer({ model: 'Sonora 650 Pro' }, ...models), 'silent')
})

test('releases of regions are conditions', () => {
  const us = ['Cytora', 'Windows 10 Professional Operating System, U.S. and Malaysian Releases'] as const
  const os = { name: 'Windows 10 Pro', version: null, build: null }
  assert.equal(answer({ model: 'Cytora', os, region: 'US' }, ...us), 'affected')
  assert.equal(answer({ model: 'Cytora', os, region: 'MY' }, ...us), 'affected')
  assert.equal(answer({ model: 'Cytora', os, region: 'DE' }, ...us), 'not_affected')
  assert.equal(answer({ model: 'Cytora', os }, ...us), 'under_investigation')
})

test('versions of a module that closes the name of a product are none of the device it is built into', () => {
  const module = ['Vista Pump Communication Module', '< 1.4'] as const
  const part = (version: string) => ({
    name: 'Communication Module',
    vendor: null,
    version,
    cpe: null,
    purl: null,
  })
  assert.equal(answer({ model: 'Vista Pump', version: '5.2' }, ...module), 'under_investigation')
  assert.equal(answer({ model: 'Vista Pump', version: '1.2' }, ...module), 'under_investigation')
  assert.equal(
    answer({ model: 'Vista Pump', version: '5.2', components: [part('1.3')] }, ...module),
    'affected',
  )
  assert.equal(
    answer({ model: 'Vista Pump', version: '5.2', components: [part('1.4')] }, ...module),
    'not_affected',
  )
  assert.equal(answer({ model: 'Vista Communication Module', version: '1.3' }, ...module), 'affected')
  // what its kind is called is no part of it
  assert.equal(
    answer({ model: 'Vista Syringe', version: '1.3' }, 'Vista Syringe Module', '< 1.4'),
    'affected',
  )
})

test('a part in brackets behind the name has the versions, where its own is known', () => {
  const software = ['Vista 3', '<= 4.2', '(user interface software): 4.2 and prior'] as const
  const part = { name: 'User Interface Software', vendor: null, version: '4.1', cpe: null, purl: null }
  assert.equal(answer({ model: 'Vista 3', version: '9.0', components: [part] }, ...software), 'affected')
  assert.equal(answer({ model: 'Vista 3', version: '4.1' }, ...software), 'affected')
})

test('on the systems that a program is installed on, its versions are those of the program', () => {
  const program = ['Vista Software (installed on DRX-Volt systems)', '>= 5.5 | <= 5.7'] as const
  const component = (version: string) => ({ name: 'Vista', vendor: null, version, cpe: null, purl: null })
  const volt = { model: 'DRX-Volt', version: null }
  assert.equal(answer({ ...volt, components: [component('5.6')] }, ...program), 'affected')
  assert.equal(answer({ ...volt, components: [component('5.8')] }, ...program), 'not_affected')
  assert.equal(answer(volt, ...program), 'under_investigation')
})

test('what a note in brackets names is a part only where it has versions of the product: no system, no radio', () => {
  const of = (name: string, version: string) => ({
    model: 'Infusor 3',
    version: '4.0',
    components: [{ name, vendor: null, version, cpe: null, purl: null }],
  })
  for (const [part, version] of [
    ['Windows', '10'],
    ['Windows Server', '2019'],
    ['Android', '11'],
    ['Bluetooth', '5.2'],
  ] as const)
    assert.notEqual(
      answer(of(part, version), 'Infusor 3', '<= 4.2', `Infusor 3 (${part}): 4.2 and prior`),
      'not_affected',
      part,
    )
  const interfaced = [
    'Infusor 3',
    '<= 4.2',
    'Infusor 3 (graphical user interface software): 4.2 and prior',
  ] as const
  assert.equal(answer(of('Graphical user interface software', '4.5'), ...interfaced), 'not_affected')
})

test('a year in the name of the product itself is no release', () => {
  assert.equal(answer({ model: 'Flow Expert 2021' }, 'Flow Expert', '< 2020'), 'not_affected')
  assert.equal(answer({ model: 'Infusor 2008' }, 'Infusor 2008', '< 2007'), 'under_investigation')
})

test('an order number beside the name of a model does not make it another model', () => {
  const monitor = ['Vista Monitor, model 24950', '*'] as const
  assert.equal(answer({ model: 'Vista Monitor 24950', modelNumber: '12345' }, ...monitor), 'affected')
  assert.equal(answer({ model: 'Vista Monitor', modelNumber: '25000' }, ...monitor), 'silent')
})

test('a part that says more than the one meant may be another', () => {
  const pump = (name: string) => ({
    model: 'Vista Pump',
    version: '1.0',
    components: [{ name, vendor: null, version: '9', cpe: null, purl: null }],
  })
  const module = ['Vista Pump Communication Module', '< 2'] as const
  assert.equal(answer(pump('Communication Module'), ...module), 'not_affected')
  assert.equal(answer(pump('Acme Vista Communication Module'), ...module), 'not_affected')
  assert.equal(answer(pump('Bluetooth Communication Module'), ...module), 'under_investigation')
})
