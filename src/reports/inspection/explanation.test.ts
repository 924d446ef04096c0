/** The reasoning and the summary: who won, who lost and why, what is open, and what would settle it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arp, binding, conversation, facts, observation, START } from '../../../test/made-facts.ts'
import { identify } from '../../identity/identify.ts'
import type { CaptureFacts } from '../../model/facts.ts'
import { assetRow } from './document.ts'
import { explanation } from './explanation.ts'
import { missingEvidence } from './missing-evidence.ts'
import { columns } from './plain-text.ts'
import { duration, summary } from './summary.ts'

const HOST = '00:1b:21:00:00:01'
const LOCAL = '02:1b:21:00:00:02'
const ROUTER = '00:1b:21:00:00:fe'
const PLAIN = { width: 100, colour: false }

const only = (given: Partial<CaptureFacts>) => identify(facts(given)).assets[0]!
const explained = (...said: [Parameters<typeof observation>[1], string][]) =>
  explanation(
    only({
      bindings: [arp(HOST, '10.0.0.1')],
      observations: said.map(([f, v]) => observation('10.0.0.1', f, v)),
    }),
    PLAIN,
  )
const summed = (given: Partial<CaptureFacts>, width = 100): string => {
  const whole = facts(given)
  const { assets } = identify(whole)
  return summary(whole, assets.map(assetRow), assets, { width, colour: false })
}

test('a decided attribute tells confidence, weight, field, text and fingerprint', () => {
  const text = explained(['dhcp.vendor-class', 'MSFT 5.0'])
  assert.match(text, /os\.name = Windows, confidence 0\.\d\d/)
  assert.match(text, /0\.\d\d {2}dhcp\.vendor-class "MSFT 5\.0" \(packet 1 of capture-1\)/)
})

test('what was seen and decided nothing is listed', () =>
  assert.match(explained(['tcp.mss', '1460']), /Also seen, deciding nothing\n {4}tcp\.mss "1460"/))

test('a device behind a gateway says so, and what would show more of it', () => {
  const { assets } = identify(
    facts({
      bindings: [arp(HOST, '10.0.0.1')],
      observations: [observation(`${HOST} 10.0.0.1 > serial:4711`, 'dhcp.vendor-class', 'MSFT 5.0')],
    }),
  )
  const text = explanation(assets.find((a) => a.behind !== null)!, PLAIN)
  assert.match(text, /^mac-001b21000001~serial-4711/)
  assert.match(text, /no address here: known only through its gateway mac-001b21000001\n/)
  assert.match(text, /Would help: a sensor between it and its gateway/)
})

test('what is unknown is named with what would help', () =>
  assert.match(explained(['tcp.mss', '1460']), /Unknown: [^.]*model.*Would help: its next DHCP request/s))

test('a MAC is told with its registrant, a random one as such', () => {
  assert.match(explained(['tcp.mss', '1']), /MAC 00:1b:21:00:00:01, registered by Intel/)
  assert.match(
    explanation(only({ bindings: [arp(LOCAL, '10.0.0.1')] }), PLAIN),
    /locally administered: names no maker/,
  )
})

test('hostile text cannot steer the terminal', () => {
  const text = explained(
    ['dhcp.hostname', 'x\u001b[2J\u009b31m\u202e'],
    ['ssh.banner', '\u001b]0;owned\u0007'],
  )
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u)
})

test('hints follow from what was not seen', () => {
  assert.match(missingEvidence(only({ bindings: [arp(LOCAL, '10.0.0.1')] })).join(), /DHCP.*randomised/)
  const [, behind] = identify(
    facts({ bindings: [binding(ROUTER, '10.9.0.1', { ttl: 60 }), binding(ROUTER, '10.9.0.2', { ttl: 60 })] }),
  ).assets
  assert.match(missingEvidence(behind!).join(), /sensor on its own segment/)
  const talk = conversation('10.0.0.2', '10.0.0.1', 9100)
  const silent = only({ bindings: [arp(HOST, '10.0.0.1')], conversations: [talk] })
  assert.match(missingEvidence(silent)[0]!, /session with its tcp port 9100/)
})

test('the summary counts devices, and names the unknown ones by what would settle them', () => {
  const text = summed({ bindings: [arp(HOST, '10.0.0.1'), arp(LOCAL, '10.0.0.2'), arp(ROUTER, '10.0.0.3')] })
  assert.match(text, /^3 devices in 100 packets of 1 capture, 60 s\./)
  assert.match(text, /Not identified yet \(3\)/)
  assert.match(text, /its next DHCP request[^:]*: 10\.0\.0\.1[^\n]*, 10\.0\.0\.3/)
})

test('the summary tells addresses that two devices use at once', () => {
  const twice = [HOST, ROUTER].map((m) => arp(m, '10.0.0.1', { last: START + 600 }))
  assert.match(
    summed({ bindings: twice }),
    /same time \(1\)\n {2}10\.0\.0\.1: 00:1b:21:00:00:01, 00:1b:21:00:00:fe\./,
  )
})

test('the summary tells the blind spots of the capture', () => {
  const text = summed({
    coverage: {
      ...facts({}).coverage,
      oneWayShare: 0.4,
      gaps: 3,
      snaplenCut: 7,
      evicted: 2,
      notes: ['A note.'],
    },
  })
  for (const said of [/40 % of TCP/, /missing 3 times/, /7 packets cut/, /2 entries dropped/, /A note\./])
    assert.match(text, said)
})

test('no line of the summary is wider than the window', () => {
  const many = Array.from({ length: 30 }, (_, i) =>
    arp(`00:1b:21:00:01:${String(i).padStart(2, '0')}`, `10.0.0.${i}`),
  )
  for (const width of [60, 100])
    for (const line of summed({ bindings: many }, width).split('\n').slice(2))
      assert.ok(columns(line) <= width, line)
})

test('durations are told as people say them', () =>
  assert.deepEqual([42, 720, 29_100, 300_000].map(duration), ['42 s', '12 min', '8 h 5 min', '3 days']))
