/** Every detection whose case stands in the fixtures fires on its capture and stays silent on its trap, from bytes to alert. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clues, framesOf } from '../../test/facts.ts'
import { identify } from '../identity/identify.ts'
import { DEFAULT_LIMITS, Engine } from '../protocols/engine.ts'
import { protocols } from '../protocols/list.ts'
import { Decoder } from '../wire/decoder.ts'
import { type Timed, timedPcap } from './fixtures/capture.ts'
import { clinicalCases } from './fixtures/clinical.ts'
import { contentCases } from './fixtures/contents.ts'
import { networkCases } from './fixtures/network.ts'
import { windowsCases } from './fixtures/windows.ts'
import { Watch } from './watch.ts'

function alertsOf(frames: Timed) {
  const watch = new Watch()
  const engine = new Engine(protocols, clues, ['capture'], DEFAULT_LIMITS, watch)
  const decoder = new Decoder(engine)
  for (const frame of framesOf(timedPcap(frames))) decoder.decode(frame, 0)
  const facts = engine.finish([], [])
  return watch.conclude(facts, identify(facts)).alerts
}

/** Cases of one detection bear its id, and after a blank what they are about. */
for (const [name, { fires, trap }] of Object.entries({
  ...networkCases,
  ...windowsCases,
  ...clinicalCases,
  ...contentCases,
})) {
  const id = name.split(' ')[0]
  test(`${name} fires`, () => {
    const alert = alertsOf(fires).find(({ detection }) => detection === id)
    assert.ok(alert !== undefined, 'no such alert')
    assert.ok(alert.because.length > 10 && alert.evidence.length > 0)
  })
  test(`${name} is silent on its trap`, () => {
    assert.deepEqual(
      alertsOf(trap)
        .filter(({ detection }) => detection === id)
        .map(({ because }) => because),
      [],
    )
  })
}
