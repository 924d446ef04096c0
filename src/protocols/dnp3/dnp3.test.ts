import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, hex } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { dnp3 } from './dnp3.ts'
import { asked, fixtures, frame, type Messages, operated } from './fixtures/make.ts'
import { checksum } from './link.ts'

const play = (messages: Messages, step?: number) => dissectStream(dnp3, messages, step)
const facts = (said: Said | null) =>
  said?.observed.map((o) => `${o.about} ${o.field.slice(5)} ${o.value}`) ?? []

test('the checksum is that of the standard', () => {
  assert.equal(checksum(bytes('123456789'), 0, 9), 0xea82)
})

test('an outstation tells its attributes, over as many frames as it needs', () => {
  assert.deepEqual(
    [...new Set(facts(play(asked)))],
    [
      'client master 1',
      'client function read',
      'server outstation 10',
      'server manufacturer Acme Switchgear',
      'server product RTU-500',
      'server serial-number SN-500-0042',
      'server software-version 4.1.7',
      'server hardware-version C',
      'server location Substation 2',
    ],
  )
})

test('who operates and restarts is told', () => {
  const told = facts(play(operated))
  assert.ok(told.includes('client controls direct-operate'))
  assert.ok(told.includes('client controls cold-restart'))
})

test('over UDP the same is told', () => {
  const [question, answer] = fixtures['over-udp']!.map((f) => dissectDatagram(dnp3, payloadOf(f)))
  assert.deepEqual(facts(question!), ['sender master 1', 'sender function read'])
  assert.deepEqual(facts(answer!), ['sender outstation 10'])
  assert.equal(question!.server, 'receiver')
})

test('the same is told whatever the size of the pieces', () => {
  for (const messages of [asked, operated])
    for (const step of [1, 13, 100])
      assert.deepEqual(play(messages, step)!.observed, play(messages)!.observed)
})

test('a wrong checksum and other protocols are declined', () => {
  assert.equal(play([['client', hex('0564 05 c0 0100 0a00 0000')]]), null)
  assert.equal(play([['client', bytes('GET / HTTP/1.1\r\n')]]), null)
})

test('attributes cut short keep what came before', () => {
  const said = play([
    asked[0]!,
    ['server', frame(false, hex('c0 c0 81 0000 00fc00 0000 0103414243 00fa00 0000 01'))],
  ])
  assert.ok(facts(said).includes('server manufacturer ABC'))
})

test('no bytes make it throw', () => {
  assertSurvives((payload) => play([['client', payload]]), Object.values(fixtures).flat())
  assertSurvives((payload) => dissectDatagram(dnp3, payload), fixtures['over-udp']!)
})
