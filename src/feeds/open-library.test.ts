import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { csafDocument, kevJson } from '../../test/feed-fixtures.ts'
import { feedsFolder } from './home.ts'
import { importAdvisories } from './import.ts'
import { openAdvisories } from './open-library.ts'

const now = new Date('2031-06-01T00:00:00Z')
let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'wardline-open-'))
})
afterEach(() => rmSync(home, { recursive: true }))

function write(name: string, content: string): string {
  const path = join(home, name)
  writeFileSync(path, content)
  return path
}
const open = (advisories: string[] = [], beside: string[] = []) =>
  openAdvisories({ advisories, beside, home, now })

test('a fresh clone works with the built-in facts and says how old they are', async () => {
  const { library, note, asOf } = await open()
  assert.ok(library.statements.length > 500)
  assert.match(note, /built-in facts as of/)
  assert.match(asOf ?? '', /^\d{4}-\d\d-\d\d$/)
})

test('a catalogue beside them is joined to them, and compiled with them', async () => {
  const kev = write('kev.json', kevJson('CVE-2019-12255'))
  const first = await open([], [kev])
  assert.ok(first.library.vulnerabilities.get('CVE-2019-12255')?.kev)
  assert.ok(first.library.statements.length > 500)
  first.keep()
  const second = await open([], [kev])
  assert.equal(second.from, 'compiled')
  assert.equal(second.library.statements.length, first.library.statements.length)
})

test('what is given is all that counts', async () => {
  const { library, asOf } = await open([write('a.json', csafDocument('a'))])
  assert.deepEqual([library.statements.length, asOf], [1, null])
})

test('feeds in force replace the built-in facts; a catalogue alone does not', async () => {
  const bring = (path: string) =>
    importAdvisories([path], { feeds: feedsFolder(home), now, replaceAll: false })
  await bring(write('kev.json', kevJson('CVE-2031-1000')))
  assert.match((await open()).note, /built-in/)
  await bring(write('a.json', csafDocument('a')))
  const { library, note } = await open()
  assert.equal(library.statements.length, 1)
  assert.match(note, /feeds imported/)
})
