/** Devices as departments list them: kinds in front, capitals, order numbers, a house before the maker. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE } from '../finding.ts'
import { productReference, statement } from '../statement.ts'
import { allVersions } from '../versions/constraint.ts'
import { indexStatements, match } from './match.ts'

function answer(
  vendor: string,
  model: string,
  maker: string | null,
  product: string,
  models: readonly string[] = [],
): string {
  const index = indexStatements([
    statement({
      advisory: advisoryHead({
        id: 'ADV-1',
        title: 'Devices',
        issuer: { kind: 'coordinator', name: 'CERT' },
      }),
      vulnerability: 'CVE-2026-0001',
      product: productReference(product, { vendor: maker, models }),
      constraint: allVersions(),
      status: 'affected',
    }),
  ])
  return match({ ...EMPTY_PROFILE, vendor, model }, index)[0]?.status ?? 'silent'
}

test('where it stands may be written in front of its name', () => {
  assert.equal(answer('Acme', 'OR 3 Valvelab LX10', 'Acme', 'Valvelab LX10'), 'affected')
  assert.equal(answer('Acme', 'ICU bed 12 - Valvelab LX10', 'Acme', 'Valvelab LX10'), 'affected')
  assert.equal(answer('Acme', 'BME-10234 Valvelab LX10', 'Acme', 'Valvelab LX10'), 'affected')
  assert.equal(answer('Acme', '2x Valvelab LX10', 'Acme', 'Valvelab LX10'), 'affected')
  assert.equal(answer('Acme', 'OR 3 Valvelab LX20', 'Acme', 'Valvelab LX10'), 'silent')
})

test('what kind of thing it is may stand in front of a name that tells it by itself', () => {
  const platform = 'Valvelab LX10 Energy Platform'
  assert.equal(answer('Acme', 'Electrosurgical generator Valvelab LX10', 'Acme', platform), 'affected')
  assert.equal(answer('Acme', 'GENERATOR, ELECTROSURGICAL, VALVELAB LX10', 'Acme', platform), 'affected')
  assert.equal(answer('Acme', 'Infusion pump Valvelab', 'Acme', platform), 'silent')
  assert.equal(answer('Acme', 'Infusion pump Sigmo Vector 35700BAY2', 'Acme', 'Sigmo Vector LVP'), 'affected')
})

test('a line and a number with a letter may be written as one', () => {
  assert.equal(answer('Acme', 'AQ-SM850A', 'Acme', 'AQ-SM 8xxA Series'), 'affected')
  assert.equal(answer('Acme', 'AQ-SM950A', 'Acme', 'AQ-SM 8xxA Series'), 'silent')
})

test('a code with a part of its own is another, whatever blanks could stand in it', () => {
  assert.equal(answer('Acme', 'QG65-868M-EA', 'Acme', 'QG65-868M-EA'), 'affected')
  assert.equal(answer('Acme', 'QG65 868M EA', 'Acme', 'QG65-868M-EA'), 'affected')
  assert.equal(answer('Acme', 'QG65-915M-EA', 'Acme', 'QG65-868M-EA'), 'silent')
})

test('a number that closes a code is not cut off it', () => {
  assert.equal(answer('Acme', 'DQ-10iN-100-MU', 'Acme', 'SQM-500 DQ-10iN-100-MU'), 'affected')
  assert.equal(answer('Acme', 'DQ-10iN-200', 'Acme', 'SQM-500 DQ-10iN-100-MU'), 'silent')
})

test('a word of kind in small letters may stand behind the dash of a code', () => {
  assert.equal(answer('Acme', 'DXN690T-hematology', 'Acme', 'DxN 690T'), 'affected')
  assert.equal(answer('Acme', 'DXN690T-flow', 'Acme', 'DxN 690'), 'silent')
})

test('an order number may stand in front of a model', () => {
  const series = 'Vista monitors MV Series (including MV2/MV5)'
  assert.equal(answer('Acme', 'M8102A Vista MV2', 'Acme', series), 'affected')
  assert.equal(answer('Acme', '866064 Vista MV5', 'Acme', series), 'affected')
  assert.equal(answer('Acme', '866064 Perla PX5', 'Acme', series), 'silent')
})

test('a listed model and the name of the product tell it, whatever kind of thing the inventory calls it', () => {
  assert.equal(
    answer('Acme', 'Intoch Critical Care Bed 2141', 'Acme', 'Intoch ICU Bed', ['2131', '2141']),
    'affected',
  )
  assert.equal(answer('Acme', 'Procure Care Bed 2141', 'Acme', 'Intoch ICU Bed', ['2131', '2141']), 'silent')
})

test("a house may stand in front of a known maker's own name", () => {
  const product = 'TotalGuard Scroll'
  assert.equal(answer('Altas Cobra BeaconMedaes', product, 'BeaconMedaes', product), 'affected')
  assert.equal(answer('Altas Cobra', product, 'BeaconMedaes', product), 'silent')
})

test('for which processors a program is built is no part of its name', () => {
  for (const model of [
    'Flowa Viewer x64',
    'Flowa Viewer 64bit',
    'FLOWA VIEWER Win32',
    'Flowa Viewer x86-64 (pilot)',
  ])
    assert.equal(answer('Acme', model, 'Acme', 'Flowa Viewer'), 'affected', model)
  assert.equal(answer('Flowavi', 'FLOWAVI VIEWER (64bit)', 'Flowavi', 'DICOM Viewer'), 'affected')
  assert.equal(answer('Acme', 'Flowa Viewer X640', 'Acme', 'Flowa Viewer MX64'), 'silent')
})

test('a product of words of kind alone is called by its maker and the last of them', () => {
  assert.equal(answer('Pixorra', 'Pixorra server', 'Pixorra', 'DICOM Server'), 'affected')
  assert.equal(answer('Pixorra', 'Pixorra Viewer', 'Pixorra', 'DICOM Server'), 'silent')
  assert.equal(answer('Pixorra', 'Pixorra Patient Portal', 'Pixorra', 'Patient Gateway Portal'), 'silent')
  assert.equal(answer('Pixorra', 'Pixorra Flow', 'Pixorra', 'DICOM Server'), 'silent')
})

test('a model number that is another than the one in the name, written alike, is of another product', () => {
  const of = (modelNumber: string, product: string): string => {
    const index = indexStatements([
      statement({
        advisory: advisoryHead({ id: 'ADV-1', title: 'Acme Vista Patient Monitor' }),
        vulnerability: 'CVE-2026-0001',
        product: productReference(product, { vendor: 'Acme' }),
        constraint: allVersions(),
        status: 'affected',
      }),
    ])
    const profile = { ...EMPTY_PROFILE, vendor: 'Acme', model: 'Vista Patient Monitor', modelNumber }
    return match(profile, index)[0]?.status ?? 'silent'
  }
  assert.equal(of('24950', 'Vista Patient Monitor model 24950'), 'affected')
  assert.equal(of('25000', 'Vista Patient Monitor model 24950'), 'silent')
  // counted in another way: maybe an order number
  assert.equal(of('866064', 'Vista Patient Monitor model 24950'), 'affected')
  assert.equal(of('AQG-02', 'Vista Patient Monitor (Model No. AQG-01 BT)'), 'silent')
})

test('a code taken apart is none that ends like it', () => {
  assert.equal(answer('Acme', 'C950', 'Acme', 'X950'), 'silent')
  assert.equal(answer('Acme', 'C-950', 'Acme', 'C950'), 'affected')
  assert.equal(answer('Acme', 'FA-B150M-HD3', 'Acme', 'FA-H170-HD3'), 'silent')
  assert.equal(answer('Acme', 'FA-H170 HD3', 'Acme', 'FA-H170-HD3'), 'affected')
})

test('codes that are whole are not written as one', () => {
  assert.equal(answer('Acme', 'FLOW W748-1 RJ45', 'Acme', 'FLOW W786-1 RJ45'), 'silent')
  assert.equal(answer('Acme', 'IdeaFlow Flex 5 14IBU7', 'Acme', 'IdeaFlow 3 14IBU7'), 'silent')
  assert.equal(answer('Acme', 'DS 9QD2145G I', 'Acme', 'DS-9QD2145G-I'), 'affected')
})

test('a word that a maker is called by may be half of a name', () => {
  assert.equal(answer('Abbott', 'Fortify Assuna', 'Abbott', 'Unify Assuna'), 'silent')
  assert.equal(answer('Abbott', 'Unify Assuna', 'Abbott', 'Unify Assuna'), 'affected')
  assert.equal(
    answer('Automated Logic', 'FlowScan Web', 'Automated Logic', 'Liebert FlowScan Web'),
    'affected',
  )
})

test('a device that is called by a number alone is looked up by it', () => {
  assert.equal(answer('Orivent', '3', 'Orivent', 'Orivent 3 Ventilator'), 'affected')
  assert.equal(answer('Orivent', '4', 'Orivent', 'Orivent 3 Ventilator'), 'silent')
})

test('a program of nobody is not every device that shares a word with it', () => {
  const nobody = (vendor: string, model: string, product: string): string =>
    answer(vendor, model, null, product)
  assert.equal(nobody('Acme', 'Arbalet C50', 'Arbalet Platform'), 'silent')
  assert.equal(nobody('Acme', 'Arbalet', 'Arbalet Platform'), 'affected')
  const school = 'Simple Library Management System Project Using PHP/Flowbase'
  assert.equal(nobody('Acme', 'Flowbase Installer', school), 'silent')
  assert.equal(nobody('Acme', 'Simple Infusion Pump', 'Simple and Nice Shopping Cart Script'), 'silent')
})
