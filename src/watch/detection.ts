/** What a detection is: what it watches or judges, and what a person does about it. */
import type { EventKind, EventOf } from '../model/event.ts'
import type { Endpoint, Seconds } from '../model/observation.ts'
import type { Scene } from './scene.ts'

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** One thing that was seen in the input. */
export interface Proof {
  readonly at: Seconds
  /** Index of the capture, -1 where the sum of a whole flow is meant; 1-based number of the packet. */
  readonly file: number
  readonly packet: number
  readonly observed: string
}

/** What a detection has to say, once. */
export interface Sighting {
  readonly at: Seconds
  readonly until?: Seconds
  /** Who does it. Both addresses `null` where nobody can be named. */
  readonly actor: Endpoint
  /** Whom it concerns. */
  readonly targets: readonly Endpoint[]
  /** A sentence for a person, without a full stop. */
  readonly because: string
  readonly proofs: readonly Proof[]
  /** Set where this sighting weighs other than the detection usually does. */
  readonly severity?: Severity
}

export type Say = (sighting: Sighting) => void

/** Follows events in packet order, with bounded state. */
export interface Watcher {
  readonly on: { readonly [K in EventKind]?: (event: EventOf<K>, say: Say) => void }
  /** Everything has been seen. */
  finish?(say: Say): void
  /** State was full and something was forgotten that still mattered. */
  readonly overloaded?: boolean
}

export interface Detection {
  readonly id: string
  readonly title: string
  /** For a device of ordinary importance; what it means to a patient raises it (see `severity.ts`). */
  readonly severity: Severity
  /** MITRE ATT&CK ids, Enterprise (T1...) and ICS (T0...). */
  readonly technique: readonly string[]
  /** What to look at first. */
  readonly check: string
  /** What can be done without harm to a patient who depends on the device. */
  readonly response: string
  /** What looks like it and is none, and how it is kept out. */
  readonly trap: string
  /** It compares with what was learned, and is silent without (`--baseline`). */
  readonly needsBaseline?: true
  /** From events as they pass. */
  watch?(): Watcher
  /** From what is known at the end: devices, conversations, observations. */
  judge?(scene: Scene): Iterable<Sighting>
  /** Is what was seen worth an alert, now that the devices are known? Without it: yes. */
  confirm?(sighting: Sighting, scene: Scene): boolean
}
