/** A device tells another version than before. */
import type { Asset } from '../../model/asset.ts'
import type { Observation } from '../../model/observation.ts'
import type { Detection, Sighting } from '../detection.ts'
import { fromObservation, nameOfAsset } from '../known-device.ts'
import type { Scene } from '../scene.ts'

/** One and the same field told another version first, and stopped before it told this one. */
function* changedVersions(scene: Scene): Iterable<Sighting> {
  for (const asset of scene.assets) {
    const verdict = asset.verdicts.get('version')
    if (verdict === undefined || !asset.internal) continue
    const claims = [...verdict.won, ...verdict.lost.flatMap((lost) => lost.claims)].filter(
      (claim) => claim.self,
    )
    const rules = Map.groupBy(claims, (claim) => `${claim.by} ${claim.field}`)
    for (const [, same] of rules) {
      const told = same.map((claim) => ({ claim, seen: observed(asset, claim.field, claim.observed) }))
      const spans = told.flatMap(({ claim, seen }) => (seen === null ? [] : [{ claim, seen }]))
      spans.sort((a, b) => a.seen.at - b.seen.at)
      for (const [i, { claim, seen }] of spans.entries()) {
        const before = spans[i - 1]
        if (before === undefined || before.claim.value === claim.value || before.seen.last >= seen.at)
          continue
        yield fromObservation(
          asset,
          seen,
          scene,
          `${nameOfAsset(asset)} runs version ${claim.value} now, before ${before.claim.value}`,
        )
      }
    }
  }
}

const observed = (asset: Asset, field: string, value: string): Observation | null =>
  asset.observations.find((o) => o.field === field && o.value === value) ?? null

export const firmwareChanged: Detection = {
  id: 'firmware-changed',
  title: 'A device runs another version',
  severity: 'low',
  technique: ['T1601', 'T0857', 'T0839'],
  check: 'Was an update planned? A step back, or a version that the maker did not publish, is no update.',
  response:
    'Compare with the work order; if there is none, have the ward use another device and examine this one.',
  trap: 'Only one and the same field that stops saying the one and begins to say the other counts.',
  judge: changedVersions,
}
