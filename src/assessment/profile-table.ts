/**
 * Devices as profiles: equal rows are one profile, judged once. What nearly every device has of its own (serial
 * number, dates) parts profiles only where an advisory asks for it.
 */
import type { Finding, Profile } from '../advisories/finding.ts'
import type { Statement } from '../advisories/statement.ts'
import { type Os, osFromWindowsBuild } from '../knowledge/os.ts'
import type { InventoryRow } from '../model/inventory.ts'
import { osFromInventory } from './os-names.ts'
import { type Kind, kindOf } from './typing.ts'

export interface FleetProfile {
  readonly number: number
  readonly profile: Profile
  readonly kind: Kind
  readonly findings: readonly Finding[]
  /** A statement asks for a serial number or date that this profile leaves out. */
  readonly asksForMore: boolean
  /** An extended support contract is recorded. */
  readonly esu: boolean
  /** Devices with this profile so far. */
  devices: number
}

/** Finds what concerns a profile; called once for each. */
export type Matcher = (profile: Profile) => readonly Finding[]

export class ProfileTable {
  readonly profiles: FleetProfile[] = []
  private readonly byKey = new Map<string, FleetProfile>()
  private readonly match: Matcher

  constructor(match: Matcher) {
    this.match = match
  }

  /** The profile of a row, with its devices counted. */
  add(row: InventoryRow): FleetProfile {
    const key = keyOf(row)
    let known = this.byKey.get(key) ?? this.make(key, row, false)
    if (known.asksForMore && (row.serial ?? row.manufactured ?? row.shipped) !== null) {
      const own = `${key}\n${row.serial}\n${row.manufactured}\n${row.shipped}`
      known = this.byKey.get(own) ?? this.make(own, row, true)
    }
    known.devices += row.quantity
    return known
  }

  private make(key: string, row: InventoryRow, whole: boolean): FleetProfile {
    const kind = kindOf(row.type, row.vendor, row.model)
    const profile = profileOf(row, kind, whole)
    const findings = this.match(profile)
    const made: FleetProfile = {
      number: this.profiles.length,
      profile,
      kind,
      findings,
      asksForMore: !whole && findings.some(({ statements }) => statements.some(asksForDevice)),
      esu: row.options.some((option) => /\besu\b|extended security updates?/i.test(option)),
      devices: 0,
    }
    this.profiles.push(made)
    this.byKey.set(key, made)
    return made
  }
}

const asksForDevice = ({ conditions, product }: Statement): boolean =>
  product.serialNumbers.length > 0 || conditions.some((c) => c.kind === 'serial' || c.kind === 'date')

function keyOf(row: InventoryRow): string {
  const key = `${row.vendor}\n${row.model}\n${row.version}\n${row.type}\n${row.os}\n${row.osVersion}\n${row.modelNumber}\n${row.region}`
  if (row.components.length === 0 && row.options.length === 0) return key
  return `${key}\n${JSON.stringify([row.components, row.options])}`
}

function profileOf(row: InventoryRow, kind: Kind, whole: boolean): Profile {
  return {
    vendor: row.vendor,
    model: row.model,
    product: null,
    version: row.version,
    versionFrom: 'declared',
    type: kind.type,
    os: osOf(row),
    components: row.components.map(({ name, version }) => ({
      name,
      version,
      vendor: null,
      cpe: null,
      purl: null,
    })),
    modelNumber: row.modelNumber,
    serial: whole ? row.serial : null,
    options: row.options,
    region: row.region,
    manufactured: whole ? row.manufactured : null,
    shipped: whole ? row.shipped : null,
  }
}

/** The system of its own columns, else one that stands among the components. */
function osOf(row: InventoryRow): Os | null {
  const stated = osFromInventory(row.os, row.osVersion)
  if (stated !== null) return stated
  const part = row.components.find(({ name }) => /^(?:microsoft )?windows\b|^vxworks$/i.test(name))
  if (part !== undefined) return osFromInventory(part.name, part.version)
  return row.osVersion === null ? null : osFromWindowsBuild(row.osVersion)
}
