/**
 * Whose equipment DICOM instances tell of. An instance names the equipment that made it, and archives, routers and
 * workstations send what others made. A host is that equipment itself when all that it sends was made by one device
 * and it does not serve images; else what it forwards stays behind it.
 */
import type { Endpoint, FieldName, Observation, Seconds } from '../model/observation.ts'
import type { Device } from './device.ts'

type DeviceOf = (endpoint: Endpoint, at: Seconds) => Device | null

/** Services that hand out or take in images of others (PS3.4 annexes B, C). */
const ARCHIVE_SERVICES: ReadonlySet<string> = new Set(['storage', 'query', 'move', 'get'])
/** What equipment that made no pictures of its own cannot say of the one that did. */
const OF_THE_MAIN_ONE: ReadonlySet<FieldName> = new Set<FieldName>(['dicom.model', 'dicom.software-versions'])

interface Sender {
  /** What it stored, by the key of the equipment. */
  readonly made: Map<string, Observation[]>
  /** AE titles it calls itself, upper case. */
  readonly titles: Set<string>
  archive: boolean
}

/** The observations, in which what a device says of equipment that is itself is said of itself. */
export function withOwnInstances(
  observations: readonly Observation[],
  deviceOf: DeviceOf,
): readonly Observation[] {
  const senders = sendersOf(observations, deviceOf)
  if (senders.size === 0) return observations
  const own = new Map<Observation, Observation | null>()
  for (const sender of senders.values()) {
    const main = ownKey(sender)
    if (main === null) continue
    for (const [key, list] of sender.made)
      for (const o of list) own.set(o, key === main || !OF_THE_MAIN_ONE.has(o.field) ? ofItself(o) : null)
  }
  return observations.flatMap((o) => {
    const instead = own.get(o)
    return instead === undefined ? [o] : instead === null ? [] : [instead]
  })
}

const ofItself = (o: Observation): Observation => ({
  ...o,
  endpoint: { mac: o.endpoint.mac, ip: o.endpoint.ip },
  self: true,
})

function sendersOf(observations: readonly Observation[], deviceOf: DeviceOf): Map<Device, Sender> {
  const senders = new Map<Device, Sender>()
  const behind = observations.filter((o) => o.protocol === 'dicom' && o.endpoint.device !== undefined)
  for (const o of behind) {
    const device = deviceOf({ mac: o.endpoint.mac, ip: o.endpoint.ip }, o.at)
    if (device === null) continue
    const sender = senders.getOrInsertComputed(device, () => ({
      made: new Map(),
      titles: new Set(),
      archive: false,
    }))
    sender.made.getOrInsertComputed(o.endpoint.device!, () => []).push(o)
  }
  if (senders.size === 0) return senders
  for (const o of observations) {
    if (o.protocol !== 'dicom' || o.endpoint.device !== undefined || !o.self) continue
    if (o.field !== 'dicom.scp-service' && o.field !== 'dicom.ae-title') continue
    const device = deviceOf(o.endpoint, o.at)
    const sender = device === null ? undefined : senders.get(device)
    if (sender === undefined) continue
    if (o.field === 'dicom.ae-title') sender.titles.add(o.value.toUpperCase())
    else if (ARCHIVE_SERVICES.has(o.value)) sender.archive = true
  }
  return senders
}

/** The key of the equipment that a sender is itself; `null`: it sends what others made, or nobody knows. */
function ownKey(sender: Sender): string | null {
  const makers = distinct(sender, 'dicom.manufacturer')
  const serials = distinct(sender, 'dicom.serial')
  const models = distinct(sender, 'dicom.model')
  if (makers.size > 1 || serials.size > 1 || (serials.size === 0 && models.size > 1)) return null
  const keys = [...sender.made.keys()].sort()
  const main = keys.find((key) => says(sender, key, 'dicom.serial')) ?? keys[0] ?? null
  if (main === null || !sender.archive) return main
  // Some modalities take in earlier images: its own station's name is what it calls itself.
  const stations = sender.made.get(main)!.filter((o) => o.field === 'dicom.station-name')
  return stations.some((o) => sender.titles.has(o.value.toUpperCase())) ? main : null
}

const says = (sender: Sender, key: string, field: FieldName): boolean =>
  sender.made.get(key)!.some((o) => o.field === field)

function distinct(sender: Sender, field: FieldName): Set<string> {
  const all = [...sender.made.values()].flat().filter((o) => o.field === field)
  return new Set(all.map((o) => o.value.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')))
}
