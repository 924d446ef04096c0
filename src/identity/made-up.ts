/**
 * Clients that somebody makes up to use up a server's addresses: MACs of no maker, one request each and nothing else. They
 * are no devices; what asks for them is, and the watch tells of it (`dhcp-starvation`).
 */
import type { Station } from '../model/facts.ts'
import { isLocalMac, type Mac } from '../model/mac.ts'
import type { FieldName } from '../model/observation.ts'
import type { Device } from './device.ts'

/** So many alike are no chance: telephones with random MACs tell a name or a class, get an address, and say more. */
const LEAST = 20
/** Requests of one before it gives up (RFC 2131 section 4.1: it doubles its waits from 4 to 64 s). */
const MOST_FRAMES = 5
/** What a client asks, and how; its name, class and wishes are not among them. */
const ASKED: ReadonlySet<FieldName> = new Set<FieldName>([
  'dhcp.message-type',
  'dhcp.option-order',
  'dhcp.parameter-request-list',
  'dhcp.max-message-size',
])
/** The MAC said once more, by itself another for each. */
const ITSELF: FieldName = 'dhcp.client-id-mac'

export function madeUpClients(devices: readonly Device[], stations: readonly Station[]): ReadonlySet<Device> {
  const frames = new Map(stations.map((one) => [one.mac, one.frames]))
  const alike = Map.groupBy(
    devices.filter((device) => onlyAsks(device, frames)),
    ({ observations }) =>
      observations
        .filter(({ field }) => field !== ITSELF)
        .map(({ field, value }) => `${field}=${value}`)
        .sort()
        .join('\n'),
  )
  return new Set([...alike.values()].filter((group) => group.length >= LEAST).flat())
}

function onlyAsks(device: Device, frames: ReadonlyMap<Mac, number>): boolean {
  const { macs, addresses, behind, twins, observations } = device
  const [mac] = macs
  return (
    mac !== undefined &&
    macs.length === 1 &&
    isLocalMac(mac) &&
    addresses.size === 0 &&
    behind === null &&
    twins.length === 0 &&
    observations.length > 0 &&
    (frames.get(mac) ?? 0) <= MOST_FRAMES &&
    observations.every(({ field }) => ASKED.has(field) || field === ITSELF)
  )
}
