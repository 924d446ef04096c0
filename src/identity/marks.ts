/** What tells devices apart: identifiers of which a device has one, so that different values prove two devices. */
import { fingerprints, matchFingerprints } from '../knowledge/fingerprints.ts'
import type { FieldName, Observation } from '../model/observation.ts'

/** Fields whose different values prove two devices. */
export const TELLING_APART: ReadonlySet<FieldName> = new Set<FieldName>([
  'cdp.device-id',
  'dhcp.hostname',
  'dhcp.machine-uuid',
  'lldp.system-name',
  'ntlmssp.netbios-computer',
  'smb.server-guid',
  'snmp.sys-name',
])

/** The marks of one device; those of the devices it absorbs are added. */
export class Marks {
  private readonly values = new Map<string, Set<string>>()

  constructor(observations: readonly Observation[]) {
    for (const o of observations) {
      if (!o.self) continue
      if (TELLING_APART.has(o.field)) this.note(o.field, o.value)
      for (const number of serialsIn(o)) this.note(`serial ${o.field}`, number.value)
    }
  }

  /** Is there an identifier of which both have values, and none in common? */
  conflict(other: Marks): boolean {
    for (const [kind, mine] of this.values) {
      const theirs = other.values.get(kind)
      if (theirs !== undefined && mine.isDisjointFrom(theirs)) return true
    }
    return false
  }

  add(other: Marks): void {
    for (const [kind, values] of other.values) for (const value of values) this.note(kind, value)
  }

  private note(kind: string, value: string): void {
    const values = this.values.get(kind) ?? new Set<string>()
    this.values.set(kind, values.add(value.toLowerCase()))
  }
}

/** Serial numbers and UDIs that fingerprints read out of an observation. */
export function serialsIn(o: Observation): { attribute: 'serial' | 'udi'; value: string; vendor: string }[] {
  numbered ??= fieldsOfNumbers()
  if (!numbered.has(o.field)) return []
  return matchFingerprints(o.field, o.value).flatMap(({ says }) =>
    NUMBERS.flatMap((attribute) => {
      const value = says[attribute]
      return value === undefined ? [] : [{ attribute, value, vendor: says.vendor ?? '' }]
    }),
  )
}

const NUMBERS = ['serial', 'udi'] as const
let numbered: ReadonlySet<string> | undefined

/** Fields in which some fingerprint finds such a number: no other needs to be matched for it. */
const fieldsOfNumbers = (): ReadonlySet<string> =>
  new Set(
    fingerprints()
      .filter(({ says, table }) => NUMBERS.some((n) => says?.[n] !== undefined || table?.columns.includes(n)))
      .flatMap((f) => f.field),
  )
