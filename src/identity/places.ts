/** Where devices are plugged in, as switches, relays and RADIUS name it. */
import type { Asset, AssetId, Place } from '../model/asset.ts'
import type { Observation } from '../model/observation.ts'

const NOWHERE: Place = { switch: null, port: null, accessPoint: null, ward: null, bed: null }

export function placesOf(assets: readonly Asset[]): Map<AssetId, Place> {
  const places = new Map<AssetId, Place>()
  for (const asset of assets) {
    const place = placeOf(asset.observations)
    if (place !== NOWHERE) places.set(asset.id, place)
  }
  return places
}

/** What relay agents (RFC 3046) and network access servers (RFC 2865) say of a client's port. */
function placeOf(observations: readonly Observation[]): Place {
  const last = (field: string): string | null =>
    observations
      .filter((o) => o.field === field)
      .reduce<Observation | null>((a, b) => (a && a.last >= b.last ? a : b), null)?.value ?? null
  const port = last('dhcp.circuit-id') ?? last('radius.nas-port-id')
  const box = last('dhcp.remote-id') ?? last('radius.nas-identifier')
  const accessPoint = last('radius.access-point')
  if (port === null && box === null && accessPoint === null) return NOWHERE
  return { ...NOWHERE, switch: box, port, accessPoint }
}
