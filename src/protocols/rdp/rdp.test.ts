import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import { dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import {
  clientBlocks,
  confirm,
  connectInitial,
  type Messages,
  negotiation,
  old,
  rc4,
  refused,
  request,
  tls,
  tpkt,
} from './fixtures/make.ts'
import { rdp } from './rdp.ts'

const play = (messages: Messages, step?: number): Said => dissectStream(rdp, messages, step)!
const factsOf = (said: Said) => said.observed.map((o) => `${o.about} ${o.field} ${o.value}`)

test('without TLS the client tells name, build, keyboard, product id, channels', () => {
  const facts = factsOf(play(rc4))
  for (const fact of [
    'client rdp.client-name CT-ROOM-2',
    'client rdp.client-build 7601',
    'client rdp.keyboard 00000407',
    'client rdp.client-product-id 55274-OEM-0011903-00107',
    'client rdp.channels rdpsnd,MS_T120',
    'client rdp.encryption-offered rc4-40,rc4-128,rc4-56,fips',
  ])
    assert.ok(facts.includes(fact), fact)
})

test('the server tells its version and the encryption it chose', () => {
  const facts = factsOf(play(rc4))
  for (const fact of [
    'server rdp.selected-protocol rdp',
    'server rdp.encryption-method rc4-128',
    'server rdp.encryption-level client-compatible',
    'server rdp.server-version 00080004',
  ])
    assert.ok(facts.includes(fact), fact)
})

test('with TLS the stream is handed on behind the confirm', () => {
  const said = play(tls)
  assert.ok(said.handedOver)
  const facts = factsOf(said)
  assert.ok(facts.includes('client rdp.requested-protocols tls,credssp,credssp-early'))
  assert.ok(facts.includes('server rdp.selected-protocol credssp'))
})

test('a refusal tells why, and is not TLS', () => {
  const said = play(refused)
  assert.ok(factsOf(said).includes('server rdp.failure 5'))
  assert.equal(said.handedOver, false)
})

test('the user hint of the cookie is offered for matching only', () => {
  const said = play(tls)
  assert.deepEqual(said.matched, [{ about: 'client', field: 'rdp.mstshash', text: 'jane.doe' }])
  assert.ok(!JSON.stringify(said.observed).includes('jane'))
})

test('a login without encryption is a credential, the address of the client a fact', () => {
  const said = play(old)
  assert.deepEqual(said.credentials, [{ user: 'biomed', password: 'marked-secret', accepted: null }])
  const facts = factsOf(said)
  assert.ok(facts.includes('client rdp.client-address 192.168.7.20'))
  assert.ok(facts.includes('server rdp.encryption-method none'))
})

test('a bare connection request is RDP only when MCS follows', () => {
  assert.equal(dissectStream(rdp, old.slice(0, 2)), null)
  assert.ok(dissectStream(rdp, old.slice(0, 3)) !== null)
})

test('S7 and other users of ISO transport are declined', () => {
  const s7 = tpkt(bytes(17, 0xe0, 0, 0, 0, 1, 0, 0xc0, 1, 10, 0xc1, 2, 1, 0, 0xc2, 2, 1, 2))
  assert.equal(dissectStream(rdp, [['client', s7]]), null)
  const mms = [request(''), tpkt(bytes(2, 0xf0, 0x80, 0x0d, 0xb4, zeros(40)))]
  assert.equal(
    dissectStream(
      rdp,
      mms.map((m) => ['client', m] as const),
    ),
    null,
  )
})

test('a stream that begins at Connect-Initial is taken up there', () => {
  assert.ok(factsOf(play(rc4.slice(2))).includes('client rdp.client-name CT-ROOM-2'))
})

test('how the bytes arrive does not change what is learned', () => {
  for (const messages of [old, rc4, tls, refused])
    for (const step of [1, 17])
      assert.deepEqual(factsOf(play(messages, step)).sort(), factsOf(play(messages)).sort())
})

test('no bytes make it throw', () => {
  const seeds = [...old, ...rc4, ...tls].map(([, m]) => bytes(zeros(12), 0x08, 0x06, m))
  for (const side of ['client', 'server'] as const)
    assertSurvives(
      (payload) =>
        dissectStream(rdp, [
          ['client', request('', negotiation(1, 0, 0))],
          ['server', confirm(negotiation(2, 0, 0))],
          [side, payload],
        ]),
      seeds,
    )
})

test('a list of channels longer than the block is cut to it', () => {
  const blocks = clientBlocks(1, 'A', 'one')
  blocks.set([255, 255, 255, 255], blocks.length - 16)
  assert.ok(factsOf(play([['client', connectInitial(blocks)]])).includes('client rdp.channels one'))
})
