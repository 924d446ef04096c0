import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { pop3 } from './pop3.ts'

type Talk = (readonly ['client' | 'server', string])[]
const on110 = { clientPort: 50000, serverPort: 110 }
const play = (talk: Talk, step?: number, ports = on110) => dissectStream(pop3, talk, step, ports)
const values = (said: ReturnType<typeof play>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')

const greeting = ['server', '+OK Acme POP3 <12.34@host>\r\n'] as const
const login: Talk = [
  greeting,
  ['client', 'USER joe\r\n'],
  ['server', '+OK\r\n'],
  ['client', 'PASS s3 cret\r\n'],
]

test('the banner is kept without the time stamp of APOP', () => {
  assert.deepEqual(values(play([greeting]), 'pop3.banner'), ['Acme POP3'])
})

test('USER and PASS are a login, judged by the answer to PASS', () => {
  for (const [answer, accepted] of [
    ['+OK in', true],
    ['-ERR no', false],
  ] as const)
    assert.deepEqual(play([...login, ['server', `${answer}\r\n`]])?.credentials, [
      { user: 'joe', password: 's3 cret', accepted },
    ])
})

test('AUTH PLAIN is a login, also with its response on a line of its own', () => {
  const said = play([
    greeting,
    ['client', 'AUTH PLAIN\r\n'],
    ['server', '+ \r\n'],
    ['client', `${base64('\0joe\0pw')}\r\n`],
    ['server', '+OK\r\n'],
  ])
  assert.deepEqual(said?.credentials, [{ user: 'joe', password: 'pw', accepted: true }])
})

test('capabilities, product and mechanisms are read from CAPA', () => {
  const said = play([
    greeting,
    ['client', 'CAPA\r\n'],
    ['server', '+OK\r\nTOP\r\nSASL PLAIN NTLM\r\nIMPLEMENTATION Acme 5\r\n.\r\n'],
  ])
  assert.deepEqual(values(said, 'pop3.capabilities'), ['TOP,SASL,IMPLEMENTATION'])
  assert.deepEqual(values(said, 'pop3.implementation'), ['Acme 5'])
  assert.deepEqual(values(said, 'pop3.auth-offered'), ['PLAIN,NTLM'])
})

test('a mail is no answer, whatever its lines look like', () => {
  const said = play([
    greeting,
    ['client', 'RETR 1\r\nUSER joe\r\nPASS x\r\n'],
    ['server', '+OK\r\n-ERR DOE^JANE\r\n.\r\n+OK\r\n+OK\r\n'],
  ])
  assert.equal(said?.credentials[0]?.accepted, true)
  assert.doesNotMatch(JSON.stringify(said), /JANE/)
})

test('where the client speaks first the greeting was missed', () => {
  const said = play([
    ['client', 'USER joe\r\n'],
    ['server', '+OK 100 octets\r\n'],
    ['client', 'PASS x\r\n'],
    ['server', '-ERR\r\n'],
  ])
  assert.deepEqual(values(said, 'pop3.banner'), [])
  assert.equal(said?.credentials[0]?.accepted, false)
})

test('an accepted STLS hands the stream over', () => {
  assert.equal(play([greeting, ['client', 'STLS\r\n'], ['server', '+OK\r\n']])?.handedOver, true)
})

test('on other ports greeting and command tell together', () => {
  const elsewhere = { clientPort: 50000, serverPort: 5110 }
  assert.notEqual(
    play(
      [
        ['server', '+OK hi\r\n'],
        ['client', 'USER a\r\n'],
      ],
      undefined,
      elsewhere,
    ),
    null,
  )
  assert.equal(
    play(
      [
        ['server', '+OK hi\r\n'],
        ['client', 'PING\r\n'],
      ],
      undefined,
      elsewhere,
    ),
    null,
  )
})

test('how the bytes are cut does not change what is said', () => {
  const { calls: _, ...expected } = play(login)!
  const { calls: __, ...said } = play(login, 1)!
  assert.deepEqual(said, expected)
})

test('conversations that were tampered with are survived', () => {
  assertStreamSurvives(pop3, fixtures, 110)
})
