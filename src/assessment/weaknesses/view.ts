/** What a rule is shown: one device with its facts by field and its conversations, and the fleet around it. */
import type { Inventory } from '../../identity/identify.ts'
import { ownRanges } from '../../identity/own-ranges.ts'
import type { Asset, AssetAttribute, AssetId } from '../../model/asset.ts'
import type { CaptureFacts, Conversation, Span } from '../../model/facts.ts'
import type { Ip } from '../../model/ip.ts'
import type { CredentialSeen, FieldName, Observation, Seconds } from '../../model/observation.ts'
import { isHostAddress, isLoopback, type Prefix } from '../../model/prefix.ts'

/** Below this confidence what a device is decides nothing. */
const SURE = 0.5

export interface View {
  readonly asset: Asset
  readonly fleet: Fleet
  /** Observations of one field, oldest first. */
  of(field: FieldName): readonly Observation[]
  readonly logins: readonly CredentialSeen[]
  /** Conversations in which the device offered the service. */
  readonly serves: readonly Conversation[]
  /** Conversations in which it was the client. */
  readonly calls: readonly Conversation[]
  /** Taxonomy, where it is known well enough to build on. */
  is(attribute: 'type' | 'family' | 'category', ...values: readonly string[]): boolean
  value(attribute: AssetAttribute): string | null
}

/** What the judge is told besides the captures. */
export interface Circumstances {
  /** ISO date on which support is judged. */
  readonly asOf: string
  /** Further address ranges that are the hospital's own. */
  readonly local: readonly Prefix[]
  /** What was learned before; `null` where nothing was. */
  readonly learned: Learned | null
}

/** What devices were seen to do while their habits were learned. */
export interface Learned {
  /** The device, or its make and model, was among them. */
  knows(asset: Asset): boolean
  /** It, or one of its make and model, offered the service (`tcp/22`). */
  offered(asset: Asset, service: string): boolean
}

export interface Fleet {
  readonly asOf: string
  readonly learned: Learned | null
  /** Seconds of a span in which somebody captured. */
  watched(span: Span): Seconds
  /** Longest time without a frame of a device that has a MAC of its own here. */
  silence(asset: Asset): Span | null
  readonly assets: readonly Asset[]
  /** The device that has an address, internal or not; `null` where it is none that tells of itself. */
  assetAt(ip: Ip, at: Seconds): Asset | null
  /** Internal devices of which a field has this value. */
  sharing(field: FieldName, value: string): readonly Asset[]
  /** Neither of this network nor a group: an address of the internet, or of a partner. */
  isExternal(ip: Ip): boolean
  /** Computed once for all devices. */
  once<T>(what: string, compute: (fleet: Fleet) => T): T
  /** The view of another device. */
  view(asset: Asset): View
}

export function fleetOf(facts: CaptureFacts, inventory: Inventory, given: Circumstances): Fleet {
  const spoken = conversationsByAsset(facts.conversations, inventory)
  const views = new Map<AssetId, View>()
  const holders = new Map<FieldName, Map<string, Asset[]>>()
  const { isOnLink } = ownRanges(facts.bindings, given.local)
  const computed = new Map<string, unknown>()
  const fleet: Fleet = {
    asOf: given.asOf,
    learned: given.learned,
    watched: (span) => watchedOf(facts, span),
    silence: (asset) => fleet.once('silences', () => silencesOf(facts)).get(asset.macs[0] ?? '') ?? null,
    assets: inventory.assets,
    assetAt: (ip, at) => inventory.assetAt(ip, at),
    isExternal: (ip) => isHostAddress(ip) && !isLoopback(ip) && !isOnLink(ip),
    once(what, compute) {
      if (!computed.has(what)) computed.set(what, compute(fleet))
      return computed.get(what) as ReturnType<typeof compute>
    },
    sharing(field, value) {
      const known = holders.get(field) ?? holdersOf(field, inventory.assets)
      holders.set(field, known)
      return known.get(value) ?? []
    },
    view(asset) {
      const known = views.get(asset.id) ?? viewOf(asset, fleet, spoken)
      views.set(asset.id, known)
      return known
    },
  }
  return fleet
}

function silencesOf({ stations }: CaptureFacts): ReadonlyMap<string, Span> {
  return new Map(stations.map(({ mac, silence }) => [mac, silence]))
}

/** Captures that overlap count once. */
function watchedOf({ captures, stations }: CaptureFacts, { from, until }: Span): Seconds {
  const spans = captures.flatMap(({ first, last }) =>
    first === null || last === null ? [] : [{ from: first, until: last }],
  )
  // Without captures by name, as long as anybody was heard.
  if (spans.length === 0) spans.push(...stations.map(({ first, last }) => ({ from: first, until: last })))
  let watched = 0
  let at = from
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    const end = Math.min(span.until, until)
    const begin = Math.max(span.from, at)
    if (end <= begin) continue
    watched += end - begin
    at = end
  }
  return watched
}

interface Spoken {
  readonly serves: Map<AssetId, Conversation[]>
  readonly calls: Map<AssetId, Conversation[]>
}

const NOTHING: readonly never[] = []

function viewOf(asset: Asset, fleet: Fleet, spoken: Spoken): View {
  const fields = Map.groupBy(asset.observations, (o) => o.field)
  return {
    asset,
    fleet,
    of: (field) => fields.get(field) ?? NOTHING,
    logins: asset.credentials,
    serves: spoken.serves.get(asset.id) ?? NOTHING,
    calls: spoken.calls.get(asset.id) ?? NOTHING,
    is(attribute, ...values) {
      const verdict = asset.verdicts.get(attribute)
      return verdict !== undefined && verdict.confidence >= SURE && values.includes(verdict.value)
    },
    value: (attribute) => asset.verdicts.get(attribute)?.value ?? null,
  }
}

function conversationsByAsset(conversations: readonly Conversation[], inventory: Inventory): Spoken {
  const spoken: Spoken = { serves: new Map(), calls: new Map() }
  const add = (map: Map<AssetId, Conversation[]>, asset: Asset | null, c: Conversation) => {
    if (asset === null) return
    const list = map.get(asset.id)
    if (list) list.push(c)
    else map.set(asset.id, [c])
  }
  for (const c of conversations) {
    add(spoken.serves, inventory.assetAt(c.server, c.last), c)
    add(spoken.calls, inventory.assetAt(c.client, c.last), c)
  }
  return spoken
}

function holdersOf(field: FieldName, assets: readonly Asset[]): Map<string, Asset[]> {
  const holders = new Map<string, Asset[]>()
  for (const asset of assets) {
    if (!asset.internal) continue
    const values = new Set(asset.observations.filter((o) => o.field === field).map((o) => o.value))
    for (const value of values) {
      const list = holders.get(value)
      if (list) list.push(asset)
      else holders.set(value, [asset])
    }
  }
  return holders
}
