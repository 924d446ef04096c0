import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, ip, u16, zeros } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { socks } from './socks.ts'

type Talk = (readonly ['client' | 'server', Uint8Array | string])[]
const play = (talk: Talk, step?: number) => dissectStream(socks, talk, step)
const values = (said: ReturnType<typeof play>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)

const greeting: Talk = [
  ['client', bytes(5, 2, 0, 2)],
  ['server', bytes(5, 2)],
  ['client', bytes(1, 3, 'joe', 6, 's3cret')],
]
const asking: Talk = [
  ['client', bytes(5, 1, 0, 3, 9, 'a.example', u16(443))],
  ['server', bytes(5, 0, 0, 4, zeros(16), u16(1))],
]
const login: Talk = [...greeting, ['server', bytes(1, 0)], ...asking]

test('a login in clear is told with its outcome', () => {
  const expected = (accepted: boolean | null) => [{ user: 'joe', password: 's3cret', accepted }]
  assert.deepEqual(play(login)?.credentials, expected(true))
  assert.deepEqual(play([...greeting, ['server', bytes(1, 5)]])?.credentials, expected(false))
  assert.deepEqual(play(greeting)?.credentials, expected(null))
})

test('the stream is handed over once the proxy agrees, not before', () => {
  assert.equal(play(login)?.handedOver, true)
  assert.equal(play(login.slice(0, -1))?.handedOver, false)
  assert.equal(play([...login.slice(0, -1), ['server', bytes(5, 5, 0, 1, zeros(6))]])?.done, true)
})

test('what a hasty client sends behind its request is left to the next protocol', () => {
  const said = play([
    ['client', bytes(4, 1, u16(443), ip('192.0.2.7'), 'me', 0, 22, 3, 1, 0, 5)],
    ['server', bytes(0, 90, zeros(6))],
  ])
  assert.equal(said?.handedOver, true)
  assert.deepEqual(values(said, 'socks.target'), ['192.0.2.7'])
})

test('SOCKS 4a names its target', () => {
  const said = play([
    ['client', bytes(4, 1, u16(80), 0, 0, 0, 9, 0, 'b.example', 0)],
    ['server', bytes(0, 91, zeros(6))],
  ])
  assert.deepEqual(values(said, 'socks.target'), ['b.example'])
})

test('cutting the stream anywhere changes nothing', () => {
  const whole = play(login)
  for (const step of [1, 2, 5]) {
    assert.deepEqual(play(login, step)?.observed, whole?.observed)
    assert.equal(play(login, step)?.handedOver, true)
  }
})

for (const [what, client, server] of [
  ['no answer in its form', bytes(5, 1, 0), bytes(5, 7)],
  ['no methods', bytes(5, 0), bytes()],
  ['text', bytes('\x05hello'), bytes()],
  ['another answer than SOCKS 4 gives', bytes(4, 1, u16(80), ip('10.0.0.1'), 0), bytes(4, 1)],
] as const)
  test(`${what} is not SOCKS`, () => {
    assert.equal(
      play([
        ['client', client],
        ['server', server],
      ]),
      null,
    )
  })

test('no bytes make it throw', () => {
  const any = fc.uint8Array({ maxLength: 60 })
  fc.assert(
    fc.property(any, any, fc.constantFrom(4, 5), (a, b, version) => {
      play([
        ['client', bytes(version, 1, 0)],
        ['server', bytes(version === 5 ? [5, a[0] ?? 0] : [0, 90])],
        ['client', a],
        ['server', b],
      ])
    }),
    { numRuns: 300 },
  )
})
