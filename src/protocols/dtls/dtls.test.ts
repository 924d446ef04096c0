import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { serverHello } from '../../../test/tls-bytes.ts'
import { dtls } from './dtls.ts'
import { chain, fixtures, fragment, hello, message, record } from './fixtures/make.ts'

const client = { port: 50000 }
const server = { port: 443 }

/** Shows the datagrams of one conversation, each from the client (`c`) or the server (`s`). */
function play(...datagrams: (readonly ['c' | 's', Uint8Array])[]) {
  const memory = new Map<string, unknown>()
  return datagrams.map(([from, payload]) =>
    dissectDatagram(dtls, payload, {
      memory,
      sender: from === 'c' ? client : server,
      receiver: from === 'c' ? server : client,
    }),
  )
}
const fields = (said: ReturnType<typeof dissectDatagram>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => `${o.about} ${o.value}`)

const opening = ['c', message(1, 0, hello(bytes()))] as const
const answer = ['s', message(2, 1, serverHello(0xfefd, 0xc02f))] as const

test('a hello tells the name asked for and the JA4 of a datagram client', () => {
  const [said] = play(opening)
  assert.deepEqual(fields(said!, 'tls.sni'), ['sender vpn.example'])
  assert.match(fields(said!, 'tls.ja4')![0]!, /^sender dd2d0303/)
  assert.equal(said?.server, 'receiver')
})

test('the server agrees on version and suite', () => {
  const [, said] = play(opening, answer)
  assert.deepEqual(fields(said!, 'tls.version'), ['sender DTLS 1.2'])
  assert.deepEqual(fields(said!, 'tls.cipher'), ['sender TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'])
})

test('a certificate in fragments is put together, repeats of them do no harm', () => {
  const parts = [
    ['s', record(22, fragment(11, 2, chain, 0, 300))],
    ['s', record(22, fragment(11, 2, chain, 0, 300))],
    ['s', record(22, fragment(11, 2, chain, 200, 500))],
    ['s', record(22, fragment(11, 2, chain, 500))],
  ] as const
  const said = play(opening, answer, ...parts)
  assert.deepEqual(fields(said.at(-1)!, 'tls.cert-cn'), ['sender AP-4F-WARD3'])
  assert.ok(said.slice(0, -1).every((s) => fields(s, 'tls.cert-cn')?.length === 0))
})

test('the client that goes on accepted the certificate', () => {
  const changeCipher = record(20, bytes(1))
  const said = play(opening, answer, ['s', message(11, 2, chain)], ['c', changeCipher], ['s', changeCipher])
  assert.match(fields(said.at(-1)!, 'tls.accepted-certificate')![0]!, /^receiver [0-9a-f]{64}$/)
})

test('a server seen first is the server all the same', () => {
  const [said] = play(answer)
  assert.equal(said?.server, 'sender')
})

test('CAPWAP puts its own octets before DTLS', () => {
  const [said] = play(['c', bytes(1, 0, 0, 0, message(1, 0, hello(bytes())))])
  assert.deepEqual(fields(said!, 'tls.sni'), ['sender vpn.example'])
})

test('fragments that do not fit, lone encrypted octets and other records are not DTLS', () => {
  assert.deepEqual(play(['c', record(22, bytes(1, zeros(11), 9))]), [null])
  assert.deepEqual(play(['c', record(23, zeros(4), 1)]), [null])
  assert.deepEqual(play(['c', record(99, zeros(40))]), [null])
})

test('damaged datagrams never throw', () =>
  assertSurvives((payload) => dissectDatagram(dtls, payload), Object.values(fixtures).flat()))
