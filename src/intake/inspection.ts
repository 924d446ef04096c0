/**
 * Inspection documents (`wardline.inspection/1`) as they come back from a file: one document, or one a line. Written
 * by us, but anybody may have touched them since: every value is checked, what does not fit is passed over.
 */
import type { InspectedDevice, InspectedEvidence, InspectedSign } from '../model/inspected.ts'

const SCHEMA = /^wardline\.inspection\/\d+$/
/** Entries of one list that are read of one device. */
const MOST = 10_000

type Entry = Readonly<Record<string, unknown>>

/** The devices of a document; `null` for a text that is no inspection document. */
export function inspectedDevices(text: string): InspectedDevice[] | null {
  const documents = documentsIn(text)
  if (documents === null || documents.length === 0) return null
  return documents.flatMap(devicesOf)
}

/** The devices of a document that is parsed already. */
export function devicesOf(document: object): InspectedDevice[] {
  const { assets, alerts } = document as Entry
  const fired = alertsByDevice(listOf(alerts, Number.POSITIVE_INFINITY))
  return listOf(assets, Number.POSITIVE_INFINITY)
    .flatMap(deviceOf)
    .map((device) => ({ ...device, alerts: fired.get(device.id) ?? [] }))
}

/** What fired on each device; suppressed alerts are not counted. */
function alertsByDevice(alerts: readonly unknown[]): ReadonlyMap<string, readonly InspectedSign[]> {
  const fired = new Map<string, InspectedSign[]>()
  for (const alert of alerts) {
    if (!isEntry(alert) || (alert.suppressed ?? null) !== null) continue
    const [sign] = signOf({ id: alert.detection, severity: alert.severity })
    if (sign === undefined) continue
    for (const id of textsOf(alert.assets)) listed(fired, id).push(sign)
  }
  return fired
}

function listed<V>(lists: Map<string, V[]>, key: string): V[] {
  const known = lists.get(key)
  if (known !== undefined) return known
  const list: V[] = []
  lists.set(key, list)
  return list
}

const SEVERITIES: readonly InspectedSign['severity'][] = ['critical', 'high', 'medium', 'low']

function signOf(value: unknown): InspectedSign[] {
  if (!isEntry(value)) return []
  const id = textOf(value.id)
  const severity = SEVERITIES.find((known) => known === value.severity)
  return id === null || severity === undefined ? [] : [{ id, severity }]
}

function documentsIn(text: string): Entry[] | null {
  const whole = parsed(text)
  if (isInspection(whole)) return [whole]
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const documents = lines.length > 1 && isInspection(parsed(lines[0]!)) ? lines.map(parsed) : []
  return documents.every(isInspection) ? documents : null
}

const isInspection = (value: unknown): value is Entry =>
  isEntry(value) && typeof value.schema === 'string' && SCHEMA.test(value.schema)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function deviceOf(value: unknown, place: number): InspectedDevice[] {
  if (!isEntry(value)) return []
  const os = entryOf(value.os)
  const confidence = entryOf(value.confidence)
  const where = entryOf(value.place)
  return [
    {
      id: textOf(value.id) ?? `asset-${place + 1}`,
      macs: textsOf(value.macs),
      ips: listOf(value.ips).flatMap((use) => {
        const address = textOf(isEntry(use) ? use.address : use)
        return address === null ? [] : [{ address }]
      }),
      hostnames: textsOf(value.hostnames),
      family: textOf(value.family),
      type: textOf(value.type),
      vendor: textOf(value.vendor),
      model: textOf(value.model),
      product: textOf(value.product),
      version: textOf(value.version),
      serial: textOf(value.serial),
      udi: textOf(value.udi),
      os: { name: textOf(os.name), version: textOf(os.version), build: textOf(os.build) },
      components: listOf(value.components).flatMap((part) => {
        const name = isEntry(part) ? textOf(part.name) : null
        return name === null ? [] : [{ name, version: textOf((part as Entry).version) }]
      }),
      confidence: { model: numberOf(confidence.model), version: numberOf(confidence.version) },
      internal: value.internal !== false,
      place: { ward: textOf(where.ward), bed: textOf(where.bed) },
      firstSeen: textOf(value.firstSeen),
      lastSeen: textOf(value.lastSeen),
      evidence: listOf(value.evidence).flatMap(evidenceOf),
      weaknesses: listOf(value.weaknesses).flatMap(signOf),
      alerts: [],
      dependents: numberOf(value.dependents),
    },
  ]
}

function evidenceOf(value: unknown): InspectedEvidence[] {
  if (!isEntry(value)) return []
  const attribute = textOf(value.attribute)
  if (attribute === null) return []
  return [
    {
      attribute,
      value: textOf(value.value) ?? '',
      protocol: textOf(value.protocol) ?? '',
      field: textOf(value.field) ?? '',
      observed: textOf(value.observed) ?? '',
      at: textOf(value.at) ?? '',
      file: textOf(value.file) ?? '',
      packet: numberOf(value.packet),
    },
  ]
}

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const entryOf = (value: unknown): Entry => (isEntry(value) ? value : {})
const listOf = (value: unknown, most = MOST): unknown[] => (Array.isArray(value) ? value.slice(0, most) : [])
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const textsOf = (value: unknown): string[] => listOf(value).flatMap((one) => textOf(one) ?? [])
const numberOf = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
