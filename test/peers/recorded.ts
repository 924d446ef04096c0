/** What tests with recordings of real programs ask of a capture: facts by field, logins, and devices by address. */
import type { CaptureFacts } from '../../src/model/facts.ts'
import { type InspectedAsset, inspected } from './inspected.ts'

/** The values that `ip` (or anybody) was seen with in a field, each once, in order. */
export const values = (facts: CaptureFacts, field: string, ip?: string): string[] => [
  ...new Set(
    facts.observations
      .filter((o) => o.field === field && (ip === undefined || o.endpoint.ip === ip))
      .map((o) => o.value),
  ),
]

export const logins = (facts: CaptureFacts) => facts.credentials.map(({ user, accepted }) => [user, accepted])

/** The device at `ip` as `wardline inspect` tells it. */
export function deviceAt(file: string, ip: string): InspectedAsset {
  const asset = inspected(file).assets.find((a) => a.ips.some(({ address }) => address === ip))
  if (asset === undefined) throw new Error(`${ip} is no asset of ${file}`)
  return asset
}

export const servicesAt = (file: string, ip: string): (readonly [number, string | null])[] =>
  deviceAt(file, ip).services.map(({ port, protocol }) => [port, protocol])

/** `NAME VERSION` of the software found on a device. */
export const componentsAt = (file: string, ip: string): string[] =>
  (deviceAt(file, ip).components as { name: string; version: string | null }[]).map(
    ({ name, version }) => `${name} ${version}`,
  )
