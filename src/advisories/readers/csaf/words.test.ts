/** What remediations and summaries say beside the lists. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Statement } from '../../statement.ts'
import { describe } from '../../versions/described.ts'
import { type Made, read, said } from './fixtures/document.ts'

test('what only remediations name is open; what the words say otherwise is a second reading', () => {
  const statements = read({
    products: [
      ['Pump', 'product_version_range', '<= 3.01', 'Pump: Version 3.02 and prior'],
      ['Hub', 'product_version_range', '< 2.0'],
    ],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0003',
        product_status: { known_affected: ['P1'] },
        remediations: [
          { category: 'vendor_fix', details: 'Update to V2.0 or later version', product_ids: ['P2'] },
        ],
      },
    ],
  })
  assert.deepEqual(statements.map(said), ['Pump: <= 3.01 affected', 'Hub: < 2.0 under_investigation'])
  assert.deepEqual(statements[0]!.otherReadings.map(describe), ['<= 3.02'])
})

test('a status that keeps one of many was cut short: what only remediations name is affected', () => {
  const names = Array.from({ length: 11 }, (_, i) => `Hub ${'ABCDEFGHIJK'[i]}`)
  const statements = read({
    products: names.map((name) => [name, 'product_version_range', '< 2.0']),
    vulnerabilities: [
      {
        cve: 'CVE-2026-0003',
        product_status: { known_affected: ['P1'] },
        remediations: [
          {
            category: 'vendor_fix',
            details: 'Update to V2.0 or later version',
            product_ids: names.map((_, i) => `P${i + 1}`),
          },
        ],
      },
    ],
  })
  assert.deepEqual(
    statements.map(said),
    names.map((name) => `${name}: < 2.0 affected`),
  )
})

test('a summary that names fewer versions wins; what it leaves out of those summaries name is dropped', () => {
  const statements = read({
    products: [
      ['Pump', 'product_version', '5.0 | 6.0'],
      ['Hub', 'product_version', '2.1'],
    ],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0004',
        notes: [{ category: 'summary', text: 'Acme Pump Version 5.0 stores passwords.' }],
        product_status: { known_affected: ['P1', 'P2'] },
      },
      {
        cve: 'CVE-2026-0005',
        notes: [{ category: 'summary', text: 'Acme Hub Version 2.1 crashes.' }],
        product_status: { known_affected: ['P1', 'P2'] },
      },
    ],
  })
  assert.deepEqual(
    statements.map((one) => `${one.vulnerability} ${said(one)}`),
    ['CVE-2026-0004 Pump: 5.0 affected', 'CVE-2026-0005 Hub: 2.1 affected'],
  )
})

test('a fix is meant for the product and the vulnerability its sentence names', () => {
  const statements = read({
    products: [
      ['Infusor Alpha', 'product_version_range', '<= 1.2'],
      ['Infusor Beta', 'product_version_range', '<= 4.0'],
    ],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0006',
        product_status: { known_affected: ['P1', 'P2'] },
        remediations: [
          {
            category: 'vendor_fix',
            details:
              'Update Infusor Alpha to 1.3. Update Infusor Beta to 4.1. Acme released a remediation for CVE-2026-9999 in 5.0.',
            product_ids: ['P1', 'P2'],
          },
        ],
      },
    ],
  })
  assert.deepEqual(
    statements.map(({ remedy }) => remedy.fixedIn),
    [['1.3'], ['4.1']],
  )
})

const FLOWS: Made['products'] = [
  ['Flow Manager', 'product_version_range', '< 2.0'],
  ['Flow Server', 'product_version_range', '< 3.0'],
]

const of = (id: string, statements: readonly Statement[]): readonly string[] =>
  statements.filter(({ vulnerability }) => vulnerability === id).map(said)

test('a product that another sentence says is affected is not left out', () => {
  const beside = {
    cve: 'CVE-2026-0021',
    notes: [{ category: 'summary', text: 'Flow Server versions before 3.0 use a fixed password.' }],
    product_status: { known_affected: ['P1', 'P2'] },
  }
  for (const summary of [
    'Flow Manager does not check input. Flow Server is affected too.',
    'Flow Manager versions before 2.0 do not check input. This also affects the Flow Server.',
  ]) {
    const one = { ...beside, cve: 'CVE-2026-0020', notes: [{ category: 'summary', text: summary }] }
    const statements = read({ products: FLOWS, vulnerabilities: [one, beside] })
    assert.deepEqual(of('CVE-2026-0020', statements), [
      'Flow Manager: < 2.0 affected',
      'Flow Server: < 3.0 affected',
    ])
  }
})

test('what a summary is silent about stays, where the lists tell the vulnerabilities apart', () => {
  const statements = read({
    products: [...FLOWS, ['Flow Viewer', 'product_version_range', '< 4.0']],
    vulnerabilities: [
      {
        cve: 'CVE-2026-0022',
        notes: [{ category: 'summary', text: 'Flow Manager does not check input.' }],
        product_status: { known_affected: ['P1', 'P2'] },
      },
      {
        cve: 'CVE-2026-0023',
        notes: [{ category: 'summary', text: 'Flow Server uses a fixed password.' }],
        product_status: { known_affected: ['P2', 'P3'] },
      },
    ],
  })
  assert.deepEqual(of('CVE-2026-0022', statements), [
    'Flow Manager: < 2.0 affected',
    'Flow Server: < 3.0 affected',
  ])
  assert.deepEqual(of('CVE-2026-0023', statements), [
    'Flow Server: < 3.0 affected',
    'Flow Viewer: < 4.0 affected',
  ])
})

test('versions of a product that contradict the list are a second reading, whatever is said of others', () => {
  const text = 'Flow Manager versions 3.0 and later and Flow Server versions before 3.0 do not check input.'
  const [manager, server] = read({
    products: FLOWS,
    vulnerabilities: [
      {
        cve: 'CVE-2026-0024',
        notes: [{ category: 'summary', text }],
        product_status: { known_affected: ['P1', 'P2'] },
      },
    ],
  })
  assert.equal(said(manager!), 'Flow Manager: < 2.0 affected')
  assert.equal(manager!.otherReadings.length, 1)
  assert.equal(said(server!), 'Flow Server: < 3.0 affected')
})

test('a product that a summary leaves out is no other whose name is longer', () => {
  const statements = read({
    products: [
      ['Zephyr', 'product_version_range', '< 2.0'],
      ['Zephyr Mobile', 'product_version_range', '< 3.0'],
    ],
    vulnerabilities: ['Zephyr Mobile stores tokens.', 'Zephyr uses a fixed key.'].map((text, i) => ({
      cve: `CVE-2026-003${i}`,
      notes: [{ category: 'summary', text }],
      product_status: { known_affected: ['P1', 'P2'] },
    })),
  })
  assert.deepEqual(of('CVE-2026-0030', statements), [
    'Zephyr: every version not_affected',
    'Zephyr Mobile: < 3.0 affected',
  ])
  assert.deepEqual(of('CVE-2026-0031', statements).slice(0, 1), ['Zephyr: < 2.0 affected'])
})

test('initials of the first words of a name, where the document speaks of them', () => {
  const short = (summary: string) =>
    read({
      products: [['VentaStruct Building Operation Workstation', 'product_version_range', '< 2.0']],
      vulnerabilities: [
        {
          cve: 'CVE-2026-0005',
          notes: [{ category: 'summary', text: summary }],
          product_status: { known_affected: ['P1'] },
        },
      ],
    }).map(({ product }) => product.short)
  assert.deepEqual(short('A user uploads a file to the VBO server.'), ['VBO Workstation'])
  assert.deepEqual(short('A user uploads a file to the server.'), [null])
})
