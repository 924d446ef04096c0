import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, zeros } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { noise } from '../../../test/tls-bytes.ts'
import { fixtures } from './fixtures/make.ts'
import { wireguard } from './wireguard.ts'

const show = (payload: Uint8Array) => dissectDatagram(wireguard, payload)

test('an initiation makes the sender the client', () => {
  const said = show(bytes(1, 0, 0, 0, noise(144)))
  assert.equal(said?.server, 'receiver')
  assert.deepEqual(said?.observed, [{ about: 'sender', field: 'wireguard.role', value: 'initiator' }])
})

test('a response makes the sender the server', () => {
  assert.equal(show(bytes(2, 0, 0, 0, noise(88)))?.server, 'sender')
})

test('another length, other reserved octets or nothing but zeros are not WireGuard', () => {
  assert.equal(show(bytes(1, 0, 0, 0, noise(143))), null)
  assert.equal(show(bytes(1, 0, 1, 0, noise(144))), null)
  assert.equal(show(bytes(1, zeros(147))), null)
})

test('damaged messages never throw', () => assertSurvives(show, Object.values(fixtures).flat()))
