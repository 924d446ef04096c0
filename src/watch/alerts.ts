/** From sightings to alerts: which devices they are, which of them tell the same, how much each weighs. */
import type { Asset, AssetId } from '../model/asset.ts'
import { digestOf } from '../model/digest.ts'
import type { Endpoint, Seconds } from '../model/observation.ts'
import type { Alert, AlertProof } from './alert.ts'
import { type Proof, SEVERITIES, type Severity } from './detection.ts'
import { keyOf } from './say.ts'
import { familyOf, type Scene } from './scene.ts'
import { severityOf } from './severity.ts'
import { SAME_ALERT_SECONDS, type Seen } from './sightings.ts'
import { type Suppression, suppressionOf } from './suppression.ts'

/** Devices named in one alert. */
const MOST_ASSETS = 64
const MOST_PROOFS = 5

interface Draft {
  readonly first: Seen
  readonly actor: Asset | null
  readonly assets: Set<Asset>
  readonly peers: Set<string>
  until: Seconds
  count: number
  because: string
  severity: Severity
  /** Sightings with other targets than the first. */
  others: number
  readonly proofs: Proof[]
}

/** Loudest first, then by time. */
export function alertsFrom(
  seen: readonly Seen[],
  scene: Scene,
  suppressions: readonly Suppression[],
): Alert[] {
  const drafts: Draft[] = []
  const open = new Map<string, Draft>()
  for (const one of [...seen].sort((a, b) => a.at - b.at)) {
    if (one.detection.confirm?.(one, scene) === false) continue
    const draft = draftOf(one, scene)
    const key = `${one.detection.id}|${draft.actor?.id ?? keyOf(one.actor)}|${targetClass(one, scene)}`
    const known = open.get(key)
    if (known !== undefined && one.at <= known.until + SAME_ALERT_SECONDS) merge(known, draft)
    else {
      open.set(key, draft)
      drafts.push(draft)
    }
  }
  return drafts.map((draft) => finished(draft, scene, suppressions)).sort(loudestFirst)
}

const rank = (severity: Severity): number => SEVERITIES.indexOf(severity)

const loudestFirst = (a: Alert, b: Alert): number =>
  rank(b.severity) - rank(a.severity) || a.at - b.at || (a.id < b.id ? -1 : 1)

/** Targets of one kind are one alert: a scan over forty pumps is not forty. */
const targetClass = ({ targets, at }: Seen, scene: Scene): string =>
  targets[0] === undefined ? '' : (familyOf(scene.assetOf(targets[0], at)) ?? 'other')

function draftOf(one: Seen, scene: Scene): Draft {
  const assets = new Set<Asset>()
  const peers = new Set<string>()
  const take = (endpoint: Endpoint): Asset | null => {
    const asset = scene.assetOf(endpoint, one.at)
    if (asset !== null) assets.add(asset)
    else if (keyOf(endpoint) !== '') peers.add(keyOf(endpoint))
    return asset
  }
  const actor = take(one.actor)
  for (const target of one.targets) take(target)
  const { until, count, because, severity, proofs } = one
  return { first: one, actor, assets, peers, until, count, because, severity, others: 0, proofs: [...proofs] }
}

function merge(into: Draft, draft: Draft): void {
  into.until = Math.max(into.until, draft.until)
  into.count += draft.count
  into.others++
  if (rank(draft.severity) > rank(into.severity)) into.severity = draft.severity
  for (const asset of draft.assets) if (into.assets.size < MOST_ASSETS) into.assets.add(asset)
  for (const peer of draft.peers) if (into.peers.size < MOST_ASSETS) into.peers.add(peer)
  for (const proof of draft.proofs) if (into.proofs.length < MOST_PROOFS) into.proofs.push(proof)
}

function finished(draft: Draft, scene: Scene, suppressions: readonly Suppression[]): Alert {
  const { first, actor, assets, peers, until, count, because, others, proofs } = draft
  const { detection, at } = first
  const silence = suppressionOf(suppressions, detection.id, actor, keyOf(first.actor), at)
  const who = actor?.id ?? keyOf(first.actor)
  return {
    id: `alert-${digestOf(`${detection.id}|${who}|${at}|${[...peers]}|${[...assets].map((a) => a.id)}`).toString(36)}`,
    detection: detection.id,
    title: detection.title,
    severity: severityOf(draft.severity, [...assets]),
    at,
    until,
    count,
    assets: [...assets].map((asset): AssetId => asset.id),
    peers: [...peers],
    because: others === 0 ? because : `${because}; and likewise ${others} more`,
    technique: detection.technique,
    evidence: proofs.slice(0, MOST_PROOFS).map((proof) => shown(proof, scene)),
    check: detection.check,
    response: detection.response,
    suppressed:
      silence === null ? null : { author: silence.author, reason: silence.reason, expires: silence.expires },
  }
}

const shown = ({ at, file, packet, observed }: Proof, scene: Scene): AlertProof => ({
  at,
  file: scene.facts.captures[file]?.file ?? null,
  packet: packet === 0 ? null : packet,
  observed,
})
