/** Plays a hospital with incidents and says what is not as it should be. */
import { score } from '../src/simulator/score.ts'
import { Simulation, type SimulationOptions } from '../src/simulator/simulation.ts'
import type { TrueAsset, TruthDocument } from '../src/simulator/truth.ts'
import { framesOf } from './simulated-frames.ts'

interface Told {
  readonly name: string
  readonly detections: readonly string[]
  readonly start: string
  readonly end: string
  readonly assets: readonly string[]
}

/** Nothing is sent by who falls silent, and by chance nothing for minutes by who is merely in use. */
const QUIET = ['device-silent', 'recalled-unit']

export function strangeOf(options: SimulationOptions): {
  happened: boolean
  truth: TruthDocument | null
  strange: string[]
} {
  try {
    const seen = new Sightings()
    const simulation = new Simulation(options)
    for (const chunk of simulation.chunks()) {
      seen.note(chunk)
      simulation.world.out.reuse(chunk)
    }
    const truth = simulation.truth()
    const told = truth.incidents as readonly Told[]
    const { ends } = truth.run as { ends: string }
    const strange = told.flatMap((one) => oddOf(one, truth, seen, Date.parse(ends)))
    if (told.length + simulation.notHappened.length < 1)
      strange.push('neither happened nor told as not happened')
    strange.push(...unscored(truth))
    return { happened: told.length > 0, truth, strange }
  } catch (error) {
    return {
      happened: false,
      truth: null,
      strange: [`throws ${(error as Error).stack?.split('\n').slice(0, 4).join(' ')}`],
    }
  }
}

function oddOf(one: Told, truth: TruthDocument, seen: Sightings, ends: number): string[] {
  const odd: string[] = []
  const [start, end] = [Date.parse(one.start), Date.parse(one.end)]
  if (one.assets.length === 0) odd.push('nobody is in it')
  if (end < start || end > ends) odd.push(`lasts from ${one.start} to ${one.end}`)
  const hosts = one.assets.map((id) => truth.assets.find((asset) => asset.id === id))
  for (const [i, host] of hosts.entries()) {
    if (host === undefined) odd.push(`${one.assets[i]} is not in the truth`)
    else if (host.firstSeen === null) odd.push(`${host.id} was never seen`)
  }
  const [actor] = hosts
  // Who is in it for a moment only, as at the end of the run, need not be heard in that moment.
  if (actor !== undefined && end > start && !QUIET.includes(one.name) && !seen.of(actor, start, end + 1000))
    odd.push(`${actor.id} is not on the wire from ${one.start} to ${one.end}`)
  return odd
}

/** An inspection that tells all there is must have found every incident, each with the right assets. */
function unscored(truth: TruthDocument): string[] {
  const told = (truth.incidents as readonly Told[]).filter(({ detections }) => detections.length > 0)
  const seen = truth.assets.filter(({ firstSeen }) => firstSeen !== null)
  // Who has the MAC of another is listed with it as one.
  const listed = new Map(
    seen.map(({ id, macs }) => [
      id,
      seen.find((one) => macs[0] !== undefined && one.macs[0] === macs[0])?.id ?? id,
    ]),
  )
  const alerts = told.map(({ detections, start, assets }, i) => ({
    id: String(i),
    detection: detections[0]!,
    at: start,
    assets: assets.map((id) => listed.get(id) ?? id),
  }))
  const assets = seen.filter(({ id }) => listed.get(id) === id)
  const { incidents } = score({ assets, alerts }, truth)
  return incidents.incidents
    .filter(({ detected }) => !detected)
    .map(({ name }) => `${name} is not found by who tells everything`)
    .concat(incidents.falseAlerts.map(({ detection }) => `${detection} counts as false`))
}

/** Which MACs and IPv4 addresses were on the wire in which second. */
class Sightings {
  readonly #seconds = new Map<string, Set<number>>()

  note(chunk: Uint8Array): void {
    for (const { time, bytes } of framesOf(chunk)) {
      const second = Math.floor(time / 1e6)
      const frame = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
      this.#add(frame.toString('hex', 6, 12), second)
      const at = frame.readUInt16BE(12) === 0x8100 ? 18 : 14
      if (frame.readUInt16BE(at - 2) !== 0x0800) continue
      this.#add(frame.toString('hex', at + 12, at + 16), second)
      this.#add(frame.toString('hex', at + 16, at + 20), second)
    }
  }

  /** Between two times in milliseconds. */
  of(asset: TrueAsset, start: number, end: number): boolean {
    const ips = asset.ips.map(({ address }) =>
      address
        .split('.')
        .map((part) => Number(part).toString(16).padStart(2, '0'))
        .join(''),
    )
    return [...asset.macs.map((mac) => mac.replaceAll(':', '')), ...ips].some((key) =>
      [...(this.#seconds.get(key) ?? [])].some((s) => s >= Math.floor(start / 1000) && s <= end / 1000),
    )
  }

  #add(key: string, second: number): void {
    const seconds = this.#seconds.get(key)
    if (seconds === undefined) this.#seconds.set(key, new Set([second]))
    else seconds.add(second)
  }
}
