import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { ftp } from './ftp.ts'

type Talk = (readonly ['client' | 'server', string])[]
const on21 = { clientPort: 50000, serverPort: 21 }
const play = (talk: Talk, step?: number, ports = on21) => dissectStream(ftp, talk, step, ports)
const values = (said: ReturnType<typeof play>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)

const login: Talk = [
  ['server', '220-Welcome\r\n  to the\r\n220 Acme FTP server (Version 2.1)\r\n'],
  ['client', 'USER joe\r\n'],
  ['server', '331 Password please\r\n'],
  ['client', 'PASS s3cret\r\n'],
  ['server', '230-Hello\r\n230 in\r\n'],
  ['client', 'SYST\r\n'],
  ['server', '215 UNIX Type: L8\r\n'],
]

test('a greeting of several lines is one banner', () => {
  assert.deepEqual(values(play(login), 'ftp.banner'), ['Welcome to the Acme FTP server (Version 2.1)'])
})

test('a login is accepted with 230, refused with 530, open without an answer', () => {
  assert.deepEqual(play(login)?.credentials, [{ user: 'joe', password: 's3cret', accepted: true }])
  const refused: Talk = [...login.slice(0, 4), ['server', '530 No\r\n']]
  assert.equal(play(refused)?.credentials[0]?.accepted, false)
  assert.equal(play(login.slice(0, 4))?.credentials[0]?.accepted, null)
})

test('a server that wants no password has accepted an empty one', () => {
  const said = play([login[0]!, ['client', 'USER guest\r\n'], ['server', '230 in\r\n']])
  assert.deepEqual(said?.credentials, [{ user: 'guest', password: '', accepted: true }])
})

test('an empty password is a password', () => {
  const said = play([...login.slice(0, 3), ['client', 'PASS\r\n'], ['server', '230 in\r\n']])
  assert.deepEqual(said?.credentials, [{ user: 'joe', password: '', accepted: true }])
})

test('530 before any password judges no login', () => {
  const said = play([login[0]!, ['client', 'PWD\r\n'], ['server', '530 Please login\r\n']])
  assert.deepEqual(said?.credentials, [])
})

test('what a server does with names sent without TLS is told, refusals for other reasons are not', () => {
  const answered = (reply: string) =>
    values(play([login[0]!, ['client', 'USER joe\r\n'], ['server', `${reply}\r\n`]]), 'ftp.plain-login')
  for (const reply of ['331 Password please', '230 in', '332 Account please'])
    assert.deepEqual(answered(reply), ['taken'])
  for (const reply of ['534-Policy requires SSL.\r\n534 ', '503 Use AUTH first.', '550 SSL/TLS required'])
    assert.deepEqual(answered(reply), ['tls-wanted'])
  for (const reply of ['530 Unknown user', '530 Auth failed', '421 Too many users', '220 TLS welcome'])
    assert.deepEqual(answered(reply), [])
})

test('features are read from the answer to FEAT only', () => {
  const reply = '211-Info\r\n MDTM\r\n REST STREAM\r\n211 End\r\n'
  assert.deepEqual(values(play([login[0]!, ['client', 'FEAT\r\n'], ['server', reply]]), 'ftp.features'), [
    'MDTM,REST',
  ])
  const stat = play([login[0]!, ['client', 'STAT\r\n'], ['server', reply]])
  assert.deepEqual(values(stat, 'ftp.features'), [])
  assert.equal(stat?.matched.length, 1)
})

test('file names are not taken over, the direction is', () => {
  const said = play([...login, ['client', 'STOR jane-doe.pdf\r\n']])
  assert.deepEqual(values(said, 'ftp.transfer'), ['upload'])
  assert.doesNotMatch(JSON.stringify(said), /jane/)
})

test('an accepted AUTH TLS hands the stream over', () => {
  const said = play([login[0]!, ['client', 'AUTH TLS\r\n'], ['server', '234 go\r\n']])
  assert.equal(said?.handedOver, true)
  assert.deepEqual(values(said, 'ftp.security'), ['TLS'])
})

test('mail servers greet with 220 too, and are not taken', () => {
  const elsewhere = { clientPort: 50000, serverPort: 2525 }
  assert.equal(play([['server', '220 mx ESMTP Postfix\r\n']], undefined, elsewhere), null)
  assert.equal(
    play(
      [
        ['server', '220 mx ready\r\n'],
        ['client', 'EHLO pc\r\n'],
      ],
      undefined,
      elsewhere,
    ),
    null,
  )
})

test('on any port the commands tell', () => {
  const said = play([['server', '220 ready\r\n'], ...login.slice(1)], undefined, {
    clientPort: 50000,
    serverPort: 7021,
  })
  assert.equal(said?.credentials.length, 1)
})

test('one direction is enough', () => {
  assert.equal(play(login.filter(([side]) => side === 'client'))?.credentials.length, 1)
  assert.equal(values(play(login.filter(([side]) => side === 'server')), 'ftp.system')?.length, 1)
})

test('how the bytes are cut does not change what is said', () => {
  const whole = play(login)
  for (const step of [1, 3, 7]) {
    const { calls: _, ...said } = play(login, step)!
    const { calls: __, ...expected } = whole!
    assert.deepEqual(said, expected)
  }
})

test('no bytes make it throw', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 }), (a, b) => {
      dissectStream(
        ftp,
        [
          ['server', bytes('220 ', a, '\r\n')],
          ['client', bytes('USER ', b, '\r\n', a)],
          ['server', b],
        ],
        50,
        on21,
      )
    }),
  ))

test('conversations that were tampered with are survived', () => {
  assertStreamSurvives(ftp, fixtures, 21)
})
