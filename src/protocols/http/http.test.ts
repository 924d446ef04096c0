import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { fixtures } from './fixtures/make.ts'
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
const basic = (login: string) => get(`Authorization: Basic ${base64(login)}`)
const status = (line: string, ...fields: string[]) =>
  [
    'server',
    `HTTP/1.1 ${line}\r\nContent-Length: 0\r\n${fields.map((f) => `${f}\r\n`).join('')}\r\n`,
  ] as const

test('client and server say what they are', () => {
  const said = play([
    get('User-Agent: Acme/2', 'Host: vent-3.example:80'),
    ok('', 'Server: AcmeWeb/1', 'X-Powered-By: PHP/5.6'),
  ])
  assert.deepEqual(
    said?.observed.filter((o) => /agent|host|server|powered/.test(o.field)),
    [
      { about: 'client', field: 'http.user-agent', value: 'Acme/2' },
      { about: 'server', field: 'http.host-name', value: 'vent-3.example', self: false },
      { about: 'server', field: 'http.server', value: 'AcmeWeb/1' },
      { about: 'server', field: 'http.powered-by', value: 'PHP/5.6' },
    ],
  )
})

test('paths and queries go to the fingerprints only', () => {
  const said = play([['client', 'GET /chart?patient=DOE^JANE HTTP/1.1\r\nHost: a\r\n\r\n'], ok('')])
  assert.doesNotMatch(JSON.stringify(said?.observed), /chart|JANE/)
  assert.deepEqual(
    said?.matched.map((m) => m.text),
    ['/chart', 'GET a/chart?patient=DOE^JANE'],
  )
})

for (const [line, accepted] of [
  ['200 OK', true],
  ['302 Found', true],
  ['401 Unauthorized', false],
  ['403 Forbidden', false],
  ['500 Oops', null],
] as const)
  test(`a Basic login answered ${line} is judged ${accepted}`, () => {
    assert.deepEqual(play([basic('joe:s3:cret'), status(line)])?.credentials, [
      { user: 'joe', password: 's3:cret', accepted },
    ])
  })

test('a login without a response is reported, its verdict open', () => {
  assert.equal(play([basic('joe:pw')])?.credentials[0]?.accepted, null)
})

test('pipelined logins are judged in order', () => {
  const said = play([basic('a:1'), basic('b:2'), status('401 No'), status('200 OK')])
  assert.deepEqual(
    said?.credentials.map((c) => [c.user, c.accepted]),
    [
      ['a', false],
      ['b', true],
    ],
  )
})

test('100 Continue is no answer', () => {
  const said = play([basic('a:1'), ['server', 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 No\r\n\r\n']])
  assert.equal(said?.credentials[0]?.accepted, false)
})

test('offered schemes and realms are read from one field or several', () => {
  const said = play([
    get(),
    status(
      '401 No',
      'WWW-Authenticate: Digest realm="A, b", nonce="x", Basic realm="C"',
      'WWW-Authenticate: NTLM',
    ),
  ])
  assert.deepEqual(values(said, 'http.auth-offered'), ['Digest', 'Basic', 'NTLM'])
  assert.deepEqual(values(said, 'http.realm'), ['A, b', 'C'])
  assert.deepEqual(values(said, 'http.digest-algorithm'), ['MD5'])
})

test('NTLM in the fields is read', () => {
  const token = bytes(
    'NTLMSSP',
    0,
    1,
    0,
    0,
    0,
    7,
    130,
    8,
    162,
    new Uint8Array(16),
    10,
    0,
    97,
    74,
    0,
    0,
    0,
    15,
  )
  const said = play([get(`Authorization: NTLM ${Buffer.from(token).toString('base64')}`), ok('')])
  assert.deepEqual(values(said, 'ntlmssp.build'), ['10.0.19041'])
})

test('chunks are joined, and the next message is found behind them', () => {
  const chunked = [
    'server',
    `HTTP/1.1 200 OK\r\n${html}\r\nTransfer-Encoding: chunked\r\n\r\n7;a=b\r\n<title>\r\nd\r\nAcme</title>\r\n\r\n0\r\nT: v\r\n\r\n`,
  ] as const
  const said = play([get(), chunked, get(), status('404 No', 'Server: Second')])
  assert.ok(said?.matched.some((m) => m.field === 'http.title' && m.text === 'Acme'))
  assert.deepEqual(values(said, 'http.server'), ['Second'])
})

test('large bodies are skipped before they come, and following goes on behind them', () => {
  const said = play(
    [get(), ok('x'.repeat(200_000), 'Content-Type: image/png'), get(), ok('', 'Server: Later')],
    1000,
  )
  assert.deepEqual(values(said, 'http.server'), ['Later'])
  assert.ok(said!.followed > 200_000)
  assert.ok(said!.calls < 20)
})

test('the answer to HEAD has no body', () => {
  const said = play([
    ['client', 'HEAD / HTTP/1.1\r\n\r\n'],
    ['server', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n'],
    get(),
    ok('', 'Server: Next'),
  ])
  assert.deepEqual(values(said, 'http.server'), ['Next'])
})

test('a password in a form, a query or JSON is noted without its value', () => {
  const post = (type: string, body: string): Talk => [
    ['client', `POST /x HTTP/1.1\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`],
  ]
  for (const talk of [
    post('application/x-www-form-urlencoded', 'user=joe&userPassword=s3cret'),
    post('application/json', '{"user":"joe", "password": "s3cret"}'),
    [['client', 'GET /x?user=joe&password=s3cret HTTP/1.1\r\n\r\n']] as Talk,
  ]) {
    const said = play(talk)
    assert.deepEqual(values(said, 'http.form-login'), ['password'])
    assert.doesNotMatch(JSON.stringify(said?.observed), /s3cret|joe/)
  }
  assert.deepEqual(
    values(play(post('application/x-www-form-urlencoded', 'q=compass&pass=')), 'http.form-login'),
    [],
  )
  for (const [form, kind] of [
    ['passenger=2&compass=north&bypass=1&passport_no=7', []],
    ['user=a&pass=x', ['pass']],
    ['loginPass=x', ['pass']],
    ['user_pass1=x', ['pass']],
  ] as const)
    assert.deepEqual(
      values(play(post('application/x-www-form-urlencoded', form)), 'http.form-login'),
      kind,
      form,
    )
})

test('cookies give their names where these are words, never their values', () => {
  const said = play([
    get('Cookie: JSESSIONID=s3cret; u12345678=x; ASPSESSIONIDQABCDEFG=y'),
    ok('', 'Set-Cookie: AcmeSID=s3cret; Path=/'),
  ])
  assert.deepEqual(values(said, 'http.cookie-name'), ['JSESSIONID', 'ASPSESSIONID', 'AcmeSID'])
})

test('a redirect tells whether it leads to https', () => {
  for (const [location, scheme] of [
    ['https://a/', 'https'],
    ['http://a/', 'http'],
    ['/login', 'relative'],
  ])
    assert.deepEqual(values(play([get(), status('302 Go', `Location: ${location}`)]), 'http.redirect'), [
      scheme,
    ])
})

test('an accepted CONNECT hands over, and what a proxy passes on is not its own', () => {
  const tunnel = play([
    ['client', 'CONNECT a:443 HTTP/1.1\r\n\r\n'],
    ['server', 'HTTP/1.1 200 OK\r\n\r\n'],
  ])
  assert.equal(tunnel?.handedOver, true)
  const proxied = play([
    ['client', 'GET http://a.example/ HTTP/1.1\r\nHost: a.example\r\n\r\n'],
    ok('<title>A</title>', html, 'Server: Far'),
  ])
  assert.deepEqual(values(proxied, 'http.server'), [])
  assert.deepEqual(values(proxied, 'http.host-name'), [])
  assert.deepEqual(values(proxied, 'http.proxy'), ['absolute target'])
})

test('a whole address in a request to the server itself makes no proxy of it', () => {
  const said = play([['client', 'GET http://10.0.0.2:80/a HTTP/1.1\r\n\r\n'], ok('', 'Server: Own')])
  assert.deepEqual(values(said, 'http.server'), ['Own'])
  assert.deepEqual(said?.matched[0]?.text, '/a')
  const other = play([['client', 'GET http://10.0.0.20/a HTTP/1.1\r\n\r\n'], ok('', 'Server: Far')])
  assert.deepEqual(values(other, 'http.server'), [])
})

test('WebSocket frames are not looked at unless MQTT is in them, other upgrades are handed over', () => {
  const talk = (name: string, inside = 'chat'): Talk => [
    get('Connection: Upgrade', `Upgrade: ${name}`),
    ['server', `HTTP/1.1 101 Switching\r\nUpgrade: ${name}\r\nSec-WebSocket-Protocol: ${inside}\r\n\r\n`],
  ]
  assert.deepEqual([play(talk('websocket'))?.done, play(talk('websocket'))?.handedOver], [true, false])
  assert.equal(play(talk('h2c'))?.handedOver, true)
  assert.equal(play(talk('websocket', 'mqtt'))?.handedOver, true)
})

test('a request passed on by a reverse proxy is about who asked it', () => {
  const said = play([get('User-Agent: Acme/2', 'X-Forwarded-For: 10.7.7.7, 10.8.8.8')])
  assert.equal(said?.observed.find((o) => o.field === 'http.user-agent')?.about, '10.7.7.7')
})

test('the clock is told in minutes off, unless the response was stored', () => {
  const date = 'Date: Thu, 01 Jan 1970 01:00:01 GMT'
  assert.deepEqual(values(play([get(), ok('', date)]), 'http.clock-offset'), ['60'])
  assert.deepEqual(values(play([get(), ok('', date, 'Age: 5')]), 'http.clock-offset'), [])
})

test('each direction is enough by itself', () => {
  assert.deepEqual(values(play([ok('', 'Server: A'), ok('', 'Server: B')]), 'http.server'), ['A', 'B'])
  assert.deepEqual(values(play([get('User-Agent: A'), get('User-Agent: B')]), 'http.user-agent'), ['A', 'B'])
})

test('garbage between packets is passed over until a message begins', () => {
  const said = play([get(), ok('', 'Server: A'), ['server', 'garbage\n'], ok('', 'Server: B')])
  assert.deepEqual(values(said, 'http.server'), ['A', 'B'])
})

test('following ends after eight exchanges', () => {
  const talk = Array.from({ length: 9 }, (_, i) => [get(), ok('', `Server: ${i}`)]).flat()
  const said = play(talk)
  assert.equal(said?.done, true)
  assert.equal(values(said, 'http.server')?.length, 8)
})

for (const line of [
  'OPTIONS sip:a SIP/2.0',
  'DESCRIBE rtsp://a RTSP/1.0',
  'OPTIONS icap://a ICAP/1.0',
  'NOTIFY * HTTP/2.0',
  'PRI * HTTP/2.0',
  'GET /',
])
  test(`"${line}" is not mine`, () => assert.equal(play([['client', `${line}\r\n\r\n`]]), null))

test('how the bytes are cut does not change what is said', () => {
  const talk: Talk = [
    get('User-Agent: A', 'Host: b.example'),
    [
      'server',
      `HTTP/1.1 200 OK\r\n${html}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<titl\r\ne\r\ne>Acme</title>\n\r\n0\r\n\r\n`,
    ],
    basic('a:b'),
    ok('x'.repeat(50), 'Server: S'),
  ]
  const { calls: _, followed: __, ...expected } = play(talk)!
  for (const step of [1, 2, 7]) {
    const { calls: ___, followed: ____, ...said } = play(talk, step)!
    assert.deepEqual(said, expected)
  }
})

test('no bytes make it throw', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.constantFrom('client' as const, 'server' as const),
          fc.oneof(
            fc.uint8Array({ maxLength: 60 }),
            fc
              .constantFrom(
                'HTTP/1.1 200 OK\r\n',
                'GET / HTTP/1.1\r\n',
                'Transfer-Encoding: chunked\r\n\r\n',
                'ffffffff\r\n',
                'Content-Length: 99999999999\r\n',
                '\r\n',
                `${html}\r\n\r\n<title>`,
              )
              .map((t) => bytes(t)),
          ),
        ),
        { maxLength: 12 },
      ),
      (talk) => void play([get(), ...talk], 40),
    ),
  ))

test('conversations that were tampered with are survived', () => {
  assertStreamSurvives(http, fixtures, 80)
})
