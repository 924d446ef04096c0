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
  assert.equal(told('Serial numbers 12345 to 23456'), 'all')
  assert.equal(told('Lots 12345 to 23456'), 'unstated')
  assert.equal(told('software (all versions)'), 'all')
  assert.equal(told('UDI 00812345000012, software 2.1 (lots A1, A2)'), '2.1')
})

test('a label in front of the name is none of it', () => {
  const name = (product_description: string) =>
    read(recall({ product_description })).statements[0]!.product.name
  assert.equal(name('Product Name: Acme Infusor; Model: P3000'), 'Acme Infusor')
  assert.equal(name('1) Acme Infusor, 2) Acme Infusor Plus'), 'Acme Infusor')
})

test('units by serial numbers: a list or one span is asked of the device, anything else is told in words', () => {
  const units = (code_info: string) =>
    read(recall({ code_info })).statements[0]!.conditions.map((one) =>
      one.kind === 'serial'
        ? `${one.from}-${one.to}`
        : one.kind === 'serial-list'
          ? one.numbers.join(' ')
          : one.kind,
    )
  assert.deepEqual(units('Serial Numbers: US123, US124 and US125.'), ['US123 US124 US125'])
  assert.deepEqual(units('UDI-DI: (01)10607567109053; S/N: 4711'), ['4711'])
  assert.deepEqual(units('Serial numbers TV012010001 to TV020012345; software 1.0'), [
    'TV012010001-TV020012345',
  ])
  for (const open of [
    'Serial numbers 1000 to 1999 and 3000 to 3999',
    'Serial numbers 1000, 1001, ...',
    'Serial numbers: see the attached list 1',
    'Lot 55, serial numbers 1000, 1001',
    'Serial numbers: all but those made before 2020: 1234',
  ])
    assert.deepEqual(units(open), ['text'], open)
  for (const none of ['All serial numbers', 'Model T-200: all serial numbers', 'Software version 3'])
    assert.deepEqual(units(none), [], none)
})

test('names end before labels and versions, and codes in a row are models', () => {
  const product = (product_description: string, code_info = 'All') => {
    const { product: found, constraint } = read(recall({ product_description, code_info })).statements[0]!
    return [
      found.name,
      found.models.join(),
      constraint.kind === 'ranges' ? describe(constraint) : constraint.kind,
    ]
  }
  assert.deepEqual(product('Acme Flow 2.5 pump, Model Number(s): P-1, P-2, and P-3'), [
    'Acme Flow 2.5 pump',
    'P-1,P-2,P-3',
    'all',
  ])
  assert.deepEqual(product('Acme Flow System C20, C30, C40. Software version below 4.10'), [
    'Acme Flow System',
    'C20,C30,C40',
    '< 4.10',
  ])
  assert.deepEqual(product('Acme Flow Monitor running software version 10.2.1'), [
    'Acme Flow Monitor',
    '',
    '10.2.1',
  ])
  assert.deepEqual(product('Acme Flow Hub, for use with software version 3.1'), ['Acme Flow Hub', '', 'all'])
  assert.deepEqual(product('Acme Flow Hub, software 3.1', 'Software 3.0 and 3.2'), [
    'Acme Flow Hub',
    '',
    '3.0 | 3.2',
  ])
})

test('several products under numbers of their own are several statements of one recall', () => {
  const { statements, advisories } = read(
    recall({ product_description: '1) Acme Infusor, REF 4411; 2) Acme Infusor Plus, REF 4412' }),
  )
  assert.deepEqual(
    statements.map(({ product }) => `${product.name} ${product.models}`),
    ['Acme Infusor 4411', 'Acme Infusor Plus 4412'],
  )
  assert.equal(advisories.length, 1)
})
