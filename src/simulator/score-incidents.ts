/** Incidents and alerts: which were detected, how soon, and which alerts belong to none. */
import type { FoundAlert, FoundDocument } from './score.ts'
import type { AssetMatcher } from './score-assets.ts'
import type { TruthDocument } from './truth.ts'

export interface IncidentScore {
  readonly expected: number
  readonly detected: number
  readonly recall: number | null
  /** Share of alerts that belong to an incident. */
  readonly alertPrecision: number | null
  readonly alerts: number
  readonly falseAlerts: readonly {
    readonly detection: string
    readonly at: string
    readonly assets: readonly string[]
  }[]
  readonly incidents: readonly {
    readonly name: string
    readonly detected: boolean
    readonly detections: readonly string[]
    /** Seconds from the first packet to the first alert. */
    readonly secondsToDetect: number | null
  }[]
}

interface TrueIncident {
  readonly name: string
  readonly detections: readonly string[]
  readonly start: string
  readonly end: string
  readonly assets: readonly string[]
}

/** An alert may come so long after an incident's last packet and still be its own. */
const GRACE = 900_000

export function scoreIncidents(
  found: FoundDocument,
  truth: TruthDocument,
  matcher: AssetMatcher,
): IncidentScore {
  const alerts = found.alerts ?? []
  const all = truth.incidents as readonly TrueIncident[]
  const belongs = (alert: FoundAlert, incident: TrueIncident): boolean =>
    within(alert, incident) &&
    alert.assets.some((id) => matcher.truths(id).some((asset) => incident.assets.includes(asset.id)))
  const incidents = all
    .filter((incident) => incident.detections.length > 0)
    .map((incident) => {
      const own = alerts.filter(
        (one) => incident.detections.includes(one.detection) && belongs(one, incident),
      )
      const first = Math.min(...own.map((one) => Date.parse(one.at)))
      return {
        name: incident.name,
        detected: own.length > 0,
        detections: [...new Set(own.map((one) => one.detection))],
        secondsToDetect: own.length === 0 ? null : Math.max(0, (first - Date.parse(incident.start)) / 1000),
      }
    })
  // Whatever fires on somebody who is in an incident while it lasts has a cause; everything else is a false alert.
  const falseAlerts = alerts.filter((alert) => !all.some((incident) => belongs(alert, incident)))
  const detected = incidents.filter((one) => one.detected).length
  return {
    expected: incidents.length,
    detected,
    recall: incidents.length === 0 ? null : detected / incidents.length,
    alerts: alerts.length,
    alertPrecision: alerts.length === 0 ? null : (alerts.length - falseAlerts.length) / alerts.length,
    falseAlerts: falseAlerts.map(({ detection, at, assets }) => ({ detection, at, assets })),
    incidents,
  }
}

const within = (alert: FoundAlert, incident: TrueIncident): boolean => {
  const at = Date.parse(alert.at)
  const until = Date.parse(alert.until ?? alert.at)
  return until >= Date.parse(incident.start) - 1000 && at <= Date.parse(incident.end) + GRACE
}
