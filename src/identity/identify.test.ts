/** From facts to assets: what is internal, who is listed, whose words count, and that order plays no part. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arp, binding, conversation, facts, observation, START } from '../../test/made-facts.ts'
import type { Asset } from '../model/asset.ts'
import type { CaptureFacts } from '../model/facts.ts'
import { parsePrefix } from '../model/prefix.ts'
import { assetRow } from '../reports/inspection/document.ts'
import { identify } from './identify.ts'

const HOST = '00:1b:21:00:00:01'
const ROUTER = '00:1b:21:00:00:fe'
const PEER = '198.51.100.7'
const behind = (i: string) => binding(ROUTER, i, { ttl: 55 })

const find = (assets: readonly Asset[], address: string): Asset | undefined =>
  assets.find((a) => a.ips.some((use) => use.address === address))
/** The external peer after it said `field`. */
const peer = (...said: Parameters<typeof observation>[]) =>
  find(
    identify(facts({ bindings: [behind(PEER)], observations: said.map((s) => observation(...s)) })).assets,
    PEER,
  )

const TELLING = [
  ['ssh.banner', 'SSH-2.0-Vendor_1'],
  ['http.server', 'Private-Server'],
  ['tls.cert-cn', 'vpn.hospital.example'],
  ['ntlmssp.netbios-computer', 'SRV01'],
  ['http.user-agent', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)'],
] as const
for (const [field, value] of TELLING)
  test(`an external peer that says ${field} is listed as external`, () =>
    assert.equal(peer([PEER, field, value])?.internal, false))

const SILENT = [
  ['tcp.syn', '64240:64:1:60:M,S,T,N,W7'],
  ['tcp.syn-ack', '65535:64:1:64:M,N,W6,N,N,T,S,E'],
  ['tls.version', 'TLS 1.3'],
  ['tls.ja4', 't13d1516h2_8daaf6152771_b186095e22b6'],
  ['dns.server', 'recursive'],
  ['ntp.stratum', '2'],
  ['nbns.server', 'wins'],
] as const
for (const [field, value] of SILENT)
  test(`an external peer of which only ${field} is known is no asset`, () =>
    assert.equal(peer([PEER, field, value]), undefined))

test('what others say of an external peer does not list it', () => {
  for (const field of ['tls.name', 'http.host-name', 'dns.name'] as const)
    assert.equal(peer([PEER, field, 'www.vendor.example', { self: false }]), undefined)
})

test('an external peer is not named as clients call it', () => {
  const named = peer(
    [PEER, 'ssh.banner', 'SSH-2.0-x'],
    [PEER, 'tls.name', 'cdn.vendor.example', { self: false }],
  )
  assert.deepEqual(named?.hostnames, [])
})

test('an internal server is named as clients call it, weakly', () => {
  const { assets } = identify(
    facts({
      bindings: [arp(HOST, '10.0.0.1')],
      observations: [observation('10.0.0.1', 'tls.name', 'pacs.hospital.example', { self: false })],
    }),
  )
  assert.deepEqual(assets[0]?.hostnames, ['pacs.hospital.example'])
})

const INTERNAL = ['10.9.9.9', '172.31.0.1', '192.168.1.1', '100.64.0.9', '169.254.3.3', 'fd00::9', 'fe80::9']
for (const address of INTERNAL)
  test(`${address} is internal`, () =>
    assert.equal(find(identify(facts({ bindings: [behind(address)] })).assets, address)?.internal, true))

test('a given range is internal, an address that ARP shows likewise', () => {
  const local = { local: [parsePrefix('198.51.100.0/24')!] }
  assert.equal(find(identify(facts({ bindings: [behind(PEER)] }), local).assets, PEER)?.internal, true)
  assert.equal(find(identify(facts({ bindings: [arp(HOST, PEER)] })).assets, PEER)?.internal, true)
})

test('a locally administered MAC names no vendor', () => {
  const { assets } = identify(facts({ bindings: [arp('02:1b:21:00:00:01', '10.0.0.1')] }))
  assert.equal(assets[0]?.verdicts.has('vendor'), false)
})

test('what another host says of a device weighs less than what it says itself', () => {
  const name = (self: boolean) => {
    const said = observation('10.0.0.1', 'dhcp.vendor-class', 'MSFT 5.0', { self })
    const [asset] = identify(facts({ bindings: [arp(HOST, '10.0.0.1')], observations: [said] })).assets
    return asset?.verdicts.get('os.name')?.confidence ?? 0
  }
  assert.ok(name(false) < name(true), `${name(false)} ${name(true)}`)
})

test('observations of a shared address go to the device of that time', () => {
  const bindings = [
    arp(HOST, '10.0.0.1', { last: START + 10 }),
    arp(ROUTER, '10.0.0.1', { first: START + 100, last: START + 200 }),
  ]
  const said = [5, 150].map((s) => observation('10.0.0.1', 'ssh.banner', `SSH-2.0-at${s}`, { at: START + s }))
  const { assets } = identify(facts({ bindings, observations: said }))
  assert.deepEqual(
    assets.map((a) => a.observations.map((o) => o.value)),
    [['SSH-2.0-at5'], ['SSH-2.0-at150']],
  )
})

test('a service whose roles are guessed and whose protocol is unknown is none', () => {
  const talk = conversation('10.0.0.1', '10.0.0.2', 40_000, { rolesKnown: false })
  const { assets } = identify(facts({ bindings: [arp(HOST, '10.0.0.2')], conversations: [talk] }))
  assert.deepEqual(assets[0]?.services, [])
})

// --- laws -------------------------------------------------------------------------------------------------

const macs = Array.from({ length: 6 }, (_, i) => `00:1b:21:00:00:0${i}`)
const addresses = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '198.51.100.7', 'fe80::1', '2001:db8::21b:21ff:fe00:1']
const SAID = [
  ['dhcp.duid', '00010001aabb'],
  ['dhcp.duid', '00010001ccdd'],
  ['dhcp.hostname', 'ward-1'],
  ['dhcp.hostname', 'ward-2'],
  ['ssh.banner', 'SSH-2.0-OpenSSH_8.7'],
  ['stp.bridge-mac', macs[2]!],
  ['nbns.mac', macs[3]!],
  ['lldp.med-serial', 'FCH1234V0AB'],
  ['vrrp.virtual-address', '10.0.0.3'],
  ['lldp.management-address', '10.0.0.2'],
] as const
const anyBinding = fc
  .record({
    m: fc.constantFrom(...macs),
    i: fc.constantFrom(...addresses),
    first: fc.nat(300),
    span: fc.nat(300),
    packets: fc.constantFrom(0, 10),
    ttl: fc.constantFrom(0, 4, 63, 64, 128, 255),
    stated: fc.constantFrom([], ['arp'], ['dhcp'], ['icmpv6']),
    linkScope: fc.boolean(),
  })
  .map(({ m, i, first, span, ...more }) =>
    binding(m, i, { first: START + first, last: START + first + span, ...more }),
  )
const anyObservation = fc
  .record({
    who: fc.constantFrom(...macs, ...addresses, ...macs.map((m, i) => `${m} ${addresses[i]}`)),
    said: fc.constantFrom(...SAID),
    at: fc.nat(600),
    self: fc.boolean(),
  })
  .map(({ who, said, at, self }) => observation(who, said[0], said[1], { at: START + at, self }))
const anyFacts = fc.record({
  bindings: fc.uniqueArray(anyBinding, { maxLength: 10, selector: (b) => `${b.mac} ${b.ip}` }),
  observations: fc.array(anyObservation, { maxLength: 14 }),
})

const rows = (given: CaptureFacts) => identify(given).assets.map(assetRow)
const turned = <T>(list: readonly T[]): T[] => [...list].reverse()

test('the order of facts plays no part', () =>
  fc.assert(
    fc.property(anyFacts, (given) => {
      const whole = facts(given)
      const reversed = {
        ...whole,
        bindings: turned(whole.bindings),
        stations: turned(whole.stations),
        speakers: turned(whole.speakers),
        observations: turned(whole.observations),
      }
      assert.deepEqual(rows(reversed), rows(whole))
    }),
    { numRuns: 200 },
  ))

test('every asset has its own id, a place in time, and evidence for all it asserts', () =>
  fc.assert(
    fc.property(anyFacts, (given) => {
      const all = rows(facts(given))
      assert.equal(new Set(all.map((r) => r.id)).size, all.length)
      for (const r of all) {
        assert.ok(r.macs.length + r.ips.length > 0)
        assert.ok(
          r.firstSeen <= r.lastSeen && r.firstSeen >= '2026-01-01' && r.lastSeen < '2026-01-02',
          `${r.firstSeen} ${r.lastSeen}`,
        )
        const proved = new Set(r.evidence.map((e) => e.attribute))
        for (const a of ['type', 'family', 'category', 'vendor', 'model', 'version', 'serial'] as const)
          assert.ok(r[a] === null || proved.has(a), `${a} without evidence`)
        for (const share of Object.values(r.confidence)) assert.ok(share >= 0 && share <= 1)
        for (const [what, share] of Object.entries(r.confidence))
          if (what !== 'os') assert.equal(share > 0, r[what as 'type'] !== null, what)
      }
    }),
    { numRuns: 200 },
  ))

test('a MAC is part of one asset alone', () =>
  fc.assert(
    fc.property(anyFacts, (given) => {
      const all = rows(facts(given)).flatMap((r) => r.macs)
      assert.equal(new Set(all).size, all.length)
    }),
    { numRuns: 200 },
  ))
