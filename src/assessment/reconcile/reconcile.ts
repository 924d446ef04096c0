/** What an inventory says against what was seen on the wire. */
import type { InspectedDevice } from '../../model/inspected.ts'
import type { InventoryRow } from '../../model/inventory.ts'
import { type Contradiction, contradictions, sameModel } from './contradictions.ts'
import {
  IDENTIFIERS,
  type Identifier,
  identifiersOfDevice,
  identifiersOfRow,
  isRecognisable,
} from './identifiers.ts'
import { identifierWord, pair } from './pairing.ts'

export interface Matched {
  readonly row: InventoryRow
  readonly device: InspectedDevice
  /** Further devices whose addresses the row lists as well. */
  readonly further: readonly InspectedDevice[]
  readonly by: Identifier
  readonly because: string
  readonly contradictions: readonly Contradiction[]
  /** Of the device and the further ones the latest. */
  readonly lastSeen: string | null
  /** It was seen, but no more for some time before the end. */
  readonly silent: boolean
}

export interface Silent {
  readonly row: InventoryRow
  readonly because: string
}

export interface Unlisted {
  readonly device: InspectedDevice
  /** A row it could be: of the same model, not seen. */
  readonly hint: string | null
}

export interface Ambiguous {
  readonly row: InventoryRow
  readonly by: Identifier
  readonly devices: readonly InspectedDevice[]
  readonly because: string
}

/** Rows that list a device which another row lists already. */
export interface Duplicate {
  readonly row: InventoryRow
  readonly of: InventoryRow
  readonly device: InspectedDevice
  readonly because: string
}

export interface Reconciliation {
  /** ISO 8601, of what was seen; `null` where nothing was. */
  readonly first: string | null
  readonly last: string | null
  readonly rows: number
  /** Devices of the hospital's own that were seen. */
  readonly devices: number
  readonly matched: readonly Matched[]
  readonly silent: readonly Silent[]
  readonly unlisted: readonly Unlisted[]
  readonly ambiguous: readonly Ambiguous[]
  readonly duplicates: readonly Duplicate[]
  /** Rows without anything by which a device could be recognised. */
  readonly unrecognisable: readonly Silent[]
}

export interface ReconcileOptions {
  /** A device that was not seen for so long before the end is silent; days. */
  readonly silentAfter: number
}

export function reconcile(
  rows: readonly InventoryRow[],
  seen: readonly InspectedDevice[],
  { silentAfter }: ReconcileOptions,
): Reconciliation {
  const devices = merged(seen.filter((device) => device.internal))
  const { outcomes, remarks, listedBy } = pair(rows, devices)
  const [first, last] = span(devices)
  const elsewhere = whereElse(devices)
  const limit = last === null ? null : Date.parse(last) - silentAfter * 86_400_000
  const matched: Matched[] = []
  const silent: Silent[] = []
  const ambiguous: Ambiguous[] = []
  const duplicates: Duplicate[] = []
  const unrecognisable: Silent[] = []
  for (const [at, outcome] of outcomes.entries()) {
    const row = rows[at]!
    switch (outcome.kind) {
      case 'matched': {
        const device = devices[outcome.device]!
        const further = outcome.further.map((n) => devices[n]!)
        const lastSeen = latestOf([device, ...further])
        matched.push({
          row,
          device,
          further,
          by: outcome.by,
          because: `the same ${identifierWord(outcome.by)} ${outcome.key}`,
          contradictions: contradictions(row, device).map((one) => elsewhere(one, row, device)),
          lastSeen,
          silent: limit !== null && lastSeen !== null && Date.parse(lastSeen) < limit,
        })
        break
      }
      case 'duplicate':
        duplicates.push({
          row,
          of: rows[outcome.of]!,
          device: devices[outcome.device]!,
          because: `${identifierWord(outcome.by)} ${outcome.key} is that of ${rows[outcome.of]!.id} too`,
        })
        break
      case 'ambiguous':
        ambiguous.push({
          row,
          by: outcome.by,
          devices: outcome.devices.map((n) => devices[n]!),
          because: `${outcome.devices.length} devices with ${identifierWord(outcome.by)} ${outcome.key} were seen`,
        })
        break
      case 'none':
        if (row.quantity > 1) unrecognisable.push({ row, because: `it stands for ${row.quantity} devices` })
        else if (!isRecognisable(identifiersOfRow(row)))
          unrecognisable.push({
            row,
            because: 'no MAC, serial number, UDI, host name or IP address is listed',
          })
        else silent.push({ row, because: remarks.get(at) ?? notSeen(row) })
        break
      default:
        outcome satisfies never
    }
  }
  const named = new Set(ambiguous.flatMap((one) => one.devices))
  const free = devices.filter((device, at) => !listedBy.has(at) && !named.has(device))
  return {
    first,
    last,
    rows: rows.length,
    devices: devices.length,
    matched,
    silent,
    unlisted: withHints(free, [...silent, ...unrecognisable]),
    ambiguous,
    duplicates,
    unrecognisable,
  }
}

const latestOf = (devices: readonly InspectedDevice[]): string | null =>
  devices.reduce<string | null>(
    (late, { lastSeen }) => (lastSeen !== null && (late === null || lastSeen > late) ? lastSeen : late),
    null,
  )

/** A serial number or MAC that contradicts and was seen on another device: two units, or their rows, were mixed up. */
function whereElse(devices: readonly InspectedDevice[]) {
  const kinds = ['serial', 'mac'] as const
  let owners: ReadonlyMap<string, InspectedDevice> | undefined
  const ownersOf = () =>
    new Map(
      devices.flatMap((device) => {
        const own = identifiersOfDevice(device)
        return kinds.flatMap((kind) => own[kind].map((key) => [`${kind} ${key}`, device] as const))
      }),
    )
  return (one: Contradiction, row: InventoryRow, matched: InspectedDevice): Contradiction => {
    const kind = kinds.find((known) => known === one.attribute)
    if (kind === undefined) return one
    owners ??= ownersOf()
    const known = owners
    const other = identifiersOfRow(row)
      [kind].map((key) => known.get(`${kind} ${key}`))
      .find((device) => device !== undefined && device !== matched)
    if (other === undefined) return one
    const name = other.ips[0]?.address ?? other.macs[0] ?? other.hostnames[0] ?? other.id
    return {
      ...one,
      because: `it was seen at ${name}: are the two mixed up?`,
    }
  }
}

function notSeen(row: InventoryRow): string {
  const own = identifiersOfRow(row)
  const kinds = IDENTIFIERS.filter((kind) => own[kind].length > 0)
  return `no device with ${kinds.map((kind) => `${identifierWord(kind)} ${own[kind][0]}`).join(' or ')} was seen`
}

function span(devices: readonly InspectedDevice[]): readonly [string | null, string | null] {
  let [first, last]: [string | null, string | null] = [null, null]
  for (const { firstSeen, lastSeen } of devices) {
    if (firstSeen !== null && (first === null || firstSeen < first)) first = firstSeen
    if (lastSeen !== null && (last === null || lastSeen > last)) last = lastSeen
  }
  return [first, last]
}

/** One entry an id: several documents may tell of the same device, the last of them holds. */
function merged(devices: readonly InspectedDevice[]): readonly InspectedDevice[] {
  const byId = new Map<string, InspectedDevice>()
  for (const device of devices) {
    const known = byId.get(device.id)
    byId.set(device.id, known === undefined ? device : joined(known, device))
  }
  return [...byId.values()]
}

function joined(a: InspectedDevice, b: InspectedDevice): InspectedDevice {
  const [old, late] = (a.lastSeen ?? '') <= (b.lastSeen ?? '') ? [a, b] : [b, a]
  const known = Object.fromEntries(
    Object.entries(late).map(([key, value]) => [key, value ?? old[key as keyof InspectedDevice]]),
  ) as unknown as InspectedDevice
  return {
    ...known,
    macs: [...new Set([...a.macs, ...b.macs])],
    ips: [...new Map([...a.ips, ...b.ips].map((use) => [use.address, use])).values()],
    hostnames: [...new Set([...a.hostnames, ...b.hostnames])],
    firstSeen: earliest(a.firstSeen, b.firstSeen),
  }
}

const earliest = (a: string | null, b: string | null): string | null => (a && b ? (a < b ? a : b) : (a ?? b))

/** Names of models that are compared with each one of a device. */
const MOST_MODELS = 2000

/** Rows of the same model that were not seen: an inventory often lacks what tells its devices apart. */
function withHints(free: readonly InspectedDevice[], missing: readonly Silent[]): readonly Unlisted[] {
  const byModel = new Map<string, { count: number; id: string }>()
  for (const { row } of missing) {
    if (row.model === null) continue
    const known = byModel.get(row.model)
    if (known === undefined) byModel.set(row.model, { count: row.quantity, id: row.id })
    else known.count += row.quantity
  }
  const models = [...byModel].slice(0, MOST_MODELS)
  const hints = new Map<string, string | null>()
  return free.map((device) => {
    const name = device.model ?? device.product
    if (name === null) return { device, hint: null }
    let hint = hints.get(name)
    if (hint === undefined) {
      const alike = models.filter(([model]) => sameModel(model, name))
      const count = alike.reduce((n, [, one]) => n + one.count, 0)
      const which = alike[0]?.[1].id
      hint =
        count === 0
          ? null
          : count === 1
            ? `may be ${which}, which is of this model and was not seen`
            : `may be one of ${count} listed of this model that were not seen, such as ${which}`
      hints.set(name, hint)
    }
    return { device, hint }
  })
}
