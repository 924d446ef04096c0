/** From facts to assets: resolution (who is who), then classification (what is it). Pure and deterministic. */
import type { Asset, AssetId, Claim, Service } from '../model/asset.ts'
import type { CaptureFacts, Conversation } from '../model/facts.ts'
import { type Ip, ipWords, isIp6 } from '../model/ip.ts'
import type { CredentialSeen, Observation } from '../model/observation.ts'
import { isMulticast, type Prefix } from '../model/prefix.ts'
import { gatewayOf, idBehind } from './behind.ts'
import { claimsOf, imageForwarderClaims, ouiClaims, routerClaims } from './claims.ts'
import { classify } from './classify.ts'
import type { Device } from './device.ts'
import { ownNames, tellsOfItself } from './external.ts'
import { hostnamesFrom } from './hostnames.ts'
import { madeUpClients } from './made-up.ts'
import { ownRanges } from './own-ranges.ts'
import { placeOf } from './places.ts'
import { type Resolution, resolve } from './resolve.ts'
import { LEAST_WEIGHT, weigh } from './verdict.ts'

export interface IdentityOptions {
  /** Further address ranges that are the hospital's own. */
  readonly local: readonly Prefix[]
}

export interface Inventory {
  readonly assets: readonly Asset[]
  /** What was left out, and why; for people. */
  readonly notes: readonly string[]
  /** The asset an address had at a time; `null` for addresses that are no asset. */
  assetAt(ip: Ip, at: number): Asset | null
}

export function identify(facts: CaptureFacts, options: IdentityOptions = { local: [] }): Inventory {
  const { isOwn, isOnLink } = ownRanges(facts.bindings, options.local)
  const resolution = resolve(facts, isOnLink)
  const services = servicesByDevice(facts.conversations, resolution)
  const credentials = credentialsByDevice(facts.credentials, resolution)
  const file = facts.captures[0]?.file ?? ''
  const gateways = new Set(resolution.devices.map(gatewayOf))
  const makers = imageMakers(resolution.devices)
  const madeUp = madeUpClients(resolution.devices, facts.stations)
  const byDevice = new Map<Device, Asset>()
  for (const device of resolution.devices) {
    if (madeUp.has(device)) continue
    const forwarded = device.macs.reduce((n, mac) => n + (resolution.routers.get(mac) ?? 0), 0)
    // A MAC of its own shows it on this network; an address alone is internal by its range.
    const internal =
      device.behind !== null ||
      device.macs.length > 0 ||
      device.twins.length > 0 ||
      [...device.addresses.keys()].some(isOwn)
    const observations = [...device.observations].sort(byTime)
    const claims: Claim[] = [
      ...claimsOf(observations),
      ...ouiClaims(device.macs, device.first, file),
      ...imageForwarderClaims(makers.get(device) ?? 0, device.first, file),
      ...(forwarded > 0 ? routerClaims(forwarded, device.first, file) : []),
    ]
    if (!internal && !gateways.has(device) && !tellsOfItself(observations, claims)) continue
    byDevice.set(device, {
      ...addressing(device, resolution),
      ...conclusions(claims, forwarded > 0, internal),
      internal,
      observations,
      place: placeOf(observations),
      services: services.get(device) ?? [],
      credentials: credentials.get(device) ?? [],
    })
  }
  return {
    assets: byAddress(byDevice.values()),
    notes:
      madeUp.size === 0
        ? []
        : [
            `${madeUp.size} MACs of no maker asked for an address, all alike, and were never seen otherwise: made up, and no devices.`,
          ],
    assetAt(ip, at) {
      const device = resolution.deviceOf({ mac: null, ip }, at)
      return device === null ? null : (byDevice.get(device) ?? null)
    },
  }
}

/** The facts with what is to be told of the inventory among the coverage's notes. */
export const withNotes = (facts: CaptureFacts, { notes }: Pick<Inventory, 'notes'>): CaptureFacts =>
  notes.length === 0
    ? facts
    : { ...facts, coverage: { ...facts.coverage, notes: [...facts.coverage.notes, ...notes] } }

/** How many devices stand behind each by the images that it sent for them. */
function imageMakers(devices: readonly Device[]): Map<Device, number> {
  const makers = new Map<Device, number>()
  for (const { behind, observations } of devices)
    if (behind !== null && observations.some((o) => o.protocol === 'dicom'))
      for (const gateway of behind.gateways.keys()) makers.set(gateway, (makers.get(gateway) ?? 0) + 1)
  return makers
}

function addressing(device: Device, { shared }: Resolution) {
  const gateway = gatewayOf(device)
  const behind = gateway === null ? null : idOf(gateway)
  const macs = [...device.macs].sort()
  const ips = [...device.addresses]
    .map(([address, { first, last }]) => ({ address, first, last }))
    .sort((a, b) => compareAddresses(a.address, b.address))
  return {
    id: behind === null ? idOf(device) : idBehind(device, behind),
    behind,
    macs,
    ips,
    vlans: [...device.vlans].sort((a, b) => a - b),
    sharesMacWith: device.twins.map(idOf).sort(),
    sharedAddresses: ips.map((i) => i.address).filter((ip) => shared.has(ip)),
    firstSeen: device.first,
    lastSeen: device.last,
    joins: [...new Set(device.joins)].sort(),
  }
}

/** Of a device with an address: by its smallest MAC, else its smallest address. */
function idOf({ macs, addresses }: Device): AssetId {
  const mac = [...macs].sort()[0]
  if (mac !== undefined) return `mac-${mac.replaceAll(':', '')}` as AssetId
  return `ip-${[...addresses.keys()].sort(compareAddresses)[0]}` as AssetId
}

function conclusions(claims: readonly Claim[], forwards: boolean, internal: boolean) {
  const roles = weigh(claims.filter((c) => c.attribute === 'role'))
  const named = roles.some((r) => r.value === 'router' && r.weight >= LEAST_WEIGHT)
  return {
    ...classify(claims),
    hostnames: hostnamesFrom(internal ? claims : ownNames(claims)),
    router: forwards || named,
  }
}

/** Services a device offers: it answered there, or a dissector recognised it as the server. */
function servicesByDevice(
  conversations: readonly Conversation[],
  resolution: Resolution,
): Map<Device, Service[]> {
  const found = new Map<Device, Map<string, Service>>()
  for (const c of conversations) {
    if ((c.transport !== 'tcp' && c.transport !== 'udp') || !c.answered || isMulticast(c.server)) continue
    if (!c.rolesKnown && c.protocol === null) continue
    const device = resolution.deviceOf({ mac: null, ip: c.server }, c.last)
    if (device === null) continue
    const list = found.get(device) ?? new Map<string, Service>()
    found.set(device, list)
    const key = `${c.transport} ${c.port}`
    if (list.get(key)?.protocol == null)
      list.set(key, { transport: c.transport, port: c.port, protocol: c.protocol })
  }
  const order = (a: Service, b: Service) =>
    a.transport < b.transport ? -1 : a.transport > b.transport ? 1 : a.port - b.port
  return new Map([...found].map(([device, list]) => [device, [...list.values()].sort(order)]))
}

function credentialsByDevice(
  credentials: readonly CredentialSeen[],
  resolution: Resolution,
): Map<Device, CredentialSeen[]> {
  const found = new Map<Device, CredentialSeen[]>()
  for (const c of credentials) {
    const device = resolution.deviceOf(c.server, c.at)
    if (device === null) continue
    const list = found.get(device)
    if (list) list.push(c)
    else found.set(device, [c])
  }
  return found
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const compareAddresses = (a: Ip, b: Ip): number => compare(addressKey(a), addressKey(b))

/** A total order, so that nothing depends on how observations came in. */
const byTime = (a: Observation, b: Observation): number =>
  a.at - b.at || compare(a.field, b.field) || compare(a.value, b.value) || Number(b.self) - Number(a.self)

/** By first address: IPv4 before IPv6, then by number; those without an address last, by id. */
function byAddress(assets: Iterable<Asset>): Asset[] {
  // Addresses are taken apart once each, not at every comparison.
  const keyed = Array.from(assets, (asset) => ({ asset, key: addressKey(asset.ips[0]?.address) }))
  keyed.sort((a, b) => compare(a.key, b.key) || compare(a.asset.id, b.asset.id))
  return keyed.map(({ asset }) => asset)
}

/** Orders as a text as addresses do as numbers; link-local IPv6 comes last by its number. */
function addressKey(ip: Ip | undefined): string {
  if (ip === undefined) return '9'
  const words = ipWords(ip).map((word) => (word >>> 0).toString(16).padStart(8, '0'))
  return `${isIp6(ip) ? 6 : 4}${words.join('')}`
}
