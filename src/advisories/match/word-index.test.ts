/** What a device is looked up by leads to every product that it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answer, says } from '../../../test/made-match.ts'
import { productReference } from '../statement.ts'

const made = (vendor: string, name: string) =>
  says(name, '*', { product: productReference(name, { vendor }) })

test("words of kind lead to a product that only its maker's name tells beside them", () => {
  const stack = made('Kestro Inc.', 'Kestro Inc TCP/IP')
  assert.equal(answer({ vendor: 'Kestro', model: 'TCP/IP' }, stack), 'affected confirmed')
  const studio = made('Lumo Soft', 'Lumo DICOM Studio')
  assert.equal(answer({ vendor: 'Lumosoft', model: 'DICOM Studio' }, studio), 'affected confirmed')
})

test('a sign behind a word leads to the word, and the word to it', () => {
  const plain = made('Acme', 'Vista')
  assert.equal(answer({ model: 'Vista+' }, plain), 'under_investigation possible')
  assert.equal(answer({ model: 'Vista' }, made('Acme', 'Vista+')), 'under_investigation possible')
})

test('a sign behind a code leads to the code', () => {
  assert.equal(answer({ model: 'VQ5+' }, made('Acme', 'VQ5')), 'under_investigation possible')
})

test('the letters of a name lead to it, also where it ends in letters of its own', () => {
  const archive = made('Acme', 'VistaSpace PACS')
  assert.equal(answer({ model: 'VSPACS' }, archive), 'affected confirmed')
})

test('letters of a line, written in one with a number and a letter, may be left out of the product', () => {
  const pump = made('Acme', 'Vista 522K/722K')
  assert.equal(answer({ model: 'FLM722K' }, pump), answer({ model: 'FLM-722K' }, pump))
  assert.notEqual(answer({ model: 'FLM722K' }, pump), 'silent')
})
