import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes, u16, zeros } from '../../../test/bytes.ts'
import {
  a,
  dnsMessage,
  dnsName,
  hinfo,
  pointer,
  question,
  record,
  srv,
  txt,
} from '../../../test/dns-bytes.ts'
import { Cursor } from '../../wire/cursor.ts'
import { MAX_RECORDS, readMessage } from './message.ts'
import { readName, reverseAddress, serviceName } from './name.ts'
import { looksLikeDns } from './recognise.ts'

const name = (labels: string | string[]) => readName(new Cursor(dnsName(labels)))!
const nameAt = (data: Uint8Array, at: number) => readName(new Cursor(data, at))

test('a name is its labels joined with dots', () => {
  assert.equal(name('srv12.ward.example.org').text, 'srv12.ward.example.org')
})

test('the root is the empty name', () => assert.equal(name('').text, ''))

test('a dot within a label is escaped in the text and kept in the label', () => {
  const found = name(['CT 4.2', '_http', '_tcp', 'local'])
  assert.equal(found.text, 'CT 4\\.2._http._tcp.local')
  assert.equal(found.labels[0], 'CT 4.2')
})

test('labels are UTF-8 where they are valid, Latin-1 otherwise', () => {
  assert.equal(name(['Büro']).text, 'Büro')
  assert.equal(nameAt(bytes(2, 0x42, 0xfc, 0), 0)?.text, 'Bü')
})

test('a pointer leads to an earlier name and the cursor goes on behind the pointer', () => {
  const data = bytes(dnsName('ward.example'), bytes(3, 'pc7', pointer(0)), 7)
  const c = new Cursor(data, 14)
  assert.equal(readName(c)?.text, 'pc7.ward.example')
  assert.equal(c.u8(), 7)
})

test('a pointer to itself, forwards or in a ring is no name', () => {
  assert.equal(nameAt(bytes(pointer(0)), 0), null)
  assert.equal(nameAt(bytes(pointer(2), dnsName('x')), 0), null)
  assert.equal(nameAt(bytes(1, 'a', pointer(0)), 0), null)
  assert.equal(nameAt(bytes(pointer(2), pointer(0)), 2), null)
})

test('a name of more than 255 octets is no name', () => {
  assert.equal(nameAt(dnsName(new Array(130).fill('a')), 0), null)
})

test('a name in record data does not read past its record', () => {
  const answers = [record('x.example', 12, bytes(9, 'abc'))]
  assert.equal(readMessage(dnsMessage(0x8180, { answers }))?.answers[0]?.data.kind, 'other')
})

test('reverse names give their address', () => {
  assert.equal(reverseAddress(name('31.0.20.10.in-addr.arpa')), '10.20.0.31')
  const nibbles = [...`${'0'.repeat(31)}1`].reverse().join('.')
  assert.equal(reverseAddress(name(`${nibbles}.ip6.arpa`)), '::1')
  assert.equal(reverseAddress(name('20.10.in-addr.arpa')), null)
  assert.equal(reverseAddress(name('ward.example')), null)
})

test('a service name splits into instance, service and domain', () => {
  assert.deepEqual(serviceName(name(['CT 4.2', '_DICOM', '_tcp', 'local'])), {
    instance: 'CT 4.2',
    service: '_dicom._tcp',
    domain: 'local',
  })
  assert.equal(serviceName(name('_universal._sub._ipp._tcp.local'))?.service, '_ipp._tcp')
  assert.equal(serviceName(name('_universal._sub._ipp._tcp.local'))?.instance, '')
  assert.equal(serviceName(name('host.local')), null)
})

test('records of the types used here are decoded', () => {
  const message = readMessage(
    dnsMessage(0x8400, {
      answers: [
        a('h.local', '10.0.0.9', { cls: 0x8001 }),
        a('h.local', 'fe80::1'),
        srv('x._ipp._tcp.local', 631, 'h.local'),
        txt('x._ipp._tcp.local', ['ty=Laser', '']),
        hinfo('h.local', 'ARM', 'LINUX'),
      ],
    }),
  )!
  assert.deepEqual(
    message.answers.map((r) => r.data),
    [
      { kind: 'address', ip: '10.0.0.9' },
      { kind: 'address', ip: 'fe80::1' },
      { kind: 'service', port: 631, target: { text: 'h.local', labels: ['h', 'local'] } },
      { kind: 'text', strings: ['ty=Laser'] },
      { kind: 'host-info', cpu: 'ARM', os: 'LINUX' },
    ],
  )
  assert.equal(message.answers[0]?.class, 1)
  assert.equal(message.oddity, null)
})

test('a cut message gives what stands before the cut, and says so', () => {
  const whole = dnsMessage(0x8180, { answers: [a('a.example', '10.0.0.1'), a('b.example', '10.0.0.2')] })
  const message = readMessage(whole.subarray(0, whole.length - 1))!
  assert.deepEqual(
    message.answers.map((record) => record.data.kind),
    ['address', 'other'],
  )
  assert.equal(message.oddity, 'cut')
})

test('a cut text gives its whole strings', () => {
  const whole = dnsMessage(0x8400, { answers: [txt('x.local', ['ty=Laser', 'mdl=Laser 7'])] })
  const data = readMessage(whole.subarray(0, whole.length - 2))?.answers[0]?.data
  assert.deepEqual(data, { kind: 'text', strings: ['ty=Laser'] })
})

test('a forbidden pointer ends reading, and says so', () => {
  assert.equal(readMessage(dnsMessage(0, { questions: [question(pointer(12), 1)] }))?.oddity, 'bad-name')
})

test('more records than the ceiling are not read', () => {
  const answers = new Array(MAX_RECORDS + 5).fill(a('', '10.0.0.1'))
  const message = readMessage(dnsMessage(0x8180, { answers }))!
  assert.equal(message.answers.length, MAX_RECORDS)
  assert.equal(message.oddity, 'too-many-records')
})

test('fewer octets than a header are no message', () => assert.equal(readMessage(zeros(11)), null))

test('DNS is told from other datagrams by its header and first name', () => {
  const query = dnsMessage(0x0100, { questions: [question('a.example', 1)] })
  assert.equal(looksLikeDns(query), true)
  assert.equal(looksLikeDns(bytes('GET / HTTP/1.1\r\nHost: gateway\r\n\r\n')), false)
  assert.equal(looksLikeDns(zeros(64)), false)
  assert.equal(looksLikeDns(bytes(query.subarray(0, 4), u16(0), query.subarray(6))), false)
})

test('random bytes are almost never taken for DNS', () => {
  const samples = fc.sample(fc.uint8Array({ minLength: 12, maxLength: 200 }), { numRuns: 3000, seed: 7 })
  assert.ok(samples.filter(looksLikeDns).length < 10)
})

test('no bytes make the reader throw or read more than its ceiling', () =>
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 512 }), (data) => {
      const message = readMessage(data)
      const records = message && [...message.questions, ...message.answers, ...message.additionals]
      assert.ok((records?.length ?? 0) <= MAX_RECORDS)
    }),
  ))

test('a chain of pointers costs no more than its length', () => {
  const chain = new Uint8Array(4096)
  for (let i = 1; i < 2048; i++) chain.set(pointer((i - 1) * 2), i * 2)
  assert.equal(nameAt(chain, 4094)?.text, '')
})
