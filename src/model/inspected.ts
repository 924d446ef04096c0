/**
 * A device as an inspection document tells of it: the form in which devices that were seen go from one command to
 * another, through files too. What a document does not tell is `null` or empty.
 */

/** What one field on the wire said. */
export interface InspectedEvidence {
  readonly attribute: string
  readonly value: string
  readonly protocol: string
  readonly field: string
  readonly observed: string
  readonly at: string
  readonly file: string
  /** Number in its file, from 1; 0 where it is none. */
  readonly packet: number
}

export interface InspectedDevice {
  readonly id: string
  readonly macs: readonly string[]
  readonly ips: readonly { readonly address: string }[]
  readonly hostnames: readonly string[]
  readonly family: string | null
  readonly type: string | null
  readonly vendor: string | null
  readonly model: string | null
  readonly product: string | null
  readonly version: string | null
  readonly serial: string | null
  readonly udi: string | null
  readonly os: {
    readonly name: string | null
    readonly version: string | null
    readonly build: string | null
  }
  /** Parts that it names itself, such as its web server. */
  readonly components: readonly { readonly name: string; readonly version: string | null }[]
  /** 0-1. */
  readonly confidence: { readonly model: number; readonly version: number }
  readonly internal: boolean
  readonly place: { readonly ward: string | null; readonly bed: string | null }
  /** ISO 8601. */
  readonly firstSeen: string | null
  readonly lastSeen: string | null
  readonly evidence: readonly InspectedEvidence[]
  /** Shortcomings of its configuration. */
  readonly weaknesses: readonly InspectedSign[]
  /** Detections that fired on it, as actor or as target. */
  readonly alerts: readonly InspectedSign[]
  /** Hosts of the house that use its services. */
  readonly dependents: number
}

export interface InspectedSign {
  readonly id: string
  readonly severity: 'critical' | 'high' | 'medium' | 'low'
}
