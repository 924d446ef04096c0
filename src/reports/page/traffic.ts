/** Conversations as people ask for them: between which zones, and which clinical ones anybody on the wire can read. */
import type { Ip } from '../../model/ip.ts'
import { isHostAddress, isPrivate } from '../../model/prefix.ts'
import { categoryLabel } from '../inspection/labels.ts'
import type { PageConversation, PageDevice, PageDocument, PageSubject } from './subject.ts'

/** One end of a conversation. `zone`: the category of its device, or what the address alone tells. */
export interface Party {
  readonly address: string
  readonly device: PageDevice | null
  readonly zone: string
}

export interface Flow {
  readonly from: Party
  readonly to: Party
  readonly conversation: PageConversation
}

export const INTERNET = 'Internet'
export const EVERYBODY = 'Broadcast and multicast'
export const NO_DEVICE = 'Own addresses without a device'

/** `null`: no document tells of conversations. */
export function flowsOf({ documents }: PageSubject): readonly Flow[] | null {
  if (documents.every((one) => one.conversations === undefined)) return null
  return documents.flatMap(flowsIn)
}

/** Devices of one address at different times: the last one listed, which is right for all but the few that moved. */
function flowsIn({ assets, conversations = [] }: PageDocument): Flow[] {
  const owners = new Map(assets.flatMap((asset) => asset.ips.map((use) => [use.address, asset] as const)))
  const party = (address: string): Party => {
    const device = owners.get(address) ?? null
    return { address, device: device?.internal === true ? device : null, zone: zoneOf(address, device) }
  }
  return conversations.map((conversation) => ({
    from: party(conversation.client),
    to: party(conversation.server),
    conversation,
  }))
}

function zoneOf(address: string, device: PageDevice | null): string {
  if (device?.internal === true) return categoryLabel(device.category)
  if (!isHostAddress(address as Ip) || /\.255$/.test(address)) return EVERYBODY
  return isPrivate(address as Ip) ? NO_DEVICE : INTERNET
}

/** Ids of devices that talked to a host outside; `null`: conversations are not told. */
export function onlineDevices(flows: readonly Flow[] | null): ReadonlySet<string> | null {
  if (flows === null) return null
  return new Set(
    flows.flatMap(({ from, to }) => [
      ...(to.zone === INTERNET && from.device !== null ? [from.device.id] : []),
      ...(from.zone === INTERNET && to.device !== null ? [to.device.id] : []),
    ]),
  )
}

export interface ZoneFlow {
  readonly from: string
  readonly to: string
  readonly conversations: number
  readonly bytes: number
  /** Most conversations first. */
  readonly protocols: readonly string[]
  /** Devices or addresses that take part, on each side. */
  readonly clients: number
  readonly servers: number
}

/** Most conversations first; broadcast is not talk between zones. */
export function zoneFlows(flows: readonly Flow[]): ZoneFlow[] {
  const told = flows.filter(({ from, to }) => from.zone !== EVERYBODY && to.zone !== EVERYBODY)
  return [...Map.groupBy(told, ({ from, to }) => `${from.zone}\n${to.zone}`).values()]
    .map((group) => ({
      from: group[0]!.from.zone,
      to: group[0]!.to.zone,
      conversations: group.length,
      bytes: sum(group, (f) => f.conversation.bytes),
      protocols: mostFirst(group.map((f) => protocolOf(f.conversation))),
      clients: new Set(group.map((f) => f.from.address)).size,
      servers: new Set(group.map((f) => f.to.address)).size,
    }))
    .sort((a, b) => b.conversations - a.conversations || b.bytes - a.bytes || (a.from < b.from ? -1 : 1))
}

export const protocolOf = ({ protocol, transport, port }: PageConversation): string =>
  protocol ?? `${transport}/${port}`

/** Protocols whose messages carry patients, results or orders by design, and what they are called. */
export const CLINICAL: Readonly<Record<string, string>> = {
  astm: 'LIS2-A2 (ASTM): laboratory results',
  dicom: 'DICOM: images and their patients',
  fhir: 'FHIR: records',
  'ge-unity': 'Unity: bedside values',
  hl7: 'HL7 v2: orders, results, admissions',
  ieee11073: 'IEEE 11073: values of personal devices',
  intellivue: 'IntelliVue data export: bedside values',
  medibus: 'MEDIBUS: ventilator values',
  poct1a: 'POCT1-A: point-of-care results',
  sdc: 'IEEE 11073 SDC: device values',
}

export interface ClearText {
  readonly name: string
  readonly flows: readonly Flow[]
  readonly bytes: number
}

/** Clinical conversations without TLS, by protocol; most conversations first. What devices announce to everybody is none. */
export function clearClinical(flows: readonly Flow[]): ClearText[] {
  const clear = flows.filter(
    ({ from, to, conversation: { protocol, tls } }) =>
      tls === undefined &&
      CLINICAL[protocol ?? ''] !== undefined &&
      ![from.zone, to.zone].includes(EVERYBODY),
  )
  return [...Map.groupBy(clear, (f) => f.conversation.protocol!)]
    .map(([protocol, group]) => ({
      name: CLINICAL[protocol]!,
      flows: group.toSorted((a, b) => b.conversation.bytes - a.conversation.bytes),
      bytes: sum(group, (f) => f.conversation.bytes),
    }))
    .sort((a, b) => b.flows.length - a.flows.length || (a.name < b.name ? -1 : 1))
}

export const sum = <T>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + of(one), 0)

/** Each once, the most frequent first. */
export function mostFirst(texts: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).map(([text]) => text)
}
