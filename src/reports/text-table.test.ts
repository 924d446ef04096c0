import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { textTable } from './text-table.ts'

const TABLE = [
  { heading: 'ID', cells: ['mac-00409d5c1250', 'b'] },
  { heading: 'DEVICE', cells: ['Siemens Healthineers SOMATOM Definition AS', 'UPS'], least: 12 },
  { heading: 'N', cells: ['1', '20'], right: true },
]

test('what does not fit goes on below; names stay whole', () => {
  assert.deepEqual(textTable(TABLE, 44), [
    'ID                DEVICE                   N',
    'mac-00409d5c1250  Siemens Healthineers     1',
    '                  SOMATOM Definition AS',
    'b                 UPS                     20',
  ])
})

test('four lines are the most, the last is cut', () => {
  const cells = ['Siemens Healthineers SOMATOM Definition AS with a table']
  const lines = textTable([{ heading: 'DEVICE', cells, least: 12 }], 12)
  assert.deepEqual(lines.slice(1), ['Siemens', 'Healthineers', 'SOMATOM', 'Definition …'])
})

test('no line is wider than the window where the columns can give way', () =>
  fc.assert(
    fc.property(
      fc.array(fc.string(), { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 12, max: 80 }),
      (cells, width) => {
        const column = { heading: 'A', cells, least: 4 }
        for (const line of textTable([column, { ...column, heading: 'B' }], width))
          assert.ok(Array.from(line).length <= width, line)
      },
    ),
  ))

test('in the narrowest windows texts are narrowed beyond their least, then the last columns go', () => {
  const columns = [
    { heading: 'ID', cells: ['mac-00409d5c1250 and 95 more'], least: 16 },
    { heading: 'DEVICE', cells: ['Siemens Healthineers SOMATOM'], least: 20 },
    { heading: 'DEVICES', cells: ['10'], right: true },
    { heading: 'CRITICAL CVE', cells: ['1 (10 %)'], right: true },
  ]
  assert.ok(textTable(columns, 41)[0]!.endsWith('CRITICAL CVE'))
  assert.ok(textTable(columns, 28)[0]!.endsWith('DEVICES'))
  for (const width of [28, 38, 41])
    for (const line of textTable(columns, width)) assert.ok(line.length <= width, line)
})
