/** One run: a hospital, its incidents, and the capture that comes out of it, chunk by chunk. */
import { Hospital } from './hospital/hospital.ts'
import { type IncidentTruth, stageIncident } from './incident.ts'
import { incidents } from './incidents/list.ts'
import type { MishapRates } from './network/mishaps.ts'
import { childPersonas, personas } from './personas/list.ts'
import { hash } from './random.ts'
import { type TruthDocument, truthDocument } from './truth.ts'
import { World } from './world.ts'

export interface SimulationOptions {
  readonly beds: number
  readonly hours: number
  readonly seed: number
  /** 1: the main site alone. */
  readonly sites?: 1 | 2
  /** Milliseconds since 1970; a Monday morning where it is not said. */
  readonly begins?: number
  readonly mishaps?: MishapRates
  /** MACs of nobody's block: locally administered, so that no registry tells a maker. */
  readonly localMacs?: boolean
  /** By name, and when it begins: seconds from the start. */
  readonly incidents?: readonly { readonly name: string; readonly at: number }[]
}

export const BEGINS = Date.UTC(2026, 2, 2, 7, 0, 0)
/** Overtaken segments are left to those who ask for them: tools that do not put streams in order stumble over them. */
const MISHAPS: MishapRates = { lost: 0.0005, reordered: 0 }
const LABEL =
  'SIMULATED traffic of a hospital that does not exist, made by wardline simulate. Not a recording.'
/** Share of the beds at the smaller site. */
const SECOND_SITE = 0.15

/** The same product with MACs whose first octet says that they are locally administered (IEEE 802 section 8.2). */
function local<T extends { readonly ouis: readonly string[] }>(persona: T): T {
  const block = (oui: string): string => `02${hash(oui).toString(16).padStart(8, '0')}`.slice(0, oui.length)
  return { ...persona, ouis: persona.ouis.map(block), ouiTellsVendor: false }
}

export class Simulation {
  readonly world: World
  readonly hospital: Hospital
  readonly options: SimulationOptions
  readonly #incidents: IncidentTruth[] = []

  /** Throws a `RangeError` for an incident that does not exist. */
  constructor(options: SimulationOptions) {
    const { beds, hours, seed, sites = 1 } = options
    this.options = options
    this.world = new World({
      seed,
      begins: options.begins ?? BEGINS,
      seconds: hours * 3600,
      mishaps: options.mishaps ?? MISHAPS,
      taps: sites === 1 ? ['core-main (simulated)'] : ['core-main (simulated)', 'core-south (simulated)'],
      domain: 'mercy.example',
      comment: `${LABEL} beds ${beds}, hours ${hours}, seed ${seed}`,
    })
    const main = { name: 'main', beds, tap: 0, main: true }
    const south = { name: 'south', beds: Math.ceil(beds * SECOND_SITE), tap: 1, main: false }
    const [products, children] =
      options.localMacs === true ? [personas.map(local), childPersonas.map(local)] : [personas, childPersonas]
    this.hospital = new Hospital(this.world, sites === 1 ? [main] : [main, south], products, children)
    this.hospital.begin()
    for (const { name, at } of options.incidents ?? []) {
      const incident = incidents.find((one) => one.name === name)
      if (incident === undefined) throw new RangeError(`there is no incident ${name}`)
      stageIncident(this.hospital, incident, at, this.#incidents)
    }
  }

  /** Whole chunks of the capture as they fill. Give them back to `world.out.reuse` once they are written. */
  *chunks(): Generator<Uint8Array, void, void> {
    const { queue, out } = this.world
    while (queue.step()) {
      if (!out.pending) continue
      for (let chunk = out.take(); chunk !== undefined; chunk = out.take()) yield chunk
    }
    for (let chunk = out.take(true); chunk !== undefined; chunk = out.take(true)) yield chunk
  }

  /** What there is of the capture until `time` (microseconds since the start); what comes later is not begun. */
  *until(time: number): Generator<Uint8Array, void, void> {
    const { queue, out } = this.world
    while (queue.next <= time && queue.step());
    for (let chunk = out.take(true); chunk !== undefined; chunk = out.take(true)) yield chunk
  }

  /** Names of the incidents that were asked for and found nobody, or no time, to happen. */
  get notHappened(): string[] {
    const happened = new Set(this.#incidents.map(({ name }) => name))
    return (this.options.incidents ?? []).map(({ name }) => name).filter((name) => !happened.has(name))
  }

  get over(): boolean {
    return this.world.queue.size === 0
  }

  /** What really is and really happened, as far as the simulation has come. */
  truth(): TruthDocument {
    return truthDocument(this.world, this.options, this.#incidents)
  }
}
