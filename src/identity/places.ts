/** Where a device is plugged in, as relays and access servers name it, and where it stands, as it says itself. */
import type { Place } from '../model/asset.ts'
import type { FieldName, Observation } from '../model/observation.ts'

/** Fields that name the switch, best first: relay agents (RFC 3046, RFC 8415), access servers (RFC 2865). */
export const SWITCH_FIELDS: readonly FieldName[] = [
  'dhcp.remote-id',
  'dhcpv6.remote-id',
  'radius.nas-identifier',
]
export const PORT_FIELDS: readonly FieldName[] = [
  'dhcp.circuit-id',
  'dhcpv6.interface-id',
  'radius.nas-port-id',
]
export const ACCESS_POINT_FIELDS: readonly FieldName[] = ['radius.access-point']
/** Fields that say where the device itself stands; best first. Where only a patient lies is not among them. */
export const WARD_FIELDS: readonly FieldName[] = [
  'sdc.point-of-care',
  'ws-discovery.sdc-point-of-care',
  'hl7.ward',
  'ge-unity.unit',
]
export const BED_FIELDS: readonly FieldName[] = [
  'sdc.bed',
  'ws-discovery.sdc-bed',
  'intellivue.bed-label',
  'hl7.bed',
  'ge-unity.room',
]

/** What was said last counts: devices move. `observations`: earliest first. */
export function placeOf(observations: readonly Observation[]): Place {
  const last = new Map<FieldName, Observation>()
  for (const o of observations) {
    const before = last.get(o.field)
    if (before === undefined || o.last >= before.last) last.set(o.field, o)
  }
  const best = (fields: readonly FieldName[]) =>
    fields.flatMap((field) => last.get(field)?.value ?? [])[0] ?? null
  return {
    switch: best(SWITCH_FIELDS),
    port: best(PORT_FIELDS),
    accessPoint: best(ACCESS_POINT_FIELDS),
    ward: best(WARD_FIELDS),
    bed: best(BED_FIELDS),
  }
}
