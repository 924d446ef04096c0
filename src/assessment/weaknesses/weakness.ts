/**
 * What a weakness is: a shortcoming of one device's configuration, decided from what was seen of it. A rule states
 * once what it means, what it refers to and how it is mended; `judge` finds it in the view of one device. Rules are
 * pure and never read bytes.
 */
import type { Ip } from '../../model/ip.ts'
import type { CredentialSeen, Observation, Seconds, Where } from '../../model/observation.ts'
import type { Safeguard } from './safeguards.ts'
import type { View } from './view.ts'

/** Most severe first. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof SEVERITIES)[number]

/** What is said of a weakness wherever it is found. */
export interface WeaknessKind {
  /** Stable name in documents. */
  readonly id: string
  /** A few words, as a heading. */
  readonly title: string
  /** Base severity: of the shortcoming itself, whatever the device is worth. */
  readonly severity: Severity
  /** Why that severity: what whoever uses it can do. */
  readonly why: string
  /** Entries of the Common Weakness Enumeration. */
  readonly cwe: readonly number[]
  /** What rules and practices call for instead. */
  readonly safeguards: readonly Safeguard[]
  readonly remedy: string
  /** What helps where the remedy is out of reach, as so often on a medical device. */
  readonly meanwhile: string
  /** What looks alike and is none, and how it is told apart. */
  readonly guard: string
}

/** One that is found in what was seen of a device. */
export interface Weakness extends WeaknessKind {
  readonly judge: Judge
}

export type Judge = (view: View) => Iterable<Sight>

/** One time a rule found what it looks for. */
export interface Sight {
  /** What was seen, as the start of a sentence; never a password or anything of a patient. */
  readonly saw: string
  /** Folder name of the protocol; `null` where it is about no service. */
  readonly protocol: string | null
  /** Port of the service; `null` where there is none. */
  readonly port: number | null
  /** Where this sighting weighs otherwise than the rule's base. */
  readonly severity?: Severity
  readonly evidence: readonly Evidence[]
}

/** Where it was read. */
export interface Evidence {
  readonly field: string
  readonly observed: string | null
  readonly at: Seconds
  readonly until: Seconds
  readonly count: number
  /** Who was at the other end. */
  readonly peer: Ip | null
  readonly where: Where | null
}

/** A weakness of one device on one service: all its sightings together. */
export interface FoundWeakness {
  readonly weakness: WeaknessKind
  readonly severity: Severity
  readonly protocol: string | null
  readonly port: number | null
  readonly because: string
  readonly count: number
  readonly first: Seconds
  readonly last: Seconds
  /** Oldest first; bounded. */
  readonly evidence: readonly Evidence[]
}

export const fromObservation = (o: Observation): Evidence => ({
  field: o.field,
  observed: o.value,
  at: o.at,
  until: o.last,
  count: o.count,
  peer: o.service?.peer ?? null,
  where: o.where,
})

export const fromLogin = (c: CredentialSeen): Evidence => ({
  field: `${c.protocol}.login`,
  observed: c.accepted === null ? 'answer not seen' : c.accepted ? 'accepted' : 'refused',
  at: c.at,
  until: c.at,
  count: 1,
  peer: c.client.ip,
  where: c.where,
})
