/** Shows internal devices to every rule, external peers to those of the way to them, and joins what is said of one service. */
import type { Inventory } from '../../identity/identify.ts'
import type { Asset, AssetId } from '../../model/asset.ts'
import type { CaptureFacts } from '../../model/facts.ts'
import type { Seconds } from '../../model/observation.ts'
import { weaknesses, weaknessesOfPeers } from './list.ts'
import { type Circumstances, fleetOf } from './view.ts'
import { type Evidence, type FoundWeakness, SEVERITIES, type Sight, type Weakness } from './weakness.ts'

/** Places told of one weakness; the rest is in its count. */
const MOST_EVIDENCE = 4
/** Kinds of sightings told in one sentence. */
const MOST_TOLD = 3

/** Of each device that has any, most severe first; of external peers only what lies on the way to them. */
export function judgeWeaknesses(
  facts: CaptureFacts,
  inventory: Inventory,
  given: Partial<Circumstances> & { readonly rules?: readonly Weakness[] } = {},
): ReadonlyMap<AssetId, readonly FoundWeakness[]> {
  const { rules = weaknesses, local = [], asOf = lastDay(inventory), learned = null } = given
  const fleet = fleetOf(facts, inventory, { asOf: asOf.slice(0, 10), local, learned })
  const madeUp = madeUpIn(inventory.assets)
  const ofPeers = rules.filter((rule) => weaknessesOfPeers.includes(rule))
  const found = new Map<AssetId, readonly FoundWeakness[]>()
  for (const asset of inventory.assets) {
    if (madeUp.has(asset.id)) continue
    const view = fleet.view(asset)
    const asked = asset.internal ? rules : ofPeers
    const list = asked.flatMap((rule) => merged(rule, [...rule.judge(view)]))
    if (list.length > 0) found.set(asset.id, list.sort(bySeverity))
  }
  return found
}

/** Stations that only ever asked for an address, from which on most of them are one machine’s inventions. */
const MANY_ASKING = 50

/** Who uses leases up asks under MACs that it makes up: those are no devices that anybody sets up better. */
function madeUpIn(assets: readonly Asset[]): ReadonlySet<AssetId> {
  const asking = assets.filter(
    ({ ips, behind, observations }) =>
      ips.length === 0 && behind === null && observations.every(({ protocol }) => protocol === 'dhcp'),
  )
  return new Set(asking.length < MANY_ASKING ? [] : asking.map(({ id }) => id))
}

/** Where no day is given: that of the last packet. */
function lastDay({ assets }: Inventory): string {
  const last = assets.reduce((at, a) => Math.max(at, a.lastSeen), 0)
  const date = new Date(last * 1000)
  return Number.isNaN(date.getTime()) ? '1970-01-01' : date.toISOString()
}

const rank = (severity: FoundWeakness['severity']): number => SEVERITIES.indexOf(severity)

const bySeverity = (a: FoundWeakness, b: FoundWeakness): number =>
  rank(a.severity) - rank(b.severity) ||
  (a.weakness.id < b.weakness.id ? -1 : a.weakness.id > b.weakness.id ? 1 : (a.port ?? 0) - (b.port ?? 0))

/** One row for each service. */
function merged(rule: Weakness, sights: readonly Sight[]): FoundWeakness[] {
  const services = Map.groupBy(sights, (s) => `${s.protocol} ${s.port}`)
  return [...services.values()].map((same) => row(rule, same))
}

function row(rule: Weakness, sights: readonly Sight[]): FoundWeakness {
  const severity = (s: Sight) => s.severity ?? rule.severity
  const worst = [...sights].sort((a, b) => rank(severity(a)) - rank(severity(b)))
  const evidence = sights.flatMap((s) => s.evidence).sort((a, b) => a.at - b.at)
  const first = evidence.reduce((at, e) => Math.min(at, e.at), Number.POSITIVE_INFINITY)
  return {
    weakness: rule,
    severity: severity(worst[0]!),
    protocol: worst[0]!.protocol,
    port: worst[0]!.port,
    because: sentence([...new Set(worst.map((s) => s.saw))], evidence),
    count: evidence.reduce((n, e) => n + e.count, 0),
    first,
    last: evidence.reduce((at, e) => Math.max(at, e.until), first),
    evidence: evidence.slice(0, MOST_EVIDENCE),
  }
}

/** What was seen; how often, with whom, when. */
function sentence(saw: readonly string[], evidence: readonly Evidence[]): string {
  const told = saw.slice(0, MOST_TOLD).join(', ')
  const more = saw.length > MOST_TOLD ? `, and ${saw.length - MOST_TOLD} more` : ''
  const count = evidence.reduce((n, e) => n + e.count, 0)
  const peers = [...new Set(evidence.map((e) => e.peer).filter((p) => p !== null))]
  const others = peers.length > 1 ? ` and ${peers.length - 1} more` : ''
  const parts = [
    count > 1 ? `${count} times` : 'once',
    ...(peers.length > 0 ? [`with ${peers[0]}${others}`] : []),
    ...(evidence.length > 0 ? [`first at ${second(evidence[0]!.at)}`] : []),
  ]
  return `${told}${more}: ${parts.join(', ')}.`
}

/** To the second: the evidence has the rest. */
function second(at: Seconds): string {
  const date = new Date(Math.floor(at) * 1000)
  return Number.isNaN(date.getTime()) ? 'an unknown time' : `${date.toISOString().slice(0, 19)}Z`
}
