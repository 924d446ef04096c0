import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameKey, tidyCompany } from './company.ts'
import { vendorById, vendorByName, vendorByRegistrant, vendorName, vendors } from './vendors.ts'

const spellings: readonly (readonly [string, string])[] = [
  ['Becton, Dickinson and Company', 'BD'],
  ['Becton Dickinson', 'BD'],
  ['CareFusion', 'BD'],
  ['Alaris Medical Systems, Inc.', 'BD'],
  ['B.Braun Melsungen AG', 'B. Braun'],
  ['B. Braun', 'B. Braun'],
  ['GE HEALTHCARE', 'GE HealthCare'],
  ['GE MEDICAL SYSTEMS', 'GE HealthCare'],
  ['General Electric', 'GE HealthCare'],
  ['Phillips', 'Philips'],
  ['Philips Medical Systems', 'Philips'],
  ['Dräger', 'Draeger'],
  ['Drägerwerk AG & Co. KGaA', 'Draeger'],
  ['Hospira', 'ICU Medical'],
  ['Smiths Medical', 'ICU Medical'],
  ['SIEMENS HEALTHINEERS', 'Siemens Healthineers'],
  ['Cisco Systems, Inc.', 'Cisco'],
  ['Hewlett-Packard', 'HP'],
  ['TP-LINK', 'TP-Link'],
  ['SEIKO EPSON', 'Epson'],
  ['bioMerieux', 'bioMérieux'],
]
for (const [spelling, name] of spellings)
  test(`${spelling} is ${name}`, () => assert.equal(vendorByName(spelling)?.name, name))

test('a name that only resembles a vendor is not it', () => {
  assert.equal(vendorByName('Ciscoville Foods'), null)
  assert.equal(vendorByName(''), null)
})

const registrants: readonly (readonly [string, string | null])[] = [
  ['Cisco Systems, Inc', 'cisco'],
  ['Cisco-Linksys, LLC', 'linksys'],
  ['HUAWEI TECHNOLOGIES CO.,LTD', 'huawei'],
  ['Philips Patient Monitoring', 'philips'],
  ['Siemens AG, Healthcare Sector', 'siemens-healthineers'],
  ['SIEMENS AG', 'siemens'],
  ['Actiontec Electronics, Inc', null],
  ['CONTEC CO., LTD.', null],
  ['Sigma, Inc.', null],
]
for (const [registrant, id] of registrants)
  test(`registrant ${registrant} is ${id}`, () =>
    assert.equal(vendorByRegistrant(registrant).vendor?.id ?? null, id))

test('a registrant of one family of products says which', () => {
  assert.deepEqual(vendorByRegistrant('ALARIS MEDICAL SYSTEMS, INC.').says, { family: 'infusion-pump' })
  assert.equal(vendorByRegistrant('Philips').says, null)
})

const companies: readonly (readonly [string, string])[] = [
  ['Acme Devices Co., Ltd.', 'Acme Devices'],
  ['ACME TECHNOLOGIES CO.,LTD', 'ACME TECHNOLOGIES'],
  ['Acme GmbH & Co. KG', 'Acme'],
  ['Acme (China) Limited', 'Acme'],
  ['Acme S.p.A.', 'Acme'],
  ['Acme A/S', 'Acme'],
  ['Acme Mobility LLC, a Lenovo Company', 'Acme Mobility LLC, a Lenovo'],
  ['Inc', 'Inc'],
  ['', ''],
]
for (const [text, tidy] of companies)
  test(`company "${text}" reads "${tidy}"`, () => assert.equal(tidyCompany(text), tidy))

test('an unknown vendor keeps its name without the legal form', () => {
  assert.equal(vendorName('Acme Devices, Inc.'), 'Acme Devices')
})

test('no spelling belongs to two vendors, and every id is one', () => {
  const owners = new Map<string, string>()
  for (const { id, name, aliases } of vendors()) {
    assert.equal(vendorById(id)?.id, id)
    for (const key of new Set([name, ...aliases].map(nameKey))) {
      assert.ok(!owners.has(key), `"${key}" is claimed by ${owners.get(key)} and ${id}`)
      owners.set(key, id)
    }
  }
})
