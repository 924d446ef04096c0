import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bbraunInfusomat } from './personas/bbraun-infusomat.ts'
import { Random } from './random.ts'
import { Serials } from './serials.ts'

test('no two units have one serial number, as long as there are enough of them', () => {
  const serials = new Serials()
  const random = new Random(1)
  const product = { ...bbraunInfusomat.product, serial: (r: Random) => `P${r.int(0, 99)}` }
  const drawn = Array.from({ length: 60 }, (_, i) => serials.of(product, random.fork(`${i}`), i))
  assert.equal(new Set(drawn).size, 60)
})

test('where all are given, one is given again; a product without has none', () => {
  const serials = new Serials()
  const random = new Random(1)
  const { serial: _, ...without } = bbraunInfusomat.product
  assert.equal(serials.of({ ...without, serial: () => 'X1' }, random, 1), 'X1')
  assert.equal(serials.of({ ...without, serial: () => 'X1' }, random, 2), 'X1')
  assert.equal(serials.of(without, random, 3), null)
})
