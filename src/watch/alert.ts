/** Alerts and incidents, as documents hold them. */
import type { AssetId } from '../model/asset.ts'
import type { Seconds } from '../model/observation.ts'
import type { Severity } from './detection.ts'

export interface AlertProof {
  readonly at: Seconds
  /** Capture, and 1-based number of the packet in it; `null` where the sum of a whole conversation is meant. */
  readonly file: string | null
  readonly packet: number | null
  readonly observed: string
}

export interface Alert {
  readonly id: string
  readonly detection: string
  readonly title: string
  readonly severity: Severity
  readonly at: Seconds
  readonly until: Seconds
  /** How often it was seen. */
  readonly count: number
  /** The actor first, then those it acts on; whoever is no asset stands in `peers`. */
  readonly assets: readonly AssetId[]
  /** Addresses of actors and targets that are no assets. */
  readonly peers: readonly string[]
  readonly because: string
  readonly technique: readonly string[]
  readonly evidence: readonly AlertProof[]
  readonly check: string
  readonly response: string
  /** Who asked for silence about it, why and until when; `null`: nobody. */
  readonly suppressed: { readonly author: string; readonly reason: string; readonly expires: Seconds } | null
}

export interface Incident {
  readonly id: string
  readonly severity: Severity
  readonly at: Seconds
  readonly until: Seconds
  readonly assets: readonly AssetId[]
  /** Ids of the alerts in it, in the order of the story. */
  readonly alerts: readonly string[]
  readonly story: string
}
