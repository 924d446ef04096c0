/** From facts to assets: resolution (who is who), then classification (what is it). Pure and deterministic. */
import type { Asset, AssetId, Claim, Service } from '../model/asset.ts'
import type { CaptureFacts, Conversation } from '../model/facts.ts'
import { type Ip, ipWords, isIp6 } from '../model/ip.ts'
import type { CredentialSeen } from '../model/observation.ts'
import { inPrefix, isMulticast, isPrivate, type Prefix } from '../model/prefix.ts'
import { claimsOf, ouiClaims, routerClaims } from './claims.ts'
import { classify } from './classify.ts'
import { hostnamesFrom } from './hostnames.ts'
import { placesOf } from './places.ts'
import { type Device, type Resolution, resolve } from './resolve.ts'

export interface IdentityOptions {
  /** Further address ranges that are the hospital's own. */
  readonly local: readonly Prefix[]
}

export interface Inventory {
  readonly assets: readonly Asset[]
  /** The asset an address had at a time; `null` for addresses that are no asset. */
  assetAt(ip: Ip, at: number): Asset | null
}

export function identify(facts: CaptureFacts, options: IdentityOptions = { local: [] }): Inventory {
  const resolution = resolve(facts)
  const services = servicesByDevice(facts.conversations, resolution)
  const credentials = credentialsByDevice(facts.credentials, resolution)
  const file = facts.captures[0]?.file ?? ''
  const byDevice = new Map<Device, Asset>()
  for (const device of resolution.devices) {
    const internal = isInternal(device, options)
    if (!internal && !tellsOfItself(device)) continue
    byDevice.set(device, assetOf(device, internal, resolution, services, credentials, file))
  }
  const placed = placesOf([...byDevice.values()])
  const assets = [...byDevice.entries()].map(([device, asset]) => {
    const full = { ...asset, place: placed.get(asset.id) ?? asset.place }
    byDevice.set(device, full)
    return full
  })
  assets.sort(byAddress)
  return {
    assets,
    assetAt(ip, at) {
      const device = resolution.deviceOf({ mac: null, ip }, at)
      return device === null ? null : (byDevice.get(device) ?? null)
    },
  }
}

/** A MAC of its own shows it on this network; an address alone is internal by its range. */
function isInternal(device: Device, { local }: IdentityOptions): boolean {
  if (device.macs.length > 0) return true
  return [...device.addresses.keys()].some((ip) => isPrivate(ip) || local.some((p) => inPrefix(ip, p)))
}

const tellsOfItself = (device: Device): boolean =>
  device.observations.some((o) => o.self && o.protocol !== 'tcp')

function assetOf(
  device: Device,
  internal: boolean,
  { owners }: Resolution,
  services: ReadonlyMap<Device, readonly Service[]>,
  credentials: ReadonlyMap<Device, readonly CredentialSeen[]>,
  file: string,
): Asset {
  const forwarded = device.macs.reduce((n, mac) => n + (owners.routers.get(mac) ?? 0), 0)
  const claims: Claim[] = [
    ...claimsOf(device.observations),
    ...ouiClaims(device.macs, device.first, file),
    ...(forwarded > 0 ? routerClaims(forwarded, device.first, file) : []),
  ]
  const macs = [...device.macs].sort()
  const ips = [...device.addresses]
    .map(([address, { first, last }]) => ({ address, first, last }))
    .sort((a, b) => compareIps(a.address, b.address))
  const verdicts = classify(claims)
  return {
    id: `${macs[0] === undefined ? `ip-${ips[0]?.address}` : `mac-${macs[0].replaceAll(':', '')}`}` as AssetId,
    macs,
    ips,
    vlans: [...device.vlans].sort((a, b) => a - b),
    hostnames: hostnamesFrom(claims),
    verdicts,
    router: forwarded > 0 || verdicts.get('role')?.value === 'router',
    internal,
    sharedAddresses: ips.map((i) => i.address).filter((ip) => owners.shared.has(ip)),
    place: { switch: null, port: null, accessPoint: null, ward: null, bed: null },
    firstSeen: device.first,
    lastSeen: device.last,
    services: services.get(device) ?? [],
    observations: device.observations,
    credentials: credentials.get(device) ?? [],
    joins: device.joins,
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
    if (device !== null) found.set(device, [...(found.get(device) ?? []), c])
  }
  return found
}

function byAddress(a: Asset, b: Asset): number {
  const [left, right] = [a.ips[0]?.address, b.ips[0]?.address]
  if (left !== undefined && right !== undefined && left !== right) return compareIps(left, right)
  if ((left === undefined) !== (right === undefined)) return left === undefined ? 1 : -1
  return a.id < b.id ? -1 : 1
}

/** IPv4 before IPv6, then by number; link-local IPv6 last. */
function compareIps(a: Ip, b: Ip): number {
  if (isIp6(a) !== isIp6(b)) return isIp6(a) ? 1 : -1
  const [left, right] = [ipWords(a), ipWords(b)]
  for (let i = 0; i < 4; i++) if (left[i] !== right[i]) return (left[i]! >>> 0) - (right[i]! >>> 0)
  return 0
}
