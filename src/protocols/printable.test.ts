import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes, hex } from '../../test/bytes.ts'
import { domainName, domainNames } from './domain-labels.ts'
import { hexOf, printable, printableOrHex, textOf, uuidOf } from './printable.ts'

test('text is UTF-8 where that is valid, else Latin-1', () => {
  assert.equal(textOf(hex('c3bc')), 'ü')
  assert.equal(textOf(hex('fc')), 'ü')
})

test('octets are readable only if all of them are; padding is dropped', () => {
  assert.equal(printable(bytes('Gi1/0/17', 0, 0)), 'Gi1/0/17')
  assert.equal(printable(bytes('a', 0, 'b')), null)
  assert.equal(printable(bytes(0, 4, 0, 1)), null)
  assert.equal(printable(bytes()), null)
  assert.equal(printableOrHex(bytes(0, 4, 0, 1)), '00040001')
})

test('what is written is bounded', () => {
  assert.equal(hexOf(new Uint8Array(1000)).length, 260)
  assert.equal(textOf(new Uint8Array(10_000).fill(0x61)).length, 512)
})

test('a UUID has sixteen octets that are not all zero', () => {
  assert.equal(uuidOf(hex('00112233445566778899aabbccddeeff')), '00112233-4455-6677-8899-aabbccddeeff')
  assert.deepEqual([uuidOf(new Uint8Array(16)), uuidOf(bytes(1))], [null, null])
})

test('domain names are read label by label, and end at what is none', () => {
  const ward = bytes(4, 'ward', 7, 'example', 0)
  assert.equal(domainName(ward), 'ward.example')
  assert.equal(domainName(bytes(4, 'ward')), 'ward')
  assert.deepEqual(domainNames(bytes(ward, ward)), ['ward.example', 'ward.example'])
  assert.deepEqual(domainNames(bytes(ward, 0xc0, 0)), ['ward.example'])
  assert.deepEqual(domainNames(bytes(63, 'cut')), [])
})
