/** The inventory as CSV: one line a device, readable back, and no formula from the wire. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { row } from '../../../test/made-rows.ts'
import { inventoryCsv } from './csv.ts'

/** A strict reader of RFC 4180. */
function read(text: string): string[][] {
  const lines: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    lines.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain ?? '')
    if (end === '\r\n') lines.push([])
  }
  return lines.slice(0, -1)
}
const cell = (name: string, given: Parameters<typeof row>[0]): string => {
  const [head, first] = read(inventoryCsv([row(given)]))
  return first![head!.indexOf(name)]!
}

test('unknown is empty, never a word', () => assert.equal(cell('vendor', {}), ''))
test('several addresses stand in one cell', () =>
  assert.equal(
    cell('mac', { macs: ['00:1b:21:00:00:01', '00:1b:21:00:00:02'] }),
    '00:1b:21:00:00:01 00:1b:21:00:00:02',
  ))
test('services tell transport, port and protocol', () =>
  assert.equal(
    cell('services', {
      services: [
        { transport: 'tcp', port: 104, protocol: 'dicom' },
        { transport: 'udp', port: 9, protocol: null },
      ],
    }),
    'tcp/104 dicom; udp/9',
  ))

test('parts stand so that an inventory reads them back', () =>
  assert.equal(
    cell('components', {
      components: [
        { name: 'Wireless Battery Module', version: '20 D29' },
        { name: 'a;b=c', version: null },
      ],
    }),
    'Wireless Battery Module = 20 D29; a b c',
  ))

for (const formula of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r\n=1', '＝1', '\u200b=1'])
  test(`${JSON.stringify(formula)} is no formula`, () =>
    assert.equal(cell('model', { model: formula }), `'${formula}`))

test('every text comes back as one cell, disarmed at most', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (model) => {
      const lines = read(inventoryCsv([row({ model })]))
      assert.equal(lines.length, 2)
      assert.equal(lines[1]!.length, lines[0]!.length)
      assert.ok([model, `'${model}`].includes(cell('model', { model })))
    }),
  ))
