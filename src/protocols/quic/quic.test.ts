import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, u32, zeros } from '../../../test/bytes.ts'
import { dissectDatagram, type Said } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import { cryptoFrame, initial } from '../../../test/quic-bytes.ts'
import { handshake, noise } from '../../../test/tls-bytes.ts'
import { CryptoStream } from './crypto-stream.ts'
import { accepted, fixtures, hello, original } from './fixtures/make.ts'
import { initialKeys } from './protection.ts'
import { quic } from './quic.ts'
import { quicVersion } from './versions.ts'

const client = { port: 50000 }
const server = { port: 443 }

/** Shows the datagrams of one conversation, each from the client (`c`) or the server (`s`). */
function play(...datagrams: (readonly ['c' | 's', Uint8Array])[]): (Said | null)[] {
  const memory = new Map<string, unknown>()
  return datagrams.map(([from, payload]) =>
    dissectDatagram(quic, payload, {
      memory,
      sender: from === 'c' ? client : server,
      receiver: from === 'c' ? server : client,
    }),
  )
}
const fields = (said: Said | null | undefined, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)

const from = { original, from: 'client', dcid: original, scid: bytes() } as const
const opening = initial({ ...from, number: 0, frames: cryptoFrame(0, hello), pad: 1100 })
const answer = initial({
  original,
  from: 'server',
  dcid: bytes(),
  scid: noise(8),
  number: 0,
  frames: cryptoFrame(0, accepted),
})

test('keys are those of the example in RFC 9001 appendix A.1', () => {
  const keys = initialKeys(quicVersion(1)!, Buffer.from('8394c8f03e515708', 'hex'))
  const hex = (b: Uint8Array | undefined) => Buffer.from(b ?? []).toString('hex')
  assert.equal(hex(keys?.client.key), '1f369613dd76d5467730efcbe3b1a22d')
  assert.equal(hex(keys?.client.iv), 'fa044b2f42a3fd3b46fb255c')
  assert.equal(hex(keys?.client.headerKey), '9f50449e04a0e810283a1e9933adedd2')
  assert.equal(hex(keys?.server.key), 'cf3a5331653c364c88f0f379b6067e37')
})

test('an opening tells name, fingerprint and user agent', () => {
  const [said] = play(['c', opening])
  assert.deepEqual(fields(said, 'tls.sni'), ['telemetry.example'])
  assert.match(fields(said, 'tls.ja4')![0]!, /^q13d0208h3_/)
  assert.deepEqual(fields(said, 'quic.user-agent'), ['Acme/1.2.3'])
  assert.equal(said?.server, 'receiver')
})

test('the answer opens with keys of the opening and tells the suite', () => {
  const [, said] = play(['c', opening], ['s', answer])
  assert.deepEqual(fields(said, 'tls.cipher'), ['TLS_AES_128_GCM_SHA256'])
  assert.deepEqual(said?.tls, [{ version: 'TLS 1.3', cipher: 'TLS_AES_128_GCM_SHA256' }, { alpn: 'h3' }])
  assert.equal(said?.server, 'sender')
})

test('an answer without its opening stays closed', () => {
  assert.deepEqual(play(['s', answer])[0]?.observed, [])
})

test('after a retry, keys come from the new connection id', () => {
  const fresh = noise(8, 21)
  const again = initial({ ...from, original: fresh, dcid: fresh, number: 1, frames: cryptoFrame(0, hello) })
  const [, said] = play(['c', initial({ ...from, number: 0, frames: bytes(1), pad: 60 })], ['c', again])
  assert.deepEqual(fields(said, 'tls.sni'), ['telemetry.example'])
})

test('a hello behind a request to retry is read as well', () => {
  const retry = Buffer.from('cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c', 'hex')
  const body = bytes(3, 3, retry, 0, 0x13, 0x01, 0, 0, 6, 0, 43, 0, 2, 3, 4)
  const more = (n: number, side: 'client' | 'server', offset: number, message: Uint8Array) =>
    initial({ ...from, from: side, number: n, frames: cryptoFrame(offset, message), pad: 60 })
  const first = handshake(2, body)
  const said = play(
    ['c', opening],
    ['s', more(0, 'server', 0, first)],
    ['c', more(1, 'client', hello.length, hello)],
    ['s', more(1, 'server', first.length, accepted)],
  )
  assert.deepEqual(fields(said[1], 'tls.cipher'), [])
  assert.equal(fields(said[2], 'tls.ja4')?.length, 1)
  assert.deepEqual(fields(said[3], 'tls.cipher'), ['TLS_AES_128_GCM_SHA256'])
})

test('a packet cut by the capture still names the server, without a fingerprint', () => {
  const [said] = play(['c', opening.subarray(0, 300)])
  assert.deepEqual(fields(said, 'tls.sni'), ['telemetry.example'])
  assert.deepEqual(fields(said, 'tls.ja4'), [])
})

test('a changed packet is not believed', () => {
  const forged = Uint8Array.from(opening)
  forged[200]! ^= 1
  assert.deepEqual(play(['c', forged])[0]?.observed, [])
})

test('versions a server lists are told by name, reserved ones left out', () => {
  const list = bytes(0x80, u32(0), 0, 1, 7, u32(1), u32(0x6a7a8a9a), u32(0xff00001d))
  assert.deepEqual(fields(play(['s', list])[0], 'quic.server-versions'), ['1,draft-29'])
})

test('datagrams of other protocols are not QUIC', () => {
  for (const other of [bytes('hello'), bytes(0xc0, u32(0xdeadbeef), zeros(60)), bytes(0x80, u32(0), 0, 0, 1)])
    assert.deepEqual(play(['c', other]), [null])
})

test('pieces of a stream come together in any order, overlapping or twice', () => {
  const whole = bytes(1, 0, 1, 0x28, noise(296))
  const stream = new CryptoStream()
  for (const [a, b] of [
    [200, 280],
    [50, 120],
    [0, 60],
    [0, 60],
    [100, 200],
  ] as const)
    assert.ok(stream.add(cryptoFrame(a, whole.subarray(a, b))))
  assert.equal(stream.next(), null)
  stream.add(cryptoFrame(250, whole.subarray(250)))
  assert.deepEqual(Buffer.from(stream.next()!.body), Buffer.from(whole.subarray(4)))
})

test('damaged datagrams never throw', () =>
  assertSurvives((payload) => dissectDatagram(quic, payload), Object.values(fixtures).flat()))
