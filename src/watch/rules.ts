/** The two shapes most detections have: one event is enough, or many different things within a time are. */
import type { EventFrame, EventKind, EventOf } from '../model/event.ts'
import type { Endpoint } from '../model/observation.ts'
import type { Say, Watcher } from './detection.ts'
import { keyOf, proofOf, sighting } from './say.ts'
import { RecentMap } from './state/recent-map.ts'

type Handlers = Watcher['on']

export interface SeenRule<K extends EventKind> {
  readonly kind: K
  readonly when: (e: EventOf<K>) => boolean
  readonly because: (e: EventOf<K>) => string
  readonly observed: (e: EventOf<K>) => string
}

/** One event is enough. */
export function whenSeen<K extends EventKind>(rule: SeenRule<K>): Watcher {
  const handle = (e: EventOf<K>, say: Say) => {
    if (rule.when(e)) say(sighting(e, rule.because(e), rule.observed(e)))
  }
  return { on: { [rule.kind]: handle } as unknown as Handlers }
}

export interface ManyRule<K extends EventKind> {
  readonly kind: K
  readonly when?: (e: EventOf<K>) => boolean
  /** What is followed by itself; the actor by default. */
  readonly key?: (e: EventOf<K>) => string
  /** What must differ; `null`: every event counts. */
  readonly thing: ((e: EventOf<K>) => string | number) | null
  readonly atLeast: number
  readonly seconds: number
  readonly because: (e: EventOf<K>, count: number, seconds: number) => string
  readonly observed: (e: EventOf<K>) => string
  /** Things kept of one key; above `atLeast`. */
  readonly most?: number
}

interface Things {
  readonly values: Map<string | number, number>
  readonly targets: Map<string, Endpoint>
  told: number
  serial: number
}

const MOST_KEYS = 4096
const MOST_TARGETS = 64

/** Many different things within a time. Told once per such time and key. */
export function whenMany<K extends EventKind>(rule: ManyRule<K>): Watcher {
  const most = rule.most ?? Math.max(64, 2 * rule.atLeast)
  const keys = new RecentMap<string, Things>(MOST_KEYS, rule.seconds)
  const keyed = rule.key ?? ((e: EventFrame) => keyOf(e.actor))

  function handle(e: EventOf<K>, say: Say): void {
    if (rule.when?.(e) === false) return
    const of = keys.use(keyed(e), e.at, () => ({
      values: new Map(),
      targets: new Map(),
      told: Number.NEGATIVE_INFINITY,
      serial: 0,
    }))
    const thing = rule.thing === null ? of.serial++ : rule.thing(e)
    of.values.delete(thing)
    of.values.set(thing, e.at)
    for (const [old, at] of of.values) {
      if (at > e.at - rule.seconds && of.values.size <= most) break
      of.values.delete(old)
    }
    if (of.targets.size < MOST_TARGETS && keyOf(e.target) !== '') of.targets.set(keyOf(e.target), e.target)
    if (of.values.size < rule.atLeast || e.at < of.told + rule.seconds) return
    of.told = e.at
    const first = of.values.values().next().value ?? e.at
    say({
      at: first,
      until: e.at,
      actor: e.actor,
      targets: [...of.targets.values()],
      because: rule.because(e, of.values.size, e.at - first),
      proofs: [proofOf(e, rule.observed(e))],
    })
  }

  return {
    get overloaded() {
      return keys.overloaded
    },
    on: { [rule.kind]: handle } as unknown as Handlers,
  }
}

/** Several watchers of one detection, as one. */
export function together(...watchers: readonly Watcher[]): Watcher {
  const on: Partial<Record<EventKind, (e: never, say: Say) => void>> = {}
  for (const kind of new Set(watchers.flatMap((watcher) => Object.keys(watcher.on) as EventKind[]))) {
    const handlers = watchers.flatMap(({ on }) => on[kind] ?? []) as ((e: never, say: Say) => void)[]
    on[kind] = (e, say) => {
      for (const handle of handlers) handle(e, say)
    }
  }
  return {
    on: on as Handlers,
    finish: (say) => {
      for (const watcher of watchers) watcher.finish?.(say)
    },
    get overloaded() {
      return watchers.some((watcher) => watcher.overloaded === true)
    },
  }
}
