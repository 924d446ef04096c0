import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Bytes, bytes, u16, zeros } from '../../../test/bytes.ts'
import { dissectStream } from '../../../test/harness.ts'
import {
  alpn,
  CN,
  certificate,
  certificates,
  clientHello,
  counted2,
  extension,
  handshake,
  noise,
  O,
  record,
  serverHello,
  sni,
  versions,
} from '../../../test/tls-bytes.ts'
import { readCertificate } from './certificate.ts'
import { cipherName } from './ciphers.ts'
import { tls } from './tls.ts'

type Talk = (readonly ['client' | 'server', Uint8Array | string])[]
const play = (talk: Talk, step?: number, serverPort = 443) =>
  dissectStream(tls, talk, step, { clientPort: 50000, serverPort })
const values = (said: ReturnType<typeof play>, field: string) =>
  said?.observed.filter((o) => o.field === field).map((o) => o.value)
const hello = (body: Bytes) => record(22, handshake(1, body), 0x0301)
const answer = (...messages: Bytes[]) => record(22, bytes(...messages))
const simple = clientHello({ ciphers: [0xc02f, 0x00ff], extensions: [sni('a.example')] })
const changeCipher = record(20, bytes(1))
const leaf = certificate({
  subject: [
    [O, 'Acme'],
    [CN, 'a.example'],
  ],
  dns: ['a.example'],
})

const full: Talk = [
  ['client', hello(simple)],
  [
    'server',
    answer(
      handshake(2, serverHello(0x0303, 0xc02f)),
      handshake(11, certificates(leaf)),
      handshake(14, zeros(0)),
    ),
  ],
  ['client', bytes(answer(handshake(16, noise(66))), changeCipher, record(22, noise(40)))],
  ['server', bytes(changeCipher, record(22, noise(40)))],
]

test('a handshake tells version, suite, name and certificate, and is then done', () => {
  const said = play(full)
  assert.deepEqual(values(said, 'tls.version'), ['TLS 1.2'])
  assert.deepEqual(values(said, 'tls.cipher'), ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'])
  assert.deepEqual(values(said, 'tls.sni'), ['a.example'])
  assert.deepEqual(values(said, 'tls.cert-subject'), ['CN=a.example,O=Acme'])
  assert.equal(said?.done, true)
})

test('the name a client asks for also names the server, as said by another', () => {
  const named = play(full)?.observed.find((o) => o.field === 'tls.name')
  assert.deepEqual(named, { about: 'server', field: 'tls.name', value: 'a.example', self: false })
})

test('an address asked for names nobody', () => {
  const said = play([['client', hello(clientHello({ ciphers: [47], extensions: [sni('10.0.0.1')] }))]])
  assert.deepEqual(values(said, 'tls.name'), [])
})

test('cutting the stream anywhere changes nothing', () => {
  const whole = play(full)
  for (const step of [1, 2, 3, 7, 100]) {
    const said = play(full, step)
    assert.deepEqual(said?.observed, whole?.observed, `step ${step}`)
    assert.deepEqual(said?.tls, whole?.tls)
  }
})

test('a hello in records of one octet each is read', () => {
  const message = handshake(1, simple)
  const tiny = bytes(...[...message].map((octet) => record(22, bytes(octet))))
  assert.deepEqual(values(play([['client', tiny]]), 'tls.sni'), ['a.example'])
})

test('a client that completes the handshake accepted the certificate it was shown', () => {
  const shown = readCertificate(leaf)?.sha256
  assert.deepEqual(values(play(full), 'tls.accepted-certificate'), [shown])
  assert.deepEqual(values(play(full.slice(0, 3)), 'tls.accepted-certificate'), [])
})

test('TLS 1.3 is told by the extension, not by the version field', () => {
  const said = play([
    ['client', hello(clientHello({ ciphers: [0x1301], extensions: [versions(0x2a2a, 0x0304, 0x0303)] }))],
    ['server', answer(handshake(2, serverHello(0x0303, 0x1301, [extension(43, u16(0x0304))])))],
  ])
  assert.deepEqual(values(said, 'tls.version'), ['TLS 1.3'])
  assert.deepEqual(values(said, 'tls.client-versions'), ['TLS 1.3,TLS 1.2'])
  assert.equal(said?.done, true)
})

test('a session without a certificate was resumed, an anonymous one was not', () => {
  const without = (cipher: number): Talk => [
    ['client', hello(simple)],
    ['server', bytes(answer(handshake(2, serverHello(0x0303, cipher))), changeCipher)],
  ]
  assert.deepEqual(values(play(without(0xc02f)), 'tls.resumed'), ['yes'])
  assert.deepEqual(values(play(without(0x0034)), 'tls.resumed'), [])
})

test('secure renegotiation is missing only where it was asked for', () => {
  const talk = (ciphers: number[]): Talk => [
    ['client', hello(clientHello({ ciphers }))],
    ['server', answer(handshake(2, serverHello(0x0303, 0xc02f)))],
  ]
  assert.deepEqual(values(play(talk([0xc02f, 0xff])), 'tls.secure-renegotiation'), ['no'])
  assert.deepEqual(values(play(talk([0xc02f])), 'tls.secure-renegotiation'), [])
})

test('a weak prime shows its size, leading zeros not counted', () => {
  const exchange = bytes(counted2(0, 0x7f, noise(63)), counted2(2), counted2(noise(64)))
  const said = play([
    ['client', hello(simple)],
    ['server', answer(handshake(2, serverHello(0x0301, 0x0016)), handshake(12, exchange))],
  ])
  assert.deepEqual(values(said, 'tls.key-exchange-bits'), ['511'])
})

test('a failed handshake tells why, a goodbye tells nothing', () => {
  const alert = (...octets: number[]): Talk => [
    ['client', hello(simple)],
    ['server', record(21, bytes(...octets))],
  ]
  assert.deepEqual(values(play(alert(2, 48)), 'tls.alert'), ['fatal unknown_ca'])
  assert.deepEqual(values(play(alert(1, 0)), 'tls.alert'), [])
})

for (const [port, names, expected] of [
  [2762, [], 'dicom-tls'],
  [2575, [], 'hl7-tls'],
  [636, [], 'ldap-tls'],
  [443, ['mqtt'], 'mqtt-tls'],
  [443, ['h2', 'http/1.1'], undefined],
] as const)
  test(`port ${port} with ALPN [${names}] is called ${expected ?? 'tls'}`, () => {
    const body = clientHello({ ciphers: [0xc02f], extensions: names.length > 0 ? [alpn(...names)] : [] })
    assert.equal(play([['client', hello(body)]], undefined, port)?.protocols.at(-1), expected)
  })

test('an SSL 2.0 server shows version and certificate', () => {
  const ciphers = bytes(7, 0, 0xc0)
  const body = bytes(4, 0, 1, 0, 2, u16(leaf.length), u16(3), u16(16), leaf, ciphers, noise(16))
  const said = play([
    ['client', bytes(0x80, 28, 1, 0, 2, u16(3), u16(0), u16(16), ciphers, noise(16))],
    ['server', bytes(u16(0x8000 | body.length), body)],
  ])
  assert.deepEqual(values(said, 'tls.version'), ['SSL 2.0'])
  assert.deepEqual(values(said, 'tls.cipher'), ['SSL_CK_DES_192_EDE3_CBC_WITH_MD5'])
  assert.deepEqual(values(said, 'tls.cert-cn'), ['a.example'])
})

test('a session under way is recognised and tells nothing', () => {
  const said = play([['server', bytes(record(23, noise(300)), record(23, noise(40)))]])
  assert.deepEqual(said?.observed, [])
})

for (const [what, talk] of [
  ['HTTP', [['client', 'GET / HTTP/1.1\r\n\r\n']]],
  ['a hello sent by the server', [['server', hello(simple)]]],
  ['a record of no known type', [['client', bytes(25, 3, 3, 0, 10, noise(10))]]],
] as [string, Talk][])
  test(`${what} is not TLS`, () => assert.equal(play(talk), null))

test('the second certificate of a cut chain is lost, the first is read', () => {
  const chain = answer(
    handshake(2, serverHello(0x0303, 0xc02f)),
    handshake(11, certificates(leaf, noise(800))),
  )
  const said = play([
    ['client', hello(simple)],
    ['server', chain.subarray(0, chain.length - 300)],
  ])
  assert.deepEqual(values(said, 'tls.cert-cn'), ['a.example'])
})

test('what is no certificate is counted, and the next one still read', () => {
  const said = play([
    ['client', hello(simple)],
    [
      'server',
      answer(handshake(2, serverHello(0x0303, 0xc02f)), handshake(11, certificates(noise(200), leaf))),
    ],
  ])
  assert.deepEqual(said?.oddities, ['tls.certificate-unreadable'])
  assert.deepEqual(values(said, 'tls.chain-subject'), [])
})

test('names and numbers of certificates come out as they are written', () => {
  const read = readCertificate(
    certificate({
      subject: [
        [O, 'Größe, "GmbH" + Co'],
        [CN, 'a=b\\c'],
      ],
      ips: ['10.0.0.1', 'fe80::1'],
      uris: ['urn:acme,1'],
      serial: bytes(0, 0xff),
    }),
  )
  assert.equal(read?.subject.get('O'), 'Größe, "GmbH" + Co')
  assert.equal(read?.subject.get('CN'), 'a=b\\c')
  assert.deepEqual(read?.ips, ['10.0.0.1', 'fe80::1'])
  assert.deepEqual(read?.uris, ['urn:acme,1'])
  assert.equal(read?.serial, 'ff')
  assert.equal(read?.selfSigned, true)
})

test('suites have their registered names, unknown ones their number', () => {
  assert.equal(cipherName(0x1301), 'TLS_AES_128_GCM_SHA256')
  assert.equal(cipherName(0x0005), 'TLS_RSA_WITH_RC4_128_SHA')
  assert.equal(cipherName(0x9a9b), '0x9a9b')
})

const mutated = fc
  .tuple(fc.array(fc.tuple(fc.nat(3000), fc.nat(255)), { maxLength: 8 }), fc.nat(3), fc.nat(2000))
  .map(([edits, message, keep]) =>
    full.map(([side, whole], i) => {
      const copy = Uint8Array.from(whole as Uint8Array)
      if (i === message) for (const [at, value] of edits) copy[at % copy.length] = value
      return [side, i === message ? copy.subarray(0, Math.max(1, keep)) : copy] as const
    }),
  )

test('damaged handshakes never throw and say a bounded number of things', () => {
  fc.assert(
    fc.property(mutated, fc.constantFrom(1000, 37), (talk, step) => {
      const said = play(talk, step)
      assert.ok((said?.observed.length ?? 0) < 300)
    }),
    { numRuns: 150 },
  )
})

test('no bytes make it throw', () => {
  const head = fc.constantFrom(
    bytes(22, 3, 1),
    bytes(22, 3, 3, 0, 60, 1, 0, 0, 56, 3, 3),
    bytes(0x80, 46, 1, 3, 0),
    bytes(),
  )
  fc.assert(
    fc.property(head, fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 300 }), (start, a, b) => {
      play([
        ['client', bytes(start, a)],
        ['server', bytes(b, start, a)],
      ])
    }),
    { numRuns: 300 },
  )
})
