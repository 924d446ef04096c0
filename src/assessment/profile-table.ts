/**
 * Devices as profiles: equal rows are one profile, judged once. What nearly every device has of its own (serial
 * number, dates) parts profiles only where an advisory asks for it.
 */
import type { Finding, Matched, Profile } from '../advisories/finding.ts'
import type { Condition, Statement } from '../advisories/statement.ts'
import { type Os, osFromWindowsBuild } from '../knowledge/os.ts'
import type { InventoryRow } from '../model/inventory.ts'
import { osFromInventory } from './os-names.ts'
import { settled } from './remediated.ts'
import { type Kind, kindOf } from './typing.ts'

export interface FleetProfile {
  readonly number: number
  readonly profile: Profile
  readonly kind: Kind
  readonly matched: Matched
  /** What a statement asks of the single device, which this profile leaves out. */
  readonly asksFor: { readonly serial: boolean; readonly date: boolean }
  /** An extended support contract is recorded. */
  readonly esu: boolean
  /** Devices with this profile so far. */
  devices: number
}

/** Is there anything by which advisories could be looked up? A maker alone never is. */
export const namesProduct = ({ model, product, modelNumber, os, components }: Profile): boolean =>
  (model ?? product ?? modelNumber ?? os) !== null || components.length > 0

/** Finds what concerns a profile; called once for each. */
export type Matcher = (profile: Profile) => Matched

const MOST_KINDS = 200_000

export class ProfileTable {
  readonly profiles: FleetProfile[] = []
  private readonly byKey = new Map<string, FleetProfile>()
  private readonly kinds = new Map<string, Kind>()
  private readonly match: Matcher

  constructor(match: Matcher) {
    this.match = match
  }

  /** The profile of a row, with its devices counted. */
  add(row: InventoryRow): FleetProfile {
    const key = this.keyOf(row)
    let known = this.byKey.get(key) ?? this.make(key, row, NOTHING)
    const own = ownOf(row, known.asksFor)
    if (own !== NOTHING) {
      const ownKey = `${key}\n${own.serial}\n${own.manufactured}\n${own.shipped}`
      known = this.byKey.get(ownKey) ?? this.make(ownKey, row, own)
    }
    known.devices += row.quantity
    return known
  }

  /** Profiles that differ in their version alone are of one kind. */
  private kindOf({ kinds, vendor, model }: InventoryRow): Kind {
    const key = `${kinds.join('\t')}\n${vendor}\n${model}`
    let known = this.kinds.get(key)
    if (known === undefined) {
      // descriptions can be of any number
      if (this.kinds.size >= MOST_KINDS) this.kinds.clear()
      known = kindOf(kinds, vendor, model)
      this.kinds.set(key, known)
    }
    return known
  }

  /** Rows whose further words come to the same kind are one profile. */
  private keyOf(row: InventoryRow): string {
    if (row.kinds.length < 2) return keyOf(row, row.type ?? '')
    const { type, family } = this.kindOf(row)
    return keyOf(row, `\t${type}\t${family}`)
  }

  private make(key: string, row: InventoryRow, own: Own): FleetProfile {
    const kind = this.kindOf(row)
    const profile = profileOf(row, kind, own)
    const matched = settled(this.match(profile), row.remediated)
    const made: FleetProfile = {
      number: this.profiles.length,
      profile,
      kind,
      matched,
      asksFor: own === NOTHING ? askedOf(matched.own) : { serial: false, date: false },
      esu: row.options.some((option) => /\besu\b|extended security updates?/i.test(option)),
      devices: 0,
    }
    this.profiles.push(made)
    this.byKey.set(key, made)
    return made
  }
}

/** What is a single device's own; only what is asked for is taken, so that equal devices stay one profile. */
type Own = Pick<Profile, 'serial' | 'manufactured' | 'shipped'>
const NOTHING: Own = { serial: null, manufactured: null, shipped: null }

function ownOf(row: InventoryRow, { serial, date }: FleetProfile['asksFor']): Own {
  const own = {
    serial: serial ? row.serial : null,
    manufactured: date ? row.manufactured : null,
    shipped: date ? row.shipped : null,
  }
  return (own.serial ?? own.manufactured ?? own.shipped) === null ? NOTHING : own
}

/** Only where something is left open: a settled answer does not change with the serial number. */
function askedOf(findings: readonly Finding[]): FleetProfile['asksFor'] {
  const open = findings
    .filter(({ status }) => status === 'under_investigation')
    .flatMap(({ statements }) => statements)
  return {
    serial: open.some((one) => SERIALS.some((kind) => hasCondition(one, kind))),
    date: open.some((one) => hasCondition(one, 'date')),
  }
}

const SERIALS: readonly Condition['kind'][] = ['serial', 'serial-prefix', 'serial-list']

const hasCondition = ({ conditions }: Statement, kind: Condition['kind']): boolean =>
  conditions.some((condition) => condition.kind === kind)

function keyOf(row: InventoryRow, kind: string): string {
  const key = `${row.vendor}\n${row.model}\n${row.version}\n${kind}\n${row.os}\n${row.osVersion}\n${row.modelNumber}\n${row.region}`
  if (row.components.length === 0 && row.options.length === 0 && row.remediated.length === 0) return key
  return `${key}\n${JSON.stringify([row.components, row.options, row.remediated])}`
}

/** All that a row says, its serial number and dates too. */
export function declaredProfile(row: InventoryRow): Profile {
  const { serial, manufactured, shipped } = row
  return profileOf(row, kindOf(row.kinds, row.vendor, row.model), { serial, manufactured, shipped })
}

function profileOf(row: InventoryRow, kind: Kind, own: Own): Profile {
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
    serial: own.serial,
    options: row.options,
    region: row.region,
    manufactured: own.manufactured,
    shipped: own.shipped,
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
