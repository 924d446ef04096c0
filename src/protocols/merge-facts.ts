/**
 * Puts together what several engines learned from shares of one capture. Conversations are disjoint (a share has
 * all between two addresses); stations, bindings, speakers and observations may have been met in several.
 */
import type { Binding, CaptureFacts, Coverage, Speaker, Station } from '../model/facts.ts'
import type { Observation } from '../model/observation.ts'

export function mergeFacts(parts: readonly CaptureFacts[]): CaptureFacts {
  const [first, ...others] = parts
  if (first === undefined || others.length === 0) return first!
  return {
    captures: first.captures,
    coverage: mergeCoverage(parts.map((p) => p.coverage)),
    stations: together(
      parts.flatMap((p) => p.stations),
      (s) => s.mac,
      mergeStations,
    ),
    bindings: together(
      parts.flatMap((p) => p.bindings),
      (b) => `${b.mac} ${b.ip}`,
      mergeBindings,
    ),
    speakers: together(
      parts.flatMap((p) => p.speakers),
      (s) => s.ip,
      mergeSpeakers,
    ),
    observations: together(
      parts.flatMap((p) => p.observations),
      observationKey,
      mergeObservations(first.captures),
    ),
    credentials: parts.flatMap((p) => p.credentials),
    conversations: parts.flatMap((p) => p.conversations),
  }
}

/** Items of one key become one; the order is that of their first sighting. */
function together<T>(items: readonly T[], keyOf: (item: T) => string, merge: (a: T, b: T) => T): T[] {
  const merged = new Map<string, T>()
  for (const item of items) {
    const key = keyOf(item)
    const known = merged.get(key)
    merged.set(key, known === undefined ? item : merge(known, item))
  }
  return [...merged.values()]
}

const union = <T>(a: readonly T[], b: readonly T[]): T[] => [...new Set([...a, ...b])]
const span = (a: { first: number; last: number }, b: { first: number; last: number }) => ({
  first: Math.min(a.first, b.first),
  last: Math.max(a.last, b.last),
})
const either = (
  a: number | null,
  b: number | null,
  choose: (a: number, b: number) => number,
): number | null => (a === null ? b : b === null ? a : choose(a, b))

const mergeStations = (a: Station, b: Station): Station => ({
  mac: a.mac,
  ...span(a, b),
  frames: a.frames + b.frames,
  vlans: union(a.vlans, b.vlans).sort((x, y) => x - y),
})

const mergeBindings = (a: Binding, b: Binding): Binding => ({
  mac: a.mac,
  ip: a.ip,
  ...span(a, b),
  packets: a.packets + b.packets,
  stated: union(a.stated, b.stated).sort(),
  statedFirst: either(a.statedFirst, b.statedFirst, Math.min),
  statedLast: either(a.statedLast, b.statedLast, Math.max),
  ttl: Math.max(a.ttl, b.ttl),
  linkScope: a.linkScope || b.linkScope,
})

const mergeSpeakers = (a: Speaker, b: Speaker): Speaker => ({
  ip: a.ip,
  ...span(a, b),
  packets: a.packets + b.packets,
})

const observationKey = (o: Observation): string =>
  `${o.endpoint.mac ?? ''}|${o.endpoint.ip ?? ''}|${o.self}|${o.field}|${o.value}`

/** The earlier sighting is the one that evidence points to; of two at the same time, that in the first capture. */
function mergeObservations(
  captures: CaptureFacts['captures'],
): (a: Observation, b: Observation) => Observation {
  const order = new Map(captures.map((c, i) => [c.file, i]))
  const isBefore = (b: Observation, a: Observation): boolean => {
    if (a.at !== b.at) return b.at < a.at
    const [captureA, captureB] = [order.get(a.where.file) ?? 0, order.get(b.where.file) ?? 0]
    return captureA === captureB ? b.where.packet < a.where.packet : captureB < captureA
  }
  return (a, b) => {
    const [earlier, later] = isBefore(b, a) ? [b, a] : [a, b]
    return { ...earlier, last: Math.max(a.last, b.last), count: earlier.count + later.count }
  }
}

function mergeCoverage(parts: readonly Coverage[]): Coverage {
  const sum = (of: (c: Coverage) => number) => parts.reduce((n, c) => n + of(c), 0)
  const connections = sum((c) => c.tcpConnections)
  const oneWay = sum((c) => (c.oneWayShare ?? 0) * c.tcpConnections)
  const oddities: Record<string, number> = {}
  for (const [name, n] of parts.flatMap((c) => Object.entries(c.oddities)).sort())
    oddities[name] = (oddities[name] ?? 0) + n
  return {
    oneWayShare: connections === 0 ? null : oneWay / connections,
    tcpConnections: connections,
    gaps: sum((c) => c.gaps),
    snaplenCut: sum((c) => c.snaplenCut),
    evicted: sum((c) => c.evicted),
    notes: parts.flatMap((c) => c.notes),
    oddities,
  }
}
