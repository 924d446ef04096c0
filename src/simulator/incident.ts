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

/** Puts an incident into the run at `seconds`; what is given fills once it has begun. */
export function stageIncident(
  hospital: Hospital,
  incident: Incident,
  seconds: number,
  into: IncidentTruth[],
): void {
  const { world } = hospital
  world.after(seconds, () => {
    const { now } = world.queue
    const truth: IncidentTruth = {
      name: incident.name,
      detections: incident.detections,
      because: incident.summary,
      start: now,
      end: now,
      hosts: [],
    }
    into.push(truth)
    truth.hosts = incident.begin({
      world,
      hospital,
      random: world.random.fork(`${incident.name} ${seconds}`),
      touch: () => {
        truth.end = world.queue.now
      },
    })
  })
}
