/** Alerts and incidents as the inspection document has them: times as ISO 8601. */
import type { Alert, AlertProof, Incident } from '../../watch/alert.ts'
import { isoTime } from './iso-time.ts'

export interface AlertRow extends Omit<Alert, 'at' | 'until' | 'evidence' | 'suppressed' | 'technique'> {
  /** The first of `techniques`. */
  readonly technique: string | null
  /** MITRE ATT&CK, Enterprise and ICS. */
  readonly techniques: readonly string[]
  readonly at: string
  readonly until: string
  readonly evidence: readonly (Omit<AlertProof, 'at'> & { readonly at: string })[]
  readonly suppressed: { readonly author: string; readonly reason: string; readonly expires: string } | null
}

export interface IncidentRow extends Omit<Incident, 'at' | 'until'> {
  readonly at: string
  readonly until: string
}

export const alertRow = (alert: Alert): AlertRow => ({
  ...alert,
  technique: alert.technique[0] ?? null,
  techniques: alert.technique,
  at: isoTime(alert.at),
  until: isoTime(alert.until),
  evidence: alert.evidence.map((proof) => ({ ...proof, at: isoTime(proof.at) })),
  suppressed: alert.suppressed && { ...alert.suppressed, expires: isoTime(alert.suppressed.expires) },
})

export const incidentRow = (incident: Incident): IncidentRow => ({
  ...incident,
  at: isoTime(incident.at),
  until: isoTime(incident.until),
})
