/** Every detection whose case stands in the fixtures fires on its capture and stays silent on its trap, from bytes to alert. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { detections } from './detections/list.ts'
import { alertsOf } from './fixtures/alerts.ts'
import { bedsideCases } from './fixtures/bedside.ts'
import { type Cases, timedPcap } from './fixtures/capture.ts'
import { clinicalCases } from './fixtures/clinical.ts'
import { contactCases } from './fixtures/contacts.ts'
import { contentCases } from './fixtures/contents.ts'
import { floodCases } from './fixtures/floods.ts'
import { habitCases } from './fixtures/habits.ts'
import { networkCases } from './fixtures/network.ts'
import { scanCases } from './fixtures/scans.ts'
import { windowsCases } from './fixtures/windows.ts'

const CASES: Cases = {
  ...scanCases,
  ...floodCases,
  ...networkCases,
  ...windowsCases,
  ...clinicalCases,
  ...contentCases,
  ...bedsideCases,
  ...contactCases,
  ...habitCases,
}

test('every detection has a capture that raises it and one that does not', () => {
  const cases = new Set(Object.keys(CASES).map((name) => name.split(' ')[0]))
  const without = detections.map(({ id }) => id).filter((id) => !cases.has(id))
  assert.deepEqual(without, [])
})

/** Cases of one detection bear its id, and after a blank what they are about. */
for (const [name, { fires, trap, learned }] of Object.entries(CASES)) {
  const id = name.split(' ')[0]
  const habits = learned === undefined ? undefined : timedPcap(learned)
  test(`${name} fires`, () => {
    const alert = alertsOf(timedPcap(fires), habits).find(({ detection }) => detection === id)
    assert.ok(alert !== undefined, 'no such alert')
    assert.ok(alert.because.length > 10 && alert.evidence.length > 0)
  })
  test(`${name} is silent on its trap`, () => {
    assert.deepEqual(
      alertsOf(timedPcap(trap), habits)
        .filter(({ detection }) => detection === id)
        .map(({ because }) => because),
      [],
    )
  })
}
