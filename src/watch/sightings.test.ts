/** Budgets of what detections say. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseIp } from '../model/ip.ts'
import type { Detection, Sighting } from './detection.ts'
import { Sightings } from './sightings.ts'

const detection: Detection = {
  id: 'made-up',
  title: 'Made up',
  severity: 'low',
  technique: [],
  check: '',
  response: '',
  trap: '',
}
const said = (actor: string, at: number): Sighting => ({
  at,
  actor: { mac: null, ip: parseIp(actor) },
  targets: [],
  because: actor,
  proofs: [],
})
const madeUp = (i: number) => `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`

test('tens of thousands of made-up actors push out neither who came first nor who came last, and that is told', () => {
  const sightings = new Sightings()
  sightings.add(detection, said('192.0.2.1', 0))
  for (let i = 0; i < 50_000; i++) sightings.add(detection, said(madeUp(i), 1 + i * 0.001))
  sightings.add(detection, said('192.0.2.2', 60))
  const kept = sightings.list().map(({ because }) => because)
  assert.equal(kept.length, 4096)
  assert.ok(kept.includes('192.0.2.1') && kept.includes('192.0.2.2'))
  assert.equal(new Set(kept).size, kept.length)
  assert.ok(sightings.overloaded.has('made-up'))
})

test('what was pushed out and is said again is one group, and goes on being one', () => {
  const sightings = new Sightings()
  for (let i = 0; i < 10_000; i++) sightings.add(detection, said(madeUp(i), i * 0.001))
  for (let n = 0; n < 3; n++) sightings.add(detection, said(madeUp(3000), 20 + n))
  const again = sightings.list().filter(({ because }) => because === madeUp(3000))
  assert.deepEqual(
    again.map(({ count }) => count),
    [3],
  )
})
