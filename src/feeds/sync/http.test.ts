import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testHttp } from '../../../test/feed-fixtures.ts'
import { drips, dropsAfter, fails, firstThen, hangs, loopback, serves } from '../../../test/loopback.ts'
import { download } from './http.ts'

const folder = mkdtempSync(join(tmpdir(), 'wardline-http-'))
const server = await loopback()
after(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})
const to = join(folder, 'body')
const wanted = (path: string) => ({ url: `${server.url}${path}`, to, most: 1000 })

test('a body arrives with its digests; asked again, it is unchanged', async () => {
  server.on('/good', serves('hello'))
  const first = await download(wanted('/good'), testHttp())
  assert.equal(readFileSync(to, 'utf8'), 'hello')
  assert.equal(first.sha256, '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824')
  assert.equal((await download({ ...wanted('/good'), etag: first.etag }, testHttp())).changed, false)
})

test('429 and 5xx are tried again, as late as the server asks', async () => {
  server.on('/busy', firstThen(fails(429, { 'retry-after': '7' }), firstThen(fails(503), serves('late'), 2)))
  const http = testHttp()
  await download(wanted('/busy'), http)
  assert.deepEqual(http.slept, [7000, 2000])
  assert.equal(readFileSync(to, 'utf8'), 'late')
})

test('a date to wait for is understood; one too far off is not waited for', async () => {
  server.on('/dated', firstThen(fails(503, { 'retry-after': 'Sun, 01 Jun 2031 00:00:30 GMT' }), serves('x')))
  const http = testHttp()
  await download(wanted('/dated'), http)
  assert.deepEqual(http.slept, [30_000])
  server.on('/far', fails(503, { 'retry-after': '86400' }))
  await assert.rejects(download(wanted('/far'), testHttp()), /answers 503/)
})

test('403 with a time to wait is a limit, without it a refusal', async () => {
  server.on('/limited', firstThen(fails(403, { 'retry-after': '1' }), serves('x')))
  await download(wanted('/limited'), testHttp())
  server.on('/refused', fails(403))
  const http = testHttp()
  await assert.rejects(download(wanted('/refused'), http), /answers 403/)
  assert.deepEqual(http.slept, [])
})

test('a connection cut within the body is tried again, then told', async () => {
  server.on('/cut-once', firstThen(dropsAfter('hello', 2), serves('hello')))
  await download(wanted('/cut-once'), testHttp())
  assert.equal(readFileSync(to, 'utf8'), 'hello')
  server.on('/cut', dropsAfter('hello', 2))
  await assert.rejects(download(wanted('/cut'), testHttp()), /cut|terminated|closed/)
})

test('a server that says nothing more is not waited for without end', async () => {
  server.on('/slow', hangs)
  await assert.rejects(download(wanted('/slow'), { ...testHttp(), attempts: 1 }), /no answer in time/)
})

test('a server that drips is not waited for either, one that is slow is', { timeout: 20_000 }, async () => {
  server.on('/drips', drips)
  await assert.rejects(download(wanted('/drips'), { ...testHttp(), attempts: 1 }), /no answer in time/)
  server.on('/paced', (_, response) => {
    response.writeHead(200)
    let sent = 0
    const timer = setInterval(() => {
      if (sent++ < 8) response.write('x'.repeat(4096))
      else response.end()
    }, 100)
    response.on('close', () => clearInterval(timer))
  })
  await download({ ...wanted('/paced'), most: 100_000 }, { ...testHttp(), attempts: 1, patience: 400 })
  assert.equal(readFileSync(to).length, 8 * 4096)
})

test('redirects: a few are followed, a circle is told, keys stay with their server', async () => {
  const other = await loopback()
  other.on('/there', serves('moved'))
  server.on('/moved', fails(302, { location: `${other.url}/there` }))
  await download({ ...wanted('/moved'), headers: { apiKey: 'secret' } }, testHttp())
  assert.equal(other.asked[0]?.headers.apikey, undefined)
  await other.close()
  server.on('/circle', fails(302, { location: '/circle' }))
  await assert.rejects(download(wanted('/circle'), testHttp()), /redirects go on and on/)
  server.on('/file', fails(302, { location: 'file:///etc/passwd' }))
  await assert.rejects(download(wanted('/file'), testHttp()), /no web address/)
})

test('a body without end is cut off', async () => {
  server.on('/endless', serves('x'.repeat(5000)))
  await assert.rejects(download(wanted('/endless'), testHttp()), /more than/)
})

test('a server that is not there is told in words', async () => {
  const gone = await loopback()
  await gone.close()
  await assert.rejects(download({ ...wanted('/'), url: gone.url }, testHttp()), /refused/)
})

test('keys in addresses are not told', async () => {
  server.on('/keyed', fails(404))
  await assert.rejects(download(wanted('/keyed?limit=5&api_key=geheim&x=1'), testHttp()), (error: Error) => {
    assert.match(error.message, /keyed\?limit=5&api_key=…&x=1: the server answers 404/)
    return !error.message.includes('geheim')
  })
})
