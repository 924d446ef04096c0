import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { rdp } from '../rdp/rdp.ts'
import {
  answerList,
  asked,
  components,
  data,
  fixtures,
  job,
  type Messages,
  plus,
  writing,
} from './fixtures/make.ts'
import { s7comm } from './s7comm.ts'

const play = (messages: Messages, step?: number) => dissectStream(s7comm, messages, step)
const facts = (said: Said | null) =>
  said?.observed.map((o) => `${o.about} ${o.field.slice(7)} ${o.value}`) ?? []

test('lists tell order number, firmware, names and serial, also in parts', () => {
  const told = facts(play(asked))
  for (const fact of [
    'client selector 0100',
    'client called-selector 0102',
    'server order-number 6ES7 315-2EH14-0AB0',
    'server hardware-order-number 6ES7 315-2EH14-0AB0',
    'server firmware V3.2.6',
    'server system-name SNAP-AHU',
    'server module-name CPU 315-2 PN/DP',
    'server plant Plant room 2',
    'server serial-number S C-C2UR28922012',
    'server module-type CPU 315-2 PN/DP',
    'server card-serial MMC 3B10F4CD',
    'server answers setup-communication',
  ])
    assert.ok(told.includes(fact), fact)
})

test('who writes, starts and stops is told, and what was carried out', () => {
  const told = facts(play(writing))
  for (const fact of [
    'client writes write-variable',
    'client controls program-invocation P_PROGRAM',
    'client controls stop',
    'server accepted write-variable for 10.0.0.1',
    'server accepted program-invocation for 10.0.0.1',
  ])
    assert.ok(told.includes(fact), fact)
  assert.ok(!told.some((fact) => fact.startsWith('server accepted stop')), 'it was refused')
})

test('a session of S7comm-plus names the controller', () => {
  const told = facts(play(plus))
  assert.ok(told.includes('server variant s7comm-plus'))
  assert.ok(told.includes('server order-number 6ES7 511-1AK00-0AB0'))
  assert.ok(told.includes('server firmware V2.0'))
})

test('the same is told whatever the size of the pieces', () => {
  for (const messages of [asked, writing, plus])
    for (const step of [1, 7, 50]) assert.deepEqual(play(messages, step)!.observed, play(messages)!.observed)
})

test('a message in several transport packets is put together', () => {
  const [head, tail] = [answerList(components).subarray(0, 60), answerList(components).subarray(60)]
  const told = facts(play([...asked.slice(0, 4), ['server', data(head, false)], ['server', data(tail)]]))
  assert.ok(told.includes('server system-name SNAP-AHU'))
})

test('a conversation joined in the middle is taken by its first data packet', () => {
  assert.ok(facts(play(asked.slice(4))).includes('server firmware V3.2.6'))
})

test('Remote Desktop and other users of the transport are declined, and S7comm is not taken for it', () => {
  const negotiation = bytes(3, 0, 0, 19, 0x0e, 0xe0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0)
  assert.equal(play([['client', negotiation]]), null)
  assert.equal(play([['client', data(bytes(0x0d, 0xb2, 5, 6))]]), null)
  assert.equal(play([['client', bytes('GET / HTTP/1.1\r\n\r\n')]]), null)
  assert.equal(dissectStream(rdp, asked), null)
})

test('a list cut short is odd; garbage ends what was begun, and what follows is read', () => {
  const cut = answerList(components.subarray(0, 50))
  const said = play([
    ...asked.slice(0, 4),
    ['server', data(cut)],
    ['server', bytes('garbage')],
    ['client', data(job(bytes(0x29)))],
  ])!
  assert.deepEqual(said.oddities, ['s7comm.list', 's7comm.packet'])
  assert.ok(facts(said).includes('server system-name SNAP-AHU'))
  assert.ok(facts(said).includes('client controls stop'))
})

test('no bytes make it throw', () =>
  assertSurvives(
    (payload) => play([...asked.slice(0, 4), ['server', data(payload)]]),
    Object.values(fixtures).flat(),
  ))
