import assert from 'node:assert/strict'
import { test } from 'node:test'
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
  assert.equal(software?.constraint.raw, '9.1 | 9.2 | 9.5')
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
