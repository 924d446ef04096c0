import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../../test/bytes.ts'
import { dissectDatagram, dissectStream } from '../../../test/harness.ts'
import { assertStreamSurvives } from '../../../test/stream-mutations.ts'
import { fixtures } from './fixtures/make.ts'
import { mnemonic, readHeader } from './header.ts'
import { syslog } from './syslog.ts'

const log = (text: string) => dissectDatagram(syslog, Uint8Array.from(Buffer.from(text, 'utf8')))
const facts = (said: ReturnType<typeof log>) => said?.observed.map((o) => [o.field, o.value])
const modern =
  '<34>1 2026-01-05T08:00:00Z gw.example acme 9 ID47 [origin software="acme" swVersion="4.2" enterpriseId="99"][x@32473 a="\\"\\]"] text'

test('RFC 5424 names host, program, message type and structured data', () => {
  assert.deepEqual(facts(log(modern)), [
    ['syslog.host', 'gw.example'],
    ['syslog.app', 'acme'],
    ['syslog.message-id', 'ID47'],
    ['syslog.data-id', 'origin'],
    ['syslog.software', 'acme'],
    ['syslog.software-version', '4.2'],
    ['syslog.enterprise', '99'],
    ['syslog.data-id', 'x@32473'],
  ])
  assert.deepEqual(
    log(modern)?.matched.map((m) => m.text),
    ['text'],
  )
})

for (const [text, host, app, why] of [
  ['Jan  5 08:00:01 bed7 sshd[12]: hello', 'bed7', 'sshd', 'as RFC 3164 has it'],
  ['Jan  5 08:00:01 kernel: hello', null, 'kernel', 'without a host'],
  ['2026-01-05T08:00:01.2+01:00 bed7 cron: hello', 'bed7', 'cron', 'with an ISO time'],
  ['29: *Jan  5 08:00:01.123 UTC: %SYS-5-X: hello', null, null, 'with a sequence number'],
  ['29: sw3: Jan  5 08:00:01.123: %SYS-5-X: hello', 'sw3', null, 'with sequence number and name'],
  ['Jan 05 2026 08:00:01 asa-1 : %ASA-6-302013: Built', 'asa-1', null, 'with a year'],
  ['Jan  5 08:00:01 Message without anything', null, null, 'with text only'],
  ['dnsmasq[5]: hello', null, 'dnsmasq', 'with a process id only'],
  ['Doe: hello', null, null, 'that may be a name of anybody'],
  ['date=2026-01-05 devname="x"', null, null, 'without any header'],
] as const)
  test(`an old header ${why} is read`, () => {
    const header = readHeader(text)
    assert.deepEqual([header.host, header.app], [host, app])
  })

test('the text of a message is matched, never observed', () => {
  const said = log('<13>Jan  5 08:00:01 bed7 app: patient DOE^JANE')
  assert.doesNotMatch(JSON.stringify(said?.observed), /JANE/)
  assert.equal(said?.matched.length, 1)
})

test('a message with the address of another host is about that host', () => {
  const said = log('<13>Jan  5 08:00:01 10.9.9.9 app: x')
  assert.deepEqual(
    said?.observed.map((o) => o.about),
    ['10.9.9.9'],
  )
})

test('mnemonics are told, with and without a sub-facility', () => {
  assert.equal(mnemonic('x: %SYS-5-CONFIG_I: y'), '%SYS-5-CONFIG_I')
  assert.equal(mnemonic('%LINK-SP-3-UPDOWN: y'), '%LINK-SP-3-UPDOWN')
  assert.equal(mnemonic('100%-5-off'), null)
})

test('CEF and LEEF name vendor, product and version', () => {
  for (const text of ['CEF:0|Acme|Wall|1.2|7|n|5|', 'LEEF:1.0|Acme|Wall|1.2|7|'])
    assert.deepEqual(facts(log(`<13>${text}`)), [
      ['syslog.event-vendor', 'Acme'],
      ['syslog.event-product', 'Wall'],
      ['syslog.event-version', '1.2'],
    ])
})

test('only a priority up to 191 begins a message', () => {
  assert.notEqual(log('<191>x'), null)
  for (const text of ['<192>x', '<013>x', '<>x', '<13>', '<?xml', 'x']) assert.equal(log(text), null)
})

const stream = (text: string, step?: number) =>
  dissectStream(syslog, [['client', text]], step)?.observed.map((o) => o.value)

test('over TCP messages are counted or ended by lines, however they are cut', () => {
  const message = '<13>Jan  5 08:00:01 bed7 app: first'
  const text = `${message.length} ${message}<13>Jan  5 08:00:02 bed8 app: second\n`
  for (const step of [1, 5, 999]) assert.deepEqual(stream(text, step), ['bed7', 'app', 'bed8', 'app'])
})

test('a counted message may be longer than is read of it', () => {
  const long = `<13>Jan  5 08:00:01 bed7 app: ${'x'.repeat(5000)}`
  assert.deepEqual(stream(`${long.length} ${long}<13>Jan  5 08:00:02 bed8 b: x\n`, 700), [
    'bed7',
    'app',
    'bed8',
    'b',
  ])
})

test('no text makes it throw', () =>
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 120 }),
      fc.constantFrom('<13>', '<13>1 - a b c d [x ', '<1>Jan  5 08:00:01 '),
      (b, p) => {
        dissectDatagram(syslog, bytes(p, b))
        dissectStream(syslog, [['client', bytes('9 ', p, b, '\n', b)]], 11)
      },
    ),
  ))

test('conversations that were tampered with are survived', () => {
  assertStreamSurvives(syslog, fixtures, 601)
})
