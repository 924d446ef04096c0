/** What the truth of a simulated hospital calls shown stands on the wire, and what it does not call so does not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Simulation } from '../src/simulator/simulation.ts'
import { type Claim, claimsOf, foundOnTheWire } from './shown-on-the-wire.ts'
import { wholeOf } from './simulated-frames.ts'

for (const options of [
  { beds: 20, hours: 0.3, seed: 21 },
  { beds: 24, hours: 0.2, seed: 22, sites: 2 },
] as const)
  test(`shown is what stands on the wire: ${JSON.stringify(options)}`, () => {
    const simulation = new Simulation(options)
    const file = wholeOf(simulation)
    const truth = simulation.truth()
    const { shown, unshown } = claimsOf(truth)
    const found = foundOnTheWire(file, truth, [...shown, ...unshown])
    assert.ok(shown.length > 300, `${shown.length} claims`)
    assert.deepEqual(told(shown.filter((claim) => !found.has(claim))), [], 'claimed and nowhere')
    assert.deepEqual(told(unshown.filter((claim) => found.has(claim))), [], 'told and not claimed')
  })

const told = (claims: readonly Claim[]): string[] =>
  claims.map(
    ({ asset, attribute, value, protocol }) =>
      `${asset.id}: ${attribute} ${value}${protocol === null ? '' : ` by ${protocol}`}`,
  )
