import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, u16, u32, zeros } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { noise } from '../../../test/tls-bytes.ts'
import { authClient, cryptClient, fixtures, plainClient, plainServer } from './fixtures/make.ts'
import { openvpn } from './openvpn.ts'

const show = (payload: Uint8Array) => dissectDatagram(openvpn, payload)
const control = (payload: Uint8Array) =>
  show(payload)?.observed.find((o) => o.field === 'openvpn.control')?.value ?? null

test('the protection of the control channel is told', () => {
  assert.equal(control(plainClient), 'plain')
  assert.equal(control(authClient), 'tls-auth')
  assert.equal(control(cryptClient), 'tls-crypt')
})

test('a reset tells who is the server', () => {
  assert.equal(show(plainClient)?.server, 'receiver')
  assert.equal(show(plainServer)?.server, 'sender')
})

test('on TCP each packet follows its length', () => {
  const said = dissectStream(openvpn, [['client', bytes(u16(authClient.length), authClient)]], 5)
  assert.deepEqual(
    said?.observed.map((o) => o.value),
    ['client', 'tls-auth'],
  )
})

for (const [what, payload] of [
  ['noise behind the right opcode', bytes(0x38, noise(60))],
  ['an empty session', bytes(0x38, zeros(8), 0, u32(0))],
  ['a reset with more behind it', bytes(plainClient, 0)],
] as const)
  test(`${what} is not OpenVPN`, () => assert.equal(show(payload), null))

test('damaged packets never throw', () => {
  const datagrams = Object.entries(fixtures).filter(([name]) => name !== 'tcp')
  assertSurvives(
    show,
    datagrams.flatMap(([, frames]) => frames),
  )
})
