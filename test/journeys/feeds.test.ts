/** `wardline feeds` as a person runs it: sync from a server, import from a folder, status, and their exit codes. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { csafDocument, kevJson } from '../feed-fixtures.ts'
import { fails, loopback, serves } from '../loopback.ts'

const WARDLINE = join(import.meta.dirname, '../../bin/wardline')
const home = mkdtempSync(join(tmpdir(), 'wardline-feeds-'))
const server = await loopback()
after(async () => {
  await server.close()
  rmSync(home, { recursive: true })
})

async function wardline(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, WARDLINE_HOME: home, WARDLINE_KEV_URL: `${server.url}/kev.json` }
  const child = spawn(WARDLINE, ['feeds', ...args], { env })
  let out = ''
  let err = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  child.stderr.on('data', (text) => {
    err += text
  })
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, out, err }
}

test('sync, then a failure that leaves yesterday in force and ends with 1', async () => {
  server.on('/kev.json', serves(kevJson('CVE-2031-1000')))
  const first = await wardline('sync', '--source', 'kev', '--json')
  assert.equal(first.code, 0, first.err)
  assert.equal(JSON.parse(first.out).feeds[0].attempt.outcome, 'replaced')
  assert.equal(readdirSync(join(home, 'cache')).length, 1)
  server.on('/kev.json', fails(404))
  const second = await wardline('sync', '--source', 'kev')
  assert.equal(second.code, 1)
  assert.match(second.err, /kev: failed: .*404.*1 documents in force as before/)
  const status = await wardline('status')
  assert.match(status.out, /FEED .*\nkev +1 +.*failed: .*404/)
  const [kev] = JSON.parse((await wardline('status', '--json')).out).feeds
  assert.deepEqual([kev.feed, kev.documents], ['kev', 1])
})

test('import takes over what is an advisory, and ends with 3 where nothing is', async () => {
  const good = join(home, 'a.json')
  writeFileSync(good, csafDocument('a'))
  const done = await wardline('import', good)
  assert.equal(done.code, 0)
  assert.match(done.err, /imported: 1 csaf from 1 file\n/)
  const bad = join(home, 'b.txt')
  writeFileSync(bad, 'words')
  const nothing = await wardline('import', bad)
  assert.equal(nothing.code, 3)
  assert.match(nothing.err, /b\.txt: no kind of advisory/)
})

test('wrong usage is told', async () => {
  for (const [args, because] of [
    [[], /sync, import, status/],
    [['import'], /needs a file/],
    [['import', '-'], /needs a file .* standard input is none/],
    [
      ['import', import.meta.filename, '--home', join(import.meta.filename, 'x')],
      /cannot keep feeds: a part of its path is a file/,
    ],
    [['bogus', 'x'], /sync, import, status/],
    [['sync', '--source', 'none'], /no feed is called none: there are kev/],
    [['status', 'x'], /takes no path/],
    [['sync', '--wrong'], /--wrong/],
  ] as const) {
    const { code, err } = await wardline(...args)
    assert.equal(code, 2)
    assert.match(err, because)
  }
})
