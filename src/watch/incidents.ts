/**
 * Related alerts told as one story: alerts that share a device and lie within an hour of one another are one incident.
 * One alert by itself is no incident, unless it is critical.
 */

import type { AssetId } from '../model/asset.ts'
import { digestOf } from '../model/digest.ts'
import type { Alert, Incident } from './alert.ts'
import { SEVERITIES } from './detection.ts'
import { oncePerScene } from './once.ts'
import { count, span } from './say.ts'
import { criticalityOf, familyOf, type Scene, typeOf } from './scene.ts'

/** How far apart in time related alerts may lie. Our choice: lateral movement by hand takes minutes to an hour. */
const RELATED_SECONDS = 3600
/** Sentences of one story. */
const MOST_SENTENCES = 8
/** A device with more alerts than this is a place where many things meet (a server): it ties nothing together as a target. */
const MEETING_PLACE = 24

export function incidentsFrom(alerts: readonly Alert[], scene: Scene): Incident[] {
  const inTime = alerts.filter((alert) => alert.suppressed === null).sort((a, b) => a.at - b.at)
  return groupsOf(inTime)
    .filter((group) => group.length > 1 || group[0]!.severity === 'critical')
    .map((group) => incident(group, scene))
    .sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) || a.at - b.at)
}

/** Connected parts of the graph of alerts and the devices (or addresses) in them. */
function groupsOf(alerts: readonly Alert[]): Alert[][] {
  const parent = alerts.map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  const touched = new Map<string, number>()
  for (const alert of alerts)
    for (const who of partiesOf(alert)) touched.set(who, (touched.get(who) ?? 0) + 1)
  const lastOf = new Map<string, number>()
  for (const [i, alert] of alerts.entries())
    for (const [place, who] of partiesOf(alert).entries()) {
      if (place > 0 && touched.get(who)! > MEETING_PLACE) continue
      const before = lastOf.get(who)
      if (before !== undefined && alert.at - alerts[before]!.until <= RELATED_SECONDS)
        parent[root(i)] = root(before)
      if (before === undefined || alert.until >= alerts[before]!.until) lastOf.set(who, i)
    }
  const groups = Map.groupBy(alerts, (_, i) => root(i))
  return [...groups.values()]
}

/** Actor first. */
const partiesOf = ({ assets, peers }: Alert): readonly string[] => [...assets, ...peers]

function incident(group: readonly Alert[], scene: Scene): Incident {
  const assets = [...new Set(group.flatMap((alert) => alert.assets))]
  const first = group[0]!
  const severity = group.reduce(
    (most, alert) => (SEVERITIES.indexOf(alert.severity) > SEVERITIES.indexOf(most) ? alert.severity : most),
    first.severity,
  )
  return {
    id: `incident-${digestOf(group.map((alert) => alert.id).join('|')).toString(36)}`,
    severity,
    at: first.at,
    until: group.reduce((last, alert) => Math.max(last, alert.until), first.until),
    assets,
    alerts: group.map((alert) => alert.id),
    story: storyOf(group, assets, scene),
  }
}

/** In the order of time, the same kind of thing once, and at the end what it means at the bedside. */
function storyOf(group: readonly Alert[], assets: readonly AssetId[], scene: Scene): string {
  const kinds = [...Map.groupBy(group, (alert) => alert.detection).values()]
  const start = group[0]!.at
  const sentences = kinds.slice(0, MOST_SENTENCES).map((same, i) => {
    const [alert] = same as [Alert, ...Alert[]]
    const when =
      i === 0 ? '' : alert.at - start < 1 ? 'At the same time ' : `${span(alert.at - start)} later `
    const again = same.length === 1 ? '' : ` (and ${count(same.length - 1, 'more alert')} of this kind)`
    return `${when}${alert.because}${again}.`
  })
  if (kinds.length > MOST_SENTENCES)
    sentences.push(`${count(kinds.length - MOST_SENTENCES, 'more kind')} of alert follow.`)
  return [...sentences, bedside(assets, scene)].filter((sentence) => sentence !== '').join(' ')
}

function bedside(assets: readonly AssetId[], scene: Scene): string {
  const known = byId(scene)
  const near = assets.flatMap((id) => {
    const asset = known.get(id)
    return asset !== undefined && TREATING.includes(criticalityOf(asset)) ? [asset] : []
  })
  if (near.length === 0) return ''
  const types = [...new Set(near.map((asset) => typeOf(asset) ?? familyOf(asset) ?? 'device'))].slice(0, 3)
  return `${count(near.length, 'device')} in it ${near.length === 1 ? 'treats or sustains a patient' : 'treat or sustain patients'} (${types.join(', ')}): talk to the ward before anything is cut off.`
}

const TREATING = ['life-sustaining', 'direct-therapy']
const byId = oncePerScene(({ assets }) => new Map(assets.map((asset) => [asset.id, asset])))
