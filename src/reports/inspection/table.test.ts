/** The table: grouped, within the window whatever the content, plain where no colour is wanted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { row } from '../../../test/made-rows.ts'
import { columns } from './plain-text.ts'
import { inventoryTable } from './table.ts'

const PLAIN = { width: 100, colour: false }
const monitor = row({
  category: 'patient-monitoring',
  family: 'patient-monitor',
  type: 'patient-monitor',
  vendor: 'Acme',
  model: 'MX500',
  hostnames: ['bed-4'],
  confidence: { type: 0.9, vendor: 0.9, model: 0.9, version: 0, os: 0 },
})

test('devices stand under their category, the unidentified last', () => {
  const text = inventoryTable([row({ ips: [] }), monitor], PLAIN)
  assert.match(text, /^ {2}ADDRESS/)
  assert.ok(text.indexOf('Patient monitoring (1)') < text.indexOf('Not identified (1)'))
  assert.match(text, /10\.0\.0\.1 +bed-4 +Bedside multiparameter monitor +Acme MX500/)
})

test('without devices there is no table', () => assert.equal(inventoryTable([], PLAIN), ''))

test('external peers are left out', () => assert.equal(inventoryTable([row({ internal: false })], PLAIN), ''))

test('a type that is not sure carries a question mark', () =>
  assert.match(
    inventoryTable([{ ...monitor, confidence: { ...monitor.confidence, type: 0.4 } }], PLAIN),
    /monitor\?/,
  ))

test('columns take what their texts need', () =>
  assert.match(
    inventoryTable([{ ...monitor, model: 'A rather long model name that fits' }], PLAIN),
    /A rather long model name that fits/,
  ))

test('an IPv6 address too long for its column gives way to the MAC', () => {
  const address = '2001:db8:20:30:4d1:9a0b:77aa:1c2d'
  const long = row({ ips: [{ address, first: '', last: '' }] })
  assert.match(inventoryTable([long], PLAIN), /00:1b:21:00:00:01/)
})

test('a device behind a gateway shows the gateway, and its serial number for a name', () => {
  const pump = row({ id: 'x', macs: [], ips: [], serial: '4711', behind: monitor.id, model: 'P1' })
  assert.match(inventoryTable([monitor, pump], PLAIN), /via 10\.0\.0\.1 +4711 +P1/)
  assert.match(inventoryTable([pump], PLAIN), /^ {2}4711 +P1/m)
})

test('a device behind a gateway without a serial number goes by what its protocol calls it there', () => {
  const controller = row({ id: 'mac-001b21000001~bacnet-3%2F02', macs: [], ips: [], behind: monitor.id })
  assert.match(inventoryTable([monitor, controller], PLAIN), /via 10\.0\.0\.1 +bacnet 3\/02/)
})

test('make, model and version that are too long for their column go on in the next line', () => {
  const long = {
    ...monitor,
    model: 'A model name that is rather longer than the window lets it be, and then some',
    version: '1.2.3',
  }
  const lines = inventoryTable([long], PLAIN).trimEnd().split('\n')
  assert.match(lines.at(-1) ?? '', /^ {40,}1\.2\.3$/)
})

test('in a narrow window a device takes two lines', () => {
  const lines = inventoryTable([monitor], { width: 60, colour: false }).trimEnd().split('\n')
  assert.deepEqual(lines, [
    'Patient monitoring (1)',
    '  10.0.0.1  bed-4  Bedside multiparameter monitor',
    '    Acme MX500',
  ])
})

test('what does not fit beside the names of all goes below them, whole', () => {
  const long = row({ ...monitor, hostnames: ['a-rather-long-name'], model: 'MX500 with the large screen' })
  const lines = inventoryTable([monitor, long], { width: 50, colour: false }).trimEnd().split('\n')
  assert.deepEqual(lines, [
    'Patient monitoring (2)',
    '  10.0.0.1  bed-4',
    '    Bedside multiparameter monitor, Acme MX500',
    '  10.0.0.1  a-rather-long-name',
    '    Bedside multiparameter monitor, Acme MX500',
    '        with the large screen',
  ])
})

test('there is no escape without colour, and bold titles with it', () => {
  assert.equal(inventoryTable([monitor], PLAIN).includes('\u001b'), false)
  assert.equal(inventoryTable([monitor], { width: 100, colour: true }).includes('\u001b[1m'), true)
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '\u001b[2J\u001b[31m',
    '無'.repeat(60),
    'a\u0301'.repeat(90),
    'x'.repeat(300),
    '\u202eevil',
    'a\r\nb',
  ),
)
const anyRow = fc
  .record({
    name: anyText,
    vendor: anyText,
    model: anyText,
    version: anyText,
    os: anyText,
    category: fc.constantFrom(null, 'imaging'),
  })
  .map(({ name, os, ...rest }) =>
    row({ ...rest, hostnames: [name], os: { name: os, version: null, build: null } }),
  )

test('no content makes a line wider than the window or reaches the terminal as a control', () =>
  fc.assert(
    fc.property(
      fc.array(anyRow, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(40, 80, 100, 130, 400),
      (rows, width) => {
        for (const line of inventoryTable(rows, { width, colour: false }).split('\n')) {
          assert.ok(columns(line) <= Math.min(width, 160), `${columns(line)}: ${line}`)
          assert.doesNotMatch(line, /[\p{Cc}\p{Cf}]/u)
        }
      },
    ),
  ))
