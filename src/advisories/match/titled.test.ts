/** Devices named as a title names its subject. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { advisoryHead } from '../../../test/made-advisory-head.ts'
import { EMPTY_PROFILE } from '../finding.ts'
import { productReference, statement } from '../statement.ts'
import { readVersions } from '../versions/read.ts'
import { indexStatements, match } from './match.ts'

/** The answer for a device of one document on products of these names and versions. */
function answer(
  model: string,
  version: string | null,
  title: string,
  products: Record<string, string>,
): string {
  const statements = Object.entries(products).map(([name, versions]) =>
    statement({
      advisory: advisoryHead({ id: 'ADV-1', title, issuer: { kind: 'coordinator', name: 'CERT' } }),
      vulnerability: 'CVE-2026-0001',
      product: productReference(name, { vendor: 'Acme' }),
      constraint: readVersions(versions).constraint,
      status: 'affected',
    }),
  )
  const profile = { ...EMPTY_PROFILE, vendor: 'Acme', model, version }
  return match(profile, indexStatements(statements))[0]?.status ?? 'silent'
}

test('a device named as the title is one of the products, whichever, where all are affected', () => {
  const alike = { 'Valvo 5370 L1 controllers': '<= 30', 'Valvo 5370 L2 controllers': '<= 30' }
  assert.equal(answer('Valvo 5370', '29', 'Acme Valvo 5370', alike), 'affected')
  assert.equal(answer('Valvo 5370', '31', 'Acme Valvo 5370', alike), 'not_affected')
  assert.equal(answer('Valvo 5370', null, 'Acme Valvo 5370', alike), 'under_investigation')
  assert.equal(answer('Valvo 5370', '29', 'Acme Valvo', alike), 'under_investigation')
})

test('where they part, it is open', () => {
  const apart = { 'Valvo 5370 L1 controllers': '<= 28', 'Valvo 5370 L2 controllers': '<= 30' }
  assert.equal(answer('Valvo 5370', '29', 'Acme Valvo 5370', apart), 'under_investigation')
})

test('words of kind name a device where they are all that the title says', () => {
  const parts = { 'Communicator Application': '< 4', 'Communicator Installer': '< 4' }
  assert.equal(answer('Communicator', '3.9', 'Acme Communicator', parts), 'affected')
  assert.equal(answer('Communicator', null, 'Acme Communicator', parts), 'under_investigation')
  assert.equal(answer('Monitor', '3.9', 'Acme Communicator', parts), 'silent')
})

test('of one product with more words than the title there may be others', () => {
  assert.equal(
    answer('Cadenza', '4.1', 'Acme Cadenza', { 'Cadenza 300 Pump': '<= 4.2' }),
    'under_investigation',
  )
})

test("the maker's name alone may be its product of words of kind, which the title calls by it", () => {
  const server = { 'DICOM Server': '<= 2' }
  assert.equal(answer('Acme', '1', 'Acme DICOM Server', server), 'under_investigation')
  assert.equal(answer('Acme', '1', 'Acme Flow Server', { 'Flow Server': '<= 2' }), 'silent')
})

test('a device named as one of several subjects of the title is one of its products', () => {
  const pro = { 'Valvo 300D Pro': '<= 4.2', 'Valvo 500B Pro': '<= 4.2', 'Tarn Panel 500': '<= 9' }
  assert.equal(answer('Valvo Pro', '4.1', 'Acme Valvo, Valvo Pro and Tarn Panel', pro), 'affected')
  assert.equal(answer('Valvo Pro', '4.3', 'Acme Valvo, Valvo Pro and Tarn Panel', pro), 'not_affected')
  assert.equal(answer('Tarn Panel', '4.1', 'Acme Valvo Pro and Tarn Panel', pro), 'under_investigation')
  // of the Valvo itself nothing is said but by the title
  assert.equal(answer('Valvo', '4.1', 'Acme Valvo and Valvo Pro', pro), 'under_investigation')
})

test('a model without the letter of its forms is one of them, whichever, where all are affected', () => {
  const forms = { 'AX-200A': '<= 8.01', 'AX-200E': '<= 8.01', 'AX-200J': '<= 8.01' }
  assert.equal(answer('AX-200', '7.9', 'Acme Devices', forms), 'affected')
  assert.equal(answer('AX-200', '8.2', 'Acme Devices', forms), 'not_affected')
  assert.equal(
    answer('AX-200', '7.9', 'Acme Devices', { ...forms, 'AX-200J': '<= 7.8' }),
    'under_investigation',
  )
  assert.equal(answer('AX-200', '7.9', 'Acme Devices', { 'AX-200A': '<= 8.01' }), 'under_investigation')
  assert.equal(answer('AX-20', '7.9', 'Acme Devices', forms), 'silent')
})

test('a kind that the title names beside that of the product may be another one', () => {
  const portal = { 'Valvo Web Portal': '< 4' }
  assert.equal(
    answer('Valvo Gateway', '3.9', 'Acme Valvo Web Portal and Gateway', portal),
    'under_investigation',
  )
  assert.equal(answer('Valvo Portal', '3.9', 'Acme Valvo Web Portal and Gateway', portal), 'affected')
  assert.equal(
    answer('Valvo Control and Alarm Relay', '3.9', 'Acme Valvo Control and Alarm Relay', { Valvo: '< 4' }),
    'affected',
  )
})
