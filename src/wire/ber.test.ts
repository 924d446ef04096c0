import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { BER_INTEGER, BER_OCTETS, BER_OID, BER_SEQUENCE, Ber, berSize } from './ber.ts'

const read = (...octets: number[]) => new Ber(Uint8Array.from(octets))
const first = (...octets: number[]) => {
  const reader = read(...octets)
  assert.ok(reader.next())
  return reader
}

test('elements of one level are walked in order', () => {
  const seq = read(0x30, 6, 2, 1, 5, 4, 1, 0x41).open(BER_SEQUENCE)
  assert.ok(seq.is(BER_INTEGER))
  assert.equal(seq.int(), 5)
  assert.ok(seq.is(BER_OCTETS))
  assert.equal(seq.text(), 'A')
  assert.equal(seq.next(), false)
  assert.equal(seq.missing, false)
})

test('integers are signed and of any length that fits', () => {
  assert.equal(first(2, 1, 0xff).int(), -1)
  assert.equal(first(2, 2, 0, 0x80).int(), 128)
  assert.equal(first(2, 4, 0x80, 0, 0, 0).int(), -(2 ** 31))
  assert.equal(first(2, 5, 0, 0xff, 0xff, 0xff, 0xff).int(), 0xffffffff)
})

test('an integer that a number cannot hold, or an empty one, is null', () => {
  assert.equal(first(2, 8, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff).int(), null)
  assert.equal(first(2, 0).int(), null)
})

test('object identifiers are dotted, the first octet holding two arcs', () => {
  assert.equal(first(6, 8, 0x2b, 6, 1, 2, 1, 1, 1, 0).oid(), '1.3.6.1.2.1.1.1.0')
  assert.equal(first(6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x12, 1, 2, 2).oid(), '1.2.840.113554.1.2.2')
  assert.equal(first(6, 2, 0x88, 0x37).oid(), '2.999')
})

test('an object identifier that ends inside an arc is null', () => {
  assert.equal(first(6, 2, 0x2b, 0x86).oid(), null)
  assert.equal(first(6, 0).oid(), null)
  assert.equal(first(6, 7, 0x2b, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f).oid(), null)
})

test('long form lengths and long tags are read', () => {
  const long = first(0x7f, 0x81, 0x02, 0x82, 0, 2, 1, 2)
  assert.equal(long.tag, 130 * 256 + 0x7f)
  assert.deepEqual([...long.view()], [1, 2])
})

test('an indefinite length ends at its own end-of-contents, not at a nested one', () => {
  const outer = read(0x30, 0x80, 0x30, 0x80, 2, 1, 7, 0, 0, 2, 1, 8, 0, 0, 2, 1, 9)
  const inner = outer.open(BER_SEQUENCE)
  const nested = inner.open(BER_SEQUENCE)
  assert.ok(nested.is(BER_INTEGER))
  assert.equal(nested.int(), 7)
  assert.equal(nested.next(), false)
  assert.ok(inner.is(BER_INTEGER))
  assert.equal(inner.int(), 8)
  assert.equal(inner.next(), false)
  assert.ok(outer.is(BER_INTEGER))
  assert.equal(outer.int(), 9)
})

test('contents that were cut are shown as far as they go, and the reader says so', () => {
  const cut = first(4, 9, 0x41, 0x42)
  assert.equal(cut.text(), 'AB')
  assert.equal(cut.missing, true)
})

test('a header that makes no sense ends the level', () => {
  for (const octets of [[2], [4, 0x80, 0, 0], [4, 0x85, 0, 0, 0, 0, 1], [0x1f, 255, 255, 255, 255, 1, 0]]) {
    const broken = read(...octets)
    assert.equal(broken.next(), false)
    assert.equal(broken.missing, true)
  }
})

test('nesting beyond the bound is not followed', () => {
  let reader = read(...new Array(200).fill(0).flatMap(() => [0x30, 0x80]))
  let depth = 0
  while (reader.next()) {
    reader = reader.inside()
    depth++
  }
  assert.ok(depth > 10 && depth < 40)
  assert.equal(reader.missing, true)
})

test('find passes elements of other tags', () => {
  const reader = read(2, 1, 1, 4, 1, 2, 6, 1, 0x2b)
  assert.ok(reader.find(BER_OID))
  assert.equal(reader.find(BER_OID), false)
})

test('berSize frames a message on a stream', () => {
  assert.equal(berSize(Uint8Array.of(0x30, 0x82, 1, 0)), 260)
  assert.equal(berSize(Uint8Array.of(0x30, 0x82, 1)), 0)
  assert.equal(berSize(Uint8Array.of(0x30)), 0)
  assert.equal(berSize(Uint8Array.of(0x30, 0x80, 0, 0)), -1)
  assert.equal(berSize(Uint8Array.of(0x30, 0x89)), -1)
})

function walk(reader: Ber): number {
  let elements = 0
  while (reader.next()) {
    assert.ok(reader.from <= reader.to && reader.to <= reader.bytes.length)
    reader.int()
    reader.oid()
    elements += 1 + walk(reader.inside())
  }
  return elements
}

const mostlyHeaders = fc
  .uint8Array({ maxLength: 300 })
  .map((b) => b.map((x) => (x % 3 === 0 ? 0x30 : x % 5 === 0 ? 0x80 : x)))

test('no bytes make it throw, and the work stays bounded', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), mostlyHeaders), (bytes) => {
      assert.ok(walk(new Ber(bytes)) <= 25 * (bytes.length + 1))
    }),
  )
})

test('every integer comes back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(2 ** 47), max: 2 ** 47 - 1 }), (value) => {
      const bytes = Buffer.alloc(8)
      bytes.writeIntBE(value, 2, 6)
      assert.equal(first(2, 6, ...bytes.subarray(2)).int(), value)
    }),
  )
})
