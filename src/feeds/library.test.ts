import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readLibrary, Shelf } from './library.ts'

const folder = mkdtempSync(join(tmpdir(), 'wardline-library-'))
after(() => rmSync(folder, { recursive: true }))

function write(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, content)
  return path
}

function record(number: number, { updated = '2031-01-01T00:00:00Z', version = '1.0' } = {}) {
  return {
    dataType: 'CVE_RECORD',
    dataVersion: '5.1',
    cveMetadata: {
      cveId: `CVE-2031-${number}`,
      state: 'PUBLISHED',
      dateUpdated: updated,
      assignerShortName: 'acme',
    },
    containers: {
      cna: { affected: [{ vendor: 'Acme', product: 'Pump', versions: [{ version, status: 'affected' }] }] },
    },
  }
}

const lines = (...all: object[]): string => `${all.map((one) => JSON.stringify(one)).join('\n')}\n`
const because = async (...paths: string[]) =>
  (await readLibrary(paths)).rejected.map((r) => `${r.where} ${r.because}`)

test('one document, lines of documents and gzip of either', async () => {
  const paths = [
    write('one.json', JSON.stringify(record(1001), null, 2)),
    write('lines.ndjson', lines(record(1002), record(1003))),
    write('one.json.gz', gzipSync(JSON.stringify(record(1004), null, 2))),
    write('lines.ndjson.gz', gzipSync(lines(record(1005), record(1006)))),
    write('mark.json', `\ufeff${JSON.stringify(record(1007))}`),
    write('two-byte.json', Buffer.from(`\ufeff${JSON.stringify(record(1008))}`, 'utf16le')),
  ]
  const { documents, rejected } = await readLibrary(paths)
  assert.deepEqual(rejected, [])
  assert.equal(documents, 8)
})

test('a directory is searched through, other files in it are passed over, each file counts once', async () => {
  const path = write('dir/2031/a.json', JSON.stringify(record(1010)))
  write('dir/package.json', '{"name":"other"}')
  write('dir/notes.txt', 'no advisory')
  write('dir/a.json.sha256', 'abc')
  symlinkSync(path, join(folder, 'dir/again.json'))
  const { documents, rejected } = await readLibrary([join(folder, 'dir'), path])
  assert.deepEqual([documents, rejected], [1, []])
})

test('what was named and is no advisory is told', async () => {
  assert.deepEqual(await because(write('other.json', '{"name":"other"}')), [
    'null no kind of advisory that is known here',
  ])
  assert.deepEqual(await because(write('words.txt', 'words')), [
    'null no kind of advisory that is known here',
  ])
  assert.match((await because(join(folder, 'missing.json')))[0]!, /no such file/)
})

test('a gzip cut short keeps what stood before the cut and tells it', async () => {
  const random = Array.from({ length: 4000 }, (_, i) =>
    record(2000 + i, { version: `${(i * 7919) % 9973}.${i}` }),
  )
  const whole = gzipSync(lines(...random))
  const reading = await readLibrary([write('cut.ndjson.gz', whole.subarray(0, whole.length / 2))])
  assert.equal(reading.rejected.length, 1)
  assert.match(reading.rejected[0]!.because, /gzip file is cut short; \d+ documents before that were read/)
  assert.ok(reading.documents > 100)
})

test('damaged gzip, JSON cut short and a broken line: each told, the rest done', async () => {
  const good = write('good.json', JSON.stringify(record(1020)))
  const broken = Buffer.from(gzipSync(lines(record(1021))))
  broken[14] = broken[14]! ^ 0xff
  const cut = write('cut.json', JSON.stringify(record(1022)).slice(0, -5))
  const line = write('line.ndjson', `${lines(record(1023))}{"dataType":\n${lines(record(1024))}`)
  const reading = await readLibrary([write('broken.gz', broken), cut, line, good])
  assert.deepEqual(
    reading.rejected.map((r) => r.where),
    [null, null, 'line 2'],
  )
  assert.match(reading.rejected[1]!.because, /cut short|not JSON/)
  assert.equal(reading.documents, 3)
})

test('nesting as deep as it gets is no fault of ours', async () => {
  const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`
  const { rejected } = await readLibrary([
    write('deep.json', deep),
    write('deeper.json', '['.repeat(1_000_000)),
  ])
  assert.equal(rejected.length, 2)
})

test('a line without end is set aside, not held', async () => {
  const bomb = gzipSync(Buffer.alloc(40 * 2 ** 20, 'a'))
  assert.match((await because(write('bomb.gz', bomb)))[0]!, /longer than 32 MiB/)
})

test('a later revision replaces an earlier one, whichever comes first', async () => {
  const older = write('r1.json', JSON.stringify(record(1030)))
  const newer = write(
    'r2.json',
    JSON.stringify(record(1030, { updated: '2031-02-01T00:00:00Z', version: '2.0' })),
  )
  for (const paths of [
    [older, newer],
    [newer, older],
  ]) {
    const { statements } = await readLibrary(paths)
    assert.deepEqual(
      statements.map((s) => s.constraint.raw),
      ['2.0'],
    )
  }
})

test('a document on which a reader fails is set aside, those behind it are read', () => {
  const shelf = new Shelf()
  const spoiled = {
    ...record(1001),
    get containers(): object {
      // asked first by what recognises it
      if (asked++ > 0) throw new RangeError('too much')
      return {}
    },
  }
  let asked = 0
  assert.equal(shelf.take(spoiled, 'a', true), true)
  assert.equal(shelf.take(record(1002), 'a', true), true)
  const { documents, rejected } = shelf.library()
  assert.equal(documents, 1)
  assert.deepEqual(rejected, [{ file: 'a', where: null, because: 'a fault while it was read: too much' }])
})

test('of all exploitation scores those of known vulnerabilities are kept', async () => {
  const scores = write(
    'epss.csv.gz',
    gzipSync('cve,epss,percentile\nCVE-2031-1040,0.5,0.9\nCVE-2031-9999,0.1,0.2\n'),
  )
  const { vulnerabilities } = await readLibrary([
    scores,
    write('for-epss.json', JSON.stringify(record(1040))),
  ])
  assert.deepEqual(
    [...vulnerabilities.values()].map((v) => [v.id, v.epss?.probability]),
    [['CVE-2031-1040', 0.5]],
  )
})
