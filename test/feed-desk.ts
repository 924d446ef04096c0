/** A server on loopback and an empty folder of feeds for every test of a file that syncs them. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'node:test'
import { readLibrary } from '../src/feeds/library.ts'
import type { Source } from '../src/feeds/sync/source.ts'
import { FeedStore } from '../src/feeds/sync/store.ts'
import { syncFeed } from '../src/feeds/sync/sync.ts'
import { testHttp } from './feed-fixtures.ts'
import { type Loopback, loopback } from './loopback.ts'

/** To be called once, at the top of a test file: it opens and closes around each test. */
export function feedDesk() {
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

  return {
    get server() {
      return server
    },
    get feeds() {
      return feeds
    },
    get http() {
      return http
    },
    sync,
    inForce,
    ids: async (source: Source) => [...(await inForce(source)).vulnerabilities.keys()].sort(),
  }
}
