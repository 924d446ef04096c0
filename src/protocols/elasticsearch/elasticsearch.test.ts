import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pcap, tcpStream } from '../../../test/bytes.ts'
import { factsOf } from '../../../test/facts.ts'
import { dissectStream } from '../../../test/harness.ts'
import { valuesOf } from '../../../test/stream-habits.ts'
import { http } from '../http/http.ts'
import { elasticsearch } from './elasticsearch.ts'
import * as make from './fixtures/make.ts'

const HOP = {
  srcMac: '02:00:00:00:92:01',
  dstMac: '02:00:00:00:92:20',
  src: '10.92.0.7',
  dst: '10.92.0.20',
  srcPort: 50_920,
  dstPort: 9200,
}
/** What the server's answer tells, through HTTP. */
const told = (body: object) =>
  factsOf([
    pcap(
      tcpStream(HOP, [
        ['client', make.ask('/')],
        ['server', make.answer(body)],
      ]),
    ),
  ])
    .observations.filter((o) => o.protocol === 'http' || o.protocol === 'elasticsearch')
    .filter((o) => o.field.startsWith('elasticsearch.'))
    .map((o) => `${o.field.slice(14)} ${o.value}`)

test('a node tells product, version and names', () => {
  assert.deepEqual(told(make.root), [
    'access open',
    'version Elasticsearch 7.17.9',
    'lucene 8.11.1',
    'build deb',
    'node search-1',
    'cluster reports',
  ])
  assert.equal(told(make.openSearch)[1], 'version OpenSearch 2.11.0')
})

test('a node that wants a login says so', () => assert.deepEqual(told(make.denied), ['access login']))

test('a node that tells of itself to who logged in is not open', () => {
  const login = make.ask('/').replace('Accept:', 'Authorization: ApiKey x\r\nAccept:')
  const talk = [
    ['client', login],
    ['server', make.answer(make.root)],
  ] as const
  for (const some of [talk, talk.slice(1)]) {
    const said = dissectStream(http, some)
    assert.equal(valuesOf(said, 'elasticsearch.version').length, 1)
    assert.deepEqual(valuesOf(said, 'elasticsearch.access'), [])
  }
})

test('other JSON is none of it', () => {
  assert.deepEqual(told({ tagline: 'You Know, for Fun', version: { number: '1' } }), [])
  assert.deepEqual(told({ hits: [{ tagline: 'You Know, for Search' }] }), [])
})

test('in pieces of any size, and cut at any octet, HTTP hands over the same or nothing', () => {
  const talk = [
    ['client', make.ask('/')],
    ['server', make.answer(make.root)],
  ] as const
  for (const step of [1, 7, 100])
    assert.deepEqual(valuesOf(dissectStream(http, talk, step), 'elasticsearch.version'), [
      'Elasticsearch 7.17.9',
    ])
})

test('no bytes make it throw', () => {
  const to = { at: 0, observe() {}, match() {}, credential() {}, oddity() {}, event() {}, watched: false }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(300), (random, cut) => {
      elasticsearch.payload.read(random, 'server', to)
      const text = Buffer.from(JSON.stringify(make.root))
      elasticsearch.payload.read(text.subarray(0, cut), 'server', to)
    }),
  )
})
