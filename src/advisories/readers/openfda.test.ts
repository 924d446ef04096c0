import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Constraint } from '../versions/constraint.ts'
import { openfda } from './openfda.ts'

const recall = (rest: object) => ({
  product_res_number: 'Z-0001-2031',
  recalling_firm: 'Acme Medical, Inc.',
  product_description: 'Acme Infusion Pump, Model Numbers: P3000, P3100; for bedside use',
  reason_for_recall: 'Alarm may not sound',
  event_date_posted: '2031-02-03',
  recall_status: 'Open, Classified',
  ...rest,
})
const read = (...results: object[]) => openfda.read({ meta: {}, results }, 'r.json')

function describe(constraint: Constraint): string {
  if (constraint.kind !== 'ranges') return constraint.kind
  const end = (sign: string, bound: { version: string; inclusive: boolean } | null) =>
    bound === null ? [] : [`${sign}${bound.inclusive ? '=' : ''} ${bound.version}`]
  return constraint.ranges
    .map(({ from, to }) =>
      from?.version === to?.version ? from!.version : [...end('>', from), ...end('<', to)].join(' '),
    )
    .join(' | ')
}

test('maker, product, models and number of a recall', () => {
  assert.ok(openfda.recognises({ results: [recall({})] }))
  const [one] = read(recall({ code_info: 'All serial numbers' })).statements
  assert.equal(one?.matter, 'recall')
  assert.deepEqual(
    [one?.vulnerability, one?.product.vendor, one?.product.name],
    ['Z-0001-2031', 'Acme Medical, Inc.', 'Acme Infusion Pump'],
  )
  assert.deepEqual(one?.product.models, ['P3000', 'P3100'])
  assert.equal(one?.constraint.kind, 'all')
})

test('software versions are a constraint; lots are a condition nobody can check here', () => {
  const software = read(recall({ code_info: 'Software versions 9.1, 9.2 and 9.5' })).statements[0]
  assert.equal(software?.constraint.kind === 'ranges' && software.constraint.ranges.length, 3)
  const lots = read(recall({ code_info: 'Lot numbers 123456, 123457' })).statements[0]
  assert.deepEqual([lots?.constraint.kind, lots?.conditions.length], ['unstated', 1])
})

test('an enforcement report has its own names; drugs are not devices; a broken one is named', () => {
  const enforcement = recall({
    product_res_number: undefined,
    recall_number: 'Z-2-2031',
    report_date: '20310405',
  })
  const { statements, rejected } = read(
    enforcement,
    { product_description: 'x' },
    recall({ product_type: 'Drugs' }),
  )
  assert.deepEqual(
    [statements.length, statements[0]?.advisory.updated, rejected.length],
    [1, '2031-04-05', 2],
  )
})

test('words on versions are read as such, whatever stands beside them', () => {
  const told = (code_info: string, rest: object = {}) => {
    const constraint = read(recall({ code_info, ...rest })).statements[0]!.constraint
    return constraint.kind === 'ranges' ? describe(constraint) : constraint.kind
  }
  assert.equal(told('All software versions prior to 4.5'), '< 4.5')
  assert.equal(told('Software versions 1.0 through 2.3; serial numbers 1001 to 1999'), '>= 1.0 <= 2.3')
  assert.equal(told('Lot 7', { more_code_info: 'Firmware version 3.2 and below' }), '<= 3.2')
  assert.equal(told('All serial numbers'), 'all')
  assert.equal(told('Serial numbers 12345 to 23456'), 'unstated')
  assert.equal(told('software (all versions)'), 'all')
  assert.equal(told('UDI 00812345000012, software 2.1 (lots A1, A2)'), '2.1')
})

test('a label in front of the name is none of it', () => {
  const name = (product_description: string) =>
    read(recall({ product_description })).statements[0]!.product.name
  assert.equal(name('Product Name: Acme Infusor; Model: P3000'), 'Acme Infusor')
  assert.equal(name('1) Acme Infusor, 2) Acme Infusor Plus'), 'Acme Infusor')
})
