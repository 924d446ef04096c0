import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { FeedStore } from './store.ts'

test('a feed is held by one at a time; a lock that a run with the same process number left behind holds nobody up', (t) => {
  const feeds = mkdtempSync(join(tmpdir(), 'wardline-store-'))
  t.after(() => rmSync(feeds, { recursive: true, force: true }))
  mkdirSync(join(feeds, 'kev'))
  writeFileSync(join(feeds, 'kev', 'lock'), String(process.pid))
  const release = new FeedStore(feeds, 'kev').lock()
  assert.ok(release !== null)
  assert.equal(new FeedStore(feeds, 'kev').lock(), null)
  release()
  writeFileSync(join(feeds, 'kev', 'lock'), String(process.ppid))
  assert.equal(new FeedStore(feeds, 'kev').lock(), null, 'that process lives')
})
