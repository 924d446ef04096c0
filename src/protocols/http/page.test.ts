import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { http } from './http.ts'

type Talk = (readonly ['client' | 'server', Uint8Array | string])[]
const play = (talk: Talk, step?: number) => dissectStream(http, talk, step)
const values = (said: ReturnType<typeof play>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')

const get = (...fields: string[]) =>
  ['client', `GET /x HTTP/1.1\r\n${fields.map((f) => `${f}\r\n`).join('')}\r\n`] as const
const ok = (body: string | Uint8Array, ...fields: string[]) =>
  [
    'server',
    bytes(
      `HTTP/1.1 200 OK\r\nContent-Length: ${bytes(body).length}\r\n${fields.map((f) => `${f}\r\n`).join('')}\r\n`,
      body,
    ),
  ] as const
const html = 'Content-Type: text/html'
const title = (talk: Talk) => play(talk)?.matched.flatMap((m) => (m.field === 'http.title' ? [m.text] : []))

test('the title of a page is read, with its references', () => {
  assert.deepEqual(title([get(), ok('<HTML><Title a="b">Acme&amp;Co &#8482;\n  3000</tItle>', html)]), [
    'Acme&Co ™ 3000',
  ])
})

for (const [name, pack] of [
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
] as const)
  test(`the title of a page under ${pack.name} is read`, () => {
    const body = pack('<title>Acme</title>')
    assert.deepEqual(title([get(), ok(body, html, `Content-Encoding: ${name}`)]), ['Acme'])
  })

test('a compressed page that is cut still has its title', () => {
  const body = gzipSync(`<title>Acme</title>${Array.from({ length: 9000 }, (_, i) => i).join('')}`)
  assert.ok(body.length > 8192)
  assert.deepEqual(title([get(), ok(body, html, 'Content-Encoding: gzip')]), ['Acme'])
})

test('a bomb is counted, not unpacked', () => {
  const said = play([get(), ok(gzipSync(new Uint8Array(4_000_000)), html, 'Content-Encoding: gzip')])
  assert.deepEqual(said?.oddities, ['http.content-encoding'])
})

test('a body without a length ends with the stream', () => {
  assert.deepEqual(title([get(), ['server', `HTTP/1.0 200 OK\r\n${html}\r\n\r\n<title>Acme</title>`]]), [
    'Acme',
  ])
})

test('a title is for the fingerprints only, with or without a login', () => {
  for (const field of ['Accept: text/html', 'Cookie: a=b', `Authorization: Basic ${base64('a:b')}`]) {
    const said = play([get(field), ok('<title>DOE^JANE</title>', html)])
    assert.doesNotMatch(JSON.stringify(said?.observed), /DOE/)
    assert.deepEqual(said?.matched.at(-1)?.text, 'DOE^JANE')
  }
})

test('an administrative page served to anybody is noted, a login page is not', () => {
  const admin = ['client', 'GET /admin/index.html HTTP/1.1\r\n\r\n'] as const
  assert.deepEqual(values(play([admin, ok('<title>Setup</title>', html)]), 'http.open-admin-page'), ['admin'])
  const login = play([admin, ok('<title>Login</title><input name=p type="password">', html)])
  assert.deepEqual(values(login, 'http.open-admin-page'), [])
  assert.deepEqual(values(login, 'http.login-page'), ['password'])
})

test('a UPnP device description is read', () => {
  const xml =
    '<?xml version="1.0"?><root><device><manufacturer>Acme</manufacturer><modelName>W</modelName><serialNumber>42</serialNumber></device></root>'
  const said = play([get(), ok(xml, 'Content-Type: text/xml')])
  assert.deepEqual(values(said, 'http.upnp-manufacturer'), ['Acme'])
  assert.deepEqual(values(said, 'http.upnp-serial'), ['42'])
})
