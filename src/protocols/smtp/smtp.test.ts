import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { smtp } from './smtp.ts'

type Talk = (readonly ['client' | 'server', string])[]
const on25 = { clientPort: 50000, serverPort: 25 }
const play = (talk: Talk, step?: number, ports = on25) => dissectStream(smtp, talk, step, ports)
const values = (said: ReturnType<typeof play>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')

const opening: Talk = [
  ['server', '220 mx.example ESMTP Acme\r\n'],
  ['client', 'EHLO pump7.example\r\n'],
  ['server', '250-mx.example at your service\r\n250-SIZE 1000\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN\r\n'],
]
const mail = (text: string): Talk => [
  ...opening,
  ['client', 'DATA\r\n'],
  ['server', '354 go\r\n'],
  ['client', `${text}\r\n.\r\nQUIT\r\n`],
]

test('both ends name themselves, and the server lists what it can', () => {
  const said = play(opening)
  assert.deepEqual(values(said, 'smtp.banner'), ['mx.example ESMTP Acme'])
  assert.deepEqual(values(said, 'smtp.client-name'), ['pump7.example'])
  assert.deepEqual(values(said, 'smtp.server-name'), ['mx.example'])
  assert.deepEqual(values(said, 'smtp.capabilities'), ['SIZE,STARTTLS,AUTH'])
  assert.deepEqual(values(said, 'smtp.auth-offered'), ['PLAIN,LOGIN'])
})

test('AUTH PLAIN with its response on the same line is a login', () => {
  const said = play([
    ...opening,
    ['client', `AUTH PLAIN ${base64('\0joe\0s3cret')}\r\n`],
    ['server', '235 ok\r\n'],
  ])
  assert.deepEqual(said?.credentials, [{ user: 'joe', password: 's3cret', accepted: true }])
  assert.doesNotMatch(JSON.stringify(said?.observed), /s3cret|joe/)
})

test('AUTH LOGIN takes two lines, and 535 refuses it', () => {
  const said = play([
    ...opening,
    ['client', 'AUTH LOGIN\r\n'],
    ['server', `334 ${base64('Username:')}\r\n`],
    ['client', `${base64('joe')}\r\n`],
    ['server', `334 ${base64('Password:')}\r\n`],
    ['client', `${base64('pw')}\r\n`],
    ['server', '535 no\r\n'],
  ])
  assert.deepEqual(said?.credentials, [{ user: 'joe', password: 'pw', accepted: false }])
})

test('the mailer of a mail is offered, its text passes by', () => {
  const said = play(mail('X-Mailer: Acme 2\r\nSubject: alarm\r\n\r\nX-Mailer: body\r\nDOE^JANE'))
  assert.deepEqual(
    said?.matched.map((m) => m.text),
    ['Acme 2', 'alarm'],
  )
  assert.doesNotMatch(JSON.stringify(said), /JANE/)
})

test('a relayed mail says nothing about who hands it on', () => {
  assert.deepEqual(play(mail('Received: from a by b\r\nX-Mailer: Acme 2\r\n\r\n'))?.matched, [])
})

test('media types of the parts are told', () => {
  const said = play(
    mail('Content-Type: multipart/mixed\r\n\r\n--x\r\nContent-Type: Application/PDF; name=a\r\n'),
  )
  assert.deepEqual(values(said, 'smtp.content-type'), ['multipart/mixed', 'application/pdf'])
})

test('a refused DATA begins no mail', () => {
  const said = play([
    ...opening,
    ['client', 'DATA\r\n'],
    ['server', '554 no\r\n'],
    ['client', `AUTH PLAIN ${base64('\0a\0b')}\r\n`],
  ])
  assert.equal(said?.credentials.length, 1)
})

test('an accepted STARTTLS hands the stream over', () => {
  const said = play([...opening, ['client', 'STARTTLS\r\n'], ['server', '220 go\r\n']])
  assert.equal(said?.handedOver, true)
})

test('on other ports the hello tells, and FTP is not taken', () => {
  const elsewhere = { clientPort: 50000, serverPort: 4025 }
  assert.notEqual(play([['server', '220 ready\r\n'], ...opening.slice(1)], undefined, elsewhere), null)
  assert.equal(
    play(
      [
        ['server', '220 ready\r\n'],
        ['client', 'USER joe\r\n'],
      ],
      undefined,
      elsewhere,
    ),
    null,
  )
})

test('how the bytes are cut does not change what is said', () => {
  const talk = mail('X-Mailer: Acme 2\r\n\r\nbody')
  const { calls: _, ...expected } = play(talk)!
  for (const step of [1, 4]) {
    const { calls: __, ...said } = play(talk, step)!
    assert.deepEqual(said, expected)
  }
})

test('conversations that were tampered with are survived', () => {
  assertStreamSurvives(smtp, fixtures, 25)
})
