/**
 * The truth of a run (`wardline.truth/1`): what really is and really happened, in the shape of an inspection document,
 * so that one scorer compares the two. `shown` says by attribute which protocols told it on the wire: only that is
 * expected of anybody who listens.
 */
import { categoryOfType, familyOfType } from '../knowledge/taxonomy.ts'
import type { IncidentTruth } from './incident.ts'
import { ipv4Text } from './network/addresses.ts'
import type { Persona, Release } from './persona.ts'
import type { SimulationOptions } from './simulation.ts'
import type { UnitTruth } from './truth-ledger.ts'
import type { Child, Unit } from './unit.ts'
import type { World } from './world.ts'

export const TRUTH_SCHEMA = 'wardline.truth/1'
/** Versions of one model that are not yet a mixed fleet. */
const MIXED = 2

export interface TrueAsset {
  readonly id: string
  readonly persona: string
  readonly macs: readonly string[]
  readonly ips: readonly { readonly address: string; readonly first: string; readonly last: string }[]
  readonly vlans: readonly number[]
  readonly hostnames: readonly string[]
  readonly category: string | null
  readonly family: string | null
  readonly type: string
  readonly subtype: string | null
  readonly vendor: string | null
  readonly model: string | null
  readonly product: string | null
  readonly version: string | null
  readonly serial: string | null
  readonly os: {
    readonly name: string | null
    readonly version: string | null
    readonly build: string | null
  }
  readonly criticality: string
  readonly internal: boolean
  readonly behind: string | null
  readonly place: { readonly site: string; readonly ward: string | null; readonly bed: string | null }
  /** Null: no packet of it was seen. */
  readonly firstSeen: string | null
  readonly lastSeen: string | null
  readonly services: readonly {
    readonly transport: string
    readonly port: number
    readonly protocol: string
  }[]
  readonly shown: Readonly<Record<string, readonly string[]>>
  readonly weaknesses: readonly {
    readonly id: string
    readonly protocol: string
    readonly port: number | null
  }[]
}

export interface TruthDocument {
  readonly schema: typeof TRUTH_SCHEMA
  readonly simulated: true
  readonly label: string
  readonly run: object
  readonly assets: readonly TrueAsset[]
  readonly conversations: readonly object[]
  readonly incidents: readonly object[]
}

export function truthDocument(
  world: World,
  options: SimulationOptions,
  incidents: readonly IncidentTruth[],
): TruthDocument {
  const time = (at: number): string => new Date(world.begins + at / 1000).toISOString()
  noteExchanges(world)
  noteMixedFleets(world)
  return {
    schema: TRUTH_SCHEMA,
    simulated: true,
    label: 'The truth of a simulated hospital. Nothing in it exists.',
    run: {
      beds: options.beds,
      hours: options.hours,
      seed: options.seed,
      sites: options.sites ?? 1,
      begins: time(0),
      ends: time(world.queue.end),
      packets: world.out.packets,
      octets: world.out.octets,
    },
    assets: world.units.flatMap((unit) => [
      assetOf(unit, time),
      ...unit.children.map((child) => childOf(child, unit, time)),
    ]),
    conversations: [...world.exchanges.values()]
      .filter((one) => one.first >= 0)
      .map((one) => ({
        client: one.client.ip,
        server: one.server.ip,
        clientAsset: idOf(one.client),
        serverAsset: idOf(one.server),
        transport: one.transport,
        port: one.port,
        protocol: one.protocol,
        packets: one.packets,
        bytes: one.bytes,
        first: time(one.first),
        last: time(one.last),
      })),
    incidents: incidents.map((one) => ({
      name: one.name,
      detections: one.detections,
      start: time(one.start),
      end: time(one.end),
      assets: one.hosts.map(idOf),
      hosts: one.hosts.map(({ ip, mac }) => ({ ip, mac })),
      because: one.because,
    })),
  }
}

/** An exchange that was seen is a sign of life of both ends until its last packet. */
function noteExchanges(world: World): void {
  for (const { client, server, last } of world.exchanges.values())
    for (const { truth } of [client, server]) {
      if (truth.first < 0 || last < 0) continue
      truth.last = Math.max(truth.last, last)
      const use = truth.addresses.at(-1)
      if (use !== undefined) use.last = Math.max(use.last, last)
    }
}

/** More than two versions of one model, all told on the wire: a weakness of each that tells its own. */
function noteMixedFleets(world: World): void {
  const fleets = new Map<string, Unit[]>()
  for (const unit of world.units) {
    const { model, vendor } = unit.persona.product
    if (model === null || !unit.truth.shown.has('version') || !unit.truth.shown.has('model')) continue
    const key = `${vendor} ${model}`
    fleets.set(key, [...(fleets.get(key) ?? []), unit])
  }
  for (const fleet of fleets.values())
    if (new Set(fleet.map(({ version }) => version)).size > MIXED)
      for (const { truth } of fleet) truth.weak('firmware-mixed-fleet', 'inventory', null)
}

const idOf = (unit: Unit): string => `${unit.persona.id}-${unit.number}`

function assetOf(unit: Unit, time: (at: number) => string): TrueAsset {
  const { truth, persona, station, place } = unit
  const seen = truth.first >= 0
  if (seen && truth.macSeen) {
    truth.tells(persona.wire, 'mac', 'client', null)
    if (persona.ouiTellsVendor === true) truth.shows('vendor', 'mac')
  }
  return {
    ...productOf(persona.product, unit.release),
    id: idOf(unit),
    persona: persona.id,
    macs: truth.macSeen ? [unit.mac] : [],
    ips: truth.addresses.map((use) => ({
      address: ipv4Text(use.ip),
      first: time(use.first),
      last: time(use.last),
    })),
    vlans: truth.macSeen && station.segment.vlan !== 0 ? [station.segment.vlan] : [],
    hostnames: unit.named ? [unit.hostname] : [],
    serial: unit.serial,
    internal: persona.zone !== 'internet',
    behind: null,
    place,
    ...seenOf(truth, time),
    services: unit.services.map(({ kind, port }) => ({
      transport: kind.transport,
      port,
      protocol: kind.protocol,
    })),
    ...toldOf(truth),
  }
}

function childOf(child: Child, gateway: Unit, time: (at: number) => string): TrueAsset {
  return {
    ...productOf(child.persona.product, child.release),
    id: `${child.persona.id}-${child.number}`,
    persona: child.persona.id,
    macs: [],
    ips: [],
    vlans: [],
    hostnames: [],
    serial: child.serial ?? child.eui64,
    internal: true,
    behind: idOf(gateway),
    place: child.place,
    ...seenOf(child.truth, time),
    services: [],
    ...toldOf(child.truth),
  }
}

function productOf(product: Persona['product'], release: Release) {
  return {
    category: categoryOfType(product.type),
    family: familyOfType(product.type)?.id ?? null,
    type: product.type,
    subtype: product.subtype ?? null,
    vendor: product.vendor === '' ? null : product.vendor,
    model: product.model,
    product: product.product ?? null,
    version: release.version,
    os: {
      name: release.os?.name ?? null,
      version: release.os?.version ?? null,
      build: release.os?.build ?? null,
    },
    criticality: product.criticality,
  }
}

const seenOf = (truth: UnitTruth, time: (at: number) => string) => ({
  firstSeen: truth.first < 0 ? null : time(truth.first),
  lastSeen: truth.last < 0 ? null : time(truth.last),
})

const toldOf = (truth: UnitTruth) => ({
  shown: Object.fromEntries([...truth.shown].map(([attribute, by]) => [attribute, [...by].sort()])),
  weaknesses: [...truth.weaknesses]
    // an open port of Telnet is nothing more where Telnet itself is seen
    .filter(
      ([id, { port }]) =>
        id !== 'dangerous-service-open' || truth.weaknesses.get('telnet-in-use')?.port !== port,
    )
    .map(([id, { protocol, port }]) => ({ id, protocol, port })),
})
