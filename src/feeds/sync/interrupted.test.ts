/** Syncs that are cut off, that run beside each other, and sources that change under them. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { feedDesk } from '../../../test/feed-desk.ts'
import { csafDocument, kevJson, nvdPage, nvdRecord } from '../../../test/feed-fixtures.ts'
import { type Answer, serves } from '../../../test/loopback.ts'
import { nvdSource } from '../sources/nvd.ts'
import { kevSource } from '../sources/single-file.ts'
import { FeedStore } from './store.ts'

const desk = feedDesk()
const { sync, inForce, ids } = desk

const PROGRAM = join(import.meta.dirname, '../../../bin/wardline')

/** Answers when it is told to. */
function held(answer: Answer): { readonly answer: Answer; readonly asked: Promise<void>; release(): void } {
  const asked = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  return {
    answer: (...about) => {
      asked.resolve()
      void go.promise.then(() => answer(...about))
    },
    asked: asked.promise,
    release: go.resolve,
  }
}

test('of two syncs of one feed at once the second is turned away, and does no harm to the first', async () => {
  const slow = held(serves(kevJson('CVE-2031-1000')))
  desk.server.on('/kev.json', slow.answer)
  const first = sync(kevSource, '/kev.json')
  await slow.asked
  const second = await sync(kevSource, '/kev.json')
  assert.match(second.attempt.error ?? '', /another process/)
  slow.release()
  assert.equal((await first).attempt.outcome, 'replaced')
  assert.deepEqual(await ids(kevSource), ['CVE-2031-1000'])
  assert.deepEqual(
    readdirSync(join(desk.feeds, 'kev')).filter((name) => name.startsWith('lock')),
    [],
  )
})

test('a process that is killed in the middle leaves yesterday in force, and the next one goes on', {
  timeout: 60_000,
}, async () => {
  const home = join(desk.feeds, 'home')
  const run = () =>
    spawn(PROGRAM, ['feeds', 'sync', '--source', 'csaf', '--home', home], {
      env: { ...process.env, WARDLINE_CSAF_URL: `${desk.server.url}/provider-metadata.json` },
      stdio: 'ignore',
    })
  const inFolder = () => readdirSync(join(home, 'feeds', 'csaf')).sort()
  const documents = () => {
    const folder = new FeedStore(join(home, 'feeds'), 'csaf').currentFolder()
    return readdirSync(join(folder!, '2031')).length
  }
  const all = ['a', 'b', 'c', 'd', 'e', 'f']
  const publish = (names: readonly string[]) =>
    desk.server.on(
      '/white/changes.csv',
      serves(names.map((name) => `"2031/${name}.json","2031-05-01T00:00:00Z"\n`).join('')),
    )
  desk.server.on(
    '/provider-metadata.json',
    serves(JSON.stringify({ distributions: [{ directory_url: `${desk.server.url}/white` }] })),
  )
  for (const name of all) desk.server.on(`/white/2031/${name}.json`, serves(csafDocument(name)))
  publish(['a'])
  assert.deepEqual(await once(run(), 'exit'), [0, null])
  publish(all)
  const stuck = held(serves(csafDocument('f')))
  desk.server.on('/white/2031/f.json', stuck.answer)
  const killed = run()
  await stuck.asked
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  stuck.release()
  assert.equal(documents(), 1)
  assert.ok(inFolder().includes('lock') && inFolder().includes('work'))
  desk.server.on('/white/2031/f.json', serves(csafDocument('f')))
  assert.deepEqual(await once(run(), 'exit'), [0, null])
  assert.deepEqual(inFolder(), ['attempt.json', 'current.json', 'generation-2'])
  assert.equal(documents(), all.length)
})

// --- NVD changes while it is read ------------------------------------------------------------------------------------

const five = [1001, 1002, 1003, 1004, 1005].map((n) => nvdRecord(n))

/** Pages of two; `records` may answer otherwise each time it is asked. */
function serveNvd(records: (start: number, times: number) => readonly object[]): void {
  desk.server.on('/nvd', (asked, response, times) => {
    const start = Number(asked.query.get('startIndex'))
    const now = records(start, times)
    serves(nvdPage(now.slice(start, start + 2), start, now.length))(asked, response, times)
  })
}

test('a record that leaves a window moves others over the end of a page: the window is fetched anew', async () => {
  serveNvd(() => five)
  await sync(nvdSource, '/nvd')
  desk.http.set('2031-07-01T00:00:00Z')
  const modified = five.map((_, i) => nvdRecord(1001 + i, '2.0'))
  // after the first page the first record is modified once more
  desk.server.asked.length = 0
  serveNvd((_, times) => (times === 0 ? modified : modified.slice(1)))
  assert.equal((await sync(nvdSource, '/nvd')).attempt.outcome, 'replaced')
  assert.deepEqual(
    desk.server.asked.map(({ query }) => query.get('startIndex')),
    ['0', '2', '0', '2'],
  )
  const versions = (await inForce(nvdSource)).statements.map((s) => `${s.vulnerability} ${s.constraint.raw}`)
  assert.deepEqual(versions.sort(), [
    'CVE-2031-1001 1.0',
    'CVE-2031-1002 2.0',
    'CVE-2031-1003 2.0',
    'CVE-2031-1004 2.0',
    'CVE-2031-1005 2.0',
  ])
})

test('a window that never stays the same fails the attempt and leaves all in force', async () => {
  serveNvd(() => five)
  await sync(nvdSource, '/nvd')
  desk.http.set('2031-07-01T00:00:00Z')
  serveNvd((start) => (start === 0 ? five : five.slice(0, 4)))
  const { attempt } = await sync(nvdSource, '/nvd')
  assert.match(attempt.error ?? '', /change faster/)
  assert.equal((await ids(nvdSource)).length, 5)
})

test('records that are added meanwhile, and come twice, count once', async () => {
  const added = [nvdRecord(1000), ...five]
  serveNvd((start) => (start === 0 ? five : added))
  assert.equal((await sync(nvdSource, '/nvd')).attempt.outcome, 'replaced')
  const { statements, documents } = await inForce(nvdSource)
  assert.equal(documents, 5)
  assert.deepEqual(
    statements.map(({ vulnerability }) => vulnerability).sort(),
    five.map(({ cve }) => cve.id),
  )
})
