import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, hex } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { requestsIn } from './cip.ts'
import { enip } from './enip.ts'
import {
  answerIdentity,
  asking,
  fixtures,
  identity,
  type Messages,
  message,
  readIdentity,
  unconnected,
  writing,
} from './fixtures/make.ts'

const show = (payload: Uint8Array) => dissectDatagram(enip, payload)
const play = (messages: Messages, step?: number) => dissectStream(enip, messages, step)
const facts = (said: Said | null) =>
  said?.observed.map((o) => `${o.about} ${o.field.slice(5)} ${o.value}`) ?? []

const IDENTITY = [
  'vendor-id 1',
  'device-type 14',
  'product-code 1:166',
  'revision 30.11',
  'serial 00c0ffee',
  'product-name 1769-L33ER/A LOGIX5333ER',
]

test('an answer to ListIdentity tells everything', () => {
  const said = show(message(0x63, identity))
  assert.deepEqual(facts(said), [
    'sender command list-identity',
    'sender address 10.44.81.40',
    ...IDENTITY.map((fact) => `sender ${fact}`),
  ])
  assert.equal(said!.server, 'sender')
})

test('the Identity object tells the same; that of a module behind is told apart', () => {
  const told = facts(play(asking))
  for (const fact of IDENTITY) assert.ok(told.includes(`server ${fact}`), fact)
  assert.ok(told.includes('server module-name 1756-L73/B LOGIX5573'))
  assert.ok(told.includes('server module-revision 1756-L73/B LOGIX5573 21.11'))
  assert.ok(!told.includes('server product-name 1756-L73/B LOGIX5573'))
  assert.ok(told.includes('server session 10.0.0.1'))
})

test('who writes and resets is told, and what was carried out', () => {
  const told = facts(play(writing))
  for (const fact of [
    'client writes set-attribute-single',
    'client writes write-tag',
    'client controls reset',
    'server accepted set-attribute-single for 10.0.0.1',
    'server accepted reset for 10.0.0.1',
  ])
    assert.ok(told.includes(fact), fact)
  assert.ok(!told.includes('server accepted write-tag for 10.0.0.1'), 'it was refused')
})

test('the same is told whatever the size of the pieces', () => {
  for (const messages of [asking, writing])
    for (const step of [1, 7, 30]) assert.deepEqual(play(messages, step)!.observed, play(messages)!.observed)
})

test('an answer nobody asked for tells nothing', () => {
  assert.deepEqual(facts(play([['server', unconnected(answerIdentity)]])), ['server command send-rr-data'])
})

test('requests in one packet are told one by one', () => {
  const packed = bytes(hex('0a 02 20022401 0200 0600 0c00'), readIdentity, hex('10 02 20042464 0700'))
  assert.deepEqual(
    requestsIn(packed).map(({ service, classId }) => [service, classId]),
    [
      [10, 2],
      [1, 1],
      [16, 4],
    ],
  )
})

test('other protocols and wrong lengths are declined', () => {
  assert.equal(show(payloadOf(fixtures['wrong-protocol']![0]!)), null)
  assert.equal(show(bytes(message(0x63, identity), 0)), null)
  assert.equal(show(message(0x99, identity)), null)
  assert.equal(play([['client', bytes('GET / HTTP/1.1\r\nHost: device\r\n\r\n')]]), null)
})

test('an identity cut short is odd', () => {
  assert.deepEqual(show(payloadOf(fixtures['cut-short']![0]!))!.oddities, ['enip.identity'])
})

test('no bytes make it throw', () => {
  assertSurvives(show, fixtures['list-identity']!)
  assertSurvives(
    (payload) =>
      play([
        ['client', unconnected(readIdentity)],
        ['server', payload],
      ]),
    Object.values(fixtures).flat(),
  )
})
