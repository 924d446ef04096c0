/** A device as sightings of the end of a capture name it and prove what they say of it. */
import type { Asset } from '../model/asset.ts'
import type { Endpoint, Observation } from '../model/observation.ts'
import type { Sighting } from './detection.ts'
import { nameOf } from './say.ts'
import type { Scene } from './scene.ts'

export const endpointOf = (asset: Asset): Endpoint => ({
  mac: asset.macs[0] ?? null,
  ip: asset.ips[0]?.address ?? null,
})

export const fromObservation = (asset: Asset, o: Observation, scene: Scene, because: string): Sighting => ({
  at: o.at,
  until: o.last,
  actor: endpointOf(asset),
  targets: [],
  because,
  proofs: [
    {
      at: o.at,
      file: scene.facts.captures.findIndex((c) => c.file === o.where.file),
      packet: o.where.packet,
      observed: `${o.field}: ${o.value}`,
    },
  ],
})

export const nameOfAsset = (asset: Asset): string => asset.hostnames[0] ?? nameOf(endpointOf(asset))
