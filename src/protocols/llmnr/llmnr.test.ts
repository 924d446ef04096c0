import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bytes } from '../../../test/bytes.ts'
import { a, dnsMessage, ptr, question } from '../../../test/dns-bytes.ts'
import { dissectDatagram } from '../../../test/harness.ts'
import { assertSurvives } from '../../../test/mutations.ts'
import type { Ip } from '../../model/ip.ts'
import { fixtures } from './fixtures/make.ts'
import { llmnr } from './llmnr.ts'

const SELF = '10.20.0.42' as Ip
const show = (payload: Uint8Array) =>
  dissectDatagram(llmnr, payload, { sender: { ip: SELF }, receiver: { port: 5355 }, toMany: true })
const facts = (payload: Uint8Array) => show(payload)!.observed.map((o) => [o.about, o.field, o.value])

test('a query tells the name looked for', () =>
  assert.deepEqual(facts(dnsMessage(0, { questions: [question('WPAD', 1)] })), [
    ['sender', 'llmnr.query', 'wpad'],
  ]))

test('a query of type ANY tells the sender’s own name', () =>
  assert.deepEqual(facts(dnsMessage(0, { questions: [question('CT-41', 255)] })), [
    ['sender', 'llmnr.probe', 'CT-41'],
  ]))

test('an answer names the address it gives', () =>
  assert.deepEqual(facts(dnsMessage(0x8000, { answers: [a('VIEW-42', SELF), a('VIEW-42', '10.20.9.9')] })), [
    ['sender', 'llmnr.name', 'VIEW-42'],
    ['10.20.9.9', 'llmnr.name', 'VIEW-42'],
  ]))

test('a reverse answer names the address asked for', () =>
  assert.deepEqual(facts(dnsMessage(0x8000, { answers: [ptr('42.0.20.10.in-addr.arpa', 'VIEW-42')] })), [
    ['sender', 'llmnr.name', 'VIEW-42'],
  ]))

test('other ports and other protocols are declined', () => {
  assert.equal(dissectDatagram(llmnr, dnsMessage(0, { questions: [question('a', 1)] })), null)
  assert.equal(show(bytes('<?xml version="1.0"?><Envelope/>')), null)
})

test('no bytes make it throw', () => assertSurvives(show, Object.values(fixtures).flat()))
