/**
 * Which listed device is which seen one. Identifiers are tried from the most telling to the least; one that names several
 * devices, or that several rows share, is never settled by chance. Everything goes over indexes: 200,000 rows take a second.
 */
import type { InspectedDevice } from '../../model/inspected.ts'
import type { InventoryRow } from '../../model/inventory.ts'
import { type Contradiction, contradictions, otherMaker, otherSerial } from './contradictions.ts'
import {
  IDENTIFIERS,
  type Identifier,
  type Identifiers,
  identifiersOfDevice,
  identifiersOfRow,
} from './identifiers.ts'

/** What became of a row. Numbers are places in the list of devices. */
export type Outcome =
  | {
      readonly kind: 'matched'
      readonly device: number
      /** One row may list the addresses of several devices that were seen apart. */
      readonly further: readonly number[]
      readonly by: Identifier
      readonly key: string
    }
  /** Another row lists the same device and agrees with it better. */
  | {
      readonly kind: 'duplicate'
      readonly of: number
      readonly device: number
      readonly by: Identifier
      readonly key: string
    }
  | {
      readonly kind: 'ambiguous'
      readonly devices: readonly number[]
      readonly by: Identifier
      readonly key: string
    }
  | { readonly kind: 'none' }

export interface Pairing {
  /** One a row. */
  readonly outcomes: readonly Outcome[]
  /** Why something that is shared was not enough, by row. */
  readonly remarks: ReadonlyMap<number, string>
  /** The row that lists a device, by device. */
  readonly listedBy: ReadonlyMap<number, number>
}

const NONE: Outcome = { kind: 'none' }
/** Candidates looked at of one key: more share a placeholder. */
const MOST = 64

export function pair(rows: readonly InventoryRow[], devices: readonly InspectedDevice[]): Pairing {
  return new Pairer(rows, devices).pairing()
}

interface Open {
  readonly row: number
  readonly key: string
  readonly devices: readonly number[]
}

class Pairer {
  private readonly rows: readonly InventoryRow[]
  private readonly devices: readonly InspectedDevice[]
  private readonly own: readonly Identifiers[]
  private readonly theirs: readonly Identifiers[]
  private readonly outcomes: Outcome[]
  private readonly remarks = new Map<number, string>()
  private readonly listedBy = new Map<number, number>()

  constructor(rows: readonly InventoryRow[], devices: readonly InspectedDevice[]) {
    this.rows = rows
    this.devices = devices
    this.own = rows.map(identifiersOfRow)
    this.theirs = devices.map(identifiersOfDevice)
    this.outcomes = rows.map(() => NONE)
  }

  pairing(): Pairing {
    for (const by of IDENTIFIERS) this.tier(by)
    return { outcomes: this.outcomes, remarks: this.remarks, listedBy: this.listedBy }
  }

  private tier(by: Identifier): void {
    const index = indexOf(this.theirs, by)
    const open: Open[] = []
    for (const [row, own] of this.own.entries()) {
      const outcome = this.outcomes[row]!
      if (outcome.kind === 'matched' || outcome.kind === 'duplicate' || this.rows[row]!.quantity > 1) continue
      const found = this.candidates(row, own[by], index, by)
      if (found !== null && found.devices.length > 0) open.push(found)
    }
    this.settleSingles(
      open.filter(({ devices }) => devices.length === 1),
      by,
    )
    const several = open.filter(({ devices }) => devices.length > 1)
    const holders = by === 'mac' ? this.holders(several) : new Map<number, number>()
    for (const one of several) this.settleSeveral(one, by, holders)
  }

  /** Of an address that several rows list, as that of a docking station, the row that agrees best with who has it now. */
  private holders(several: readonly Open[]): ReadonlyMap<number, number> {
    const holders = new Map<number, number>()
    const least = new Map<number, number>()
    for (const { row, devices } of several)
      for (const device of devices) {
        const disagreement = this.disagreement(row, device)
        if (disagreement >= (least.get(device) ?? Number.POSITIVE_INFINITY)) continue
        least.set(device, disagreement)
        holders.set(device, row)
      }
    return holders
  }

  /** Devices that the keys name and nothing speaks against; a row that was ambiguous keeps to its candidates. */
  private candidates(
    row: number,
    keys: readonly string[],
    index: ReadonlyMap<string, readonly number[]>,
    by: Identifier,
  ): Open | null {
    const before = this.outcomes[row]!
    const found = new Set<number>()
    let first: string | null = null
    for (const key of keys)
      for (const device of (index.get(key) ?? []).slice(0, MOST)) {
        if (before.kind === 'ambiguous' && !before.devices.includes(device)) continue
        const taken = this.listedBy.get(device)
        const against = taken === undefined ? this.speaksAgainst(row, device, by) : null
        if (taken !== undefined) this.noteTaken(row, device, taken, by, key)
        else if (against !== null) this.remark(row, `${WORDS[by]} ${key} is another device's: ${against}`)
        else {
          found.add(device)
          first ??= key
        }
      }
    return first === null ? null : { row, key: first, devices: [...found] }
  }

  /** A device that a more telling identifier gave to another row: the same device twice, or an address that moved on. */
  private noteTaken(row: number, device: number, taken: number, by: Identifier, key: string): void {
    if (by === 'mac' || by === 'serial' || by === 'udi') {
      if (this.outcomes[row]!.kind === 'none')
        this.outcomes[row] = { kind: 'duplicate', of: taken, device, by, key }
      return
    }
    this.remark(row, `${WORDS[by]} ${key} is used by the device listed as ${this.rows[taken]!.id}`)
  }

  private remark(row: number, text: string): void {
    if (!this.remarks.has(row)) this.remarks.set(row, text)
  }

  /** Why a device is not the one listed, although it has this identifier; the less telling that is, the more counts. */
  private speaksAgainst(at: number, number: number, by: Identifier): string | null {
    const row = this.rows[at]!
    const device = this.devices[number]!
    if (by === 'mac' || by === 'udi') return null
    if (by === 'serial')
      return otherMaker(row.vendor, device.vendor) ? `it is made by ${device.vendor}` : null
    if (otherSerial(row, device)) return `its serial number is ${device.serial}`
    if (by === 'hostname') return null
    const listed = this.own[at]!.mac
    const seen = this.theirs[number]!.mac
    if (listed.length > 0 && seen.length > 0)
      return `its MAC is ${seen[0]}: the address was given to another device`
    const contradiction = contradictions(row, device).find(({ attribute }) => DECIDES.has(attribute))
    return contradiction === undefined ? null : `its ${contradiction.attribute} is ${contradiction.seen}`
  }

  /** Rows of which each names one device; where several name the same, the one that contradicts it least is it. */
  private settleSingles(open: readonly Open[], by: Identifier): void {
    for (const [device, claimants] of Map.groupBy(open, ({ devices }) => devices[0]!)) {
      const [best, ...rest] =
        claimants.length === 1
          ? claimants
          : [...claimants].sort((a, b) => this.disagreement(a.row, device) - this.disagreement(b.row, device))
      this.match(best!, device, [], by)
      for (const { row, key } of rest)
        this.outcomes[row] = { kind: 'duplicate', of: best!.row, device, by, key }
    }
  }

  private disagreement(row: number, device: number): number {
    const shared = IDENTIFIERS.filter((kind) =>
      this.own[row]![kind].some((key) => this.theirs[device]![kind].includes(key)),
    )
    return contradictions(this.rows[row]!, this.devices[device]!).length - shared.length
  }

  private settleSeveral(
    { row, key, devices }: Open,
    by: Identifier,
    holders: ReadonlyMap<number, number>,
  ): void {
    const left = devices.filter((device) => !this.listedBy.has(device))
    const free = left.filter((device) => (holders.get(device) ?? row) === row)
    if (free.length === 0) {
      const [device] = left
      const of = device === undefined ? undefined : holders.get(device)
      if (device !== undefined && of !== undefined)
        this.outcomes[row] = { kind: 'duplicate', of, device, by, key }
      return
    }
    // a row with the MACs of two interfaces lists both, however they were seen
    if (free.length === 1 || by === 'mac') this.match({ row, key, devices }, free[0]!, free.slice(1), by)
    else this.outcomes[row] = { kind: 'ambiguous', devices: free, by, key }
  }

  private match(open: Open, device: number, further: readonly number[], by: Identifier): void {
    const { row } = open
    const key = this.own[row]![by].find((one) => this.theirs[device]![by].includes(one)) ?? open.key
    this.outcomes[row] = { kind: 'matched', device, further, by, key }
    for (const one of [device, ...further]) this.listedBy.set(one, row)
  }
}

/** What makes a device with the same IP address another one. */
const DECIDES: ReadonlySet<Contradiction['attribute']> = new Set(['vendor', 'model', 'type', 'os'])

const WORDS: Readonly<Record<Identifier, string>> = {
  mac: 'MAC',
  serial: 'serial number',
  udi: 'UDI',
  hostname: 'host name',
  ip: 'IP address',
}

export const identifierWord = (by: Identifier): string => WORDS[by]

function indexOf(all: readonly Identifiers[], by: Identifier): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>()
  for (const [at, own] of all.entries())
    for (const key of own[by]) {
      const list = index.get(key)
      if (list === undefined) index.set(key, [at])
      else list.push(at)
    }
  return index
}
