/** Every persona: known to the taxonomy and the list of vendors, and in the list of personas. */
import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { typeById } from '../../knowledge/taxonomy.ts'
import { vendors } from '../../knowledge/vendors.ts'
import { childPersonas, personas } from './list.ts'

test('every persona file is in the list, under its own name', () => {
  const files = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'list.ts')
    .map((file) => file.slice(0, -3))
  const listed = [...personas, ...childPersonas].map(({ id }) => id)
  assert.deepEqual([...new Set(listed)].sort(), [...listed].sort())
  for (const file of files) assert.ok(listed.includes(file), `${file} is not in the list`)
})

for (const { id, product, ouis, source } of [...personas, ...childPersonas])
  test(`${id} speaks the words of the knowledge base`, () => {
    assert.ok(typeById(product.type) !== null, `no type ${product.type}`)
    assert.ok(
      product.vendor === '' || vendors().some(({ name }) => name === product.vendor),
      `no vendor ${product.vendor}`,
    )
    assert.ok(product.releases.length > 0)
    for (const block of ouis) assert.match(block, /^(?:[0-9A-F]{6}|[0-9A-F]{7}|[0-9A-F]{9})$/)
    assert.ok(source.length > 10, 'where is it documented?')
  })
