/** Rows, headings and sheets that are not as they should be: named with file and row, the rest goes on. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { utils, write } from '@e965/xlsx'
import { answers, assessed, put, TABLE, wardline } from './bad-input.ts'

test('cells with formulas: their stored value in a spreadsheet, their text in a table', () => {
  const sheet = utils.aoa_to_sheet([
    ['id', 'vendor', 'model', 'version'],
    ['1', 'Acme', { t: 's', v: 'Flow 5', f: '"Flow "&5' }, '1.4'],
    ['2', 'Acme', 'Flow 5', { t: 'e', v: 0x17, w: '#REF!' }],
  ])
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Devices')
  const file = put('formula.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  assert.deepEqual(answers(assessed(file)), ['1 affected', '2 under_investigation'])
  const table = assessed(put('formula.csv', 'id,vendor,model,version\n="0012",Acme,Flow 5,"=1.4+0"\n'))
  assert.equal(table.assets[0]!.id, '0012')
})

test('merged cells count for every row they cover', () => {
  const sheet = utils.aoa_to_sheet([
    ['id', 'vendor', 'model', 'version'],
    ['1', 'Acme', 'Flow 5', '1.4'],
    ['2', null, 'Flow 5', '1.6'],
  ])
  sheet['!merges'] = [{ s: { r: 1, c: 1 }, e: { r: 2, c: 1 } }]
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, 'Devices')
  const file = put('merged.xlsx', write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer)
  assert.deepEqual(
    assessed(file).assets.map(({ vendor }) => vendor),
    ['Acme', 'Acme'],
  )
})

test('ids used twice, quantities that are none: named with file and line, the rest goes on', () => {
  const one = put('one.csv', `${TABLE}1,Acme,Flow 5,1.0\n`)
  const { assets, rejectedRows } = assessed(one)
  assert.equal(assets.length, 2)
  assert.deepEqual(
    rejectedRows.map(({ line, because }) => [line, because]),
    [[4, 'the id "1" was used before']],
  )
  assert.match(rejectedRows[0]!.file, /one\.csv$/)
  const odd = assessed(
    put('odd.csv', 'id,vendor,model,quantity\n1,Acme,Flow 5,-3\n2,Acme,Flow 5,1e9\n3,Acme,Flow 5,2\n'),
  )
  assert.deepEqual(
    odd.rejectedRows.map(({ line }) => line),
    [2, 3],
  )
})

test('a version that was stored as a number is told with its row', () => {
  const book = utils.book_new()
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['ID', 'Make', 'Model', 'Firmware'],
      ['1', 'Acme', 'Flow 5', 1.1],
    ]),
    'A',
  )
  const { code, err } = wardline(['assess', put('numbers.xlsx', write(book, { type: 'buffer' }) as Buffer)])
  assert.equal(code, 0)
  assert.match(err, /numbers\.xlsx: a version is stored as a number.*1\.1 in row 2/)
})

test('headings alone, and a capture, are told for what they are', () => {
  const head = wardline(['assess', put('head.csv', 'id,vendor,model\n')])
  assert.equal(head.code, 3)
  assert.match(head.err, /head\.csv: not used, there is no device in it/)
  const capture = wardline(['assess', join(import.meta.dirname, '../../examples/ward.pcapng')])
  assert.equal(capture.code, 3)
  assert.match(capture.err, /this is a capture: wardline inspect --assess/)
})

test('rows are counted as what they are: lines, rows of a sheet, entries', () => {
  const json = wardline(['assess', put('entries.json', '[{"id":"1","model":"A"},{"id":"2"}]')])
  assert.match(json.err, /entries\.json, entry 2: left out/)
  const lines = wardline(['assess', put('lines.ndjson', '{"id":"1","model":"A"}\n{"id":"2"}\n')])
  assert.match(lines.err, /lines\.ndjson, line 2: left out/)
})
