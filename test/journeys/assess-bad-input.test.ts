/** What people feed `wardline assess` by mistake or malice: the row and file are named, the rest is done, nothing hangs or grows. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { CFB, utils, write } from '@e965/xlsx'
import { madeAdvisory } from '../made-advisory.ts'

const BIN = join(import.meta.dirname, '../../bin/wardline')
const folder = mkdtempSync(join(tmpdir(), 'wardline-bad-input-'))
after(() => rmSync(folder, { recursive: true }))
const env = { ...process.env, WARDLINE_HOME: join(folder, 'home') }

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function wardline(args: readonly string[], input?: string | Uint8Array) {
  const run = spawnSync(BIN, args, { input, maxBuffer: 64 << 20, cwd: folder, env, timeout: 60_000 })
  return { code: run.status, out: run.stdout.toString(), err: run.stderr.toString() }
}

const flow = put(
  'flow.json',
  JSON.stringify(
    madeAdvisory({
      id: 'ACME-1',
      vendor: 'Acme',
      product: 'Flow 5',
      versions: '< 1.5',
      cve: 'CVE-2026-10001',
    }),
  ),
)

interface Document {
  readonly assets: readonly {
    readonly id: string
    readonly vendor: string | null
    readonly findings: readonly { readonly status: string }[]
  }[]
  readonly advisories: { readonly rejected: readonly { readonly file: string; readonly because: string }[] }
  readonly rejectedRows: readonly { readonly file: string; readonly line: number; readonly because: string }[]
}

function assessed(inventory: string, ...more: readonly string[]): Document {
  const { code, out, err } = wardline(['assess', inventory, '--json', '--advisories', flow, ...more])
  assert.equal(code, 0, err)
  return JSON.parse(out) as Document
}

const answers = ({ assets }: Document) => assets.map((a) => `${a.id} ${a.findings[0]?.status ?? 'nothing'}`)
const TABLE = 'id,vendor,model,version\n1,Acme,Flow 5,1.4\n2,Acme,Flow 5,1.6\n'
const MEANT = ['1 affected', '2 nothing']

test('devices and products that are called as every object has a member', () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']
  const advisories = names.map((product, i) =>
    put(
      `named-${i}.json`,
      JSON.stringify(
        madeAdvisory({ id: `N-${i}`, vendor: product, product, versions: '< 2', cve: `CVE-2026-2000${i}` }),
      ),
    ),
  )
  const rows = names.map(
    (name) => `{"id":"${name}","vendor":"${name}","model":"${name}","os":"${name}","version":"1"}`,
  )
  const inventory = put('named.json', `[${rows.join()}]`)
  const { assets } = assessed(inventory, ...advisories.flatMap((one) => ['--advisories', one]))
  assert.deepEqual(
    assets.map(({ id, findings }) => `${id} ${findings.length}`),
    names.map((name) => `${name} 1`),
  )
})

test('marks, encodings, semicolons, tabs and quotes: the same table in every dress', () => {
  const dresses: Readonly<Record<string, string | Uint8Array>> = {
    'bom.csv': `\ufeff${TABLE}`,
    'utf16le.csv': Buffer.from(`\ufeff${TABLE}`, 'utf16le'),
    'utf16be.csv': Buffer.from(`\ufeff${TABLE}`, 'utf16le').swap16(),
    'semicolon.csv': TABLE.replaceAll(',', ';'),
    'tab.tsv': TABLE.replaceAll(',', '\t'),
    'quoted.csv': TABLE.replace(/[^,\n]+/g, '"$&"'),
    'crlf.csv': TABLE.replaceAll('\n', '\r\n'),
    'packed.csv.gz': gzipSync(TABLE),
  }
  for (const [name, content] of Object.entries(dresses))
    assert.deepEqual(answers(assessed(put(name, content))), MEANT, name)
})

test('windows-1252: names keep their letters', () => {
  const { assets } = assessed(put('latin1.csv', Buffer.from('id,vendor,model\n1,Dräger,Evita\n', 'latin1')))
  assert.equal(assets[0]!.vendor, 'Dräger')
})

test('quotation marks that never close cost their line', () => {
  const { assets, rejectedRows } = assessed(
    put('open.csv', 'id,vendor,model,version\n1,"Acme,Flow 5,1.4\n2,Acme,Flow 5,1.6\n'),
  )
  assert.ok(assets.some(({ id }) => id === '2'))
  assert.equal(assets.length + rejectedRows.length, 2)
})

test('missing columns: what is there is used, what is missing is told', () => {
  const file = put('thin.csv', 'Make,Room\nAcme,12\n')
  const { code, err } = wardline(['assess', file, '--advisories', flow])
  assert.equal(code, 0)
  assert.match(err, /thin\.csv: no column names the model/)
})

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

test('nonsense versions are neither in range nor out of it', () => {
  const versions = ['see sticker', '????', 'v', '1..4', '-1', '99999999999999999999', '1.4\u0000', '🙂']
  const rows = versions.map((version, i) => `${i},Acme,Flow 5,"${version}"`)
  const { assets } = assessed(put('nonsense.csv', `id,vendor,model,version\n${rows.join('\n')}\n`))
  assert.equal(assets.length, versions.length)
  for (const { id, findings } of assets)
    if (/^(?:see|\?|v$|🙂)/.test(versions[Number(id)]!))
      assert.equal(findings[0]?.status, 'under_investigation', versions[Number(id)]!)
})

test('bombs: nested JSON, entities in XML, a workbook that says it is huge', () => {
  const nested = put('nested.json', '['.repeat(500_000))
  const xml = put(
    'bomb.xml',
    `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]><b>&a11;</b>`,
  )
  const book = utils.book_new()
  utils.book_append_sheet(
    book,
    utils.aoa_to_sheet([
      ['id', 'vendor', 'model'],
      ['1', 'Acme', 'Flow 5'],
    ]),
    'Devices',
  )
  const zip = CFB.read(write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer, { type: 'buffer' })
  const strings = CFB.find(zip, '/xl/worksheets/sheet1.xml')!
  strings.content = Buffer.from(
    String(strings.content).replace('<worksheet', '<!DOCTYPE w [<!ENTITY a "&a;&a;">]><worksheet'),
  ) as unknown as typeof strings.content
  const entities = put('entities.xlsx', CFB.write(zip, { fileType: 'zip', type: 'buffer' }) as Buffer)
  const huge = put('huge.xlsx', hugeWorkbook())
  for (const inventory of [nested, xml, huge]) {
    const { code, err } = wardline(['assess', inventory, '--advisories', flow])
    assert.equal(code, 3, err)
    assert.match(err, /not used/)
  }
  assert.ok([0, 3].includes(wardline(['assess', entities, '--advisories', flow]).code!))
  for (const advisory of [nested, xml, huge]) {
    const { code, err } = wardline(['assess', '-', '--advisories', advisory, '--advisories', flow], TABLE)
    assert.equal(code, 0)
    assert.match(err, /set aside/)
  }
})

/** A ZIP whose list of parts names four gigabytes in a few octets. */
function hugeWorkbook(): Buffer {
  const entry = Buffer.alloc(46 + 1)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt32LE(0xffff_fff0, 24)
  entry.writeUInt16LE(1, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30, 16)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  return Buffer.concat([local, entry, end])
}

test('documents of the wrong kind, on either side', () => {
  const inventory = put('list.csv', TABLE)
  const pdf = put('manual.pdf', '%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n')
  const png = put('photo.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'))
  for (const wrong of [
    pdf,
    png,
    flow,
    put('empty.csv', ''),
    put('text.csv', 'Dear colleagues,\nplease find attached\n'),
  ]) {
    const { code, err } = wardline(['assess', wrong, '--advisories', flow])
    assert.equal(code, 3, `${wrong}: ${err}`)
    assert.match(err, new RegExp(`${wrong.split('/').at(-1)}.*not used`))
  }
  const beside = assessed(inventory, '--advisories', pdf, '--advisories', inventory)
  assert.deepEqual(answers(beside), MEANT)
  assert.equal(beside.advisories.rejected.length, 2)
  const mixed = wardline(['assess', pdf, inventory, '--json', '--advisories', flow])
  assert.equal(mixed.code, 0)
  assert.deepEqual(answers(JSON.parse(mixed.out) as Document), MEANT)
})

test('an advisory cut short or with parts of the wrong kind is set aside, the others count', () => {
  const whole = JSON.stringify(
    madeAdvisory({ id: 'X', vendor: 'Acme', product: 'Flow 5', versions: '< 9', cve: 'CVE-2026-9' }),
  )
  const cut = put('cut.json', whole.slice(0, -40))
  const odd = put('odd.json', whole.replace(/"vulnerabilities":.*$/, '"vulnerabilities":{"cve":7}}'))
  const { advisories, assets } = assessed(put('list.csv', TABLE), '--advisories', cut, '--advisories', odd)
  assert.ok(
    advisories.rejected.some(
      ({ file, because }) => /cut\.json/.test(file) && /cut short|not JSON/.test(because),
    ),
  )
  assert.equal(assets[0]!.findings.length, 1)
})

test('standard input: an inventory, or the advisories, but not both', () => {
  const advisory = wardline(
    ['assess', put('list.csv', TABLE), '--json', '--advisories', '-'],
    gzipSync(
      JSON.stringify(
        madeAdvisory({ id: 'X', vendor: 'Acme', product: 'Flow 5', versions: '< 1.5', cve: 'CVE-2026-9' }),
      ),
    ),
  )
  assert.deepEqual(answers(JSON.parse(advisory.out) as Document), MEANT)
  const inventory = wardline(['assess', '-', '--json', '--advisories', flow], TABLE)
  assert.deepEqual(answers(JSON.parse(inventory.out) as Document), MEANT)
  const both = wardline(['assess', '-', '--advisories', '-'], TABLE)
  assert.equal(both.code, 2)
  assert.match(both.err, /standard input\) can be read once only/)
  assert.equal(wardline(['assess', '-', '--advisories', flow], '').code, 3)
})

/** A table of a gigabyte takes a minute on a busy machine: a sixteenth shows whether memory grows with it. */
const ROWS = 1_000_000

test('a table of any length takes bounded memory', async (t) => {
  const child = spawn(
    BIN,
    ['assess', '-', '--summary', '--json', '--quiet', '--timing', '--advisories', flow],
    { env, stdio: ['pipe', 'pipe', 'pipe'] },
  )
  let [out, err] = ['', '']
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  child.stdin.write('id,vendor,model,version,location,serial\n')
  for (let from = 0; from < ROWS; from += 10_000) {
    const piece = Array.from(
      { length: 10_000 },
      (_, i) =>
        `asset-${from + i},Acme,Flow 5,1.${(from + i) % 9},Ward ${i % 50} of the main building,SN-${from + i}-0000000\n`,
    ).join('')
    if (!child.stdin.write(piece)) await new Promise((resolve) => child.stdin.once('drain', resolve))
  }
  child.stdin.end()
  assert.equal(await ended, 0, err)
  assert.equal((JSON.parse(out) as { assets: number }).assets, ROWS)
  const peak = Number(/(\d+) MiB peak memory/.exec(err)![1])
  t.diagnostic(`${ROWS.toLocaleString('en-US')} rows, peak ${peak} MiB`)
  assert.ok(peak < 400, `${peak} MiB`)
})

test('headings alone, and a capture, are told for what they are', () => {
  const head = wardline(['assess', put('head.csv', 'id,vendor,model\n')])
  assert.equal(head.code, 3)
  assert.match(head.err, /head\.csv: not used, there is no device in it/)
  const capture = wardline(['assess', join(import.meta.dirname, '../../examples/ward.pcapng')])
  assert.equal(capture.code, 3)
  assert.match(capture.err, /this is a capture: wardline inspect --assess/)
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

test('a catalogue or scores that were named and cannot be read are no silence', () => {
  const list = put('pumps.csv', 'id,manufacturer,model,version\nA1,Acme,Flow 5,1.2\n')
  const noJson = put('kev.json', 'no catalogue at all')
  for (const beside of [
    ['--kev', 'nowhere.json'],
    ['--kev', noJson],
    ['--epss', 'nowhere.csv'],
  ]) {
    const { code, out, err } = wardline(['assess', list, '--advisories', flow, ...beside])
    assert.deepEqual([code, out], [3, ''])
    assert.match(err, new RegExp(`${beside[1]} was asked for and cannot be used`))
  }
})

test('what belongs elsewhere, and what is no table, is told as what it is', () => {
  const said = (name: string, content: string | Uint8Array) => {
    const { code, err } = wardline(['assess', put(name, content)])
    assert.equal(code, 3)
    return err.split('\n').find((line) => line.includes(name)) ?? ''
  }
  assert.match(said('kev.json', '{"catalogVersion":"1","vulnerabilities":[]}'), /name it with --kev$/)
  assert.match(
    said('csaf.json', JSON.stringify(JSON.parse(readFileSync(flow, 'utf8')))),
    /a CSAF advisory: name it with --advisories$/,
  )
  assert.match(said('list.pdf', '%PDF-1.4\n'), /this is no table \(PDF document\)$/)
  assert.match(said('core', new Uint8Array(5000).fill(1).fill(0, 100, 200)), /no text at all$/)
})

test('of a compressed table that is cut short the rows before count, and the rest is said to be missing', () => {
  const zipped = gzipSync(
    `${TABLE}${Array.from({ length: 20_000 }, (_, i) => `n${i},Acme,Flow 5,1.4\n`).join('')}`,
  )
  const { code, out, err } = wardline([
    'assess',
    put('cut.csv.gz', zipped.subarray(0, -20)),
    '--json',
    '--advisories',
    flow,
  ])
  assert.equal(code, 0)
  assert.match(err, /cut\.csv\.gz: the gzip data are damaged .*rows behind the damage are missing/)
  const document = JSON.parse(out) as Document
  assert.ok(document.assets.length > 1000)
  assert.match(document.rejectedRows[0]!.because, /damaged/)
})

test('rows are counted as what they are: lines, rows of a sheet, entries', () => {
  const json = wardline(['assess', put('entries.json', '[{"id":"1","model":"A"},{"id":"2"}]')])
  assert.match(json.err, /entries\.json, entry 2: left out/)
  const lines = wardline(['assess', put('lines.ndjson', '{"id":"1","model":"A"}\n{"id":"2"}\n')])
  assert.match(lines.err, /lines\.ndjson, line 2: left out/)
})
