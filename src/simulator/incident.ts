/** Incidents: what goes wrong in the hospital by script. One file each in `incidents/`, one line in its list. */
import type { Hospital } from './hospital/hospital.ts'
import type { Random } from './random.ts'
import type { Unit } from './unit.ts'
import type { World } from './world.ts'

export interface Incident {
  /** The slug of the behaviour, or of the event. */
  readonly name: string
  /** One line: what happens. */
  readonly summary: string
  /** Detections of which at least one is expected to fire; empty where nothing needs to be told. */
  readonly detections: readonly string[]
  /** It lays out packets that are meant to be malformed or odd. */
  readonly malformed?: boolean
  /** Starts at the time it is called; calls `stage.touch` whenever it acts. Gives who is in it, the actor first. */
  readonly begin: (stage: Stage) => readonly Unit[]
}

/** Nobody of the kind that an incident needs is on yet. */
export class Absent extends Error {
  override readonly name = 'Absent'
}

/** Seconds after which an incident looks again for those it needs. */
const RETRY = 15

/** What an incident works with. */
export interface Stage {
  readonly world: World
  readonly hospital: Hospital
  readonly random: Random
  /** Notes that it still goes on. */
  touch(): void
}

export interface IncidentTruth {
  readonly name: string
  readonly detections: readonly string[]
  readonly because: string
  /** Microseconds since the start. */
  readonly start: number
  end: number
  hosts: readonly Unit[]
}

/**
 * Puts an incident into the run at `seconds`, or as soon after as there is somebody it can happen to; what is given
 * fills once it has begun.
 */
export function stageIncident(
  hospital: Hospital,
  incident: Incident,
  seconds: number,
  into: IncidentTruth[],
): void {
  const { world } = hospital
  const random = world.random.fork(`${incident.name} ${seconds}`)
  const attempt = (): void => {
    const { now } = world.queue
    const truth: IncidentTruth = {
      name: incident.name,
      detections: incident.detections,
      because: incident.summary,
      start: now,
      end: now,
      hosts: [],
    }
    const touch = (): void => {
      truth.end = world.queue.now
    }
    try {
      truth.hosts = incident.begin({ world, hospital, random, touch })
      into.push(truth)
    } catch (error) {
      if (!(error instanceof Absent)) throw error
      world.after(RETRY, attempt)
    }
  }
  world.after(seconds, attempt)
}
