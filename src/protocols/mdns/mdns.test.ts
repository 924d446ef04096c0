import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { a, dnsMessage, hinfo, ptr, question, srv, txt } from '../../../test/dns-bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives, payloadOf } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import type { Mac } from '../../model/mac.ts'
import { fixtures } from './fixtures/make.ts'
import { mdns } from './mdns.ts'
import { keptPair } from './txt-keys.ts'

const SELF = '10.20.0.77' as Ip
const sender = { ip: SELF, mac: '02:11:22:33:44:55' as Mac, port: 5353 }
const show = (payload: Uint8Array, toMany = true) =>
  dissectDatagram(mdns, payload, { sender, receiver: { port: 5353 }, toMany })
const say = (...answers: Uint8Array[]) => show(dnsMessage(0x8400, { answers }))
const facts = (said: ReturnType<typeof show>) => said!.observed.map((o) => [o.about, o.field, o.value])

test('a name is the sender’s own when its address is', () =>
  assert.deepEqual(facts(say(a('laser.local', SELF))), [['sender', 'mdns.hostname', 'laser.local']]))

test('a name of the link-local address made of the sender’s MAC is its own', () => {
  const said = say(a('laser.local', 'fe80::11:22ff:fe33:4455'))
  assert.deepEqual(said?.observed, [
    { about: 'sender', field: 'mdns.hostname', value: 'laser.local' },
    { about: 'fe80::11:22ff:fe33:4455', field: 'mdns.hostname', value: 'laser.local', self: true },
  ])
})

test('a name of another address is said of that address, by another', () =>
  assert.deepEqual(say(a('ct.local', '10.20.0.9'))?.observed, [
    { about: '10.20.0.9', field: 'mdns.hostname', value: 'ct.local', self: false },
  ]))

test('a service is the sender’s, with port, target and device keys of its text', () => {
  assert.deepEqual(facts(show(payloadOf(fixtures.printer![0]!))), [
    ['sender', 'mdns.service', '_ipp._tcp'],
    ['sender', 'mdns.service', '_ipp._tcp'],
    ['sender', 'mdns.instance', '_ipp._tcp Laser 4.2'],
    ['sender', 'mdns.service', '_ipp._tcp'],
    ['sender', 'mdns.instance', '_ipp._tcp Laser 4.2'],
    ['sender', 'mdns.service-port', '_ipp._tcp 631'],
    ['sender', 'mdns.target', 'laser.local'],
    ['sender', 'mdns.service', '_ipp._tcp'],
    ['sender', 'mdns.txt', '_ipp._tcp ty=Example Laser 4000'],
    ['sender', 'mdns.txt', '_ipp._tcp usb_MFG=Example'],
    ['sender', 'mdns.txt', '_ipp._tcp usb_MDL=Laser 4000'],
    ['sender', 'mdns.txt', '_ipp._tcp UUID=02112233-4455-0000-0000-000000000077'],
    ['sender', 'mdns.txt', '_ipp._tcp note=Ward 7 corridor'],
    ['sender', 'mdns.hostname', 'laser.local'],
    ['fe80::11:22ff:fe33:4455', 'mdns.hostname', 'laser.local'],
  ])
})

test('a service whose target has another address belongs to that host', () => {
  const said = say(
    srv('X._ipp._tcp.local', 631, 'laser.local'),
    txt('X._ipp._tcp.local', ['ty=L']),
    a('laser.local', '10.30.0.9'),
  )
  assert.deepEqual([...new Set(said!.observed.map((o) => o.about))], ['10.30.0.9'])
})

for (const [instance, mac] of [
  ['view7 [02:11:22:33:44:66]', '02:11:22:33:44:66'],
  ['021122334466@Speaker', '02:11:22:33:44:66'],
  ['02:11:22:33:44:66@fe80::1', '02:11:22:33:44:66'],
  ['021122334466', null],
])
  test(`the instance name ${instance} ${mac ? 'tells' : 'is no'} MAC`, () => {
    const said = say(ptr('_workstation._tcp.local', [instance!, '_workstation', '_tcp', 'local']))
    const found = said?.observed.find((o) => o.field === 'mdns.mac')?.value ?? null
    assert.equal(found, mac)
  })

test('host information tells CPU and operating system', () =>
  assert.deepEqual(facts(say(hinfo('view7.local', 'ARM', 'LINUX'))), [
    ['sender', 'mdns.cpu', 'ARM'],
    ['sender', 'mdns.os', 'LINUX'],
  ]))

test('a reverse name names its address', () =>
  assert.deepEqual(facts(say(ptr('77.0.20.10.in-addr.arpa', 'laser.local'))), [
    ['sender', 'mdns.hostname', 'laser.local'],
  ]))

test('what is taken back (TTL 0) is no fact', () =>
  assert.deepEqual(facts(say(a('laser.local', SELF, { ttl: 0 }))), []))

test('a query tells the service types looked for, and its known answers are nobody’s facts', () => {
  const said = show(
    dnsMessage(0, {
      questions: [
        question('_ipp._tcp.local', 12),
        question('ct.local', 1),
        question('_x._sub._http._tcp.local', 12),
      ],
      answers: [ptr('_ipp._tcp.local', ['Laser', '_ipp', '_tcp', 'local'])],
    }),
  )
  assert.deepEqual(facts(said), [
    ['sender', 'mdns.query', '_ipp._tcp'],
    ['sender', 'mdns.query', '_http._tcp'],
  ])
})

test('a probe proposes the sender’s own name', () =>
  assert.deepEqual(facts(show(dnsMessage(0, { authorities: [a('m9.local', SELF)] }))), [
    ['sender', 'mdns.hostname', 'm9.local'],
  ]))

test('texts with people, paths and tokens are dropped, device keys kept in any case', () => {
  for (const text of ['MODEL=CT', 'model_number=7', 'fwVersion=1.2', 'usb_MFG=Example', 'hardware-ver=A2'])
    assert.equal(keptPair(text), text)
  for (const text of ['fn=Jane', 'adminurl=http://x/y', 'model', '=x', 'model=', `id=${'x'.repeat(41)}`])
    assert.equal(keptPair(text), null)
})

test('only unicast exchanges have a server', () => {
  const answer = dnsMessage(0x8400, { answers: [a('laser.local', SELF)] })
  assert.equal(show(answer)?.server, null)
  assert.equal(show(answer, false)?.server, 'sender')
})

test('other ports are not mDNS', () =>
  assert.equal(dissectDatagram(mdns, dnsMessage(0, { questions: [question('a.local', 1)] })), null))

test('the wrong protocol on the port is declined', () =>
  assert.equal(show(bytes('M-SEARCH * HTTP/1.1\r\nST: ssdp:all\r\n\r\n')), null))

test('a cut message gives what stands before the cut', () => {
  const said = show(payloadOf(fixtures.short![0]!))
  assert.deepEqual(facts(said), [
    ['sender', 'mdns.hostname', 'laser.local'],
    ['sender', 'mdns.service', '_ipp._tcp'],
  ])
  assert.deepEqual(said?.oddities, ['mdns.cut'])
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
