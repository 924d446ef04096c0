import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { csafDocument, kevJson } from '../../test/feed-fixtures.ts'
import { importAdvisories } from './import.ts'
import { readLibrary } from './library.ts'
import { advisoriesInForce } from './status.ts'

const NOW = new Date('2031-06-01T00:00:00Z')
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wardline-import-'))
  mkdirSync(join(folder, 'in/sub'), { recursive: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: string) => writeFileSync(join(folder, 'in', name), content)
const bring = (replaceAll = false, path = 'in') =>
  importAdvisories([join(folder, path)], { feeds: join(folder, 'feeds'), now: NOW, replaceAll })
const inForce = async () => (await readLibrary(advisoriesInForce(join(folder, 'feeds'), NOW).paths)).documents

test('what was carried here is taken over, what is no advisory is passed over', async () => {
  write('a.json', csafDocument('a'))
  write('sub/a.json', csafDocument('b'))
  write('kev.json', kevJson('CVE-2031-1000'))
  write('notes.txt', 'no advisory')
  write('cut.json', csafDocument('c').slice(0, 99))
  const done = await bring()
  assert.deepEqual(done?.kinds, { csaf: 2, kev: 1 })
  assert.deepEqual(done?.rejected.length, 1)
  assert.equal(await inForce(), 3)
})

test('a further import adds, and replaces files of the same name; --replace starts anew', async () => {
  write('a.json', csafDocument('a'))
  await bring()
  rmSync(join(folder, 'in/a.json'))
  write('b.json', csafDocument('b'))
  await bring()
  assert.equal(await inForce(), 2)
  await bring(true)
  assert.equal(await inForce(), 1)
})

test('an import of nothing leaves what was there', async () => {
  write('a.json', csafDocument('a'))
  await bring()
  const done = await bring(false, 'in/sub')
  assert.equal(done?.files, 0)
  assert.equal(await inForce(), 1)
})
