/** Every source against a server on loopback: what is taken over, what faults leave in force, what goes on later. */
import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { feedDesk } from '../../../test/feed-desk.ts'
import { kevJson, nvdPage, nvdRecord, recall } from '../../../test/feed-fixtures.ts'
import { type Answer, dropsAfter, fails, serves } from '../../../test/loopback.ts'
import { nvdSource } from '../sources/nvd.ts'
import { openfdaSource } from '../sources/openfda.ts'
import { epssSource, kevSource } from '../sources/single-file.ts'
import { advisoriesInForce, feedStatus } from '../status.ts'

const desk = feedDesk()
const { sync, inForce, ids } = desk

// --- one file ----------------------------------------------------------------------------------------------------

test('a catalogue is taken over, asked for again only if it changed, and replaced as a whole', async () => {
  let body = kevJson('CVE-2031-1000')
  desk.server.on(
    '/kev.json',
    serves(() => body),
  )
  assert.equal((await sync(kevSource, '/kev.json')).attempt.outcome, 'replaced')
  assert.equal((await sync(kevSource, '/kev.json')).attempt.outcome, 'unchanged')
  assert.ok(desk.server.asked[1]?.headers['if-none-match'])
  body = kevJson('CVE-2031-1000', 'CVE-2031-1001')
  assert.equal((await sync(kevSource, '/kev.json')).attempt.outcome, 'replaced')
  assert.deepEqual(await ids(kevSource), ['CVE-2031-1000', 'CVE-2031-1001'])
  assert.deepEqual(
    readdirSync(join(desk.feeds, 'kev')).filter((name) => name.startsWith('generation')),
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
    desk.server.on('/kev.json', serves(kevJson('CVE-2031-1000')))
    await sync(kevSource, '/kev.json')
    desk.server.on('/kev.json', fault)
    desk.http.set('2031-06-03T00:00:00Z')
    const { attempt, documents } = await sync(kevSource, '/kev.json')
    assert.equal(attempt.outcome, 'failed')
    assert.match(attempt.error ?? '', because)
    assert.equal(documents, 1)
    assert.deepEqual(await ids(kevSource), ['CVE-2031-1000'])
    const [status] = feedStatus(desk.feeds, desk.http.now())
    assert.match(status?.error ?? '', because)
    assert.ok((status?.age ?? 0) >= 2 * 86_400)
  })

test('a gzip cut short is not taken over', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => `CVE-2031-${10_000 + i},0.${(i * 7919) % 10_007},0.5`)
  const whole = gzipSync(`#model_version:1,score_date:2031-06-01\ncve,epss,percentile\n${rows.join('\n')}\n`)
  desk.server.on('/epss.csv.gz', serves(whole))
  assert.equal((await sync(epssSource, '/epss.csv.gz')).attempt.outcome, 'replaced')
  desk.server.on('/epss.csv.gz', serves(whole.subarray(0, whole.length / 2)))
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
  desk.server.on('/nvd', (asked, response, times) => {
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
  assert.deepEqual(desk.http.slept, [6000, 6000, 6000])
  assert.equal(desk.server.asked[0]?.headers.apikey, undefined)
  desk.http.slept.length = 0
  await sync(nvdSource, '/nvd', { apiKey: 'k', fresh: true })
  assert.deepEqual(desk.http.slept, [600, 600, 600])
  assert.equal(desk.server.asked.at(-1)?.headers.apikey, 'k')
})

test('an attempt that was cut off goes on with the page it missed', async () => {
  serveNvd(five, [], 2)
  const first = await sync(nvdSource, '/nvd')
  assert.equal(first.attempt.outcome, 'failed')
  assert.equal(first.documents, null)
  serveNvd(five)
  desk.server.asked.length = 0
  assert.equal((await sync(nvdSource, '/nvd')).attempt.outcome, 'replaced')
  assert.deepEqual(
    desk.server.asked.map((one) => one.query.get('startIndex')),
    ['2', '4'],
  )
  assert.equal((await ids(nvdSource)).length, 5)
})

test('later only what was modified is fetched, in windows of 120 days, and takes its place', async () => {
  serveNvd(five)
  await sync(nvdSource, '/nvd')
  desk.http.set('2031-12-01T00:00:00Z')
  serveNvd(five, [nvdRecord(1002, '9.9'), nvdRecord(1006)])
  desk.server.asked.length = 0
  await sync(nvdSource, '/nvd')
  const windows = desk.server.asked.map(({ query }) => [
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
  desk.http.set('2031-07-01T00:00:00Z')
  desk.server.on('/nvd', serves('{"message":"maintenance"}'))
  const { attempt } = await sync(nvdSource, '/nvd')
  assert.match(attempt.error ?? '', /no page of records/)
  assert.equal((await ids(nvdSource)).length, 5)
})

// --- openFDA -------------------------------------------------------------------------------------------------------

function serveFda(
  count: number,
  updated: string,
  failAt: number | null = null,
  endpoints: readonly string[] = ['recall', 'enforcement'],
): void {
  for (const endpoint of endpoints)
    desk.server.on(`/device/${endpoint}.json`, (asked, response, times) => {
      const after = Number(asked.query.get('search_after') ?? 0)
      if (after === failAt) return fails(500)(asked, response, times)
      const results = Array.from({ length: Math.min(2, count - after) }, (_, i) => recall(after + i + 1))
      const next = `<${desk.server.url}/device/${endpoint}.json?limit=1000&search_after=${after + 2}>; rel="next"`
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

test('new enforcement reports are fetched though the recalls are of the same day', async () => {
  serveFda(3, '2031-06-01')
  await sync(openfdaSource, '/device/')
  serveFda(4, '2031-06-08', null, ['enforcement'])
  assert.equal((await sync(openfdaSource, '/device/')).documents, 7)
})

// --- around them -------------------------------------------------------------------------------------------------------

test('two processes do not update one feed at once; a dead one does not block it', async () => {
  desk.server.on('/kev.json', serves(kevJson('CVE-2031-1000')))
  mkdirSync(join(desk.feeds, 'kev'), { recursive: true })
  writeFileSync(join(desk.feeds, 'kev', 'lock'), '1')
  assert.match((await sync(kevSource, '/kev.json')).attempt.error ?? '', /another process/)
  writeFileSync(join(desk.feeds, 'kev', 'lock'), '999999999')
  assert.equal((await sync(kevSource, '/kev.json')).attempt.outcome, 'replaced')
})

test('what is in force: the built-in facts with their date, then the feeds', async () => {
  const before = advisoriesInForce(desk.feeds, desk.http.now())
  assert.deepEqual(before.paths, [])
  assert.match(before.note, /built-in facts as of \d{4}-\d\d-\d\d; "wardline feeds sync"/)
  desk.server.on('/kev.json', serves(kevJson('CVE-2031-1000')))
  await sync(kevSource, '/kev.json')
  const after = advisoriesInForce(desk.feeds, desk.http.now())
  assert.equal(after.paths.length, 1)
  assert.equal(after.asOf.slice(0, 10), '2031-06-01')
})
