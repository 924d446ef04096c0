import assert from 'node:assert/strict'
import { test } from 'node:test'
import { score } from './score.ts'
import { DamagedDocument, foundDocument, trueDocument } from './score-documents.ts'
import { Simulation } from './simulation.ts'

const simulation = new Simulation({
  beds: 2,
  hours: 0.03,
  seed: 7,
  incidents: [{ name: 'arp-spoof', at: 30 }],
})
for (const chunk of simulation.chunks()) simulation.world.out.reuse(chunk)
const truth = JSON.parse(JSON.stringify(simulation.truth()))
const [asset] = truth.assets
const alert = { id: '1', detection: 'arp-spoof', at: '2026-03-02T07:10:30Z', assets: [asset.id] }
const found = { schema: 'wardline.inspection/1', assets: truth.assets, alerts: [alert] }

test('whole documents pass as they are', () => {
  assert.deepEqual(trueDocument(truth), truth)
  assert.deepEqual(foundDocument(found), found)
})

/** Every value that stands at a place the scorer reads, one after the other, replaced by one of another kind. */
function* damaged(value: object): Generator<object> {
  for (const [key, inner] of Object.entries(value)) {
    for (const wrong of [null, 5, {}, 'x', [null]]) yield { ...value, [key]: wrong }
    const { [key]: _, ...without } = value as Record<string, unknown>
    yield without
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner))
      for (const one of damaged(inner)) yield { ...value, [key]: one }
  }
}

test('whatever is damaged, the scorer compares or says where, and never breaks', () => {
  let refused = 0
  const attempt = (inspection: object, real: object): void => {
    try {
      score(foundDocument(inspection), trueDocument(real))
    } catch (error) {
      assert.ok(error instanceof DamagedDocument, String((error as Error).stack))
      assert.match(error.message, /^damaged at /)
      refused++
    }
  }
  const others = truth.assets.slice(1, 4)
  for (const one of [null, ...damaged(asset)]) {
    attempt({ ...found, assets: [one, ...others] }, truth)
    attempt(found, { ...truth, assets: [one, ...others] })
  }
  for (const one of [null, ...damaged(alert)]) attempt({ ...found, alerts: [one] }, truth)
  for (const one of [null, ...damaged(truth.incidents[0])]) attempt(found, { ...truth, incidents: [one] })
  for (const one of damaged({ assets: others, alerts: [alert] })) attempt(one, truth)
  assert.ok(refused > 100, `${refused}`)
})
