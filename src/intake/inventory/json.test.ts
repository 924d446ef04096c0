import assert from 'node:assert/strict'
import { test } from 'node:test'
import { read } from '../../../test/read-inventory.ts'
import type { InventoryHeadings } from '../../model/inventory.ts'
import { readInventory } from './read.ts'

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

test('fields are found where interfaces of other systems nest and wrap them', async () => {
  const { rows } = await read(
    JSON.stringify({
      meta: { page: 1 },
      result: [
        {
          asset: { tag: 'A-1' },
          manufacturer: { display_value: 'BD', link: 'https://cmdb.hospital.example/1', value: 'f00d' },
          model: { name: 'Alaris PC Unit', number: '8015' },
          firmware: { version: '9.33', date: '2020-01-01' },
          network: {
            hostname: 'pump-1',
            interfaces: [{ mac: '00:11:22:33:44:55' }, { mac: '00:11:22:33:44:56' }],
          },
          location: { building: 'North', room: 'ICU 3' },
          owner: { name: 'Biomed', id: 7 },
          supplier: { vendor: 'Somebody Else', serial: 'none of it' },
        },
      ],
    }),
  )
  assert.deepEqual(
    rows.map((r) => [
      r.id,
      r.vendor,
      r.model,
      r.modelNumber,
      r.version,
      r.hostname,
      r.mac,
      r.location,
      r.site,
      r.serial,
    ]),
    [
      [
        'A-1',
        'BD',
        'Alaris PC Unit',
        '8015',
        '9.33',
        'pump-1',
        '00:11:22:33:44:55; 00:11:22:33:44:56',
        'ICU 3',
        'North',
        null,
      ],
    ],
  )
})

test('keys that say nothing are told, those of an inspection document are known', async () => {
  const told: string[] = []
  const sink = {
    headings: ({ used, ignored }: InventoryHeadings) =>
      told.push(`${used.map(({ column, heading }) => `${column} ${heading}`).join()} | ${ignored.join()}`),
    row: () => {},
    rejected: () => {},
  }
  const text = async (value: unknown) => readInventory('f', pieces(JSON.stringify(value)), sink)
  await text([
    { id: '1', model: 'A', lastPm: '2026' },
    { id: '2', model: 'B', notes: { by: 'x' } },
  ])
  await text({ schema: 'wardline.inspection/1', assets: [{ id: 'x', model: 'A', dependents: 4 }] })
  assert.deepEqual(told, ['id id,model model | lastPm,notes'])
})

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

test('what stands behind long lists of other things is read, and nesting costs no more than it may', async () => {
  const programs = Array.from({ length: 50 }, (_, i) => ({
    title: `p${i}`,
    build: i,
    path: { a: { b: { c: i } } },
  }))
  const device = {
    id: '1',
    programs,
    more: Array.from({ length: 50 }, () => ({ programs })),
    vendor: 'BD',
    model: 'A',
  }
  assert.deepEqual((await read(JSON.stringify([device]), 1 << 20)).told, [['1', 'BD', 'A', null]])
  const deep = `[{"id":"1","model":"A","x":${'{"x":'.repeat(50_000)}1${'}'.repeat(50_000)}}]`
  assert.deepEqual((await read(deep, 1 << 20)).told, [['1', null, 'A', null]])
})
