import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  fingerprintById,
  fingerprints,
  MAX_REMEMBERED,
  MAX_VALUE,
  matchFingerprints,
  rememberedCount,
} from './fingerprints.ts'

test('a claim names its fingerprint, what it says, how surely, and what matched', () => {
  const [claim] = matchFingerprints('dhcp.vendor-class', 'Cisco Systems, Inc. IP Phone CP-7841')
  assert.deepEqual(claim, {
    fingerprint: 'dhcp-class-cisco-phone',
    says: { vendor: 'Cisco', type: 'voip-phone', model: 'CP-7841' },
    strength: 0.95,
    matched: 'Cisco Systems, Inc. IP Phone CP-7841',
  })
})

test('a group that took no part leaves its attribute unsaid', () => {
  const [claim] = matchFingerprints('dhcp.vendor-class', 'Cisco Systems, Inc. IP Phone')
  assert.deepEqual(claim?.says, { vendor: 'Cisco', type: 'voip-phone' })
})

test('several fingerprints may speak of one value, the specific one more surely', () => {
  const claims = matchFingerprints('ssh.banner', 'SSH-2.0-OpenSSH_7.6p1 Ubuntu-4ubuntu0.3')
  assert.deepEqual(claims.map((c) => c.fingerprint).sort(), [
    'ssh-openssh',
    'ssh-openssh-ubuntu',
    'ssh-openssh-ubuntu-other',
  ])
})

test('a vendor spelt on the wire comes out under its canonical name', () => {
  const [claim] = matchFingerprints('dhcp.vendor-class', 'Aastra IP Phone')
  assert.equal(claim?.says.vendor, 'Mitel')
})

test('a row may be surer or less sure than its table', () => {
  const strength = (list: string) => matchFingerprints('dhcp.parameter-request-list', list)[0]?.strength
  assert.equal(strength('1,15,3,6,44,46,47,31,33,249,43'), 0.6)
  assert.equal(strength('1,15,3,6,44,46,47,31,33,43,252'), 0.5)
})

test('fields and values that nobody knows say nothing', () => {
  assert.deepEqual(matchFingerprints('no.such-field', 'x'), [])
  assert.deepEqual(matchFingerprints('ssh.banner', 'SSH-2.0-nobody'), [])
  assert.deepEqual(matchFingerprints('ssh.banner', ''), [])
})

test('a fingerprint is found by its id, with its source', () => {
  assert.match(fingerprintById('dhcp-class-cisco-phone')?.source ?? '', /Cisco/)
  assert.equal(fingerprintById('nobody'), null)
})

test('the same question gets the same answer object', () => {
  const ask = () => matchFingerprints('ssh.banner', 'SSH-2.0-dropbear_2014.63')
  assert.equal(ask(), ask())
})

test('the memory of values is bounded', () => {
  for (let i = 0; i < MAX_REMEMBERED + 100; i++) matchFingerprints('dhcp.parameter-request-list', `1,${i}`)
  assert.ok(rememberedCount() <= MAX_REMEMBERED)
})

const fields = [...new Set(fingerprints().flatMap((f) => f.field))]

test('no value makes matching throw', () => {
  const examples = fingerprints().flatMap((f) => f.examples.map((e) => e.value))
  const value = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc
      .tuple(fc.constantFrom(...examples), fc.string(), fc.nat(40))
      .map(([text, more, at]) => text.slice(0, at) + more + text.slice(at)),
  )
  fc.assert(
    fc.property(fc.constantFrom(...fields), value, (field, text) => void matchFingerprints(field, text)),
  )
})

test('hostile text of any length costs no more than its first 4 KiB', () => {
  const texts = ['a', '1.', 'Windows NT ', 'SSH-2.0-', '{}', ' '].map((piece) =>
    piece.repeat(200_000 / piece.length),
  )
  for (const field of fields) matchFingerprints(field, texts[0]!.slice(0, MAX_VALUE))
  // Processor time: a busy machine must not fail the test. All of 200,000 characters would take fifty times as long.
  const start = process.cpuUsage()
  for (const field of fields) for (const text of texts) matchFingerprints(field, text)
  assert.ok(process.cpuUsage(start).user < 4_000_000)
})
