/** What is it: how claims add up, contradict, fall back to the coarser, and stay honest. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { claim } from '../../test/made-claim.ts'
import { deviceTypes } from '../knowledge/taxonomy.ts'
import type { AssetAttribute, Claim } from '../model/asset.ts'
import { classify } from './classify.ts'
import { LEAST_WEIGHT } from './verdict.ts'

const value = (attribute: AssetAttribute, ...claims: Claim[]) =>
  classify(claims).verdicts.get(attribute)?.value ?? null
const sure = (attribute: AssetAttribute, ...claims: Claim[]) =>
  classify(claims).verdicts.get(attribute)?.confidence ?? 0

test('nothing said, nothing known', () => assert.equal(classify([]).verdicts.size, 0))

test('claims from different fields support each other', () =>
  assert.equal(
    sure(
      'vendor',
      claim('vendor', 'Acme', 0.6),
      claim('vendor', 'Acme', 0.6, { field: 'other.field', observed: 'x' }),
    ),
    0.84,
  ))

test('a model with and without its maker in front is one model', () => {
  const claims = [
    claim('vendor', 'Snom', 0.9),
    claim('model', 'snomD725', 0.9),
    claim('model', 'D725', 0.9),
    claim('model', 'D725', 0.9, { field: 'other.field', observed: 'x' }),
  ]
  assert.ok(sure('model', ...claims) > 0.99)
})

test('the same words read by the same fingerprint are shown once as evidence', () => {
  const often = [1, 2, 3].map((at) => claim('vendor', 'Acme', 0.6, { at }))
  assert.deepEqual(
    classify(often)
      .verdicts.get('vendor')
      ?.won.map((c) => c.at),
    [1],
  )
})

test('several values of one field count once', () =>
  assert.equal(
    sure(
      'vendor',
      ...['a', 'b', 'c'].map((observed) =>
        claim('vendor', 'Acme', 0.6, { field: 'dhcp.hostname', observed }),
      ),
    ),
    0.6,
  ))

test('the same words in several fields count once', () =>
  assert.equal(
    sure(
      'type',
      ...['dhcp.hostname', 'mdns.hostname', 'nbns.name'].map((field) =>
        claim('type', 'ct', 0.5, { field: field as Claim['field'], observed: 'CT-01' }),
      ),
    ),
    0.5,
  ))

test('too weak a claim stays unknown, and says what is missing', () => {
  const { verdicts, undecided } = classify([claim('vendor', 'Acme', LEAST_WEIGHT - 0.01)])
  assert.equal(verdicts.size, 0)
  assert.match(undecided[0]?.because ?? '', /Acme weighs 0\.29, 0\.30 is needed/)
})

test('a draw stays unknown, and says between whom', () => {
  const { verdicts, undecided } = classify([claim('vendor', 'Acme', 0.5), claim('vendor', 'Bolt', 0.5)])
  assert.equal(verdicts.size, 0)
  assert.deepEqual(
    undecided[0]?.candidates.map((c) => c.value),
    ['Acme', 'Bolt'],
  )
})

test('of two versions that weigh the same the later one holds', () => {
  const versions = [claim('version', '1.9', 0.8, { at: 10 }), claim('version', '1.10', 0.8, { at: 5 })]
  assert.equal(value('version', ...versions), '1.9')
  assert.equal(value('version', ...versions.reverse()), '1.9')
})

test('a runner-up costs confidence and is kept with the reason', () => {
  const { verdicts } = classify([claim('vendor', 'Acme', 0.8), claim('vendor', 'Bolt', 0.4)])
  const vendor = verdicts.get('vendor')!
  assert.equal(vendor.value, 'Acme')
  assert.equal(vendor.confidence, 0.64)
  assert.deepEqual(
    vendor.lost.map((l) => [l.value, l.because]),
    [['Bolt', 'weighs 0.40 against 0.80']],
  )
})

test('what a device says of itself outweighs who made its network card', () =>
  assert.equal(value('vendor', claim('vendor', 'Realtek', 0.35), claim('vendor', 'Acme', 0.8)), 'Acme'))

test('two types of one family that stay close leave the family', () => {
  const pumps = [claim('type', 'infusion-pump-lvp', 0.6), claim('type', 'infusion-pump-syringe', 0.58)]
  assert.equal(value('type', ...pumps), null)
  assert.equal(value('family', ...pumps), 'infusion-pump')
  assert.equal(value('category', ...pumps), 'infusion-and-therapy')
})

test('two types of one category that stay close leave the category', () => {
  const two = [claim('type', 'patient-monitor', 0.6), claim('type', 'central-station', 0.6)]
  assert.equal(value('family', ...two), null)
  assert.equal(value('category', ...two), 'patient-monitoring')
})

test('two types that share nothing leave nothing', () => {
  const two = [claim('type', 'ct', 0.6), claim('type', 'printer', 0.6)]
  assert.deepEqual(
    ['type', 'family', 'category'].map((a) => value(a as AssetAttribute, ...two)),
    [null, null, null],
  )
})

test('a family alone gives its category and no type', () => {
  assert.equal(value('category', claim('family', 'printer', 0.7)), 'it-and-av')
  assert.equal(value('type', claim('family', 'printer', 0.7)), null)
})

test('the vendor may be known where the type is not', () => {
  const { verdicts } = classify([claim('vendor', 'Acme', 0.8), claim('type', 'ct', 0.2)])
  assert.deepEqual([...verdicts.keys()], ['vendor'])
})

test('forwarding makes a router unless something says better what it is', () => {
  const forwards = claim('type', 'switch-router', 0.45)
  assert.equal(value('type', forwards), 'switch-router')
  assert.equal(value('type', forwards, claim('type', 'server', 0.7)), 'server')
})

test('a model said together with another vendor is left out', () => {
  const rival = claim('model', 'X1', 0.9, { says: { vendor: 'Bolt', model: 'X1' } })
  assert.equal(value('model', claim('vendor', 'Acme', 0.9), rival), null)
  assert.equal(value('model', claim('vendor', 'Bolt', 0.9), rival), 'X1')
})

test('a subtype of another type is left out', () => {
  const radio = claim('subtype', 'router', 0.9, { says: { type: 'switch-router', subtype: 'router' } })
  assert.equal(value('subtype', claim('type', 'server', 0.9), radio), null)
  assert.equal(value('subtype', claim('type', 'switch-router', 0.9), radio), 'router')
})

test('a coarser system name supports the finer one and does not contradict it', () => {
  const names = [claim('os.name', 'Windows', 0.5), claim('os.name', 'Windows 10', 0.4)]
  assert.equal(value('os.name', ...names), 'Windows 10')
  assert.equal(sure('os.name', ...names), 0.7)
})

test('two systems that weigh the same leave what both are', () => {
  const two = [claim('os.name', 'Windows 10', 0.6), claim('os.name', 'Windows 7', 0.6)]
  assert.equal(value('os.name', ...two), null)
  assert.equal(value('os.name', ...two, claim('os.name', 'Windows', 0.4)), 'Windows')
})

test('a version of another system is left out', () => {
  const kernel = claim('os.version', '5.10', 0.9, { says: { 'os.name': 'Linux', 'os.version': '5.10' } })
  assert.equal(value('os.version', claim('os.name', 'Windows 10', 0.9), kernel), null)
  assert.equal(value('os.version', claim('os.name', 'Linux', 0.9), kernel), '5.10')
})

const types = deviceTypes().map((t) => t.id)
const anyClaim = fc
  .record({
    attribute: fc.constantFrom<AssetAttribute>(
      'type',
      'vendor',
      'model',
      'version',
      'os.name',
      'os.version',
      'subtype',
      'role',
    ),
    pick: fc.nat(4),
    strength: fc.integer({ min: 1, max: 100 }).map((n) => n / 100),
    field: fc.nat(5),
    at: fc.nat(3),
  })
  .map(({ attribute, pick, strength, field, at }) =>
    claim(attribute, attribute === 'type' ? types[pick]! : `value ${pick}`, strength, {
      field: `test.${field}`,
      observed: `${pick} ${field}`,
      at,
    }),
  )

test('the order of claims plays no part', () =>
  fc.assert(
    fc.property(
      fc
        .array(anyClaim, { maxLength: 12 })
        .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const told = (claims: Claim[]) =>
          [...classify(claims).verdicts.values()].map((v) => [v.attribute, v.value, v.confidence])
        assert.deepEqual(told(shuffled), told(list))
      },
    ),
  ))

test('a verdict is between 0 and 1 and rests on claims', () =>
  fc.assert(
    fc.property(fc.array(anyClaim, { maxLength: 12 }), (list) => {
      for (const v of classify(list).verdicts.values()) {
        assert.ok(v.confidence > 0 && v.confidence <= 1, `${v.attribute} ${v.confidence}`)
        assert.ok(v.won.length > 0)
      }
    }),
  ))

test('another claim for the winner never makes it less sure', () =>
  fc.assert(
    fc.property(
      fc.array(anyClaim, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 99 }),
      (list, n) => {
        const before = classify(list).verdicts.get('vendor')
        if (before === undefined) return
        const more = claim('vendor', before.value, n / 100, { field: 'more.field', observed: 'more' })
        assert.ok(classify([...list, more]).verdicts.get('vendor')!.confidence >= before.confidence)
      },
    ),
  ))
