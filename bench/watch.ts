/**
 * `node --expose-gc bench/watch.ts`: memory and time of a baseline of many devices, read from its file; the state that
 * the watch keeps for each device of simulated hospitals while it reads; and what it and the weaknesses cost in
 * processor time, with and without, turn by turn. `DEVICES=10000 BEDS=100,300 HOURS=1 COST_HOURS=2 RUNS=9`.
 */
import { judgeWeaknesses } from '../src/assessment/weaknesses/judge.ts'
import { identify } from '../src/identity/identify.ts'
import { DEFAULT_LIMITS, Engine } from '../src/protocols/engine.ts'
import { protocols } from '../src/protocols/list.ts'
import { Simulation } from '../src/simulator/simulation.ts'
import {
  Baseline,
  type BaselineFile,
  type LearnedDevice,
  readBaseline,
} from '../src/watch/baseline/baseline.ts'
import { Watch } from '../src/watch/watch.ts'
import { CaptureParser } from '../src/wire/capture/capture-parser.ts'
import { Frame } from '../src/wire/capture/frame.ts'
import { Decoder } from '../src/wire/decoder.ts'
import { clues } from '../test/facts.ts'

const DEVICES = Number(process.env.DEVICES ?? 100_000)
/** Habits of one device: in simulated wards a device has four on average. */
const HABITS = 12
const MIB = 1024 * 1024
const HOURS = Number(process.env.HOURS ?? 1)
/** Of the hospital whose cost is measured: shorter, the start of things would be much of it. */
const COST_HOURS = Number(process.env.COST_HOURS ?? 2)

const mac = (n: number): string =>
  `00:1b:21:${[n >> 16, n >> 8, n].map((part) => (part & 255).toString(16).padStart(2, '0')).join(':')}`

function device(n: number): LearnedDevice {
  const habits = Array.from({ length: HABITS }, (_, i) => [
    `calls kind-${(n + i) % 40} tcp/${1000 + i}`,
    '2026-01-01',
  ])
  return {
    keys: [`serial:Acme ${n}`, `mac:${mac(n)}`, `mac-${mac(n).replaceAll(':', '')}`],
    type: 'infusion-pump-lvp',
    profile: `Acme model-${n % 200}`,
    habits: Object.fromEntries(habits),
    doubtful: {},
  }
}

const file: BaselineFile = {
  schema: 'wardline.baseline/1',
  devices: Array.from({ length: DEVICES }, (_, n) => device(n)),
}
let text = JSON.stringify(file)
const size = text.length
const began = performance.now()
const baseline = new Baseline(readBaseline(text))
const read = performance.now() - began
text = ''
globalThis.gc?.()
const { rss, heapUsed } = process.memoryUsage()
console.log(
  `${DEVICES} devices with ${HABITS} habits each: file ${(size / MIB).toFixed(0)} MiB, read in ${(read / 1000).toFixed(1)} s`,
)
console.log(
  `heap ${(heapUsed / MIB).toFixed(0)} MiB (the made-up file included), resident ${(rss / MIB).toFixed(0)} MiB`,
)
if (baseline === null) throw new Error('not read')

// What is loaded and compiled on the way must not count for either.
for (const watched of [false, true]) stateOf(5, watched)
for (const beds of (process.env.BEDS ?? '100,300').split(',').map(Number)) {
  const [without, withIt] = [stateOf(beds, false), stateOf(beds, true)]
  const each = (withIt.heap - without.heap) / withIt.devices
  console.log(
    `${beds} beds, ${HOURS} h, ${withIt.devices} devices: the watch keeps ${(each / 1024).toFixed(2)} KiB a device (heap ${(without.heap / MIB).toFixed(1)} MiB without, ${(withIt.heap / MIB).toFixed(1)} MiB with it)`,
  )
}

cost()

/** Processor time of reading, identifying and judging a simulated hospital held in memory. */
function cost(): void {
  const simulation = new Simulation({ beds: 40, hours: COST_HOURS, seed: 5 })
  const chunks: Uint8Array[] = []
  for (const chunk of simulation.chunks()) {
    chunks.push(chunk.slice())
    simulation.world.out.reuse(chunk)
  }
  const runs = Number(process.env.RUNS ?? 9)
  const times = { without: [] as number[], with: [] as number[] }
  for (let i = 0; i < runs; i++) {
    times.without.push(judged(chunks, false))
    times.with.push(judged(chunks, true))
  }
  const middle = (list: readonly number[]) => list.toSorted((x, y) => x - y)[list.length >> 1]!
  const [bare, whole] = [middle(times.without), middle(times.with)]
  console.log(
    `${simulation.world.out.packets} packets: ${bare.toFixed(2)} s without watch and weaknesses, ${whole.toFixed(2)} s with them: ${(100 * (whole / bare - 1)).toFixed(0)} % more (median of ${runs})`,
  )
}

function judged(chunks: readonly Uint8Array[], watched: boolean): number {
  const watch = watched ? new Watch() : null
  const began = process.cpuUsage().user
  const facts = reading(chunks, watch).finish([], [])
  const inventory = identify(facts)
  if (watch !== null) {
    judgeWeaknesses(facts, inventory)
    watch.conclude(facts, inventory)
  }
  return (process.cpuUsage().user - began) / 1e6
}

/** Heap in use at the end of reading, before anything is concluded. */
function stateOf(beds: number, watched: boolean): { readonly heap: number; readonly devices: number } {
  const simulation = new Simulation({ beds, hours: HOURS, seed: 7 })
  const devices = simulation.world.units.length
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const engine = reading(handedBack(simulation), watched ? new Watch() : null)
  globalThis.gc?.()
  const heap = process.memoryUsage().heapUsed - before
  if (engine.finish([], []).stations.length === 0) throw new Error('nothing was read')
  return { heap, devices }
}

/** Chunks as they are made; each is used again after the next was asked for. */
function* handedBack(simulation: Simulation): Generator<Uint8Array> {
  for (const chunk of simulation.chunks()) {
    yield chunk
    simulation.world.out.reuse(chunk)
  }
}

function reading(chunks: Iterable<Uint8Array>, watch: Watch | null): Engine {
  const engine = new Engine(protocols, clues, ['simulated'], DEFAULT_LIMITS, watch)
  const decoder = new Decoder(engine)
  const frame = new Frame()
  const parser = new CaptureParser()
  for (const chunk of chunks)
    for (let at = 0; at < chunk.length; ) {
      const room = parser.space(1)
      const n = Math.min(room.length, chunk.length - at)
      room.set(chunk.subarray(at, at + n))
      parser.filled(n)
      at += n
      while (parser.next(frame) === 'frame') decoder.decode(frame, 0)
    }
  return engine
}
