import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, u16 } from '../../../test/bytes.ts'
import { dissectStream, type Said } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { adu, fixtures, gateway, type Messages, meter, objects, writer } from './fixtures/make.ts'
import { modbus } from './modbus.ts'

const play = (messages: Messages, step?: number, serverPort = 502): Said | null =>
  dissectStream(modbus, messages, step, { clientPort: 50000, serverPort })
const facts = (said: Said | null) =>
  said?.observed.map((o) => `${o.about} ${o.field.slice(7)} ${o.value}`) ?? []

test('a device tells what it is, over as many answers as it needs', () => {
  const told = facts(play(meter))
  for (const fact of [
    'server vendor-name Acme Metering',
    'server product-code PM-4400',
    'server revision V02.14',
    'server vendor-url http://acme.example',
    'server product-name PowerMeter',
    'server model-name PM4400-E',
    'server application-name Main switchboard',
    'server unit 1',
    'client function read-holding-registers',
    'server answers read-holding-registers',
    'server exception read-holding-registers 2',
  ])
    assert.ok(told.includes(fact), fact)
})

test('units with identities of their own are devices behind the gateway', () => {
  const told = facts(play(gateway)).filter(
    (fact) => fact.includes('product-code') || fact.includes('revision'),
  )
  assert.deepEqual(told, [
    'server product-code GW-9',
    'server revision 1.0',
    'server > modbus:11 product-code PM-1',
    'server > modbus:11 revision 3.1',
    'server > modbus:12 product-code PM-1',
    'server > modbus:12 revision 3.0',
  ])
})

test('who writes and steers is told, and what was carried out for whom', () => {
  const told = facts(play(writer))
  for (const fact of [
    'server server-id GEN-SET 20',
    'client writes write-single-register',
    'client writes write-multiple-registers',
    'server accepted write-single-register for 10.0.0.1',
    'server exception write-multiple-registers 1',
    'client controls force-listen-only',
  ])
    assert.ok(told.includes(fact), fact)
  assert.equal(told.filter((fact) => fact.includes('accepted')).length, 1)
})

test('the same is told whatever the size of the pieces', () => {
  for (const messages of [meter, gateway, writer])
    for (const step of [1, 3, 7, 64])
      assert.deepEqual(play(messages, step)!.observed, play(messages)!.observed)
})

test('a one-sided capture is recognised from either side, on any port', () => {
  assert.ok(
    play(
      meter.filter(([side]) => side === 'client'),
      undefined,
      1502,
    ),
  )
  assert.ok(
    play(
      meter.filter(([side]) => side === 'server'),
      undefined,
      1502,
    ),
  )
})

test("functions of makers and odd lengths are taken on the standard's port only", () => {
  assert.equal(play([['client', adu(1, 1, 3, u16(0), u16(1), 0)]], undefined, 1502), null)
  const umas: Messages = [['client', adu(1, 0, 0x5a, 0, 2)]]
  assert.ok(facts(play(umas)).includes('client function function-90'))
  assert.equal(play(umas, undefined, 1502), null)
})

test('other protocols and lengths that do not fit the function are declined', () => {
  for (const wrong of [
    bytes('GET / HTTP/1.1\r\n'),
    bytes(u16(1), u16(1), u16(6), 1, 3, u16(0), u16(1)),
    bytes(0, 0, 0, 0x85, 0xff, 'SMB', new Uint8Array(20)),
    new Uint8Array(64),
  ])
    assert.equal(play([['client', wrong]]), null)
})

test('an answer cut short keeps what came before; garbage is odd and what follows is read', () => {
  const cut: Messages = [
    ['client', adu(1, 1, 0x2b, 0x0e, 2, 0)],
    ['server', adu(1, 1, objects(0, false, 'Acme', 'PM-4400').subarray(0, 16))],
    ['server', bytes('garbage that is no unit')],
    ['server', adu(9, 1, 0x11, 6, 1, 0xff, 'Acme')],
  ]
  const said = play(cut)!
  assert.deepEqual(said.oddities, ['modbus.identification', 'modbus.header'])
  assert.ok(facts(said).includes('server vendor-name Acme'))
  assert.ok(facts(said).includes('server server-id Acme'))
})

test('no bytes make it throw', () =>
  assertSurvives(
    (payload) =>
      play(
        [
          ['client', adu(1, 1, 3, u16(0), u16(1))],
          ['server', payload],
        ],
        undefined,
      ),
    Object.values(fixtures).flat(),
  ))
