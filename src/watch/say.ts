/** Small helps for writing detections: proofs, names of endpoints, sightings from one event. */
import type { EventFrame } from '../model/event.ts'
import type { Endpoint } from '../model/observation.ts'
import type { Proof, Sighting } from './detection.ts'

/** How a sentence names an endpoint. */
export const nameOf = ({ ip, mac }: Endpoint): string => ip ?? mac ?? 'somebody'

/** A key for the state of an endpoint. */
export const keyOf = ({ ip, mac }: Endpoint): string => ip ?? mac ?? ''

/** A key for what means the same at one place of capture only: two sites may use the same addresses. */
export const onSite = (at: Pick<EventFrame, 'interfaceIndex'>, key: string): string =>
  `${at.interfaceIndex} ${key}`

/** As {@link onSite}, for what means the same within one VLAN only. */
export const onSegment = (at: Pick<EventFrame, 'interfaceIndex' | 'vlan'>, key: string): string =>
  onSite(at, `${at.vlan ?? ''} ${key}`)

export const proofOf = ({ at, file, packet }: EventFrame, observed: string): Proof => ({
  at,
  file,
  packet,
  observed,
})

/** What one event shows: its actor does something to its target. */
export const sighting = (event: EventFrame, because: string, observed: string): Sighting => ({
  at: event.at,
  actor: event.actor,
  targets: event.target.ip === null && event.target.mac === null ? [] : [event.target],
  because,
  proofs: [proofOf(event, observed)],
})

/** `3 ports`, `1 port`. */
export const count = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** Seconds in words of a sentence: `12 s`, `4 min`, `3 h`. */
export function span(seconds: number): string {
  if (seconds < 120) return `${Math.max(1, Math.round(seconds))} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 3600)} h`
}
