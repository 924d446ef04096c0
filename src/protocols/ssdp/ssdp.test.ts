import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { ssdp } from './ssdp.ts'

const show = (payload: Uint8Array, toMany = false) => dissectDatagram(ssdp, payload, { toMany })
const say = (...lines: string[]) => show(bytes(lines.join('\r\n'), '\r\n\r\n'))
const facts = (said: ReturnType<typeof show>) => said!.observed.map((o) => [o.field, o.value])

test('an announcement tells software, type, identity and where, without path', () =>
  assert.deepEqual(facts(show(payloadOf(fixtures.announcement![0]!))), [
    ['ssdp.server', 'Linux/3.14.0 UPnP/1.0 ExampleHub/1.9.0'],
    ['ssdp.type', 'urn:schemas-upnp-org:device:Basic:1'],
    ['ssdp.uuid', '02112233-4455-6677-8899-aabbccddeeff'],
    ['ssdp.location', 'http://10.20.0.71:8080'],
    ['ssdp.header', 'HUE-BRIDGEID: 021122FFFE334455'],
  ]))

test('a search tells what is looked for, with what', () => {
  const said = show(payloadOf(fixtures.search![0]!))
  assert.deepEqual(facts(said), [
    ['ssdp.search', 'urn:dial-multiscreen-org:service:dial:1'],
    ['ssdp.user-agent', 'Browser/1.0 Windows'],
  ])
  assert.equal(said?.server, 'receiver')
})

test('an answer tells of the sender, who serves', () => {
  const said = show(payloadOf(fixtures.search![1]!))
  assert.ok(facts(said).some(([field, value]) => field === 'ssdp.mac' && value === '02:10:20:00:00:71'))
  assert.equal(said?.server, 'sender')
})

test('a group serves nobody', () => assert.equal(show(payloadOf(fixtures.search![0]!), true)?.server, null))

test('a farewell is no fact', () => assert.deepEqual(facts(show(payloadOf(fixtures.farewell![0]!))), []))

test('identities and wildcards are no types', () => {
  assert.deepEqual(facts(say('M-SEARCH * HTTP/1.1', 'ST: ssdp:all')), [])
  assert.deepEqual(facts(say('M-SEARCH * HTTP/1.1', 'ST: uuid:1')), [])
})

test('lines may end without carriage return, names in any case', () =>
  assert.deepEqual(facts(show(bytes('notify * http/1.1\nserver:x\nnt:y\n\n'))), [
    ['ssdp.server', 'x'],
    ['ssdp.type', 'y'],
  ]))

test('a login in a location is not kept', () =>
  assert.deepEqual(facts(say('NOTIFY * HTTP/1.1', 'LOCATION: http://a:b@10.0.0.1:80/x')), [
    ['ssdp.location', 'http://10.0.0.1:80'],
  ]))

test('an identity that is no UUID is kept whole', () =>
  assert.deepEqual(facts(say('NOTIFY * HTTP/1.1', 'USN: uuid:tv:ecp:X004')), [['ssdp.uuid', 'tv:ecp:X004']]))

test('other HTTP in a datagram is declined', () => {
  assert.equal(say('HTTP/1.1 200 OK', 'Content-Type: text/html'), null)
  assert.equal(say('GET / HTTP/1.1', 'ST: x'), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
