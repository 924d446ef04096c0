/** The inspection document (`wardline.inspection/1`): what was read, which devices there are, and why we think so. */
import type { FoundWeakness } from '../../assessment/weaknesses/weakness.ts'
import { categoryOfType, criticalityOf } from '../../knowledge/taxonomy.ts'
import type { Asset, AssetAttribute, AssetId, Verdict } from '../../model/asset.ts'
import type { CaptureFacts, CaptureSummary, Conversation } from '../../model/facts.ts'
import type { Component } from '../../model/inventory.ts'
import type { Ip } from '../../model/ip.ts'
import { isPrivate } from '../../model/prefix.ts'
import type { Watched } from '../../watch/watch.ts'
import { type AlertRow, alertRow, type IncidentRow, incidentRow } from './alert-rows.ts'
import { componentsOf } from './components.ts'
import { isoTime } from './iso-time.ts'

export const INSPECTION_SCHEMA = 'wardline.inspection/1'

/** Claims shown per attribute. */
const EVIDENCE_PER_ATTRIBUTE = 4

export interface EvidenceRow {
  readonly attribute: string
  readonly value: string
  readonly protocol: string
  readonly field: string
  readonly observed: string
  readonly strength: number
  readonly fingerprint: string
  readonly at: string
  readonly file: string
  readonly packet: number
}

export interface AssetRow {
  readonly id: string
  readonly macs: readonly string[]
  readonly ips: readonly { address: string; first: string; last: string }[]
  readonly vlans: readonly number[]
  readonly hostnames: readonly string[]
  readonly category: string | null
  readonly family: string | null
  readonly type: string | null
  readonly subtype: string | null
  readonly vendor: string | null
  readonly model: string | null
  readonly product: string | null
  readonly version: string | null
  readonly serial: string | null
  readonly udi: string | null
  readonly os: {
    readonly name: string | null
    readonly version: string | null
    readonly build: string | null
  }
  readonly components: readonly Component[]
  readonly criticality: string
  readonly confidence: Readonly<Record<'type' | 'vendor' | 'model' | 'version' | 'os', number>>
  readonly router: boolean
  readonly internal: boolean
  readonly behind: string | null
  readonly place: Asset['place']
  readonly firstSeen: string
  readonly lastSeen: string
  readonly services: Asset['services']
  readonly credentials: readonly CredentialRow[]
  /** Ids of hosts that use the same MAC; it stands with the one that has it by right, as far as can be told. */
  readonly sharesMacWith: readonly string[]
  readonly sharedAddresses: readonly string[]
  readonly evidence: readonly EvidenceRow[]
  readonly weaknesses: readonly WeaknessRow[]
  /** Hosts of the house that use its services. */
  readonly dependents: number
}

export interface WeaknessRow {
  readonly id: string
  readonly title: string
  readonly severity: string
  readonly protocol: string | null
  readonly port: number | null
  readonly because: string
  readonly first: string
  readonly last: string
  readonly count: number
  readonly evidence: readonly {
    readonly field: string
    readonly observed: string | null
    readonly peer: string | null
    readonly at: string
    readonly file: string | null
    readonly packet: number | null
  }[]
}

/** Weaknesses by the device they stand on. */
export type Weaknesses = ReadonlyMap<AssetId, readonly FoundWeakness[]>

interface CredentialRow {
  readonly protocol: string
  readonly port: number
  readonly client: string | null
  readonly user: string | null
  readonly knownDefault: boolean
  readonly accepted: boolean | null
  readonly at: string
}

export interface ConversationRow
  extends Omit<Conversation, 'first' | 'last' | 'longest' | 'tls' | 'answered' | 'rolesKnown'> {
  readonly first: string
  readonly last: string
  readonly answered: boolean
  readonly tls?: NonNullable<Conversation['tls']>
}

export interface InspectionDocument {
  readonly schema: typeof INSPECTION_SCHEMA
  readonly error?: string
  readonly captures: readonly object[]
  /** `overloaded`: detections that could not follow everything that went on. */
  readonly coverage: CaptureFacts['coverage'] & { readonly overloaded: readonly string[] }
  readonly assets: readonly AssetRow[]
  readonly conversations?: readonly ConversationRow[]
  readonly alerts: readonly AlertRow[]
  readonly incidents: readonly IncidentRow[]
}

export function inspectionDocument(
  facts: CaptureFacts,
  assets: readonly Asset[],
  options: {
    readonly conversations: boolean
    readonly weaknesses: Weaknesses
    /** What the watch saw; nothing where nobody watched. */
    readonly watched?: Watched | null
  },
): InspectionDocument {
  const error = errorOf(facts.captures)
  const clients = clientsOf(facts.conversations)
  return {
    schema: INSPECTION_SCHEMA,
    ...(error === null ? {} : { error }),
    captures: facts.captures.map(captureRow),
    coverage: { ...facts.coverage, overloaded: options.watched?.overloaded ?? [] },
    assets: assets.map((asset) => ({
      ...assetRow(asset),
      weaknesses: (options.weaknesses.get(asset.id) ?? []).map(weaknessRow),
      dependents: dependentsOf(asset, clients),
    })),
    ...(options.conversations ? { conversations: conversationRows(facts.conversations) } : {}),
    alerts: (options.watched?.alerts ?? []).map(alertRow),
    incidents: (options.watched?.incidents ?? []).map(incidentRow),
  }
}

/** By server address: who of the house was answered by it. */
function clientsOf(conversations: readonly Conversation[]): ReadonlyMap<Ip, ReadonlySet<Ip>> {
  const clients = new Map<Ip, Set<Ip>>()
  for (const { client, server, answered } of conversations)
    if (answered && isPrivate(client)) clients.set(server, (clients.get(server) ?? new Set()).add(client))
  return clients
}

const dependentsOf = ({ ips }: Asset, clients: ReadonlyMap<Ip, ReadonlySet<Ip>>): number =>
  new Set(ips.flatMap(({ address }) => [...(clients.get(address) ?? [])])).size

/** Set when nothing of the input was usable. */
function errorOf(captures: readonly CaptureSummary[]): string | null {
  if (captures.length === 0 || captures.some((c) => c.error === null)) return null
  return captures.map((c) => c.error).join('; ')
}

function captureRow(c: CaptureSummary): object {
  const { error, ...row } = c
  return {
    ...row,
    first: c.first === null ? null : isoTime(c.first),
    last: c.last === null ? null : isoTime(c.last),
    truncated: c.truncated > 0 || (c.because ?? '').startsWith('cut short'),
    because: c.because ?? error,
  }
}

export function assetRow(asset: Asset): AssetRow {
  const value = (attribute: AssetAttribute) => asset.verdicts.get(attribute)?.value ?? null
  const confidence = (attribute: AssetAttribute) => asset.verdicts.get(attribute)?.confidence ?? 0
  const type = value('type')
  const family = value('family')
  return {
    id: asset.id,
    macs: asset.macs,
    ips: asset.ips.map((use) => ({
      address: use.address,
      first: isoTime(use.first),
      last: isoTime(use.last),
    })),
    vlans: asset.vlans,
    hostnames: asset.hostnames,
    category: value('category') ?? (type === null ? null : categoryOfType(type)),
    family,
    type,
    subtype: value('subtype'),
    vendor: value('vendor'),
    model: value('model'),
    product: value('product'),
    version: value('version'),
    serial: value('serial'),
    udi: value('udi'),
    os: { name: value('os.name'), version: value('os.version'), build: value('os.build') },
    components: componentsOf(asset.verdicts),
    criticality: criticalityOf(type, family, [asset.place.ward, asset.place.bed]),
    confidence: {
      type: confidence('type'),
      vendor: confidence('vendor'),
      model: confidence('model'),
      version: confidence('version'),
      os: confidence('os.name'),
    },
    router: asset.router,
    internal: asset.internal,
    behind: asset.behind,
    place: asset.place,
    firstSeen: isoTime(asset.firstSeen),
    lastSeen: isoTime(asset.lastSeen),
    services: asset.services,
    credentials: asset.credentials.map((c) => ({
      protocol: c.protocol,
      port: c.port,
      client: c.client.ip,
      user: c.user,
      knownDefault: c.knownDefault,
      accepted: c.accepted,
      at: isoTime(c.at),
    })),
    sharesMacWith: asset.sharesMacWith,
    sharedAddresses: asset.sharedAddresses,
    evidence: evidenceOf(asset.verdicts.values()),
    weaknesses: [],
    dependents: 0,
  }
}

const weaknessRow = (w: FoundWeakness): WeaknessRow => ({
  id: w.weakness.id,
  title: w.weakness.title,
  severity: w.severity,
  protocol: w.protocol,
  port: w.port,
  because: w.because,
  first: isoTime(w.first),
  last: isoTime(w.last),
  count: w.count,
  evidence: w.evidence.map((e) => ({
    field: e.field,
    observed: e.observed,
    peer: e.peer,
    at: isoTime(e.at),
    file: e.where?.file || null,
    packet: e.where?.packet || null,
  })),
})

function evidenceOf(verdicts: Iterable<Verdict>): EvidenceRow[] {
  return [...verdicts].flatMap((verdict) =>
    verdict.won.slice(0, EVIDENCE_PER_ATTRIBUTE).map((claim) => ({
      attribute: verdict.attribute,
      value: verdict.value,
      protocol: claim.protocol,
      field: claim.field,
      observed: claim.observed,
      strength: Math.round(claim.strength * 1000) / 1000,
      fingerprint: claim.by,
      at: isoTime(claim.at),
      file: claim.where.file,
      packet: claim.where.packet,
    })),
  )
}

function conversationRows(conversations: readonly Conversation[]): ConversationRow[] {
  const rows = conversations.map(({ tls, rolesKnown: _, longest: _longest, ...c }) => ({
    ...c,
    first: isoTime(c.first),
    last: isoTime(c.last),
    ...(tls === null ? {} : { tls }),
  }))
  const key = (c: ConversationRow) =>
    `${c.client} ${c.server} ${c.transport} ${String(c.port).padStart(5, '0')} ${c.protocol} ${c.tls?.sni ?? ''}`
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row)
}
