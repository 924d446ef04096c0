import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Bytes, back, tcpStream, udp } from '../../../test/bytes.ts'
import { dnsMessage, question } from '../../../test/dns-bytes.ts'
import { clues, framesOf } from '../../../test/facts.ts'
import { identify } from '../../identity/identify.ts'
import { DEFAULT_LIMITS, Engine } from '../../protocols/engine.ts'
import { protocols } from '../../protocols/list.ts'
import { Decoder } from '../../wire/decoder.ts'
import { every, hopOf, timedPcap } from '../fixtures/capture.ts'
import { Watch } from '../watch.ts'
import { IndicatorError, readIndicators } from './read.ts'

const STIX = JSON.stringify({
  type: 'bundle',
  id: 'bundle--1',
  objects: [
    { type: 'identity', name: 'somebody' },
    {
      type: 'indicator',
      name: 'beacon',
      pattern_type: 'stix',
      pattern: "[ipv4-addr:value = '203.0.113.77'] OR [domain-name:value = 'Evil.example']",
    },
    { type: 'indicator', name: 'old', revoked: true, pattern: "[ipv4-addr:value = '203.0.113.1']" },
    { type: 'indicator', name: 'file', pattern: `[file:hashes.'SHA-256' = '${'ab'.repeat(32)}']` },
  ],
})
const MISP = JSON.stringify({
  Event: {
    info: 'campaign',
    Attribute: [
      { type: 'ip-dst', value: '203.0.113.78' },
      { type: 'domain|ip', value: 'bad.example|2001:db8::7' },
      { type: 'comment', value: 'nothing' },
    ],
    Object: [{ Attribute: [{ type: 'ja4-fingerprint', value: 't13d1516h2_8daaf6152771_b186095e22b6' }] }],
  },
})
const CSV = '# list\nvalue,name\n203[.]0[.]113[.]79,miner\nhxxp://x.bad.example\nworse.example;loader\n'

const values = (text: string) => readIndicators(text).map(({ kind, value }) => `${kind} ${value}`)

test('STIX, MISP and lists give addresses, domains, JA4 and hashes', () => {
  assert.deepEqual(values(STIX), ['ip 203.0.113.77', 'domain evil.example', `hash ${'ab'.repeat(32)}`])
  assert.deepEqual(values(MISP), [
    'ip 203.0.113.78',
    'domain bad.example',
    'ip 2001:db8::7',
    'ja4 t13d1516h2_8daaf6152771_b186095e22b6',
  ])
  assert.ok(values(CSV).includes('domain worse.example'))
})

test('what holds none is refused with a reason, and no text makes it throw otherwise', () => {
  assert.throws(() => readIndicators('{"type":"bundle"}'), IndicatorError)
  assert.throws(() => readIndicators('{ broken'), IndicatorError)
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      try {
        readIndicators(text)
      } catch (error) {
        assert.ok(error instanceof IndicatorError)
      }
    }),
  )
})

function alertsOf(frames: readonly Bytes[], list: string): string[] {
  const watch = new Watch({ indicators: readIndicators(list), detections: [] })
  const engine = new Engine(protocols, clues, ['capture'], DEFAULT_LIMITS, watch)
  const decoder = new Decoder(engine)
  for (const frame of framesOf(timedPcap(every(0.1, frames)))) decoder.decode(frame, 0)
  const facts = engine.finish([], [])
  return watch.conclude(facts, identify(facts)).alerts.map(({ detection }) => detection)
}

test('contact with a published address or name is told, with others it is not', () => {
  const outside = (ip: string) => tcpStream({ ...hopOf(20, 1, 443), dst: ip }, [])
  assert.deepEqual(alertsOf(outside('203.0.113.77'), STIX), ['indicator-match'])
  assert.deepEqual(alertsOf(outside('203.0.113.1'), STIX), [])
  const asked = (name: string) => {
    const hop = hopOf(20, 53, 53)
    return [
      udp(hop, dnsMessage(0x0100, { questions: [question(name, 1)] })),
      udp(back(hop), dnsMessage(0x8183, { questions: [question(name, 1)] })),
    ]
  }
  assert.deepEqual(alertsOf(asked('www.evil.example'), STIX), ['indicator-match'])
  assert.deepEqual(alertsOf(asked('notevil.example'), STIX), [])
})
