/** Every source against a server on loopback: what is taken over, what faults leave in force, what goes on later. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { csafDocument, kevJson, nvdPage, nvdRecord, recall, testHttp } from '../../../test/feed-fixtures.ts'
import { type Answer, dropsAfter, fails, type Loopback, loopback, serves } from '../../../test/loopback.ts'
import { readLibrary } from '../library.ts'
import { csafSource } from '../sources/csaf-provider.ts'
import { nvdSource } from '../sources/nvd.ts'
import { openfdaSource } from '../sources/openfda.ts'
import { epssSource, kevSource } from '../sources/single-file.ts'
import { advisoriesInForce, feedStatus } from '../status.ts'
import type { Source } from './source.ts'
import { FeedStore } from './store.ts'
import { syncFeed } from './sync.ts'

let server: Loopback
let feeds = ''
let http = testHttp()

beforeEach(async () => {
  server = await loopback()
  feeds = mkdtempSync(join(tmpdir(), 'wardline-sync-'))
  http = testHttp()
})
afterEach(async () => {
  await server.close()
  rmSync(feeds, { recursive: true })
})

const sync = (source: Source, path: string, { apiKey = null as string | null, fresh = false } = {}) =>
  syncFeed(
    source,
    source.name,
    { url: server.url + path, apiKey },
    { feeds, http, fresh, progress: () => {} },
  )

async function inForce(source: Source) {
  const folder = new FeedStore(feeds, source.name).currentFolder()
  return readLibrary(folder === null ? [] : [folder])
}

const ids = async (source: Source) => [...(await inForce(source)).vulnerabilities.keys()].sort()

// --- one file ----------------------------------------------------------------------------------------------------

test('a catalogue is taken over, asked for again only if it changed, and replaced as a whole', async () => {
  let body = kevJson('CVE-2031-1000')
  server.on(
    '/kev.json',
    serves(() => body),
  )
  assert.equal((await sync(kevSource, '/kev.json')).attempt.outcome, 'replaced')
  assert.equal((await sync(kevSource, '/kev.json')).attempt.outcome, 'unchanged')
  assert.ok(server.asked[1]?.headers['if-none-match'])
  body = kevJson('CVE-2031-1000', 'CVE-2031-1001')
  assert.equal((await sync(kevSource, '/kev.json')).attempt.outcome, 'replaced')
  assert.deepEqual(await ids(kevSource), ['CVE-2031-1000', 'CVE-2031-1001'])
  assert.deepEqual(
    readdirSync(join(feeds, 'kev')).filter((name) => name.startsWith('generation')),
    ['generation-2'],
  )
})

const faults: readonly (readonly [string, Answer, RegExp])[] = [
  ['an error of the server', fails(500), /answers 500/],
  ['a page in place of the catalogue', serves('<html>maintenance</html>'), /cannot be used/],
  ['an empty answer', serves(''), /cannot be used/],
  ['a body cut short', dropsAfter(kevJson('CVE-2031-2000', 'CVE-2031-2001'), 40), /cut|closed|terminated/],
  ['half a document with its length right', serves(kevJson('CVE-2031-2000').slice(0, 60)), /cannot be used/],
  ['no such file', fails(404), /answers 404/],
]
for (const [what, fault, because] of faults)
  test(`${what} leaves yesterday's catalogue in force and is told`, async () => {
    server.on('/kev.json', serves(kevJson('CVE-2031-1000')))
    await sync(kevSource, '/kev.json')
    server.on('/kev.json', fault)
    http.set('2031-06-03T00:00:00Z')
    const { attempt, documents } = await sync(kevSource, '/kev.json')
    assert.equal(attempt.outcome, 'failed')
    assert.match(attempt.error ?? '', because)
    assert.equal(documents, 1)
    assert.deepEqual(await ids(kevSource), ['CVE-2031-1000'])
    const [status] = feedStatus(feeds, http.now())
    assert.match(status?.error ?? '', because)
    assert.ok((status?.age ?? 0) >= 2 * 86_400)
  })

test('a gzip cut short is not taken over', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => `CVE-2031-${10_000 + i},0.${(i * 7919) % 10_007},0.5`)
  const whole = gzipSync(`#model_version:1,score_date:2031-06-01\ncve,epss,percentile\n${rows.join('\n')}\n`)
  server.on('/epss.csv.gz', serves(whole))
  assert.equal((await sync(epssSource, '/epss.csv.gz')).attempt.outcome, 'replaced')
  server.on('/epss.csv.gz', serves(whole.subarray(0, whole.length / 2)))
  const { attempt, documents } = await sync(epssSource, '/epss.csv.gz')
  assert.match(attempt.error ?? '', /cut short/)
  assert.equal(documents, 1)
})

// --- NVD -----------------------------------------------------------------------------------------------------------

/** Pages of two records, and what was modified since. */
function serveNvd(
  all: readonly object[],
  modified: readonly object[] = [],
  failAt: number | null = null,
): void {
  server.on('/nvd', (asked, response, times) => {
    const records = asked.query.has('lastModStartDate') ? modified : all
    const start = Number(asked.query.get('startIndex'))
    if (start === failAt) return fails(503)(asked, response, times)
    serves(nvdPage(records.slice(start, start + 2), start, records.length))(asked, response, times)
  })
}

const five = [1001, 1002, 1003, 1004, 1005].map((n) => nvdRecord(n))

test('NVD comes page by page, at the pace it asks for, with the key', async () => {
  serveNvd(five)
  assert.equal((await sync(nvdSource, '/nvd')).attempt.outcome, 'replaced')
  assert.equal((await ids(nvdSource)).length, 5)
  assert.deepEqual(http.slept, [6000, 6000, 6000])
  assert.equal(server.asked[0]?.headers.apikey, undefined)
  http = testHttp()
  await sync(nvdSource, '/nvd', { apiKey: 'k', fresh: true })
  assert.deepEqual(http.slept, [600, 600, 600])
  assert.equal(server.asked.at(-1)?.headers.apikey, 'k')
})

test('an attempt that was cut off goes on with the page it missed', async () => {
  serveNvd(five, [], 2)
  const first = await sync(nvdSource, '/nvd')
  assert.equal(first.attempt.outcome, 'failed')
  assert.equal(first.documents, null)
  serveNvd(five)
  server.asked.length = 0
  assert.equal((await sync(nvdSource, '/nvd')).attempt.outcome, 'replaced')
  assert.deepEqual(
    server.asked.map((one) => one.query.get('startIndex')),
    ['2', '4'],
  )
  assert.equal((await ids(nvdSource)).length, 5)
})

test('later only what was modified is fetched, in windows of 120 days, and takes its place', async () => {
  serveNvd(five)
  await sync(nvdSource, '/nvd')
  http.set('2031-12-01T00:00:00Z')
  serveNvd(five, [nvdRecord(1002, '9.9'), nvdRecord(1006)])
  server.asked.length = 0
  await sync(nvdSource, '/nvd')
  const windows = server.asked.map(({ query }) => [
    query.get('lastModStartDate')!,
    query.get('lastModEndDate')!,
  ])
  assert.equal(windows.length, 2)
  for (const [from, to] of windows) assert.ok(Date.parse(to!) - Date.parse(from!) <= 120 * 86_400_000)
  assert.equal(windows[0]![1], windows[1]![0])
  const { statements } = await inForce(nvdSource)
  assert.deepEqual(statements.map((s) => `${s.vulnerability} ${s.constraint.raw}`).sort(), [
    'CVE-2031-1001 1.0',
    'CVE-2031-1002 9.9',
    'CVE-2031-1003 1.0',
    'CVE-2031-1004 1.0',
    'CVE-2031-1005 1.0',
    'CVE-2031-1006 1.0',
  ])
  serveNvd(five, [])
  assert.equal((await sync(nvdSource, '/nvd')).attempt.outcome, 'unchanged')
})

test('a failed update leaves all records in force', async () => {
  serveNvd(five)
  await sync(nvdSource, '/nvd')
  http.set('2031-07-01T00:00:00Z')
  server.on('/nvd', serves('{"message":"maintenance"}'))
  const { attempt } = await sync(nvdSource, '/nvd')
  assert.match(attempt.error ?? '', /no page of records/)
  assert.equal((await ids(nvdSource)).length, 5)
})

// --- CSAF ------------------------------------------------------------------------------------------------------------

const sum = (body: string, kind = 'sha256') => `${createHash(kind).update(body).digest('hex')}  file.json\n`

interface Published {
  readonly id: string
  readonly updated: string
  readonly body: string
  readonly checksum?: string
}

function serveRolie(documents: readonly Published[]): void {
  server.on(
    '/provider-metadata.json',
    serves(
      JSON.stringify({
        distributions: [{ rolie: { feeds: [{ tlp_label: 'WHITE', url: `${server.url}/feed.json` }] } }],
      }),
    ),
  )
  const entry = ({ id, updated }: Published) => ({
    id,
    updated,
    link: [
      { rel: 'self', href: `${server.url}/2031/${id}.json` },
      { rel: 'hash', href: `${server.url}/2031/${id}.json.sha512` },
      { rel: 'signature', href: `${server.url}/2031/${id}.json.asc` },
    ],
  })
  server.on('/feed.json', serves(JSON.stringify({ feed: { id: 'f', entry: documents.map(entry) } })))
  for (const { id, body, checksum } of documents) {
    server.on(`/2031/${id}.json`, serves(body))
    server.on(`/2031/${id}.json.sha512`, serves(checksum ?? sum(body, 'sha512')))
  }
}

const published = (id: string, rest: Partial<Published> = {}): Published => ({
  id,
  updated: '2031-05-01T00:00:00Z',
  body: csafDocument(id),
  ...rest,
})
const documentsAsked = () =>
  server.asked.filter((one) => /^\/2031\/[^.]+\.json$/.test(one.path)).map((one) => one.path)

test('a provider by ROLIE: checked against checksums, later only what changed', async () => {
  serveRolie([published('a-1'), published('a-2')])
  const first = await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual([first.attempt.outcome, first.documents, first.attempt.problems], ['replaced', 2, []])
  const [file] = new FeedStore(feeds, 'csaf').current()!.files
  assert.deepEqual([file?.checksum, file?.signed], ['verified', true])
  assert.equal((await sync(csafSource, '/provider-metadata.json')).attempt.outcome, 'unchanged')
  server.asked.length = 0
  serveRolie([
    published('a-1'),
    published('a-2', {
      updated: '2031-06-01T00:00:00Z',
      body: csafDocument('a-2', { version: '< 3', revision: '2' }),
    }),
    published('a-3'),
  ])
  await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual(documentsAsked().sort(), ['/2031/a-2.json', '/2031/a-3.json'])
  const { statements } = await inForce(csafSource)
  assert.deepEqual(statements.map((s) => `${s.advisory.id} ${s.constraint.raw}`).sort(), [
    'a-1 < 2',
    'a-2 < 3',
    'a-3 < 2',
  ])
})

test('a document with a wrong checksum stays as it was yesterday; the others are taken over', async () => {
  serveRolie([published('a-1')])
  await sync(csafSource, '/provider-metadata.json')
  const changed = csafDocument('a-1', { version: '< 9', revision: '2' })
  serveRolie([
    published('a-1', { updated: '2031-06-01T00:00:00Z', body: changed, checksum: sum('other', 'sha512') }),
    published('a-2'),
  ])
  const { attempt } = await sync(csafSource, '/provider-metadata.json')
  assert.equal(attempt.outcome, 'replaced')
  assert.match(attempt.problems[0] ?? '', /a-1\.json: does not have the checksum/)
  const { statements } = await inForce(csafSource)
  assert.deepEqual(statements.map((s) => `${s.advisory.id} ${s.constraint.raw}`).sort(), [
    'a-1 < 2',
    'a-2 < 2',
  ])
})

test('what the provider lists no more goes', async () => {
  serveRolie([published('a-1'), published('a-2')])
  await sync(csafSource, '/provider-metadata.json')
  serveRolie([published('a-2')])
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 1)
})

test('a server that goes away fails the attempt; the next goes on with what is missing', async () => {
  const all = Array.from({ length: 12 }, (_, i) => published(`a-${i}`))
  serveRolie(all)
  server.on('/2031/a-9.json', fails(503))
  const first = await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual([first.attempt.outcome, first.documents], ['failed', null])
  serveRolie(all)
  server.asked.length = 0
  const second = await sync(csafSource, '/provider-metadata.json')
  assert.deepEqual([second.attempt.outcome, second.documents], ['replaced', 12])
  assert.ok(documentsAsked().length < 12)
  assert.ok(documentsAsked().includes('/2031/a-9.json'))
})

test('a provider by directory: changes.csv with its times, else index.txt', async () => {
  server.on(
    '/provider-metadata.json',
    serves(JSON.stringify({ distributions: [{ directory_url: `${server.url}/white` }] })),
  )
  server.on(
    '/white/changes.csv',
    serves('"2031/b-1.json","2031-05-01T00:00:00Z"\n"2031/b-2.json","2031-05-02T00:00:00Z"\n'),
  )
  for (const id of ['b-1', 'b-2']) server.on(`/white/2031/${id}.json`, serves(csafDocument(id)))
  server.on('/white/2031/b-1.json.sha256', serves(sum(csafDocument('b-1'))))
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 2)
  const checksums = new FeedStore(feeds, 'csaf').current()!.files.map((one) => one.checksum)
  assert.deepEqual(checksums, ['verified', 'none published'])
  server.on('/white/changes.csv', fails(404))
  server.on('/white/index.txt', serves('2031/b-1.json\n'))
  assert.equal((await sync(csafSource, '/provider-metadata.json')).documents, 1)
})

test('names of documents cannot leave the folder', async () => {
  serveRolie([])
  const link = [{ rel: 'self', href: `${server.url}/..%2f..%2f/%2e%2e/evil.json` }]
  server.on(
    '/feed.json',
    serves(JSON.stringify({ feed: { entry: [{ id: 'x', updated: '2031-05-01T00:00:00Z', link }] } })),
  )
  server.on('/..%2f..%2f/evil.json', serves(csafDocument('evil')))
  server.on('/evil.json', serves(csafDocument('evil')))
  await sync(csafSource, '/provider-metadata.json')
  const names = readdirSync(feeds, { recursive: true, encoding: 'utf8' })
  assert.deepEqual(readdirSync(feeds), ['csaf'])
  assert.ok(names.every((name) => !name.includes('..')))
})

// --- openFDA -------------------------------------------------------------------------------------------------------

function serveFda(count: number, updated: string, failAt: number | null = null): void {
  for (const endpoint of ['recall', 'enforcement'])
    server.on(`/device/${endpoint}.json`, (asked, response, times) => {
      const after = Number(asked.query.get('search_after') ?? 0)
      if (after === failAt) return fails(500)(asked, response, times)
      const results = Array.from({ length: Math.min(2, count - after) }, (_, i) => recall(after + i + 1))
      const next = `<${server.url}/device/${endpoint}.json?limit=1000&search_after=${after + 2}>; rel="next"`
      const body = JSON.stringify({ meta: { last_updated: updated, results: { total: count } }, results })
      serves(body, after + 2 < count ? { link: next } : {})(asked, response, times)
    })
}

test('recalls come page by page; a page that fails leaves them as they were', async () => {
  serveFda(5, '2031-06-01')
  assert.equal((await sync(openfdaSource, '/device/')).documents, 10)
  assert.equal((await sync(openfdaSource, '/device/')).attempt.outcome, 'unchanged')
  serveFda(7, '2031-06-08', 4)
  const failed = await sync(openfdaSource, '/device/')
  assert.deepEqual([failed.attempt.outcome, failed.documents], ['failed', 10])
  serveFda(7, '2031-06-08')
  assert.equal((await sync(openfdaSource, '/device/')).documents, 14)
})

// --- around them -------------------------------------------------------------------------------------------------------

test('two processes do not update one feed at once; a dead one does not block it', async () => {
  server.on('/kev.json', serves(kevJson('CVE-2031-1000')))
  mkdirSync(join(feeds, 'kev'), { recursive: true })
  writeFileSync(join(feeds, 'kev', 'lock'), '1')
  assert.match((await sync(kevSource, '/kev.json')).attempt.error ?? '', /another process/)
  writeFileSync(join(feeds, 'kev', 'lock'), '999999999')
  assert.equal((await sync(kevSource, '/kev.json')).attempt.outcome, 'replaced')
})

test('what is in force: the built-in facts with their date, then the feeds', async () => {
  const before = advisoriesInForce(feeds, http.now())
  assert.deepEqual(before.paths, [])
  assert.match(before.note, /built-in facts as of \d{4}-\d\d-\d\d; "wardline feeds sync"/)
  server.on('/kev.json', serves(kevJson('CVE-2031-1000')))
  await sync(kevSource, '/kev.json')
  const after = advisoriesInForce(feeds, http.now())
  assert.equal(after.paths.length, 1)
  assert.equal(after.asOf.slice(0, 10), '2031-06-01')
})
