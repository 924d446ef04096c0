/** What is protected cannot be taken for a message in the clear. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as tls from './index.ts'

const server: tls.Server = { version: '1.2', suite: 'RSA_AES_128_CBC_SHA', certificates: [] }
const CHANGE_CIPHER_SPEC = 6
const HEADER = 5

test('a protected Finished does not look like a handshake message', () => {
  const drawn = [11, 0, 13]
  // Chance that first gives what looks like a certificate of 2 octets, then something else.
  const random = (size: number): Uint8Array => new Uint8Array(size).fill(drawn.shift() ?? 200, 0, 1)
  const flight = tls.serverFinish(server, random)
  assert.equal(flight[CHANGE_CIPHER_SPEC], 22)
  assert.equal(flight[CHANGE_CIPHER_SPEC + HEADER], 200)
  assert.ok(!tls.looksPlain(flight.subarray(CHANGE_CIPHER_SPEC + HEADER)))
})
