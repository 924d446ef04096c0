/** What only others like it, or the rules of purchase, tell: a device unlike its kind, a maker that is excluded. */

import { excludedMaker } from '../../knowledge/weak-defaults.ts'
import type { Asset } from '../../model/asset.ts'
import type { Conversation } from '../../model/facts.ts'
import { EPHEMERAL } from './listening.ts'
import { ASSET_MANAGEMENT, LEAST_FUNCTIONALITY } from './safeguards.ts'
import { served } from './sightings.ts'
import { aboutDevice } from './software.ts'
import type { Fleet } from './view.ts'
import type { Weakness } from './weakness.ts'

/** Devices of one make and model that are needed to tell which is unlike them. */
const LEAST_ALIKE = 4
/** Pages and sessions that people open now and then, and only on the device they are after. */
const VISITED = ['http', 'http2', 'tls', 'ssh']

/** What the devices of one make and model offer. */
interface Model {
  devices: number
  /** Devices of which no service was seen. */
  silent: number
  /** Of each service how many devices offer it. */
  readonly offered: Map<string, number>
}

const serviceKey = ({ transport, port }: Pick<Conversation, 'transport' | 'port'>): string =>
  `${transport}/${port}`
const offeredBy = ({ services }: Asset): ReadonlySet<string> => new Set(services.map(serviceKey))

function modelKey({ verdicts }: Asset): string | null {
  const [vendor, model] = [verdicts.get('vendor')?.value, verdicts.get('model')?.value]
  return vendor === undefined || model === undefined ? null : `${vendor} ${model}`
}

function modelsOf({ assets }: Fleet): ReadonlyMap<string, Model> {
  const models = new Map<string, Model>()
  for (const asset of assets) {
    const key = asset.internal ? modelKey(asset) : null
    if (key === null) continue
    const model = models.get(key) ?? { devices: 0, silent: 0, offered: new Map() }
    models.set(key, model)
    const own = offeredBy(asset)
    model.devices++
    if (own.size === 0) model.silent++
    for (const service of own) model.offered.set(service, (model.offered.get(service) ?? 0) + 1)
  }
  return models
}

/** By make and model, of each service how many devices were asked for it in vain. */
function refusedBy(fleet: Fleet): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const all = new Map<string, Map<string, number>>()
  for (const asset of fleet.assets) {
    const key = asset.internal ? modelKey(asset) : null
    if (key === null) continue
    const counts = all.get(key) ?? new Map<string, number>()
    all.set(key, counts)
    const closed = new Set(
      fleet
        .view(asset)
        .serves.filter((c) => !c.answered)
        .map(serviceKey),
    )
    for (const service of closed) counts.set(service, (counts.get(service) ?? 0) + 1)
  }
  return all
}

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
      'A service that at least three others of the same make and model, all but it, do not show; random ports do not count, and web pages only where the others refused.',
    judge: (view) => {
      const key = modelKey(view.asset)
      const model = key === null ? undefined : view.fleet.once('models', modelsOf).get(key)
      if (model === undefined || model.devices < LEAST_ALIKE) return []
      const own = offeredBy(view.asset)
      if (model.silent > (own.size === 0 ? 1 : 0)) return []
      const refused = view.fleet.once('refused', refusedBy).get(key ?? '') ?? new Map<string, number>()
      const tells = (c: Conversation) =>
        !VISITED.includes(c.protocol ?? '') || (refused.get(serviceKey(c)) ?? 0) >= LEAST_ALIKE - 1
      const elsewhere = (service: string) => (model.offered.get(service) ?? 0) - (own.has(service) ? 1 : 0)
      return view.serves
        .filter((c) => c.answered && c.port < EPHEMERAL && elsewhere(serviceKey(c)) === 0 && tells(c))
        .map((c) =>
          served(view, c, `It serves ${serviceKey(c)}, as none of ${model.devices - 1} others of its model`),
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
