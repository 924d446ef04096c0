/** Devices behind a gateway: one per gateway and key, an EUI-64 one everywhere, and what proves to be on the wire joins it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { arp, binding, facts, observation } from '../../test/made-facts.ts'
import type { Asset } from '../model/asset.ts'
import type { FieldName, Observation } from '../model/observation.ts'
import { identify } from './identify.ts'

const A = '00:1b:21:00:00:01'
const B = '00:1b:21:00:00:02'
const ONE = `${A} 10.0.0.1`
const TWO = `${B} 10.0.0.2`
const HOSTS = [arp(A, '10.0.0.1'), arp(B, '10.0.0.2')]
const PRINTER = (serial: string) => `Mfg=Xerox;Typ=MFP;Mod=WorkCentre 6515DN;Ser=${serial}`
const CLASS: FieldName = 'dhcp.vendor-class'

const assetsOf = (observations: Observation[], bindings = HOSTS): readonly Asset[] =>
  identify(facts({ bindings, observations })).assets
const hidden = (observations: Observation[], bindings = HOSTS): Asset[] =>
  assetsOf(observations, bindings).filter((a) => a.behind !== null)
const says = (who: string, value = 'x', at?: number): Observation =>
  observation(who, CLASS, value, at === undefined ? {} : { at })

test('a device behind a gateway has no addresses, is internal, and names its gateway', () => {
  const [asset, ...more] = hidden([says(`${ONE} > serial:4711`, PRINTER('AB12CD34'))])
  assert.equal(more.length, 0)
  assert.deepEqual(
    [asset?.macs, asset?.ips, asset?.vlans, asset?.services, asset?.internal, asset?.behind],
    [[], [], [], [], true, 'mac-001b21000001'],
  )
  assert.equal(asset?.id, 'mac-001b21000001~serial-4711')
  assert.equal(asset?.verdicts.get('serial')?.value, 'AB12CD34')
})

test('nothing said of it falls to the gateway', () => {
  const gateway = assetsOf([says(`${ONE} > serial:4711`, PRINTER('AB12CD34'))]).find((a) => a.behind === null)
  assert.deepEqual(gateway?.observations, [])
})

test('one device per gateway and serial number; the same number behind another gateway is another device', () => {
  const ids = hidden([
    says(`${ONE} > serial:4711`, 'a'),
    says(`${ONE} > serial:4711`, 'b'),
    says(`${ONE} > serial:4712`),
    says(`${TWO} > serial:4711`, PRINTER('AB12CD34')),
  ]).map((a) => a.id)
  assert.deepEqual(ids, [
    'mac-001b21000001~serial-4711',
    'mac-001b21000001~serial-4712',
    'mac-001b21000002~serial-4711',
  ])
})

test('the same EUI-64 behind two gateways is one device, behind the one that spoke first', () => {
  const said = [
    says(`${TWO} > eui64:0009fbaabbccddee`, 'x', 2),
    says(`${ONE} > eui64:0009fbaabbccddee`, 'x', 5),
  ]
  for (const order of [said, said.toReversed()]) {
    const [asset, ...more] = hidden(order)
    assert.equal(more.length, 0)
    assert.deepEqual([asset?.id, asset?.behind], ['eui64-0009fbaabbccddee', 'mac-001b21000002'])
  }
})

for (const eui of ['001b21fffe000002', '001b21ffff000002', '021b21fffe000002'])
  test(`an EUI-64 made from a MAC on the wire is that device: ${eui}`, () => {
    const assets = assetsOf([says(`${ONE} > eui64:${eui}`, PRINTER('AB12CD34'))])
    assert.deepEqual(
      assets.map((a) => [a.id, a.behind, a.verdicts.get('serial')?.value]),
      [
        ['mac-001b21000001', null, undefined],
        ['mac-001b21000002', null, 'AB12CD34'],
      ],
    )
    assert.match(assets[1]!.joins.join(), /EUI-64 behind 10\.0\.0\.1 is made from its MAC/)
  })

test('a serial number that a device on the wire states of itself, of the same maker, is that device', () => {
  const assets = assetsOf([
    says(`${ONE} > serial:AB12CD34`, PRINTER('AB12CD34')),
    says(TWO, PRINTER('AB12CD34')),
  ])
  assert.deepEqual(
    assets.map((a) => a.id),
    ['mac-001b21000001', 'mac-001b21000002'],
  )
})

test('what another host says of the device on the wire does not join', () =>
  assert.equal(
    hidden([
      says(`${ONE} > serial:AB12CD34`, PRINTER('AB12CD34')),
      observation(TWO, CLASS, PRINTER('AB12CD34'), { self: false }),
    ]).length,
    1,
  ))

test('known once by serial number and once by EUI-64 behind one gateway: one device, by its EUI-64', () => {
  const ids = hidden([
    says(`${ONE} > serial:AB12CD34`, PRINTER('AB12CD34')),
    says(`${ONE} > eui64:0009fbaabbccddee`, PRINTER('AB12CD34')),
  ]).map((a) => a.id)
  assert.deepEqual(ids, ['eui64-0009fbaabbccddee'])
})

test('a gateway that is external and tells nothing of itself is listed, since devices stand behind it', () => {
  const outside = binding(A, '203.0.113.9', { ttl: 55 })
  const inside = [outside, binding(A, '203.0.113.10', { ttl: 55 })]
  const assets = assetsOf([says('203.0.113.9 > serial:4711')], inside)
  assert.deepEqual(
    assets.map((a) => [a.id, a.internal, a.behind]).filter(([id]) => id !== 'mac-001b21000001'),
    [
      ['ip-203.0.113.9', false, null],
      ['ip-203.0.113.9~serial-4711', true, 'ip-203.0.113.9'],
    ],
  )
})

test('a gateway that nothing is known of has nobody behind it', () =>
  assert.deepEqual(hidden([says('10.9.9.9 > serial:4711')]), []))

test('any key makes an id that is one word', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      for (const a of hidden([says(ONE)].map((o) => ({ ...o, endpoint: { ...o.endpoint, device: text } }))))
        assert.match(a.id, /^mac-001b21000001~[\w.!~*'()%-]+$/)
    }),
  ))

const keys = [
  'serial:4711',
  'serial:AB12CD34',
  'eui64:0009fbaabbccddee',
  'eui64:001b21fffe000002',
  'model:X@ICU',
]
const anySaid = fc
  .record({
    gateway: fc.constantFrom(ONE, TWO),
    key: fc.constantFrom('', ...keys),
    value: fc.constantFrom(PRINTER('AB12CD34'), PRINTER('EF56GH78'), 'MSFT 5.0'),
    at: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ gateway, key, value, at }) => says(key === '' ? gateway : `${gateway} > ${key}`, value, at))

const look = (list: Observation[]) =>
  assetsOf(list).map((a) => [a.id, a.behind, a.joins, [...a.verdicts].map(([k, v]) => [k, v.value])])

test('two devices that share two serial numbers are joined for the same reason in either order', () => {
  const said = [ONE, TWO].flatMap((who) =>
    ['EF56GH78', 'AB12CD34'].map((serial) => says(who, PRINTER(serial), 1)),
  )
  assert.deepEqual(look([...said].reverse()), look(said))
})

test('the order in which facts come in changes nothing', () =>
  fc.assert(
    fc.property(fc.array(anySaid, { maxLength: 12 }), fc.nat(), (said, turn) => {
      const cut = said.length === 0 ? 0 : turn % said.length
      const turned = [...said.slice(cut), ...said.slice(0, cut)].reverse()
      assert.deepEqual(look(turned), look(said))
    }),
  ))
