/** Certificates and keys against OpenSSL (through Node): they parse, verify, and repeat. */
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { certificate, type Name } from './certificate.ts'
import { ecKey, type Key, rsaKey } from './keys.ts'

const FROM = Date.UTC(2024, 0, 1)
const TO = Date.UTC(2034, 0, 1)
const subject: Name = [
  ['C', 'DE'],
  ['O', 'Acme Medical'],
  ['CN', 'pump-0042'],
]

const keys: readonly Key[] = [ecKey('a'), rsaKey('a', 1024), rsaKey('a', 2048)]

test('a certificate signed by its own key verifies', () => {
  for (const key of keys) {
    const raw = certificate({
      subject,
      key,
      serial: 0x1234n,
      notBefore: FROM,
      notAfter: TO,
      dns: ['pump-0042'],
    })
    const read = new X509Certificate(raw)
    assert.ok(read.verify(read.publicKey), key.kind)
    assert.equal(read.subject, 'C=DE\nO=Acme Medical\nCN=pump-0042')
    assert.equal(read.subjectAltName, 'DNS:pump-0042')
    assert.equal(read.validTo, 'Jan  1 00:00:00 2034 GMT')
  }
})

test('an authority signs others, with every hash', () => {
  const name: Name = [['CN', 'Hospital CA']]
  for (const key of [rsaKey('ca', 2048), ecKey('ca')])
    for (const hash of key.kind === 'rsa' ? (['md5', 'sha1', 'sha256'] as const) : (['sha256'] as const)) {
      const root = certificate({
        subject: name,
        key,
        serial: 1n,
        notBefore: FROM,
        notAfter: TO,
        authority: true,
      })
      const leaf = certificate({
        subject,
        key: ecKey('leaf'),
        issuer: { name, key },
        serial: 2n,
        notBefore: FROM,
        notAfter: Date.UTC(2055, 1, 1),
        addresses: ['10.1.2.3'],
        hash,
      })
      const [above, below] = [new X509Certificate(root), new X509Certificate(leaf)]
      assert.ok(above.ca)
      assert.ok(below.verify(above.publicKey), `${key.kind} ${hash}`)
      assert.ok(below.checkIssued(above))
      assert.equal(below.subjectAltName, 'IP Address:10.1.2.3')
    }
})

test('the same seed gives the same bytes, another one others', () => {
  const make = (seed: string) =>
    Buffer.from(
      certificate({ subject, key: ecKey(seed), serial: 5n, notBefore: FROM, notAfter: TO, old: true }),
    ).toString('hex')
  assert.equal(make('one'), make('one'))
  assert.notEqual(make('one'), make('two'))
  assert.equal(rsaKey('x', 1024).modulus.toString(2).length, 1024)
})
