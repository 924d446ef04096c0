import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { answer, ask, described, fixtures, interleaved } from './fixtures/make.ts'
import { pathOf } from './message.ts'
import { rtsp } from './rtsp.ts'

type Talk = Parameters<typeof dissectStream>[1]
const show = (talk: Talk, step?: number) => dissectStream(rtsp, talk, step)
const values = (said: ReturnType<typeof show>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => `${o.about} ${o.value}`)

const talk: Talk = [
  ['client', ask('DESCRIBE', '/Streaming/Channels/101', 1)],
  ['server', described(1, 'Server: Acme/1', 'Public: OPTIONS, PLAY')],
]

test('a camera tells software, methods, streams, and that it asks for no login', () => {
  const said = show(talk)
  assert.deepEqual(
    said?.observed.map((o) => [o.about, o.field, o.value]),
    [
      ['client', 'rtsp.method', 'DESCRIBE'],
      ['client', 'rtsp.user-agent', 'AcmePlayer/3.0'],
      ['server', 'rtsp.server', 'Acme/1'],
      ['server', 'rtsp.methods', 'OPTIONS,PLAY'],
      ['server', 'rtsp.auth-offered', 'none'],
      ['server', 'rtsp.media', 'video RTP/AVP'],
      ['server', 'rtsp.media', 'audio RTP/AVP'],
      ['server', 'rtsp.codec', 'H264/90000'],
      ['server', 'rtsp.codec', 'PCMU/8000'],
      ['server', 'rtsp.sdp-attribute', 'x-acme-lens'],
      ['server', 'rtsp.sdp-tool', 'Acme Streaming 2016'],
    ],
  )
  assert.deepEqual(
    said?.matched.map((m) => [m.about, m.field, m.text]),
    [
      ['server', 'rtsp.path', '/Streaming/Channels/101'],
      ['server', 'rtsp.sdp-name', 'Acme Session'],
      ['server', 'rtsp.sdp-name', 'Bed of Jane Doe'],
    ],
  )
})

test('a challenge tells scheme, realm and algorithm; then the stream is not open', () => {
  const said = show([
    ['client', ask('DESCRIBE', '/', 1)],
    ['server', answer('401 No', 1, 'WWW-Authenticate: Digest realm="AXIS_ACCC8E000065", nonce="1"')],
    ['client', ask('DESCRIBE', '/', 2, 'Authorization: Digest username="a", response="b"')],
    ['server', described(2)],
  ])
  assert.deepEqual(values(said, 'rtsp.auth-offered'), ['server Digest'])
  assert.deepEqual(values(said, 'rtsp.realm'), ['server AXIS_ACCC8E000065'])
  assert.deepEqual(values(said, 'rtsp.digest-algorithm'), ['server MD5'])
  assert.deepEqual(values(said, 'rtsp.auth-used'), ['server Digest'])
})

test('logins in the header, the URL and the query are logins in clear', () => {
  const basic = Buffer.from('a:b').toString('base64')
  const logins = (first: string, status: string) =>
    show([
      ['client', first],
      ['server', answer(status, 1)],
    ])?.credentials
  assert.deepEqual(logins(ask('DESCRIBE', '/', 1, `Authorization: Basic ${basic}`), '200 OK'), [
    { user: 'a', password: 'b', accepted: true },
  ])
  assert.deepEqual(logins('DESCRIBE rtsp://a:b%21@h/x RTSP/1.0\r\nCSeq: 1\r\n\r\n', '401 No'), [
    { user: 'a', password: 'b!', accepted: false },
  ])
  assert.deepEqual(logins(ask('DESCRIBE', '/11?user=a&password=b', 1), '404 No'), [
    { user: 'a', password: 'b', accepted: null },
  ])
})

test('a path keeps no login', () => {
  assert.equal(pathOf('rtsp://a:b@h:554/cam?channel=1&user=a&pwd=b'), '/cam?channel=1&user&pwd')
  assert.equal(pathOf('*'), '*')
})

test('interleaved media is passed over, and not followed for long', () => {
  const media = bytes(...Array.from({ length: 20 }, () => interleaved(1400)))
  const said = show([...talk, ['server', media], ['server', answer('200 OK', 9, 'Server: late')]])
  assert.equal(said?.done, true)
  assert.deepEqual(values(said, 'rtsp.server'), ['server Acme/1'])
  const few = show([...talk, ['server', interleaved(900)], ['server', answer('200 OK', 9, 'Server: later')]])
  assert.deepEqual(values(few, 'rtsp.server'), ['server Acme/1', 'server later'])
})

for (const [client, server] of [
  ['GET / HTTP/1.1\r\n\r\n', 'HTTP/1.1 200 OK\r\n\r\n'],
  ['OPTIONS sip:a SIP/2.0\r\n\r\n', 'SIP/2.0 200 OK\r\n\r\n'],
  ['hello\r\n', 'RTSP is not spoken\r\n'],
] as const)
  test(`${JSON.stringify(client)} is no RTSP`, () =>
    assert.equal(
      show([
        ['client', client],
        ['server', server],
      ]),
      null,
    ))

test('pieces of any size give the same facts', () => {
  for (const step of [1, 7, 100]) assert.deepEqual(show(talk, step)?.observed, show(talk)?.observed)
})

test('a message cut anywhere gives no half values', () => {
  const whole = show(talk)!.observed.map((o) => o.value)
  const [, [, server]] = talk as [unknown, ['server', string]]
  for (let n = 0; n < server.length; n += 3)
    for (const { value } of show([talk[0]!, ['server', server.slice(0, n)]])?.observed ?? [])
      assert.ok(whole.includes(value), value)
})

test('no stream makes it throw, grow or say something else the second time', () =>
  assertStreamSurvives(rtsp, fixtures, 554))
