import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read, said } from './fixtures/document.ts'

const VERSIONS = ['1.0', '1.4', '2.0', '2.3']
const products = VERSIONS.map((version) => ['Hub', 'product_version', version] as const)

/** `1.0`: the product id of the Hub in that version. */
const told = (status: Readonly<Record<string, readonly string[]>>): string[] =>
  read({
    products,
    vulnerabilities: [
      {
        cve: 'CVE-2026-0001',
        product_status: Object.fromEntries(
          Object.entries(status).map(([word, all]) => [
            word,
            all.map((one) => `P${VERSIONS.indexOf(one) + 1}`),
          ]),
        ),
      },
    ],
  }).map(said)

test('a first and a last affected version of each line', () => {
  assert.deepEqual(told({ first_affected: ['1.0', '2.0'], last_affected: ['1.4', '2.3'] }), [
    'Hub: >= 1.0, <= 1.4 affected',
    'Hub: >= 2.0, <= 2.3 affected',
  ])
})

test('one end alone leaves the other open', () => {
  assert.deepEqual(told({ first_affected: ['2.0'] }), ['Hub: >= 2.0 affected'])
  assert.deepEqual(told({ last_affected: ['1.4'] }), ['Hub: <= 1.4 affected'])
})

test('a version that is both ends is the only one', () => {
  assert.deepEqual(told({ first_affected: ['1.4'], last_affected: ['1.4'] }), ['Hub: 1.4 affected'])
})

test('what is listed as affected is not opened by being an end as well, in whatever order', () => {
  assert.deepEqual(told({ known_affected: ['1.0', '1.4'], last_affected: ['1.4'] }), [
    'Hub: 1.0 affected',
    'Hub: 1.4 affected',
  ])
  assert.deepEqual(told({ last_affected: ['1.4'], known_affected: ['1.4', '1.0'] }), [
    'Hub: 1.4 affected',
    'Hub: 1.0 affected',
  ])
})
