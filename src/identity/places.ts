/** Where a device is plugged in, as relays and access servers name it. */
import type { Place } from '../model/asset.ts'
import type { FieldName, Observation } from '../model/observation.ts'

const NOWHERE: Place = { switch: null, port: null, accessPoint: null, ward: null, bed: null }

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

/** What was said last counts: devices move. `observations`: earliest first. */
export function placeOf(observations: readonly Observation[]): Place {
  const last = new Map<FieldName, Observation>()
  for (const o of observations) {
    const before = last.get(o.field)
    if (before === undefined || o.last >= before.last) last.set(o.field, o)
  }
  const best = (fields: readonly FieldName[]) =>
    fields.flatMap((field) => last.get(field)?.value ?? [])[0] ?? null
  const place = {
    switch: best(SWITCH_FIELDS),
    port: best(PORT_FIELDS),
    accessPoint: best(ACCESS_POINT_FIELDS),
  }
  return { ...NOWHERE, ...place }
}
