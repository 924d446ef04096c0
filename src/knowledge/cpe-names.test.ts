import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBuiltIn, makerOfCpe, nameOfCpe } from './cpe-names.ts'
import { load } from './load.ts'
import { vendorById, vendorByName } from './vendors.ts'

test('every maker is a known one, and only those are listed whose CPE does not lead to them all', () => {
  for (const [slug, makers] of Object.entries(load('cpeNames', 'cpe-names.yaml').makers)) {
    const known = makers.split(', ').map((maker) => vendorByName(maker)?.id ?? maker)
    for (const id of known) assert.notEqual(vendorById(id), null, id)
    assert.notDeepEqual([vendorByName(slug)?.id], known, slug)
  }
})

test('a listed name stands in for the CPE, and nothing for what is not listed', () => {
  assert.equal(makerOfCpe('dahuasecurity'), 'Dahua')
  assert.equal(makerOfCpe('acme'), null)
  assert.equal(nameOfCpe('linux', 'linux_kernel'), 'Linux')
  assert.equal(nameOfCpe('acme', 'linux_kernel'), null)
  assert.equal(isBuiltIn('microsoft', 'server_message_block'), true)
  assert.equal(isBuiltIn('microsoft', 'exchange_server'), false)
})
