/** Which devices are one: by what they say, and never against an identifier that contradicts. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arp, binding, facts, observation, START } from '../../test/made-facts.ts'
import type { Binding } from '../model/facts.ts'
import type { FieldName, Observation } from '../model/observation.ts'
import { protocols } from '../protocols/list.ts'
import { identify } from './identify.ts'
import { OWN_MAC_FIELDS, UNIQUE_FIELDS, VIRTUAL_ADDRESS_FIELDS } from './joins.ts'
import { TELLING_APART } from './marks.ts'
import { ACCESS_POINT_FIELDS, PORT_FIELDS, SWITCH_FIELDS } from './places.ts'
import { OWN_ADDRESS_FIELDS } from './resolve.ts'

const A = '00:1b:21:00:00:01'
const B = '00:1b:21:00:00:02'
const C = '00:1b:21:00:00:03'
const BASE = '00:1b:21:00:00:f0'
const HOSTS = [arp(A, '10.0.0.1'), arp(B, '10.0.0.2'), arp(C, '10.0.0.3')]

/** MACs of the assets, each asset's in one string. */
const parts = (observations: Observation[], bindings: readonly Binding[] = HOSTS): string[] =>
  identify(facts({ bindings, observations })).assets.map((a) =>
    [...a.macs, ...a.ips.map((i) => i.address)].join(' '),
  )
const count = (...observations: Observation[]) => parts(observations).length

test('fields that join, tell apart or place are fields that some protocol states', () => {
  const declared = new Set(protocols.flatMap((p) => Object.keys(p.fields)))
  const used: FieldName[] = [
    ...OWN_MAC_FIELDS,
    ...UNIQUE_FIELDS.keys(),
    ...TELLING_APART,
    ...OWN_ADDRESS_FIELDS,
    ...VIRTUAL_ADDRESS_FIELDS.flatMap((f) => [f.address, ...(f.inCharge ? [f.inCharge[0]] : [])]),
    ...SWITCH_FIELDS,
    ...PORT_FIELDS,
    ...ACCESS_POINT_FIELDS,
  ]
  assert.deepEqual(
    used.filter((field) => !declared.has(field)),
    [],
  )
})

test('two MACs with one DUID are one device, with both addresses and the reason', () => {
  const duid = '0001000123456789001b21000001'
  const { assets } = identify(
    facts({
      bindings: HOSTS,
      observations: [observation(A, 'dhcp.duid', duid), observation(B, 'dhcpv6.duid', duid)],
    }),
  )
  const joined = assets.find((a) => a.macs.length === 2)
  assert.deepEqual(
    joined?.ips.map((i) => i.address),
    ['10.0.0.1', '10.0.0.2'],
  )
  assert.equal(joined?.id, 'mac-001b21000001')
  assert.match(joined?.joins.join() ?? '', /DUID/)
})

test('different DUIDs leave two devices', () =>
  assert.equal(count(observation(A, 'dhcp.duid', '0001aa'), observation(B, 'dhcp.duid', '0001bb')), 3))

test('what another host says of a device joins nothing', () =>
  assert.equal(
    count(
      observation(A, 'dhcp.duid', '000100012345', { self: false }),
      observation(B, 'dhcp.duid', '000100012345', { self: false }),
    ),
    3,
  ))

for (const never of [
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  '03000200-0400-0500-0006-000700080009',
])
  test(`${never} was never set and joins nothing`, () =>
    assert.equal(
      count(observation(A, 'dhcp.machine-uuid', never), observation(B, 'dhcp.machine-uuid', never)),
      3,
    ))

test('a value that many devices hold is not unique', () => {
  const macs = Array.from({ length: 6 }, (_, i) => `00:1b:21:00:01:0${i}`)
  const bindings = macs.map((m, i) => arp(m, `10.0.1.${i + 1}`))
  const said = macs.map((m) => observation(m, 'smb.server-guid', '0f3a5b10-1111-2222-3333-444455556666'))
  assert.equal(parts(said, bindings).length, 6)
})

test('a UUID is the same in SSDP and in the UPnP description', () => {
  const uuid = '0f3a5b10-1111-2222-3333-444455556666'
  assert.equal(
    count(observation(A, 'ssdp.uuid', uuid), observation(B, 'http.upnp-udn', `uuid:${uuid.toUpperCase()}`)),
    2,
  )
})

test('the same serial number joins, another keeps apart', () => {
  const serial = (m: string, value: string) => observation(m, 'lldp.med-serial', value)
  assert.equal(count(serial(A, 'FCH1234V0AB'), serial(B, 'FCH1234V0AB')), 2)
  assert.equal(count(serial(A, 'FCH1234V0AB'), serial(B, 'FCH1234V0AC')), 3)
})

for (const placeholder of ['000000', '123456789', '12345', 'NONE', '111111111'])
  test(`serial number ${placeholder} joins nothing`, () =>
    assert.equal(
      count(observation(A, 'lldp.med-serial', placeholder), observation(B, 'lldp.med-serial', placeholder)),
      3,
    ))

const CONFLICTS: readonly (readonly [FieldName, string, string])[] = [
  ['dhcp.hostname', 'ward-1', 'ward-2'],
  ['lldp.med-serial', 'FCH1234V0AB', 'FCH9999V0ZZ'],
  ['smb.server-guid', '0f3a5b10-1111-2222-3333-444455556666', '0f3a5b10-1111-2222-3333-777755556666'],
  ['snmp.sys-name', 'sw-a', 'sw-b'],
]
for (const [field, one, other] of CONFLICTS)
  test(`devices that differ in ${field} stay two, whatever else they share`, () =>
    assert.equal(
      count(
        observation(A, 'dhcp.duid', '00010001aa'),
        observation(B, 'dhcp.duid', '00010001aa'),
        observation(A, field, one),
        observation(B, field, other),
      ),
      3,
    ))

test('a conflict holds through a third device that joins with either', () => {
  const found = parts([
    observation(A, 'dhcp.hostname', 'ward-1'),
    observation(C, 'dhcp.hostname', 'ward-2'),
    observation(A, 'dhcp.duid', '00010001aa'),
    observation(B, 'dhcp.duid', '00010001aa'),
    observation(B, 'ssdp.uuid', '0f3a5b10-1111-2222-3333-444455556666'),
    observation(C, 'ssdp.uuid', '0f3a5b10-1111-2222-3333-444455556666'),
  ])
  assert.equal(found.length, 2)
})

for (const field of ['nbns.mac', 'dhcpv6.duid-mac', 'snmp.if-phys-address', 'mdns.mac'] as const)
  test(`${field} names a MAC of its own`, () => assert.equal(count(observation(A, field, B)), 2))

test('a host behind a router that names a MAC seen on the wire is that device', () => {
  const bindings = [arp(A, '10.0.0.1'), binding(BASE, '10.7.0.5', { ttl: 63 })]
  assert.deepEqual(parts([observation('10.7.0.5', 'nbns.mac', A)], bindings), [
    `${A} 10.0.0.1 10.7.0.5`,
    BASE,
  ])
})

test('ports that name one chassis are one switch, though the chassis itself is silent', () =>
  assert.equal(
    count(
      observation(A, 'stp.bridge-mac', BASE),
      observation(B, 'lldp.chassis-mac', BASE),
      observation(C, 'stp.bridge-mac', BASE),
    ),
    1,
  ))

test('two switches that share a bridge address but not a name stay two', () =>
  assert.equal(
    count(
      observation(A, 'stp.bridge-mac', BASE),
      observation(B, 'stp.bridge-mac', BASE),
      observation(A, 'lldp.system-name', 'core-1'),
      observation(B, 'lldp.system-name', 'core-2'),
    ),
    3,
  ))

test('a root bridge that another bridge names is not that bridge', () =>
  assert.equal(
    count(observation(A, 'stp.bridge-mac', A), observation(B, 'stp.named-root', 'root', { self: false })),
    3,
  ))

test('CDP from neighbouring MACs with one device id is one switch, from distant ones two', () => {
  const cdp = (m: string) => [
    observation(m, 'cdp.device-id', 'sw-1'),
    observation(m, 'cdp.platform', 'WS-C2960'),
  ]
  const near = ['00:1b:21:00:00:01', '00:1b:21:00:00:18']
  const far = ['00:1b:21:00:00:01', '00:1b:22:00:00:02']
  const of = (macs: string[]) =>
    parts(
      macs.flatMap(cdp),
      macs.map((m, i) => arp(m, `10.0.0.${i + 1}`)),
    )
  assert.equal(of(near).length, 1)
  assert.equal(of(far).length, 2)
})

test('an address announced over several ports of one switch is not used twice at the same time', () => {
  const said = [A, B].flatMap((m) => [
    observation(m, 'cdp.device-id', 'sw-1', { last: START + 60 }),
    observation(m, 'cdp.address', '10.0.0.9', { last: START + 60 }),
  ])
  const { assets } = identify(facts({ bindings: HOSTS.slice(0, 2), observations: said }))
  assert.equal(assets.length, 1)
  assert.deepEqual(assets[0]?.sharedAddresses, [])
})

test('the address that routers share goes to the one in charge, and joins no routers', () => {
  const bindings = [...HOSTS, binding('00:00:0c:07:ac:01', '10.0.0.254', { ttl: 255 })]
  const hsrp = (m: string, state: string) => [
    observation(m, 'hsrp.state', state),
    observation(m, 'hsrp.virtual-address', '10.0.0.254'),
  ]
  const one = parts([...hsrp(`${B} 10.0.0.2`, 'standby'), ...hsrp(`${C} 10.0.0.3`, 'active')], bindings)
  assert.deepEqual(one, [`${A} 10.0.0.1`, `${B} 10.0.0.2`, `${C} 10.0.0.3 10.0.0.254`])
  const both = parts([...hsrp(`${B} 10.0.0.2`, 'active'), ...hsrp(`${C} 10.0.0.3`, 'active')], bindings)
  assert.equal(both.length, 3)
})
