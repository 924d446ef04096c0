/** Every detection whose case stands in the fixtures fires on its capture and stays silent on its trap, from bytes to alert. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { alertsOf } from './fixtures/alerts.ts'
import { bedsideCases } from './fixtures/bedside.ts'
import { timedPcap } from './fixtures/capture.ts'
import { clinicalCases } from './fixtures/clinical.ts'
import { contentCases } from './fixtures/contents.ts'
import { networkCases } from './fixtures/network.ts'
import { windowsCases } from './fixtures/windows.ts'

/** Cases of one detection bear its id, and after a blank what they are about. */
for (const [name, { fires, trap }] of Object.entries({
  ...networkCases,
  ...windowsCases,
  ...clinicalCases,
  ...contentCases,
  ...bedsideCases,
})) {
  const id = name.split(' ')[0]
  test(`${name} fires`, () => {
    const alert = alertsOf(timedPcap(fires)).find(({ detection }) => detection === id)
    assert.ok(alert !== undefined, 'no such alert')
    assert.ok(alert.because.length > 10 && alert.evidence.length > 0)
  })
  test(`${name} is silent on its trap`, () => {
    assert.deepEqual(
      alertsOf(timedPcap(trap))
        .filter(({ detection }) => detection === id)
        .map(({ because }) => because),
      [],
    )
  })
}
