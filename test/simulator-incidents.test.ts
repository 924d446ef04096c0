/** Every incident at the very start, twice at once, and so late that it hardly begins; `bench/incidents.ts` does more. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { incidents } from '../src/simulator/incidents/list.ts'
import { strangeOf } from './incident-check.ts'

/** Too many packets for a test, or too long until somebody has been heard. */
const FLOODS = ['broadcast-storm', 'syn-flood', 'exfiltration-volume']

for (const { name } of incidents.filter((one) => !FLOODS.includes(one.name)))
  test(`incident ${name} breaks nothing at any time, nor beside itself`, () => {
    const at = (seconds: number) => ({ name, at: seconds })
    const { strange } = strangeOf({
      beds: 7,
      seed: 31,
      hours: 0.05,
      incidents: [at(0), at(0), at(45), at(178)],
    })
    assert.deepEqual(strange, [])
  })
