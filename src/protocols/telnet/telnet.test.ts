import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { telnet } from './telnet.ts'

type Talk = (readonly ['client' | 'server', Uint8Array | string])[]
const on23 = { clientPort: 50000, serverPort: 23 }
const play = (talk: Talk, step?: number, ports = on23) => dissectStream(telnet, talk, step, ports)
const values = (said: ReturnType<typeof play>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)
const echo = bytes(255, 251, 1)

const login: Talk = [
  ['server', bytes(echo, 'Acme Gateway 4.2\r\ngw login: ')],
  ['client', 'joe\r\n'],
  ['server', 'joe\r\nPassword: '],
  ['client', 's3cret\r\n'],
  ['server', '\r\n\r\ngw$ '],
]

test('the text before the login is the banner, nothing behind it is kept', () => {
  const said = play([...login, ['client', 'ls\r\n'], ['server', 'DOE^JANE\r\ngw$ ']])
  assert.deepEqual(values(said, 'telnet.banner'), ['Acme Gateway 4.2 gw login:'])
  assert.doesNotMatch(JSON.stringify(said), /JANE/)
})

test('a NUL between options and greeting, as inetutils telnetd sends it, does not hide the greeting', () => {
  const said = play([['server', bytes(echo, 0, 'Acme Gateway 4.2\r\ngw login: ')], ...login.slice(1)])
  assert.deepEqual(values(said, 'telnet.banner'), ['Acme Gateway 4.2 gw login:'])
})

test('a login that leads to a command line was accepted', () => {
  assert.deepEqual(play(login)?.credentials, [{ user: 'joe', password: 's3cret', accepted: true }])
})

for (const answer of ['Login incorrect\r\n', '% Authentication failed\r\n', '\r\nPassword: ', '\r\nlogin: '])
  test(`a login answered ${JSON.stringify(answer)} was refused`, () => {
    assert.equal(play([...login.slice(0, 4), ['server', answer]])?.credentials[0]?.accepted, false)
  })

test('without an answer the verdict is open', () => {
  assert.equal(play(login.slice(0, 4))?.credentials[0]?.accepted, null)
})

test('a user let in without a password has an empty one', () => {
  const said = play([login[0]!, ['client', 'root\r\n'], ['server', 'root\r\n# ']])
  assert.deepEqual(said?.credentials, [{ user: 'root', password: '', accepted: true }])
})

test('a password asked for without a user name is a login', () => {
  const said = play([
    ['server', bytes(echo, 'Password: ')],
    ['client', 'abc\r\n'],
    ['server', '\r\nrouter>'],
  ])
  assert.deepEqual(said?.credentials, [{ user: null, password: 'abc', accepted: true }])
})

test('keystrokes with corrections make the name that was meant', () => {
  const said = play([login[0]!, ['client', 'joo\x7fe\r\0'], ['server', 'Password:'], ['client', 'x\r\0']], 1)
  assert.equal(said?.credentials[0]?.user, 'joe')
})

test('a command line at once, seen from the start, needs no login', () => {
  const said = play([['server', bytes(echo, 'shell\r\n-> ')]])
  assert.deepEqual(values(said, 'telnet.no-login'), ['command line'])
})

test('text of a session under way is matched, never kept', () => {
  const said = play([
    ['server', 'bed 3: DOE^JANE\r\n'],
    ['client', 'next\r\n'],
  ])
  assert.deepEqual(said?.observed, [])
  assert.equal(said?.matched.length, 1)
})

test('the terminal type and the order of options are told', () => {
  const said = play([
    ['server', bytes(255, 253, 24, echo)],
    ['client', bytes(255, 251, 24, 255, 250, 24, 0, 'VT100', 255, 240)],
  ])
  assert.deepEqual(values(said, 'telnet.terminal-type'), ['VT100'])
  assert.deepEqual(values(said, 'telnet.options'), ['will-24', 'do-24,will-1'])
})

test('NTLM inside the authentication option is read', () => {
  const negotiate = bytes(
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
  const said = play([
    ['server', bytes(255, 253, 37, 255, 250, 37, 1, 15, 0, 255, 240)],
    ['client', bytes(255, 250, 37, 0, 15, 0, 40, 0, 0, 0, 1, 0, 0, 0, negotiate, 255, 240)],
  ])
  assert.deepEqual(values(said, 'ntlmssp.build'), ['10.0.19041'])
  assert.deepEqual(values(said, 'telnet.auth-offered'), ['15'])
})

test('TLS follows once both sides have said so', () => {
  const follows = bytes(255, 250, 46, 1, 255, 240)
  const said = play([
    ['server', bytes(255, 253, 46, follows)],
    ['client', bytes(255, 251, 46, follows)],
  ])
  assert.equal(said?.handedOver, true)
})

test('on other ports an option or a login prompt tells', () => {
  const elsewhere = { clientPort: 50000, serverPort: 4001 }
  assert.notEqual(play([['server', bytes(echo)]], undefined, elsewhere), null)
  assert.notEqual(play([['server', 'box login: ']], undefined, elsewhere), null)
  assert.equal(play([['server', '331 Password: ']], undefined, elsewhere), null)
  assert.equal(play([['server', bytes(255, 216, 255, 224)]], undefined, elsewhere), null)
})

test('how the bytes are cut does not change what is said', () => {
  const { calls: _, ...expected } = play(login)!
  for (const step of [1, 2, 5]) {
    const { calls: __, ...said } = play(login, step)!
    assert.deepEqual(said, expected)
  }
})

test('no bytes make it throw', () =>
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(fc.constantFrom('client' as const, 'server' as const), fc.uint8Array({ maxLength: 80 })),
      ),
      (talk) => void play([['server', echo], ...talk]),
    ),
  ))

test('conversations that were tampered with are survived', () => {
  assertStreamSurvives(telnet, fixtures, 23)
})
