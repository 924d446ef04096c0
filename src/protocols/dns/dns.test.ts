import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, u16 } from '../../../test/bytes.ts'
import { a, cname, dnsMessage, ptr, question, record, srv, txt } from '../../../test/dns-bytes.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { dns } from './dns.ts'
import { fixtures } from './fixtures/make.ts'

const CLIENT = '10.20.0.31' as Ip
const send = (payload: Uint8Array, ports = { from: 49152, to: 53 }) =>
  dissectDatagram(dns, payload, { sender: { ip: CLIENT, port: ports.from }, receiver: { port: ports.to } })
const ask = (name: string, type = 1, cls = 1) =>
  send(dnsMessage(0x0100, { questions: [question(name, type, cls)] }))
const facts = (said: ReturnType<typeof send>) => said!.observed.map((o) => [o.about, o.field, o.value])

test('a query tells which name the client looks for, and who serves', () => {
  const said = ask('Time.Vendor.example')
  assert.deepEqual(facts(said), [['sender', 'dns.query', 'time.vendor.example']])
  assert.equal(said?.server, 'receiver')
})

for (const [asked, kept] of [
  ['a.b.c.vendor.example.org', 'c.vendor.example.org'],
  ['0f3c9a1be2d4.telemetry.vendor.example', 'telemetry.vendor.example'],
  ['ip-10-1-2-3.compute.cloud.example', 'ip-10-1-2-3.compute.cloud.example'],
  ['a2uowf9jvhi0fa3k.iot.region.cloud.example', 'iot.region.cloud.example'],
  ['wpad', 'wpad'],
])
  test(`of ${asked} the name ${kept} is kept`, () =>
    assert.deepEqual(facts(ask(asked!)), [['sender', 'dns.query', kept]]))

test('reverse look-ups and names with odd characters are not kept', () => {
  assert.deepEqual(facts(ask('5.0.20.10.in-addr.arpa', 12)), [])
  assert.deepEqual(facts(ask('Jane Doe.ward.example')), [])
})

test('very long made-up labels are noted under their zone, not kept', () => {
  const label = '4a6f686e0d0a5f1b3c9e8d7a6b5c4d3e2f10'
  assert.deepEqual(facts(ask(`${label}.t.example.org`)), [
    ['sender', 'dns.query', 't.example.org'],
    ['sender', 'dns.random-label', 'example.org'],
  ])
})

test('a directory server called by its UUID is no sign of a tunnel', () => {
  const asked = ask('02112233-4455-6677-8899-aabbccddeeff._msdcs.ward.example.org')
  assert.ok(!facts(asked).some(([, field]) => field === 'dns.random-label'))
})

test('a search for a domain controller tells the domain and not the site', () => {
  assert.deepEqual(facts(ask('_ldap._tcp.Site-A._sites.dc._msdcs.ward.example.org', 33)), [
    ['sender', 'dns.service-query', '_ldap._tcp.dc._msdcs'],
    ['sender', 'dns.directory-domain', 'ward.example.org'],
  ])
})

test('an address answer names the address, by owner and by the alias asked for', () => {
  const said = send(
    dnsMessage(0x8180, {
      questions: [question('pacs.example', 1)],
      answers: [cname('pacs.example', 'srv12.example'), a('srv12.example', '10.20.0.40')],
    }),
  )
  assert.deepEqual(facts(said), [
    ['sender', 'dns.server', 'recursive'],
    ['10.20.0.40', 'dns.name', 'srv12.example'],
    ['10.20.0.40', 'dns.alias', 'pacs.example'],
  ])
  assert.equal(said?.server, 'sender')
})

test('a reverse answer names the address', () => {
  const answers = [ptr('31.0.20.10.in-addr.arpa', 'PUMP-31.example')]
  assert.deepEqual(facts(send(dnsMessage(0x8400, { answers }))), [
    ['sender', 'dns.server', 'authoritative'],
    ['10.20.0.31', 'dns.name', 'pump-31.example'],
  ])
})

test('loopback, zero and group addresses are named by nobody', () => {
  const answers = ['127.0.0.1', '0.0.0.0', '239.1.1.1', '::1'].map((ip) => a('blocked.example', ip))
  assert.deepEqual(facts(send(dnsMessage(0x8000, { answers }))), [])
})

test('a service answer gives its target a role', () => {
  const said = send(
    dnsMessage(0x8000, {
      answers: [srv('_sip._udp.example.org', 5060, 'PBX.example.org')],
      additionals: [a('pbx.example.org', '10.20.0.60'), a('other.example.org', '10.20.0.61')],
    }),
  )
  assert.deepEqual(facts(said), [
    ['10.20.0.60', 'dns.service', '_sip._udp'],
    ['10.20.0.60', 'dns.name', 'pbx.example.org'],
  ])
})

test('only the server’s own texts are kept', () => {
  const answers = [txt('version.bind', ['9.18.1'], { cls: 3 }), txt('note.example', ['secret'])]
  assert.deepEqual(facts(send(dnsMessage(0x8000, { answers }))), [['sender', 'dns.version', '9.18.1']])
})

test('a dynamic update names the sender only where the address is its own', () => {
  const said = send(
    dnsMessage(0x2800, {
      questions: [question('ward.example.org', 6)],
      authorities: [
        record('old.ward.example.org', 1, bytes(10, 20, 0, 31), { cls: 254 }),
        a('pump-31.ward.example.org', CLIENT),
        a('ct-7.ward.example.org', '10.20.0.32'),
      ],
    }),
  )
  assert.deepEqual(facts(said), [
    ['sender', 'dns.update-name', 'pump-31.ward.example.org'],
    ['sender', 'dns.update-zone', 'ward.example.org'],
    ['10.20.0.32', 'dns.update-name', 'ct-7.ward.example.org'],
  ])
})

test('the ports of mDNS, LLMNR and NetBIOS names belong to their own dissectors', () => {
  const query = dnsMessage(0, { questions: [question('a.local', 1)] })
  for (const port of [137, 5353, 5355]) assert.equal(send(query, { from: 40000, to: port }), null)
})

test('the wrong protocol on the port is declined', () =>
  assert.equal(send(bytes('GET / HTTP/1.1\r\nHost: gateway\r\n\r\n')), null))

const prefixed = (message: Uint8Array) => bytes(u16(message.length), message)
const exchange = [
  ['client', prefixed(dnsMessage(0x0100, { questions: [question('gateway.example', 1)] }))],
  [
    'server',
    prefixed(
      dnsMessage(0x8180, {
        questions: [question('gateway.example', 1)],
        answers: [a('gateway.example', '10.20.0.40')],
      }),
    ),
  ],
] as const

test('over TCP the same is told, in whatever pieces it comes', () => {
  const whole = dissectStream(dns, exchange)
  assert.deepEqual(
    whole?.observed.map((o) => [o.about, o.field, o.value]),
    [
      ['client', 'dns.query', 'gateway.example'],
      ['server', 'dns.server', 'recursive'],
      ['10.20.0.40', 'dns.name', 'gateway.example'],
    ],
  )
  for (const step of [1, 7, 30])
    assert.deepEqual(dissectStream(dns, exchange, step)?.observed, whole?.observed)
})

test('roles must fit: a query from the server side is not DNS over TCP', () =>
  assert.equal(dissectStream(dns, [['server', exchange[0][1]]]), null))

test('no datagram makes it throw', () => assertSurvives(send, Object.values(fixtures).flat()))

test('no stream makes it throw', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (client, server) => {
      dissectStream(dns, [...exchange, ['client', client], ['server', server]], 50)
    }),
    { numRuns: 50 },
  ))
