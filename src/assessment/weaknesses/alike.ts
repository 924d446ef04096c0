/** What only others like it, or the rules of purchase, tell: a device unlike its kind, a maker that is excluded. */

import { excludedMaker } from '../../knowledge/weak-defaults.ts'
import type { Asset } from '../../model/asset.ts'
import { EPHEMERAL } from './listening.ts'
import { ASSET_MANAGEMENT, LEAST_FUNCTIONALITY } from './safeguards.ts'
import { served } from './sightings.ts'
import { aboutDevice } from './software.ts'
import type { Fleet } from './view.ts'
import type { Weakness } from './weakness.ts'

/** Devices of one make and model that are needed to tell which is unlike them. */
const LEAST_ALIKE = 4

function modelKey(asset: Asset): string | null {
  const [vendor, model] = [asset.verdicts.get('vendor')?.value, asset.verdicts.get('model')?.value]
  return vendor === undefined || model === undefined ? null : `${vendor} ${model}`
}

const modelsOf = (fleet: Fleet): ReadonlyMap<string | null, readonly Asset[]> =>
  Map.groupBy(
    fleet.assets.filter((a) => a.internal && modelKey(a) !== null),
    modelKey,
  )

export const alike: readonly Weakness[] = [
  {
    id: 'fleet-config-drift',
    title: 'Set up unlike its like',
    severity: 'low',
    why: 'Somebody changed it, or an update failed.',
    cwe: [1188],
    safeguards: [ASSET_MANAGEMENT, LEAST_FUNCTIONALITY],
    remedy: 'Compare its settings with those of the others, and set it like them or record why not.',
    meanwhile: 'Watch who uses the service.',
    guard:
      'A service that at least three others of the same make and model, all but it, do not show; random ports do not count.',
    judge: (view) => {
      const key = modelKey(view.asset)
      const group = key === null ? undefined : view.fleet.once('models', modelsOf).get(key)
      if (group === undefined || group.length < LEAST_ALIKE) return []
      const others = group.filter((a) => a.id !== view.asset.id)
      if (others.some((a) => a.services.length === 0)) return []
      return view.serves
        .filter(
          (c) =>
            c.answered &&
            c.port < EPHEMERAL &&
            !others.some((a) => a.services.some((s) => s.transport === c.transport && s.port === c.port)),
        )
        .map((c) =>
          served(
            view,
            c,
            `It serves ${c.transport}/${c.port}, as none of ${others.length} others of its model`,
          ),
        )
    },
  },
  {
    id: 'hardware-unknown-vendor-banned',
    title: 'Hardware of an excluded maker',
    severity: 'low',
    why: 'Rules of procurement exclude it, in the United States for whoever sells to the government.',
    cwe: [1357],
    safeguards: [ASSET_MANAGEMENT],
    remedy: 'Replace it, or record why the rule does not apply.',
    meanwhile: 'Let it reach nothing outside.',
    guard: 'Cameras are sold under other names, and a card inside may be of another maker than the device.',
    judge: (view) => {
      const vendor = view.value('vendor')
      const rule = vendor === null ? null : excludedMaker(vendor)
      return rule === null
        ? []
        : [aboutDevice(view, 'vendor', `It is made by ${vendor}, excluded by ${rule}`)]
    },
  },
]
