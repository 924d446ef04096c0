import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeCondition } from '../../match/settle.ts'
import { read, said } from './fixtures/document.ts'
import { ShortNames, withPartsSpelled } from './short-names.ts'

const short = new ShortNames('Flow', [
  {
    notes: [
      { category: 'summary', text: 'The Radio Battery Module (XQJ) of the Flow answers; so does its Relay.' },
    ],
  },
])

test('letters that a document writes behind a part stand for it, whatever its initials are', () => {
  assert.equal(short.told('Radio Battery Modules'), 'XQJ')
  assert.equal(short.told('Relay'), null)
  assert.equal(
    withPartsSpelled('The XQJ (v9 and v11) answers.', ['Radio Battery Module'], short),
    'The Radio Battery Module (v9 and v11) answers.',
  )
})

test('a summary that names a part by such letters speaks of the part', () => {
  const statements = read({
    products: [['Pump', 'product_version', 'v6.x (with Radio Battery Modules v9 | v11 | v15)']],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0001',
        notes: [
          { category: 'summary', text: 'The Radio Battery Module (XQJ) of the Acme Pump v6.x is open.' },
        ],
        product_status: { known_affected: ['P1'] },
      },
      {
        cve: 'CVE-2026-0002',
        notes: [{ category: 'summary', text: 'The Acme XQJ (versions v9 and v11) answers to anyone.' }],
        product_status: { known_affected: ['P1'] },
      },
    ],
  })
  const second = statements.filter(({ vulnerability }) => vulnerability === 'CVE-2026-0002')
  const pump = second.filter(({ product }) => product.name === 'Pump')
  assert.deepEqual(
    pump.map((one) => [said(one), ...one.conditions.map(describeCondition)].join('; ')),
    ['Pump: >= v6, < v7 affected; with Radio Battery Modules v9 or v11'],
  )
})
