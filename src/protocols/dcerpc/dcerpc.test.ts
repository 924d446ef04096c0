import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, u16le, zeros } from '../../../test/bytes.ts'
import { dissectStream, type Said } from '../../../test/harness.ts'
import { dcerpc } from './dcerpc.ts'
import { alive, EPMAPPER, services } from './fixtures/make.ts'
import { bind, bindAck, pdu, request } from './fixtures/pdu-bytes.ts'
import { operationName } from './operations.ts'

const play = (messages: typeof alive, step?: number): Said => dissectStream(dcerpc, messages, step)!
const valuesOf = (said: Said, field: string) =>
  said.observed.filter((o) => o.field === field).map((o) => o.value)

test('accepted interfaces are the server’s, by name; refused ones only asked for', () => {
  const said = play(services)
  assert.deepEqual(valuesOf(said, 'dcerpc.interface'), ['svcctl'])
  assert.deepEqual(valuesOf(said, 'dcerpc.interface-requested'), [
    'svcctl',
    '12345678-0000-1111-2222-333344445555',
  ])
})

test('security provider, level and the names in its tokens are told', () => {
  const said = play(services)
  assert.deepEqual(new Set(valuesOf(said, 'dcerpc.auth-type')), new Set(['ntlm']))
  assert.deepEqual(new Set(valuesOf(said, 'dcerpc.auth-level')), new Set(['privacy']))
  assert.deepEqual(valuesOf(said, 'ntlmssp.build'), ['10.0.22621', '10.0.14393'])
  assert.deepEqual(valuesOf(said, 'ntlmssp.workstation'), ['BIOMED-PC'])
})

test('operations that change a system are told, others are not', () => {
  const called = (operation: number) =>
    valuesOf(play([...services, ['client', request(0, operation, zeros(40))]]), 'dcerpc.operation')
  assert.deepEqual(called(12), ['svcctl CreateServiceW'])
  assert.deepEqual(called(6), [])
})

test('names stand at the numbers of the specifications', () => {
  // MS-SAMR section 3.1.5: 5 looks a domain up, 7 opens one.
  assert.equal(operationName('samr', 5), 'samr SamrLookupDomainInSamServer')
  assert.equal(operationName('samr', 7), null)
  assert.equal(operationName('drsuapi', 3), 'drsuapi DRSGetNCChanges')
})

test('ServerAlive2 gives the host name and every address of the server', () => {
  const said = play(alive)
  assert.deepEqual(valuesOf(said, 'dcerpc.string-binding'), ['XRAY-CONSOLE', '10.20.0.72', '192.168.77.1'])
  assert.deepEqual(valuesOf(said, 'dcerpc.com-version'), ['5.7'])
})

test('big-endian peers are read alike', () => {
  const said = play([
    ['client', bind([EPMAPPER], undefined, { big: true })],
    ['server', bindAck('135', [0], undefined, { big: true })],
  ])
  assert.deepEqual(valuesOf(said, 'dcerpc.interface'), ['epmapper'])
})

test('connectionless DCE/RPC and other protocols are declined', () => {
  for (const start of [
    bytes(4, 0, 8, 0, zeros(80)),
    bytes('SSH-2.0-x\r\n        '),
    bytes(5, 1, 0, zeros(20)),
  ])
    assert.equal(dissectStream(dcerpc, [['client', start]]), null)
})

test('a fragment that the header does not fit ends the session', () => {
  const said = play([
    ['client', bind([EPMAPPER])],
    ['client', zeros(64)],
  ])
  assert.ok(said.done)
  assert.deepEqual(said.oddities, ['dcerpc.header'])
})

test('a long association is not followed for ever', () => {
  const calls = Array.from({ length: 400 }, () => ['client', pdu(0, zeros(40))] as const)
  assert.ok(play([['client', bind([EPMAPPER])], ...calls]).done)
})

test('how the bytes arrive does not change what is learned', () => {
  for (const step of [1, 13]) {
    assert.deepEqual(play(services, step).observed, play(services).observed)
    assert.deepEqual(play(alive, step).observed, play(alive).observed)
  }
})

test('no body makes it throw, and contexts are bounded', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 500 }),
      fc.constantFrom(0, 2, 11, 12, 13, 14, 15, 16),
      (body, type) => {
        const one = pdu(type, body)
        one.set(u16le(body.length % 40), 10)
        for (const side of ['client', 'server'] as const) {
          const said = dissectStream(dcerpc, [
            ['client', bind([EPMAPPER])],
            [side, one],
          ])
          assert.ok(said!.observed.length < 200)
        }
      },
    ),
  )
})
