/** A disk that is full, in earnest: a file system in memory of half a megabyte, where one may be mounted. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { feedDesk } from '../../../test/feed-desk.ts'
import { csafDocument, kevJson, nvdPage, nvdRecord, testHttp } from '../../../test/feed-fixtures.ts'
import { serves } from '../../../test/loopback.ts'
import { importAdvisories } from '../import.ts'
import { csafSource } from '../sources/csaf-provider.ts'
import { nvdSource } from '../sources/nvd.ts'
import { epssSource, kevSource } from '../sources/single-file.ts'
import { advisoriesInForce } from '../status.ts'
import type { Source } from './source.ts'
import { FeedStore } from './store.ts'
import { syncFeed } from './sync.ts'

const desk = feedDesk()
const SIZE = 512 * 1024
let small = ''
let mounted = false

before(() => {
  small = mkdtempSync(join(tmpdir(), 'wardline-full-'))
  mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', small]).status === 0
})
after(() => {
  if (mounted) spawnSync('umount', [small])
  rmdirSync(small)
})
beforeEach(() => {
  if (mounted) for (const name of readdirSync(small)) rmSync(join(small, name), { recursive: true })
})

const NOT_HERE = 'no file system can be mounted here'
const sync = (source: Source, path: string) =>
  syncFeed(
    source,
    source.name,
    { url: desk.server.url + path, apiKey: null },
    { feeds: small, http: testHttp(), fresh: false, progress: () => {} },
  )
/** Leaves no block free. */
function fill(): void {
  const path = join(small, 'ballast')
  for (let size = SIZE; size >= 4096; size /= 2)
    for (;;)
      try {
        writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
      } catch {
        break
      }
}

/** So long a text cannot be made shorter. */
const noise = (octets: number): string => {
  let state = 1
  const next = () => {
    state = (state * 48_271) % 2_147_483_647
    return state
  }
  return Array.from({ length: octets / 8 }, () => next().toString(36).padStart(8, 'x')).join('')
}

const changed = (one: object): string => JSON.stringify({ ...one, filler: noise(SIZE) })

const cases: readonly (readonly [string, Source, string, (large: boolean) => void])[] = [
  [
    'the catalogue',
    kevSource,
    '/kev.json',
    (large) =>
      desk.server.on(
        '/kev.json',
        serves(large ? changed(JSON.parse(kevJson('CVE-2031-1000'))) : kevJson('CVE-2031-1000')),
      ),
  ],
  [
    'scores',
    epssSource,
    '/epss.csv.gz',
    (large) =>
      desk.server.on(
        '/epss.csv.gz',
        serves(
          gzipSync(
            `#model_version:1,score_date:2031-06-01\ncve,epss,percentile\nCVE-2031-1000,0.5,0.5\n${large ? noise(4 * SIZE) : ''}\n`,
          ),
        ),
      ),
  ],
  [
    'NVD',
    nvdSource,
    '/nvd',
    (large) =>
      desk.server.on(
        '/nvd',
        serves(nvdPage([{ ...nvdRecord(1001), ...(large ? { filler: noise(SIZE) } : {}) }], 0, 1)),
      ),
  ],
  [
    'a provider',
    csafSource,
    '/provider-metadata.json',
    (large) => {
      const at = `2031-0${large ? 6 : 5}-01T00:00:00Z`
      desk.server.on(
        '/provider-metadata.json',
        serves(JSON.stringify({ distributions: [{ directory_url: `${desk.server.url}/white` }] })),
      )
      desk.server.on('/white/changes.csv', serves(`"2031/a.json","${at}"\n`))
      desk.server.on(
        '/white/2031/a.json',
        serves(large ? changed(JSON.parse(csafDocument('a', { revision: '2' }))) : csafDocument('a')),
      )
    },
  ],
]

for (const [what, source, path, serve] of cases)
  test(`${what}: what does not fit on the disk leaves yesterday's in force, and there is room again`, async (t) => {
    if (!mounted) return t.skip(NOT_HERE)
    serve(false)
    assert.equal((await sync(source, path)).attempt.outcome, 'replaced')
    serve(true)
    const { attempt, documents } = await sync(source, path)
    assert.equal(attempt.outcome, 'failed')
    assert.match(attempt.error ?? '', /the disk is full/)
    assert.equal(documents, 1)
    assert.match(new FeedStore(small, source.name).lastAttempt()?.error ?? '', /the disk is full/)
    assert.equal(advisoriesInForce(small, new Date('2031-06-02')).paths.length, 1)
    writeFileSync(join(small, 'room'), Buffer.alloc(SIZE / 4))
    serve(false)
    assert.notEqual((await sync(source, path)).attempt.outcome, 'failed')
  })

test('where not even a lock can be written, the feed in force stays', async (t) => {
  if (!mounted) return t.skip(NOT_HERE)
  desk.server.on('/kev.json', serves(kevJson('CVE-2031-1000')))
  await sync(kevSource, '/kev.json')
  fill()
  const { attempt, documents } = await sync(kevSource, '/kev.json')
  assert.deepEqual([attempt.outcome, attempt.error, documents], ['failed', 'the disk is full', 1])
  assert.deepEqual(readdirSync(join(small, 'kev')).sort(), ['attempt.json', 'current.json', 'generation-1'])
  rmSync(join(small, 'ballast'))
  assert.equal((await sync(kevSource, '/kev.json')).attempt.outcome, 'unchanged')
})

test('an import that does not fit leaves what was imported before', async (t) => {
  if (!mounted) return t.skip(NOT_HERE)
  const from = mkdtempSync(join(tmpdir(), 'wardline-large-'))
  t.after(() => rmSync(from, { recursive: true }))
  const options = { feeds: small, now: new Date('2031-06-01'), replaceAll: false }
  writeFileSync(join(from, 'a.json'), csafDocument('a'))
  assert.equal((await importAdvisories([from], options))?.files, 1)
  writeFileSync(join(from, 'b.json'), changed(JSON.parse(csafDocument('b'))))
  await assert.rejects(importAdvisories([from], options), { code: 'ENOSPC' })
  const [path] = advisoriesInForce(small, new Date('2031-06-02')).paths
  assert.deepEqual(readdirSync(path!), ['a.json'])
  assert.ok(!readdirSync(join(small, 'imported')).includes('work'))
})
