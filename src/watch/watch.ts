/**
 * Watches behaviour: hands each event to the detections that asked for its kind, collects what they say, and at the
 * end, when the devices are known, makes alerts and incidents of it.
 */
import type { Inventory } from '../identity/identify.ts'
import type { EventKind, EventSink, WireEvent } from '../model/event.ts'
import type { CaptureFacts } from '../model/facts.ts'
import type { Alert, Incident } from './alert.ts'
import { alertsFrom } from './alerts.ts'
import type { Baseline } from './baseline/baseline.ts'
import type { Detection, Say, Watcher } from './detection.ts'
import { detections as all } from './detections/list.ts'
import { incidentsFrom } from './incidents.ts'
import { indicatorDetection } from './indicators/detection.ts'
import type { Indicator } from './indicators/read.ts'
import { Scene } from './scene.ts'
import { Sightings } from './sightings.ts'
import type { Suppression } from './suppression.ts'

export interface WatchOptions {
  readonly baseline?: Baseline | null
  readonly suppressions?: readonly Suppression[]
  /** Published by others; none without. */
  readonly indicators?: readonly Indicator[]
  readonly detections?: readonly Detection[]
}

export interface Watched {
  readonly alerts: readonly Alert[]
  readonly incidents: readonly Incident[]
  /** Detections that could not follow everything: more went on than they have room for. */
  readonly overloaded: readonly string[]
}

type Handler = (event: WireEvent) => void

export class Watch implements EventSink {
  private readonly options: WatchOptions
  private readonly detections: readonly Detection[]
  private readonly sightings = new Sightings()
  private readonly watchers: (readonly [Detection, Watcher, Say])[] = []
  private readonly handlers = new Map<EventKind, Handler[]>()

  constructor(options: WatchOptions = {}) {
    this.options = options
    const learned = options.baseline != null
    const { indicators = [] } = options
    this.detections = [
      ...(options.detections ?? all).filter((d) => learned || d.needsBaseline !== true),
      ...(indicators.length === 0 ? [] : [indicatorDetection(indicators)]),
    ]
    for (const detection of this.detections) this.begin(detection)
  }

  event(event: WireEvent): void {
    const handlers = this.handlers.get(event.kind)
    if (handlers !== undefined) for (const handle of handlers) handle(event)
  }

  /** What it all meant. Call once, when everything has been read. */
  conclude(facts: CaptureFacts, inventory: Inventory): Watched {
    const scene = new Scene(facts, inventory, this.options.baseline ?? null)
    for (const [, watcher, say] of this.watchers) watcher.finish?.(say)
    for (const detection of this.detections)
      for (const sighting of detection.judge?.(scene) ?? []) this.sightings.add(detection, sighting)
    const alerts = alertsFrom(this.sightings.list(), scene, this.options.suppressions ?? [])
    return { alerts, incidents: incidentsFrom(alerts, scene), overloaded: this.overloaded() }
  }

  private begin(detection: Detection): void {
    const watcher = detection.watch?.()
    if (watcher === undefined) return
    const say: Say = (sighting) => this.sightings.add(detection, sighting)
    this.watchers.push([detection, watcher, say])
    for (const [kind, handle] of Object.entries(watcher.on)) {
      const handlers = this.handlers.get(kind as EventKind) ?? []
      handlers.push((event) => (handle as (event: WireEvent, say: Say) => void)(event, say))
      this.handlers.set(kind as EventKind, handlers)
    }
  }

  private overloaded(): string[] {
    const full = this.watchers.filter(([, watcher]) => watcher.overloaded === true).map(([{ id }]) => id)
    return [...new Set([...full, ...this.sightings.overloaded])].sort()
  }
}
