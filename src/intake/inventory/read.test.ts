import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { read } from '../../../test/read-inventory.ts'
import { readInventory } from './read.ts'

test('columns are found by common names in any order and case, with a mark in front', async () => {
  const { told, rows } = await read(
    '\ufeffModel No.;SOFTWARE Version;Asset Tag;Make;Model\n8015;9.33;A1;BD;Alaris PC Unit\n',
  )
  assert.deepEqual(told, [['A1', 'BD', 'Alaris PC Unit', '9.33']])
  assert.equal(rows[0]!.modelNumber, '8015')
})

test('tabs, bars and a line that names the delimiter are understood', async () => {
  for (const mark of ['\t', '|', ';'])
    assert.deepEqual((await read(`id${mark}vendor${mark}model\n1${mark}BD${mark}Pyxis\n`)).told, [
      ['1', 'BD', 'Pyxis', null],
    ])
  assert.deepEqual((await read('sep=|\r\nid|vendor|model\r\n1|BD|Pyxis\r\n')).told, [
    ['1', 'BD', 'Pyxis', null],
  ])
})

test('titles above the headings and headings repeated between rows are left out', async () => {
  const { told } = await read(
    'Equipment list 2026\n\nid,vendor,model\n1,BD,Pyxis\nid,vendor,model\n2,BD,Alaris\n',
  )
  assert.deepEqual(
    told.map(([id]) => id),
    ['1', '2'],
  )
})

test('quotation marks hold delimiters, line ends and marks; lines are counted on', async () => {
  const { rows } = await read('id,vendor,model\n1,"Becton, Dickinson","5"" screen\nsecond line"\n2,GE,B450\n')
  assert.equal(rows[0]!.vendor, 'Becton, Dickinson')
  assert.equal(rows[0]!.model, '5" screen second line')
  assert.deepEqual(
    rows.map((r) => r.line),
    [2, 4],
  )
})

test('a quotation mark that never closes costs its line only', async () => {
  const { told, rejected } = await read('id,vendor,model\n1,"BD,Pyxis\n2,GE,B450\n3,GE,B650\n')
  assert.deepEqual(
    told.map(([id]) => id),
    ['2', '3'],
  )
  assert.equal(rejected[0]!.line, 2)
  assert.match(rejected[0]!.because, /quotation mark/)
})

test('a mark that never closes in every other line costs those lines, in time that grows with the table', async () => {
  const LINES = 60_000
  const lines = Array.from({ length: LINES }, (_, i) => `${i},GE,${i % 2 === 0 ? '"12 inch' : 'B450'}`)
  for (const end of ['\n', '\r\n', '\r']) {
    const { told, rejected, rows } = await read(['id,vendor,model', ...lines, ''].join(end), 65_536)
    assert.equal(rejected.length, LINES / 2)
    assert.ok(rejected.every(({ line }, i) => line === 2 * i + 2))
    assert.ok(rows.every(({ line }, i) => line === 2 * i + 3))
    assert.deepEqual(told.at(-1), [`${LINES - 1}`, 'GE', 'B450', null])
    assert.equal(told.length, LINES / 2)
  }
})

test('line ends may change on the way, as where files were joined', async () => {
  const { rows } = await read('id,vendor,model\r\n1,BD,A\n2,BD,B\r3,BD,C\r\r\n4,BD,"D\r\nE"\r\n5,BD,F\r')
  assert.deepEqual(
    rows.map((r) => [r.line, r.id, r.model]),
    [
      [2, '1', 'A'],
      [3, '2', 'B'],
      [4, '3', 'C'],
      [5, '4', 'D E'],
      [7, '5', 'F'],
    ],
  )
})

test('a cell that begins with a mark which is none does not swallow the rows behind it', async () => {
  const { rows, rejected } = await read(
    'id,vendor,model\n1,BD,"12" monitor\n2,GE,B450\n3,BD,"Alaris"\n4,GE,"the ""B"" is\nbroken"\n5,GE,"so "it" is\nhere"\n',
  )
  assert.deepEqual(
    rows.map((r) => [r.line, r.id, r.model]),
    [
      [3, '2', 'B450'],
      [4, '3', 'Alaris'],
      [5, '4', 'the "B" is broken'],
      [7, '5', 'so "it" is here'],
    ],
  )
  assert.deepEqual(
    rejected.map((r) => r.line),
    [2],
  )
})

test('rows swallowed everywhere are found in time that grows with the table', async () => {
  const lines = Array.from(
    { length: 30_000 },
    (_, i) => `${3 * i},GE,"12" x\n${3 * i + 1},GE,B450\n${3 * i + 2},GE,"B650"\n`,
  )
  const { told, rejected } = await read(`id,vendor,model\n${lines.join('')}`, 65_536)
  assert.deepEqual([told.length, rejected.length], [60_000, 30_000])
})

test('a title that holds a heading is no row of headings', async () => {
  for (const title of ['Devices by manufacturer', 'Serial numbers and model list,,,'])
    assert.deepEqual((await read(`${title}\nid,vendor,model\n1,BD,Pyxis\n`)).told, [
      ['1', 'BD', 'Pyxis', null],
    ])
})

test('windows-1252, UTF-16 with and without mark are read', async () => {
  const text = 'id;Hersteller;Modell\n1;Dräger;Evita V500\n'
  const expected = [['1', 'Dräger', 'Evita V500', null]]
  assert.deepEqual((await read(Buffer.from(text, 'latin1'))).told, expected)
  assert.deepEqual((await read(Buffer.from(`\ufeff${text}`, 'utf16le'))).told, expected)
  assert.deepEqual((await read(Buffer.from(text, 'utf16le'))).told, expected)
  assert.deepEqual((await read(Buffer.from(text, 'utf8'), 1)).told, expected)
})

test('a damaged octet does not make another encoding of the rest, and is told', async () => {
  const bytes = Buffer.concat([
    Buffer.from('id;Hersteller;Modell\n1;Dräger;Evita\n2;Löwenstein;Prisma\n'),
    Buffer.from('3;Dr\u00e4ger;Zeus\n', 'latin1'),
  ])
  const { rows, notes } = await read(bytes, 4096)
  assert.deepEqual(
    rows.map((r) => r.vendor),
    ['Dräger', 'Löwenstein', 'Dr\ufffdger'],
  )
  assert.match(notes[0]!, /letters came out wrong, as in "Dr\ufffdger": save the list as UTF-8/)
})

test('versions that a spreadsheet made days of are told', async () => {
  const { notes } = await read(
    'id,model,version\n1,A,10-Sep\n2,A,Okt 09\n3,A,1.10\n4,A,Maya 3\n5,A,Aug\n6,A,2.Dez\n7,A,Juniper\n',
  )
  assert.match(notes[0]!, /^3 versions are stored as dates.*first 10-Sep in line 2/)
})

test('words for nothing, and what spreadsheets write around leading zeros, are understood', async () => {
  const { rows } = await read(
    'id,vendor,model,version,serial\n1,BD,Alaris,N/A,"=""00123"""\n2,BD,Alaris,#REF!,unknown\n',
  )
  assert.deepEqual(
    rows.map((r) => [r.version, r.serial]),
    [
      [null, '00123'],
      [null, null],
    ],
  )
})

test('components are names and versions, told apart by an equals sign or by the last word', async () => {
  const { rows } = await read(
    'id,model,components\n1,A,"Wireless Battery Module = 20 D29; VxWorks 6.9; WLAN version 3.1; Toolkit@2; Plain"\n',
  )
  assert.deepEqual(
    rows[0]!.components.map(({ name, version }) => [name, version]),
    [
      ['Wireless Battery Module', '20 D29'],
      ['VxWorks', '6.9'],
      ['WLAN', '3.1'],
      ['Toolkit', '2'],
      ['Plain', null],
    ],
  )
})

test('a component without end is read in no time', async () => {
  const before = performance.now()
  const cells = ['x'.padEnd(1000, ':'), `x${'@'.repeat(1000)}y`, 'x= '.repeat(330)]
  await read(
    `id,model,components\n${Array.from({ length: 300 }, (_, i) => `${i},A,${cells[i % 3]}`).join('\n')}\n`,
    65_536,
  )
  assert.ok(performance.now() - before < 5000)
})

test('our own table of an inspection comes back: products, disarmed cells, no outside peers', async () => {
  const { rows, rejected } = await read(
    "id,vendor,model,product,internal\na,Philips,,Hue bridge,true\nb,BD,'-x,Alaris,true\nc,Y,Z,,false\n",
  )
  assert.deepEqual(
    rows.map((r) => [r.id, r.model]),
    [
      ['a', 'Hue bridge'],
      ['b', '-x'],
    ],
  )
  assert.match(rejected[0]!.because, /outside peer/)
})

test('a row without any product, with a bad quantity or a used id is set aside with its line', async () => {
  const { rows, rejected } = await read(
    'id,vendor,model,quantity\n1,BD,Alaris,"1,200"\n2,,,1\n3,BD,Alaris,lots\n1,GE,B450,1\n4,BD,Alaris,-3\n',
  )
  assert.deepEqual(
    rows.map((r) => r.quantity),
    [1200],
  )
  assert.deepEqual(
    rejected.map((r) => r.line),
    [3, 4, 5, 6],
  )
  assert.match(rejected[2]!.because, /"1" was used before/)
})

test('a file without usable headings is told so', async () => {
  assert.match((await read('just some text\nand more\n')).error ?? '', /headings/)
  assert.match((await read('')).error ?? '', /empty/)
})

test('pieces of any size give the same rows', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), async (step) => {
      const text = 'id,vendor,model\r\n1,"A, B","x\r\ny"\r\n2,Dräger,Z\r\n'
      assert.deepEqual((await read(text, step)).rows, (await read(text, 1000)).rows)
    }),
  ))

test('no octets make it throw', () =>
  fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 400 }),
      fc.integer({ min: 1, max: 50 }),
      async (bytes, step) => {
        await read(bytes, step)
      },
    ),
  ))

test('a second column of the same fills in where the first is empty; all addresses of a device count', async () => {
  const { rows } = await read(
    'Asset Tag,Manufacturer,Model,Firmware Version,Software Version,Wired MAC,Wireless MAC,Category,Description\n' +
      'T1,BD,Alaris 8015,,9.33,00:11:22:33:44:55,00:11:22:33:44:56,Clinical,Infusion pump\n' +
      'T2,BD,Alaris 8015,12.1,9.33,,,,\n',
  )
  assert.deepEqual(
    rows.map(({ version, mac, type, kinds }) => [version, mac, type, kinds]),
    [
      ['9.33', '00:11:22:33:44:55; 00:11:22:33:44:56', 'Clinical', ['Clinical', 'Infusion pump']],
      ['12.1', null, null, []],
    ],
  )
})

test('what a device is called is no id, no host name, and a model number is its model where no other is given', async () => {
  const { rows, rejected } = await read(
    'Asset,Name,Manufacturer,Model Number\nInfusion pump,ICU Pump 3,BD,8015\nInfusion pump,pump-4,BD,8015\n100-7,,BD,8015\n',
  )
  assert.deepEqual(rejected, [])
  assert.deepEqual(
    rows.map(({ id, hostname, kinds, model }) => [id, hostname, kinds, model]),
    [
      ['line-2', null, ['ICU Pump 3'], '8015'],
      ['line-3', 'pump-4', [], '8015'],
      ['100-7', null, [], '8015'],
    ],
  )
})

test('no more rows come than there is room for', async () => {
  const lines = `id,model\n${'x,A\n'.repeat(1000)}`
  for (const text of [
    lines,
    JSON.stringify(Array.from({ length: 3000 }, (_, i) => ({ id: i, model: 'A' }))),
  ]) {
    let [rows, asked] = [0, 0]
    async function* pieces() {
      for (let i = 0; i < text.length; i += 70_000) yield Buffer.from(text.slice(i, i + 70_000))
      yield Buffer.from(`${' '.repeat(70_000)}\n`)
    }
    const full = readInventory('list', pieces(), {
      row: () => rows++,
      rejected: () => {},
      room: () => (++asked === 1 ? Promise.reject(new Error('closed')) : Promise.resolve()),
    })
    await assert.rejects(full, /closed/)
    assert.ok(rows <= 1000, String(rows))
  }
})

test('a table below the first has headings of its own; a total is no device', async () => {
  const { rows, rejected } = await read(
    'Pumps\nTag,Manufacturer,Model,Version\nP1,BD,Alaris 8015,9.33\nTotal,1\n\nMonitors\nManufacturer,Tag,Type,Model\nPhilips,M1,Patient monitor,MX800\n',
  )
  assert.deepEqual(
    rows.map(({ id, line, vendor, model, type }) => [id, line, vendor, model, type]),
    [
      ['P1', 3, 'BD', 'Alaris 8015', null],
      ['M1', 8, 'Philips', 'MX800', 'Patient monitor'],
    ],
  )
  assert.match(rejected[0]!.because, /a total/)
})

test('long numbers that a spreadsheet cut count as empty, and are told', async () => {
  const { rows, notes } = await read(
    'id,model,version,serial\n1,A,1.6E+1,1.23457E+11\n2,A,20E5,4E77\n3,A,1.2,"2,3E+12"\n',
  )
  assert.deepEqual(
    rows.map(({ version, serial }) => [version, serial]),
    [
      [null, null],
      ['20E5', '4E77'],
      ['1.2', null],
    ],
  )
  assert.match(notes[0]!, /3 numbers are cut to their first digits.*first 1\.6E\+1 in line 2/)
})
