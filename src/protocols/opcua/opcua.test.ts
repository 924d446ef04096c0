import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { asked, chunked, fixtures, type Messages, session } from './fixtures/make.ts'
import { opcua } from './opcua.ts'

const play = (messages: Messages, step?: number) => dissectStream(opcua, messages, step)
const facts = (said: Said | null) =>
  said?.observed.map((o) => `${o.about} ${o.field.slice(6)} ${o.value}`) ?? []

const OFFERED = [
  'server endpoint opc.tcp://plc-9:4840',
  'server security-mode none',
  'server security-mode sign-and-encrypt',
  'server security-policy None',
  'server security-policy Basic256Sha256',
  'server user-token anonymous',
  'server user-token user-name',
  'server application-uri urn:plc-9:Acme:Server',
  'server product-uri urn:acme:controller',
  'server application-name Acme Controller 9',
]

test('endpoints tell who the server is and how it lets in, in one chunk or several', () => {
  for (const messages of [asked, chunked]) {
    const told = facts(play(messages))
    for (const fact of ['client channel-policy None', 'client request get-endpoints', ...OFFERED])
      assert.ok(told.includes(fact), fact)
  }
})

test('a session tells the client, the server and its build', () => {
  const told = facts(play(session))
  for (const fact of [
    'client application-name Acme SCADA',
    'server manufacturer-name Acme Automation',
    'server software-version 3.2.1',
    'server product-name AC-9',
    ...OFFERED,
  ])
    assert.ok(told.includes(fact), fact)
})

test('the same is told whatever the size of the pieces', () => {
  for (const messages of [asked, chunked, session])
    for (const step of [1, 11, 300])
      assert.deepEqual(play(messages, step)!.observed, play(messages)!.observed)
})

test('other protocols are declined', () => {
  for (const text of ['HELO mail.example\r\n', 'GET / HTTP/1.1\r\n', 'MSG x'])
    assert.equal(play([['client', bytes(text)]]), null, text)
})

test('an answer cut short is odd and keeps what came before', () => {
  const cut = asked.map(([side, message], n): Messages[number] => [
    side,
    n === 5 ? shorter(message) : message,
  ])
  assert.deepEqual(play(cut)!.oddities, ['opcua.response'])
})

/** The message with its last octets gone, and its size right. */
function shorter(message: Uint8Array): Uint8Array {
  const out = message.slice(0, message.length - 40)
  out[4] = out.length & 255
  out[5] = out.length >>> 8
  return out
}

test('no bytes make it throw', () =>
  assertSurvives(
    (payload) => play([...asked.slice(0, 5), ['server', payload]]),
    Object.values(fixtures).flat(),
  ))
