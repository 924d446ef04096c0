import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type BookType, CFB, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx'
import { read } from '../../../test/read-inventory.ts'

type Sheets = Readonly<Record<string, WorkSheet>>
const HEADINGS = ['ID', 'Manufacturer', 'Model', 'Firmware', 'Serial', 'Manufactured']

function bookOf(sheets: Sheets): WorkBook {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  return book
}

const written = (book: WorkBook, bookType: BookType = 'xlsx') =>
  write(book, { type: 'buffer', bookType }) as Buffer

const withRows = (...rows: unknown[][]) => utils.aoa_to_sheet([HEADINGS, ...rows])

/** The workbook with the text of its first sheet changed. */
function edited(bytes: Buffer, change: (xml: string) => string): Buffer {
  const parts = CFB.read(bytes, { type: 'buffer' })
  const sheet = CFB.find(parts, '/xl/worksheets/sheet1.xml')!
  const content = Buffer.from(change(Buffer.from(sheet.content as Uint8Array).toString()))
  sheet.content = content
  sheet.size = content.length
  return Buffer.from(CFB.write(parts, { type: 'buffer', fileType: 'zip' }) as Uint8Array)
}

test('merged cells count for every row that says something, formulas by their stored value', async () => {
  const sheet = utils.aoa_to_sheet([
    ['Inventory of the main site'],
    ['ID', 'Manufacturer', 'Model', 'Firmware'],
    [1, 'BD', 'Alaris', '9.33'],
    [2, null, 'Pyxis', '1.7'],
    [],
    [3, 'GE', { t: 's', v: 'B450', f: 'A1&"x"' }, '2.0'],
  ])
  sheet['!merges'] = [{ s: { r: 2, c: 1 }, e: { r: 4, c: 1 } }]
  const { told, rows } = await read(
    written(bookOf({ Cover: utils.aoa_to_sheet([['notes']]), Devices: sheet })),
  )
  assert.deepEqual(told, [
    ['1', 'BD', 'Alaris', '9.33'],
    ['2', 'BD', 'Pyxis', '1.7'],
    ['3', 'GE', 'B450', '2.0'],
  ])
  assert.deepEqual(
    rows.map((r) => r.line),
    [3, 4, 6],
  )
})

test('merged areas without number take no more time than a sheet', async () => {
  const sheet = withRows(['1', 'BD', 'A'])
  sheet.A200000 = { t: 's', v: 'x' }
  sheet['!ref'] = 'A1:F200000'
  sheet['!merges'] = Array.from({ length: 60_000 }, () => ({ s: { r: 1, c: 1 }, e: { r: 199_999, c: 1 } }))
  // of the processor, whatever else it does
  const before = process.cpuUsage()
  assert.equal((await read(written(bookOf({ S: sheet })))).rows.length, 2)
  assert.ok(process.cpuUsage(before).user < 30_000_000)
})

test('numbers are written out, as the sheet shows them only where that adds something', async () => {
  const { rows } = await read(
    written(
      bookOf({
        S: withRows(
          [{ t: 'n', v: 7, z: '0000' }, 'BD', 'A', { t: 'n', v: 9.1, z: '0.00' }, 123456789012, null],
          [8, 'BD', 'B', 0.1 + 0.2, 12345678901234, { t: 'n', v: 43000, z: 'd/m/yy' }],
        ),
      }),
    ),
  )
  assert.deepEqual(
    rows.map((r) => [r.id, r.version, r.serial, r.manufactured]),
    [
      ['0007', '9.10', '123456789012', null],
      ['8', '0.3', '12345678901234', '2017-09-22'],
    ],
  )
})

test('dates of books that count from 1904 are those days', async () => {
  const book = bookOf({ S: withRows(['1', 'BD', 'A', 'x', 's', { t: 'n', v: 43000, z: 'yyyy-mm-dd' }]) })
  book.Workbook = { WBProps: { date1904: true } }
  const { rows } = await read(edited(written(book), (xml) => xml.replace(/<v>4\d{4}<\/v>/, '<v>41538</v>')))
  assert.equal(rows[0]!.manufactured, '2017-09-22')
})

test('versions that are numbers or dates are told, texts are not', async () => {
  const date = { t: 'n', v: 45931, z: 'd-mmm' }
  const { notes } = await read(
    written(
      bookOf({
        S: withRows([1, 'BD', 'A', '9.10'], [2, 'BD', 'A', 9.1], [3, 'BD', 'A', 12], [4, 'BD', 'A', date]),
      }),
    ),
  )
  assert.deepEqual(
    notes.map((note) => note.split(';')[0]),
    [
      'a version is stored as a number, which keeps no last zero (9.10 is read as 9.1): 9.1 in row 3',
      'a version is stored as a date, as spreadsheets make them of versions such as 1.10: 2025-10-01 in row 5',
    ],
  )
})

test('a hidden sheet is read only where nothing else is; what else might be a list is named', async () => {
  const [old, now] = [withRows(['1', 'BD', 'Old']), withRows(['2', 'BD', 'New'])]
  const book = bookOf({ Before: old, Now: now })
  book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] }
  const seen = await read(written(book))
  assert.deepEqual([seen.told[0]![2], seen.notes], ['New', []])
  book.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 1 }] }
  assert.match((await read(written(book))).notes[0]!, /"Before", is hidden/)
})

test('a sheet for each site is read, named by sheet and row', async () => {
  const north = withRows(['1', 'BD', 'Alaris', '9.33', 'A1'], [null, 'BD', 'Pyxis', '1.7', 'A2'])
  const south = withRows(
    ['1', 'GE', 'B450', '2.0', 'B1'],
    [null, null, null, null, null, '2020'],
    [null, 'GE', 'B650', '2.1', 'B2'],
  )
  const { rows, notes, rejected } = await read(written(bookOf({ North: north, 'Sheet 2': south })))
  assert.deepEqual(
    rows.map(({ id, model, site, sheet, line }) => [id, model, site, sheet, line]),
    [
      ['1', 'Alaris', 'North', 'North', 2],
      ['North!3', 'Pyxis', 'North', 'North', 3],
      ['Sheet 2!1', 'B450', null, 'Sheet 2', 2],
      ['Sheet 2!4', 'B650', null, 'Sheet 2', 4],
    ],
  )
  assert.deepEqual(
    rejected.map(({ sheet, place, line }) => [sheet, place, line]),
    [['Sheet 2', 'row', 3]],
  )
  assert.deepEqual(notes, ['sheets "North", "Sheet 2" were read'])
})

test('a sheet with the same devices again, or with other headings, is not read', async () => {
  const list = withRows(['1', 'BD', 'Alaris', '9.33', 'A1'], ['2', 'BD', 'Pyxis', '1.7', 'A2'])
  const sorted = withRows(['2', 'BD', 'Pyxis', '1.7', 'A2'], ['1', 'BD', 'Alaris', '9.33', 'A1'])
  const summary = utils.aoa_to_sheet([
    ['Manufacturer', 'Model', 'Quantity'],
    ['BD', 'Alaris', 1],
  ])
  const { rows, notes } = await read(written(bookOf({ All: list, 'By model': sorted, Sum: summary })))
  assert.deepEqual(
    rows.map(({ id, site, sheet }) => [id, site, sheet]),
    [
      ['1', null, undefined],
      ['2', null, undefined],
    ],
  )
  assert.match(notes[0]!, /^only sheet "All" was read; "By model", "Sum" have headings too/)
})

test('the size that a sheet names of itself is not believed, and a stray cell far out costs nothing', async () => {
  const plain = written(bookOf({ S: withRows(['1', 'BD', 'A'], ['2', 'GE', 'B']) }))
  const small = edited(plain, (xml) => xml.replace(/<dimension[^>]*>/, '<dimension ref="A1:B1"/>'))
  assert.equal((await read(small)).rows.length, 2)
  const wide = edited(plain, (xml) => {
    const rows = Array.from({ length: 20_000 }, (_, i) => {
      const cell = (column: string) => `<c r="${column}${i + 4}" t="str"><v>x${i}</v></c>`
      return `<row r="${i + 4}">${cell('A')}${cell('C')}${cell('XFD')}</row>`
    })
    return xml.replace('</sheetData>', `${rows.join('')}</sheetData>`)
  })
  const { rows, error } = await read(wide)
  assert.deepEqual([error, rows.length], [null, 20_002])
})

test('texts within a cell and in parts are read', async () => {
  const book = written(bookOf({ S: withRows(['1', 'BD', 'A']) }))
  const inline =
    '<row r="9"><c r="A9" t="inlineStr"><is><t>9</t></is></c><c r="C9" t="inlineStr"><is><r><rPr><b/></rPr><t>Alaris </t></r><r><t>PC &amp; more</t></r></is></c></row>'
  const { rows } = await read(edited(book, (xml) => xml.replace('</sheetData>', `${inline}</sheetData>`)))
  assert.deepEqual([rows[1]!.line, rows[1]!.model], [9, 'Alaris PC & more'])
})

test('what other programs write under the name of a spreadsheet is read, versions as they stand there', async () => {
  const book = bookOf({ S: withRows(['1', 'BD', 'A', '9.10']) })
  for (const type of ['biff8', 'xlsb', 'ods', 'fods', 'xlml', 'html'] as const)
    assert.deepEqual((await read(written(book, type))).told, [['1', 'BD', 'A', '9.10']], type)
})

test('a damaged spreadsheet is told so', async () => {
  assert.match((await read(Buffer.from('504b0304140000000800', 'hex'))).error ?? '', /cut short/)
  const book = bookOf({ S: withRows(['1', 'BD', 'A', '9.10']) })
  for (const type of ['xlsx', 'biff8', 'ods'] as const) {
    const whole = written(book, type)
    for (let end = 8; end < whole.length; end += Math.ceil(whole.length / 12)) {
      const { error, told } = await read(whole.subarray(0, end))
      if (error === null) assert.deepEqual(told, [['1', 'BD', 'A', '9.10']], `${type} ${end}`)
      else assert.match(error, /^(the spreadsheet|no row of headings)/)
    }
  }
})

test('the sheet with the most columns that are known is the list; tables below each other are all read', async () => {
  const cover = utils.aoa_to_sheet([
    ['Model', 'Quantity'],
    ['A', 3],
  ])
  const list = utils.aoa_to_sheet([
    ['Tag', 'Manufacturer', 'Model', 'Version'],
    ['P1', 'BD', 'Alaris', '9.33'],
    [],
    ['Monitors'],
    ['Manufacturer', 'Tag', 'Type', 'Model'],
    ['Philips', 'M1', 'Patient monitor', 'MX800'],
  ])
  const { told, notes, rows } = await read(written(bookOf({ Cover: cover, List: list })))
  assert.deepEqual(told, [
    ['P1', 'BD', 'Alaris', '9.33'],
    ['M1', 'Philips', 'MX800', null],
  ])
  assert.deepEqual(
    rows.map(({ line }) => line),
    [2, 6],
  )
  assert.match(notes[0]!, /only sheet "List" was read; "Cover" has headings too/)
})
