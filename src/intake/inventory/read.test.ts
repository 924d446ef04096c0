import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { InventoryRow, RejectedRow } from '../../model/inventory.ts'
import { readInventory, UniqueIds } from './read.ts'

async function read(content: string | Uint8Array, step = 7) {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  const rows: InventoryRow[] = []
  const rejected: RejectedRow[] = []
  const notes: string[] = []
  async function* pieces() {
    for (let i = 0; i < bytes.length; i += step) yield bytes.subarray(i, i + step)
  }
  const sink = new UniqueIds({
    row: (r) => rows.push(r),
    rejected: (r) => rejected.push(r),
    noted: ({ text }) => notes.push(text),
  })
  const error = await readInventory('list', pieces(), sink)
  return { rows, rejected, notes, error, told: rows.map((r) => [r.id, r.vendor, r.model, r.version]) }
}

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

test('JSON lists, objects that hold one, lines of JSON and an inspection document are read', async () => {
  const device = {
    id: 'x',
    manufacturer: 'BD',
    model: 'Alaris',
    firmware: '9.33',
    components: [{ name: 'WLAN', version: '2' }],
  }
  for (const text of [[device], { assets: [device] }, device].map((v) => JSON.stringify(v)))
    assert.deepEqual((await read(text)).told, [['x', 'BD', 'Alaris', '9.33']])
  assert.equal(
    (await read(`${JSON.stringify(device)}\n${JSON.stringify({ ...device, id: 'y' })}\n{broken\n`)).rejected
      .length,
    1,
  )
  const inspection = {
    schema: 'wardline.inspection/1',
    assets: [
      {
        id: 'mac-1',
        macs: ['00:11:22:33:44:55'],
        ips: [{ address: '10.0.0.1' }],
        vendor: 'BD',
        model: 'Alaris',
        version: '9.33',
        os: { name: 'VxWorks', version: '6.9', build: null },
      },
    ],
  }
  const { rows } = await read(JSON.stringify(inspection))
  assert.deepEqual(
    [rows[0]!.mac, rows[0]!.ip, rows[0]!.os, rows[0]!.osVersion],
    ['00:11:22:33:44:55', '10.0.0.1', 'VxWorks', '6.9'],
  )
  for (const other of ['{"a": 1}', '{"a": 1}\n'])
    assert.match((await read(other, 1000)).error ?? '', /no list of devices/)
  assert.match((await read('[1, [[[')).error ?? '', /damaged: .*JSON/)
})

test('lines of JSON are read beside a damaged first one; a damaged document is told once, not line by line', async () => {
  const lines = await read('{broken\n{"id":"1","model":"A"}\n[1]\n')
  assert.deepEqual([lines.told, lines.rejected.map(({ line }) => line)], [[['1', null, 'A', null]], [1, 3]])
  const { error, rejected } = await read('[\n{"id":"1","model":"A"},\n{"id":"2","mod')
  assert.match(error ?? '', /damaged/)
  assert.deepEqual(rejected, [])
})

test('lines of JSON may be of any number, and are not held', async () => {
  const line = Buffer.from(`{"model":"A","notes":"${'x'.repeat(60_000)}"}\n`)
  const LINES = 10_000
  let rows = 0
  async function* pieces() {
    for (let i = 0; i < LINES; i++) yield line
  }
  const error = await readInventory('list', pieces(), { row: () => rows++, rejected: () => {} })
  assert.deepEqual([error, rows], [null, LINES])
})

test('inspection documents, one or one a line, give the devices of the house', async () => {
  const document = (id: string) => ({
    schema: 'wardline.inspection/1',
    assets: [
      { id, vendor: 'BD', model: 'X' },
      { id: `${id}-peer`, vendor: 'Y', model: 'Z', internal: false },
    ],
  })
  for (const text of [JSON.stringify(document('a')), JSON.stringify(document('a'), null, 1)])
    assert.deepEqual((await read(text)).told, [['a', 'BD', 'X', null]])
  const { told } = await read(`${JSON.stringify(document('a'))}\n${JSON.stringify(document('b'))}\n`)
  assert.deepEqual(
    told.map(([id]) => id),
    ['a', 'b'],
  )
})

test('a device is one, whatever lists it has; a list is found within an object that says other things too', async () => {
  const device = { id: 'x', model: 'A', data: [1, 2], Components: 'VxWorks 6.9; WLAN', Options: ['wireless'] }
  for (const value of [
    device,
    { site: 'Main', owner: 'Z', result: [device] },
    { data: { assets: [device] } },
  ]) {
    const { rows } = await read(JSON.stringify(value))
    assert.deepEqual(
      rows.map((row) => [row.id, row.components, row.options]),
      [
        [
          'x',
          [
            { name: 'VxWorks', version: '6.9' },
            { name: 'WLAN', version: null },
          ],
          ['wireless'],
        ],
      ],
    )
  }
})

test('devices without ids in a document that ends with its only line are all there', async () => {
  const { told } = await read('{"assets":[{"model":"A"},{"model":"B"}]}\n')
  assert.deepEqual(
    told.map(([id, , model]) => [id, model]),
    [
      ['line-1', 'A'],
      ['line-2', 'B'],
    ],
  )
})

test('a version that JSON holds as a number is told, since its last zero is lost', async () => {
  const { notes } = await read(
    '[{"model":"A","version":9.10},{"model":"B","version":9},{"model":"C","version":2.5}]',
  )
  assert.equal(notes.length, 1)
  assert.match(notes[0]!, /2 versions are stored as numbers.*first 9\.1 in entry 1/)
  assert.deepEqual((await read('[{"model":"A","version":"9.10"}]')).notes, [])
})

test('JSON nested without end within a field is passed over', async () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"name":', '}'],
  ] as const) {
    const deep = `${open.repeat(50_000)}1${close.repeat(50_000)}`
    assert.deepEqual((await read(`[{"id":${deep},"model":"A"}]`, 1 << 20)).told, [
      ['line-1', null, 'A', null],
    ])
  }
})

test('JSON nested without end is refused, not followed', async () => {
  assert.notEqual((await read(`${'['.repeat(200_000)}`, 1 << 20)).error, null)
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
