import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { hex } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import { streamHabits, valuesOf } from '../../../test/stream-habits.ts'
import { fixtures, typical } from './fixtures/make.ts'
import { HpackReader } from './hpack.ts'
import { http2 } from './http2.ts'

test('requests and responses are told in the fields of HTTP', () => {
  const said = dissectStream(http2, typical)
  assert.deepEqual(valuesOf(said, 'http.user-agent'), ['acme-agent/4.1', 'acme-agent/4.1'])
  assert.deepEqual(valuesOf(said, 'http.host-name'), ['www.example.com', 'www.example.com'])
  assert.deepEqual(valuesOf(said, 'http.server'), ['nghttpx'])
  assert.deepEqual(valuesOf(said, 'http.status'), ['200'])
  assert.deepEqual(valuesOf(said, 'http2.settings'), ['3:100,4:65535', '3:128'])
  assert.ok(!JSON.stringify(said).includes('zqx'))
})

test('the examples of RFC 7541 are read', () => {
  const hpack = new HpackReader()
  assert.deepEqual(
    hpack.read(
      hex(
        '488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3',
      ),
    ),
    [
      [':status', '302'],
      ['cache-control', 'private'],
      ['date', 'Mon, 21 Oct 2013 20:13:21 GMT'],
      ['location', 'https://www.example.com'],
    ],
  )
  assert.deepEqual(
    hpack.read(hex('4883640effc1c0bf'))?.map(([name]) => name),
    [':status', 'cache-control', 'date', 'location'],
  )
})

test('damaged blocks are told apart, and no block makes it throw', () => {
  assert.equal(new HpackReader().read(hex('ff')), null)
  assert.equal(new HpackReader().read(hex('80')), null)
  assert.equal(new HpackReader().read(hex('4085f1')), null)
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      (block) => (new HpackReader().read(block)?.length ?? 0) <= 100,
    ),
  )
})

streamHabits(http2, typical, fixtures, 8080)
