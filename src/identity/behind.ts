/**
 * Devices without an address here, known only through a gateway that speaks for them: pumps behind a pump server,
 * monitors behind a clinical gateway, controllers behind a router of another network. One device per gateway and
 * key; an EUI-64 is the same device behind every gateway, and one made from a MAC of this wire is that MAC's device.
 */
import type { AssetId } from '../model/asset.ts'
import { type Mac, parseMac } from '../model/mac.ts'
import type { Endpoint, Observation, Seconds } from '../model/observation.ts'
import { claimsOf } from './claims.ts'
import { absorb, attribute, type Device, newDevice } from './device.ts'
import { isTelling } from './joins.ts'
import { Marks, serialsIn } from './marks.ts'
import { groupBy } from './ownership.ts'
import { decide, weigh } from './verdict.ts'

type DeviceOf = (endpoint: Endpoint, at: Seconds) => Device | null

/** Keys that say the most of a device come first in its id. */
const KEY_ORDER = ['eui64:', 'serial:', 'model:']

/**
 * The devices of `observations` that stand behind gateways. What proves to be one of `known` (the devices with
 * addresses) is added to it instead.
 */
export function devicesBehind(
  observations: readonly Observation[],
  known: readonly Device[],
  deviceOf: DeviceOf,
): Device[] {
  const found = gather(observations, deviceOf)
  if (found.length === 0) return []
  const holders = new Map(known.flatMap((device) => device.macs.map((mac) => [mac, device] as const)))
  const hidden = found.filter((device) => !joinByMac(device, holders))
  return joinByNumbers(hidden, known)
}

/** One device per gateway and key, per key alone where that is an EUI-64; in an order of their own. */
function gather(observations: readonly Observation[], deviceOf: DeviceOf): Device[] {
  const everywhere = new Map<string, Device>()
  const byGateway = new Map<Device, Map<string, Device>>()
  for (const o of observations) {
    const key = o.endpoint.device
    const gateway = key === undefined ? null : deviceOf({ mac: o.endpoint.mac, ip: o.endpoint.ip }, o.at)
    if (key === undefined || gateway === null) continue
    const home = euiOf(key) === null ? byGateway.getOrInsertComputed(gateway, () => new Map()) : everywhere
    const device = home.getOrInsertComputed(key, () => hiddenDevice(key))
    attribute(device, o)
    speaksFor(device, gateway, o.at)
  }
  return inOrder([everywhere, ...byGateway.values()].flatMap((home) => [...home.values()]))
}

const hiddenDevice = (key: string): Device => ({
  ...newDevice(null),
  behind: { keys: new Set([key]), gateways: new Map() },
})

function speaksFor({ behind }: Device, gateway: Device, at: Seconds): void {
  behind?.gateways.set(gateway, Math.min(behind.gateways.get(gateway) ?? at, at))
}

/** An EUI-64 made from a MAC seen on the wire is the device of that MAC. */
function joinByMac(device: Device, holders: ReadonlyMap<Mac, Device>): boolean {
  const macs = [...(device.behind?.keys ?? [])].flatMap(macsInKey)
  const home = macs.flatMap((mac) => holders.get(mac) ?? [])[0]
  if (home === undefined || contradict(home, device)) return false
  absorb(home, device, `its EUI-64 behind ${nameOf(gatewayOf(device))} is made from its MAC`)
  return true
}

/** The MACs an EUI-64 may be made from: `FFFE` or `FFFF` between the halves, universal bit as it is or inverted. */
function macsInKey(key: string): Mac[] {
  const eui = euiOf(key)
  if (eui === null || !/^.{6}ff(?:fe|ff)/.test(eui)) return []
  const octets = [...eui.matchAll(/../g)].map(([octet]) => octet)
  const [first, ...rest] = [...octets.slice(0, 3), ...octets.slice(5)]
  const inverted = (Number.parseInt(first!, 16) ^ 2).toString(16).padStart(2, '0')
  return [first!, inverted].flatMap((o) => parseMac([o, ...rest].join(':')) ?? [])
}

const euiOf = (key: string): string | null => /^eui64:([0-9a-f]{16})$/.exec(key)?.[1] ?? null

/**
 * Serial numbers and UDIs: a device on the wire of the same maker that states the same number is the same; so are
 * two behind one gateway (known once by serial, once by EUI-64), and, by a UDI with a serial number, behind any.
 * Serial numbers alone do not join across gateways: makers count independently, and so do the hospital's labels.
 */
function joinByNumbers(hidden: readonly Device[], known: readonly Device[]): Device[] {
  const stated = holdersOf(known, (o) => o.self)
  const among = new Map<string, Device>()
  const left = new Set(hidden)
  for (const device of hidden)
    for (const number of numbersOf(device.observations, () => true)) {
      const home = sameMaker(device, stated.get(number) ?? [], number)
      const scope = isWhole(number) ? number : `${nameOf(gatewayOf(device))} ${number}`
      const twin = among.get(scope)
      const into = home ?? (twin !== undefined && left.has(twin) && alike(twin, device) ? twin : null)
      if (into === null) among.set(scope, device)
      else if (into !== device && !contradict(into, device)) {
        merge(into, device, `both say ${number}`)
        left.delete(device)
        break
      }
    }
  return [...left]
}

function merge(into: Device, from: Device, because: string): void {
  absorb(into, from, because)
  for (const key of from.behind?.keys ?? []) into.behind?.keys.add(key)
  for (const [gateway, at] of from.behind?.gateways ?? []) speaksFor(into, gateway, at)
}

/** The one of `holders` whose vendor is the device's own; a UDI that names the item needs none. */
function sameMaker(device: Device, holders: readonly Device[], number: string): Device | null {
  if (holders.length === 0) return null
  const vendor = vendorOf(device)
  const same = isWhole(number) ? holders : holders.filter((h) => vendor !== null && vendorOf(h) === vendor)
  return same.length === 1 ? same[0]! : null
}

/** Not of two vendors. */
function alike(one: Device, other: Device): boolean {
  const [a, b] = [vendorOf(one), vendorOf(other)]
  return a === null || b === null || a === b
}

const contradict = (one: Device, other: Device): boolean =>
  new Marks(one.observations).conflict(new Marks(other.observations))

const vendorOf = (device: Device): string | null =>
  decide('vendor', weigh(claimsOf(device.observations).filter((c) => c.attribute === 'vendor')))?.value ??
  null

function holdersOf(
  devices: readonly Device[],
  counts: (o: Observation) => boolean,
): ReadonlyMap<string, readonly Device[]> {
  const pairs = devices.flatMap((device) =>
    [...numbersOf(device.observations, counts)].map((number) => ({ number, device })),
  )
  const groups = groupBy(pairs, (p) => p.number)
  return new Map([...groups].map(([number, list]) => [number, list.map((p) => p.device)]))
}

/** `serial X` and `udi X`, in one spelling. */
function numbersOf(observations: readonly Observation[], counts: (o: Observation) => boolean): Set<string> {
  const numbers = observations.flatMap((o) =>
    counts(o) ? serialsIn(o).filter((n) => isTelling(n.value)) : [],
  )
  return new Set(numbers.map((n) => `${n.attribute} ${n.value.toUpperCase()}`).sort())
}

/** A UDI that names the single item: it holds a serial number, GS1 application identifier 21. */
const isWhole = (number: string): boolean => /^udi .*\(21\)/.test(number)

/** The gateway that spoke for it first. */
export function gatewayOf({ behind }: Device): Device | null {
  const inOrder = [...(behind?.gateways ?? [])].sort(
    ([a, first], [b, second]) => first - second || (nameOf(a) < nameOf(b) ? -1 : 1),
  )
  return inOrder[0]?.[0] ?? null
}

/** The same capture gives the same id: an EUI-64 is one everywhere, other keys stand after their gateway's id. */
export function idBehind(device: Device, gateway: AssetId): AssetId {
  const key = bestKey(device)
  const eui = euiOf(key)
  if (eui !== null) return `eui64-${eui}` as AssetId
  return `${gateway}~${encodeURIComponent(key.toWellFormed().replace(':', '-'))}` as AssetId
}

function bestKey({ behind }: Device): string {
  const rank = (key: string) => (KEY_ORDER.findIndex((k) => key.startsWith(k)) + 9) % 9
  return [...(behind?.keys ?? [])].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))[0] ?? ''
}

/** An order that depends on the devices alone. */
const inOrder = (devices: readonly Device[]): Device[] =>
  devices
    .map((device) => ({ device, name: `${bestKey(device)} ${nameOf(gatewayOf(device))}` }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ device }) => device)

const nameOf = (device: Device | null): string =>
  device === null ? '' : ([...device.addresses.keys()].sort()[0] ?? [...device.macs].sort()[0] ?? '')
