/**
 * Collects what detections say while a capture is read: the same between the same is counted, not kept again, and
 * each detection and each actor has a budget, so that a storm of one kind drowns nothing else. Half of a detection's
 * budget stays with who came first, half goes to who came last: made-up actors keep no real one out.
 */
import type { Endpoint, Seconds } from '../model/observation.ts'
import type { Detection, Proof, Severity, Sighting } from './detection.ts'
import { keyOf } from './say.ts'

/** The same again within this long is the same alert. Our choice: an hour, so that a day of attacks is a few lines. */
export const SAME_ALERT_SECONDS = 3600
/** Groups kept of one detection, and of one actor in it. */
const MOST_OF_DETECTION = 4096
const MOST_OF_ACTOR = 256
/** Targets and proofs kept of one group. */
const MOST_TARGETS = 64
const MOST_PROOFS = 3

/** Equal sightings, added up. */
export interface Seen {
  readonly detection: Detection
  readonly actor: Endpoint
  readonly targets: readonly Endpoint[]
  readonly at: Seconds
  readonly until: Seconds
  readonly count: number
  readonly because: string
  readonly severity: Severity
  readonly proofs: readonly Proof[]
}

interface Group {
  readonly detection: Detection
  readonly actor: Endpoint
  readonly targets: Endpoint[]
  readonly at: Seconds
  until: Seconds
  count: number
  because: string
  severity: Severity
  readonly proofs: Proof[]
}

/** What a detection has said so far. */
interface Budget {
  used: number
  /** Places of the later half, which are given away in turn. */
  readonly late: number[]
  next: number
}

export class Sightings {
  /** Detections that had more to say than could be kept. */
  readonly overloaded = new Set<string>()
  private readonly groups = new Map<string, Group>()
  private readonly all: Group[] = []
  /** Keys of the groups in `all`. */
  private readonly keys: string[] = []
  private readonly ofActor = new Map<string, number>()
  private readonly ofDetection = new Map<string, Budget>()

  add(detection: Detection, sighting: Sighting): void {
    const { actor, targets, at } = sighting
    const key = `${detection.id}|${keyOf(actor)}|${keyOf(targets[0] ?? NOBODY)}|${sighting.severity ?? ''}`
    const known = this.groups.get(key)
    if (known !== undefined && at <= known.until + SAME_ALERT_SECONDS) {
      join(known, sighting)
      return
    }
    if (!this.affords(detection.id, actorKey(detection, actor))) return
    const place = this.placeFor(detection.id)
    const group: Group = {
      detection,
      actor,
      targets: targets.slice(0, MOST_TARGETS),
      at,
      until: sighting.until ?? at,
      count: 1,
      because: sighting.because,
      severity: sighting.severity ?? detection.severity,
      proofs: sighting.proofs.slice(0, MOST_PROOFS),
    }
    this.groups.set(key, group)
    this.keys[place] = key
    this.all[place] = group
  }

  list(): readonly Seen[] {
    return this.all
  }

  private affords(detection: string, actor: string): boolean {
    const used = this.ofActor.get(actor) ?? 0
    if (used >= MOST_OF_ACTOR) {
      this.overloaded.add(detection)
      return false
    }
    this.ofActor.set(actor, used + 1)
    return true
  }

  /** Where the group goes: at the end, or once the budget is used up in the place of the oldest of the later half. */
  private placeFor(detection: string): number {
    const budget = this.ofDetection.get(detection) ?? { used: 0, late: [], next: 0 }
    this.ofDetection.set(detection, budget)
    if (budget.used < MOST_OF_DETECTION) {
      if (budget.used++ >= MOST_OF_DETECTION / 2) budget.late.push(this.all.length)
      return this.all.length
    }
    this.overloaded.add(detection)
    const place = budget.late[budget.next++ % budget.late.length]!
    this.forget(place)
    return place
  }

  private forget(place: number): void {
    const group = this.all[place]!
    const key = this.keys[place]!
    if (this.groups.get(key) === group) this.groups.delete(key)
    const actor = actorKey(group.detection, group.actor)
    const left = (this.ofActor.get(actor) ?? 1) - 1
    if (left > 0) this.ofActor.set(actor, left)
    else this.ofActor.delete(actor)
  }
}

const actorKey = ({ id }: Detection, actor: Endpoint): string => `${id}|${keyOf(actor)}`

const NOBODY: Endpoint = { mac: null, ip: null }

function join(group: Group, sighting: Sighting): void {
  group.count++
  group.until = Math.max(group.until, sighting.until ?? sighting.at)
  // The last sentence tells most: numbers in it have grown.
  group.because = sighting.because
  for (const proof of sighting.proofs) if (group.proofs.length < MOST_PROOFS) group.proofs.push(proof)
  for (const target of sighting.targets)
    if (group.targets.length < MOST_TARGETS && !group.targets.some((t) => keyOf(t) === keyOf(target)))
      group.targets.push(target)
}
