import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../../../test/thread-time.ts'
import { describeCondition } from '../../match/settle.ts'
import { allVersions } from '../../versions/constraint.ts'
import { read } from './fixtures/document.ts'
import { MeantUnits } from './meant-units.ts'

const conditions = (summary: string, remedy = '', version = '*') =>
  read({
    products: [
      ['Infusor 5', 'product_version', version],
      ['Infusor 7', 'product_version', version],
    ],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0010',
        notes: [{ category: 'summary', text: summary }],
        product_status: { known_affected: ['P1', 'P2'] },
        remediations: [{ category: 'vendor_fix', details: remedy, product_ids: ['P1', 'P2'] }],
      },
    ],
  }).map(({ product, conditions: own }) => `${product.name}: ${own.map(describeCondition).join('; ')}`)

test('a sentence confines the products that it names, or all', () => {
  assert.deepEqual(conditions('Infusor 5 pumps with serial numbers below 700 answer to anyone.'), [
    'Infusor 5: serial numbers from the first below 700',
    'Infusor 7: ',
  ])
  assert.deepEqual(conditions('Units manufactured before 2016 answer to anyone.'), [
    'Infusor 5: manufactured before 2016',
    'Infusor 7: manufactured before 2016',
  ])
})

test('a remedy tells who needs none, where all versions are meant', () => {
  const remedy = 'Units with serial numbers above 700 ship with the corrected firmware.'
  const below = 'serial numbers from the first to 700'
  assert.deepEqual(conditions('It crashes.', remedy), [`Infusor 5: ${below}`, `Infusor 7: ${below}`])
  assert.deepEqual(conditions('It crashes.', remedy, '2.0'), ['Infusor 5: ', 'Infusor 7: '])
  assert.deepEqual(conditions('It crashes.', 'Replace units with serial numbers below 700.'), [
    'Infusor 5: ',
    'Infusor 7: ',
  ])
})

test('two sentences on serial numbers may mean either', () => {
  const [first] = conditions(
    'Units with serial numbers below 100 are affected. Units with serial numbers above 900 are affected.',
  )
  assert.equal(
    first,
    'Infusor 5: "Units with serial numbers below 100 are affected. Units with serial numbers above 900 are affected"',
  )
})

test('a document of 1,000 products and 8,000 sentences on some of them is read in bounded time', () => {
  const names = Array.from({ length: 1_000 }, (_, i) => `Vista Flow ${i} Monitor`)
  const sentence = (i: number) => `Only Vista ${i} monitors manufactured before 2016 are affected.`
  const notes = Array.from({ length: 200 }, (_, i) => ({
    category: 'details',
    text: Array.from({ length: 40 }, (_, k) => sentence(i * 40 + k)).join(' '),
  }))
  const before = threadTime()
  const meant = new MeantUnits(notes, names, new Set(['acme']))
  const reading = { constraint: allVersions(), conditions: [], models: [], otherReadings: [] }
  assert.equal(meant.confine(names[3]!, reading, '', []).conditions.length, 1)
  assert.deepEqual(meant.confine(names[900]!, reading, sentence(900), []).conditions, [])
  assert.ok(threadTime() - before < 3_000)
})
