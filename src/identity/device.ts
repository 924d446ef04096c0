/** A device while its parts are being put together, before anything is said about what it is. */
import type { Ip } from '../model/ip.ts'
import type { Mac } from '../model/mac.ts'
import type { Observation, Seconds } from '../model/observation.ts'

export interface Device {
  readonly macs: Mac[]
  readonly addresses: Map<Ip, { first: Seconds; last: Seconds }>
  readonly observations: Observation[]
  /** Why its parts were put together. */
  readonly joins: string[]
  readonly vlans: Set<number>
  /** Other hosts with the same MAC (`copies.ts`). */
  readonly twins: Device[]
  /** Set: it has no address here, others speak for it. */
  readonly behind: Hidden | null
  first: Seconds
  last: Seconds
}

/** A device known through gateways alone. */
export interface Hidden {
  /** What tells it apart behind them (`Endpoint.device`). */
  readonly keys: Set<string>
  /** When each first spoke for it. */
  readonly gateways: Map<Device, Seconds>
}

/** Nothing was seen of it yet: any time that follows is its first and last. */
export function newDevice(mac: Mac | null): Device {
  return {
    macs: mac === null ? [] : [mac],
    addresses: new Map(),
    observations: [],
    joins: [],
    vlans: new Set(),
    twins: [],
    behind: null,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
  }
}

export function seen(device: Device, first: Seconds, last: Seconds): void {
  device.first = Math.min(device.first, first)
  device.last = Math.max(device.last, last)
}

export function useAddress(device: Device, ip: Ip, first: Seconds, last: Seconds): void {
  const known = device.addresses.get(ip)
  if (known === undefined) device.addresses.set(ip, { first, last })
  else {
    known.first = Math.min(known.first, first)
    known.last = Math.max(known.last, last)
  }
  seen(device, first, last)
}

export function attribute(device: Device, o: Observation): void {
  device.observations.push(o)
  seen(device, o.at, o.last)
}

/** Everything of `from` becomes `into`'s. */
export function absorb(into: Device, from: Device, because: string): void {
  for (const mac of from.macs) into.macs.push(mac)
  for (const [ip, { first, last }] of from.addresses) useAddress(into, ip, first, last)
  for (const o of from.observations) into.observations.push(o)
  for (const join of from.joins) into.joins.push(join)
  for (const vlan of from.vlans) into.vlans.add(vlan)
  into.joins.push(because)
  seen(into, from.first, from.last)
}
