import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { imap } from './imap.ts'
import { literalSize, quoted, words } from './words.ts'

type Talk = (readonly ['client' | 'server', string])[]
const on143 = { clientPort: 50000, serverPort: 143 }
const play = (talk: Talk, step?: number, ports = on143) => dissectStream(imap, talk, step, ports)
const values = (said: ReturnType<typeof play>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)
const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64')

const greeting = ['server', '* OK [CAPABILITY IMAP4rev1 ID] Acme 3.2 ready\r\n'] as const

test('the greeting gives banner and capabilities', () => {
  assert.deepEqual(values(play([greeting]), 'imap.banner'), ['Acme 3.2 ready'])
  assert.deepEqual(values(play([greeting]), 'imap.capabilities'), ['IMAP4rev1,ID'])
})

test('LOGIN is a login, judged by the answer with its tag', () => {
  for (const [status, accepted] of [
    ['OK', true],
    ['NO', false],
  ] as const) {
    const said = play([
      greeting,
      ['client', 'a1 LOGIN joe "s3 \\"cret"\r\n'],
      ['server', `a0 OK other\r\na1 ${status} x\r\n`],
    ])
    assert.deepEqual(said?.credentials, [{ user: 'joe', password: 's3 "cret', accepted }])
  }
})

test('LOGIN with literals is a login', () => {
  const said = play([greeting, ['client', 'a LOGIN {3+}\r\njoe {4}\r\np"\\w\r\n'], ['server', 'a OK\r\n']])
  assert.deepEqual(said?.credentials, [{ user: 'joe', password: 'p"\\w', accepted: true }])
})

test('AUTHENTICATE PLAIN is a login', () => {
  const said = play([
    greeting,
    ['client', 'a AUTHENTICATE PLAIN\r\n'],
    ['server', '+\r\n'],
    ['client', `${base64('\0joe\0pw')}\r\n`],
    ['server', 'a OK\r\n'],
  ])
  assert.deepEqual(said?.credentials, [{ user: 'joe', password: 'pw', accepted: true }])
  assert.deepEqual(values(said, 'imap.auth-used'), ['PLAIN'])
})

test('ID tells programs of both ends', () => {
  const said = play([
    greeting,
    ['client', 'a ID ("name" "Mail" "version" NIL "os" "iOS")\r\n'],
    ['server', '* ID ("name" "Acme" "vendor" "Acme, Inc.")\r\n'],
  ])
  assert.deepEqual(
    said?.observed.filter((o) => o.field.startsWith('imap.id')).map((o) => [o.about, o.value]),
    [
      ['client', 'Mail'],
      ['client', 'iOS'],
      ['server', 'Acme'],
      ['server', 'Acme, Inc.'],
    ],
  )
})

test('mails are passed over', () => {
  const said = play([
    greeting,
    ['client', 'a LOGIN joe pw\r\n'],
    ['server', '* 1 FETCH (BODY[] {19}\r\na NO x\r\nDOE^JANE\r\n)\r\na OK\r\n'],
  ])
  assert.equal(said?.credentials[0]?.accepted, true)
  assert.doesNotMatch(JSON.stringify(said), /JANE/)
})

test('an accepted STARTTLS hands the stream over', () => {
  assert.equal(play([greeting, ['client', 'a STARTTLS\r\n'], ['server', 'a OK\r\n']])?.handedOver, true)
})

test('on other ports greeting and command tell together', () => {
  const elsewhere = { clientPort: 50000, serverPort: 5143 }
  const hello = ['server', '* OK hello\r\n'] as const
  assert.notEqual(play([hello, ['client', 'a CAPABILITY\r\n']], undefined, elsewhere), null)
  assert.equal(play([hello, ['client', 'PING\r\n']], undefined, elsewhere), null)
})

test('how the bytes are cut does not change what is said', () => {
  const talk: Talk = [
    greeting,
    ['client', 'a LOGIN {3+}\r\njoe pw\r\n'],
    ['server', '* 1 FETCH {3}\r\na N)\r\na OK\r\n'],
  ]
  const { calls: _, ...expected } = play(talk)!
  const { calls: __, ...said } = play(talk, 1)!
  assert.deepEqual(said, expected)
})

test('quoting and reading words are inverse', () =>
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 12 }), { maxLength: 5 }), (list) => {
      assert.deepEqual(words(list.map(quoted).join(' '), 9), list)
    }),
  ))

test('only a size in braces at the end of a line announces a literal', () => {
  assert.deepEqual(['a {12}', 'a {3+}', 'a {x}', '{1} b', '{99999999999}'].map(literalSize), [
    12,
    3,
    null,
    null,
    null,
  ])
})

test('conversations that were tampered with are survived', () => {
  assertStreamSurvives(imap, fixtures, 143)
})
