/** Devices that fall silent, and devices that start again and again. */
import type { Endpoint } from '../../model/observation.ts'
import type { Detection, Watcher } from '../detection.ts'
import { count, nameOf, proofOf, span } from '../say.ts'
import { categoryOf, isClinicalDevice, isMonitor } from '../scene.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Signs of life kept of one host, signs that make a rhythm, and the shortest silence told. */
const MOST_SIGNS = 32
const RHYTHM = 8
const SHORTEST_SILENCE = 300
/** A silence is longer than the longest gap before by this. */
const GAPS = 5
/** Packets one way and seconds of a flow that tells a rhythm. */
const STEADY_PACKETS = 6
const STEADY_SECONDS = 300
/** The mean of a flow hides its pauses: a silence is longer than this. */
const SHORTEST_AFTER_FLOW = 600
const GAPS_OF_FLOWS = 3
/** Long flows remembered of one host. */
const MOST_FLOWS = 8

/** What shows that a host is alive: when it was heard, and flows in which it was heard all the time. */
interface Life {
  readonly actor: Endpoint
  readonly times: number[]
  readonly flows: { readonly first: number; readonly last: number; readonly pace: number }[]
}

/** Between two signs; the pauses of a flow that spans both are those of the flow. */
const longestPause = (sorted: readonly number[], { flows }: Life): number =>
  sorted.slice(1).reduce((most, time, i) => {
    const before = sorted[i]!
    const spanning = flows.find(({ first, last }) => first <= before && last >= time)
    return Math.max(most, spanning?.pace ?? time - before)
  }, 0)

function silence(): Watcher {
  const signs = new RecentMap<string, Life>(65_536, 3600)
  let now = 0
  const alive = (actor: Endpoint, at: number): void => {
    if (at > now) now = at
    if (actor.ip === null) return
    const { times } = signs.use(actor.ip, at, () => ({ actor, times: [], flows: [] }))
    times.push(at)
    if (times.length > MOST_SIGNS) times.splice(0, MOST_SIGNS / 2)
  }
  /** A long flow tells a rhythm by itself: seconds between its packets. */
  const steady = (
    { ip }: Endpoint,
    packets: number,
    { first, last }: { first: number; last: number },
  ): void => {
    const known = ip === null ? undefined : signs.get(ip, last)
    if (known === undefined || packets < STEADY_PACKETS || last - first < STEADY_SECONDS) return
    known.flows.push({ first, last, pace: (last - first) / packets })
    if (known.flows.length > MOST_FLOWS) known.flows.shift()
  }
  return {
    get overloaded() {
      return signs.overloaded
    },
    on: {
      opening: (e) => alive(e.actor, e.at),
      'first-packet': (e) => alive(e.actor, e.at),
      'flow-ended'(e) {
        if (e.clientPackets > 0) alive(e.actor, e.last)
        if (e.serverPackets > 0) alive(e.target, e.last)
        steady(e.actor, e.clientPackets, e)
        steady(e.target, e.serverPackets, e)
      },
    },
    finish(say) {
      for (const [, life] of signs) {
        const { actor, times, flows } = life
        const sorted = [...times].sort((a, b) => a - b)
        const last = sorted.at(-1)!
        const pace = Math.max(0, ...flows.map((flow) => flow.pace))
        const gap = longestPause(sorted, life)
        const quiet = now - last
        const least =
          pace > 0
            ? Math.max(SHORTEST_AFTER_FLOW, 2 * GAPS * pace, GAPS_OF_FLOWS * gap)
            : sorted.length >= RHYTHM
              ? Math.max(SHORTEST_SILENCE, GAPS * gap)
              : Number.POSITIVE_INFINITY
        if (quiet < least) continue
        say({
          at: last,
          until: now,
          actor,
          targets: [],
          because: `${nameOf(actor)} has said nothing for ${span(quiet)}, after ${pace > 0 ? `a packet every ${span(pace)}` : `pauses of at most ${span(gap)}`}`,
          proofs: [
            {
              at: last,
              file: -1,
              packet: 0,
              observed: `${count(sorted.length, 'sign')} of life, the last one here`,
            },
          ],
        })
      }
    },
  }
}

/** Beginnings within half an hour; signs of one start lie within a minute of each other. */
const STARTS = 3
const LOOP_SECONDS = 1800
const ONE_START = 60

function reboots(): Watcher {
  const starts = new RecentMap<string, number[]>(16_384, LOOP_SECONDS)
  return {
    get overloaded() {
      return starts.overloaded
    },
    on: {
      'lease-sought'(e, say) {
        const times = starts.use(e.client, e.at, () => [])
        if (times.length > 0 && e.at - times.at(-1)! < ONE_START) return
        times.push(e.at)
        while (times[0]! < e.at - LOOP_SECONDS) times.shift()
        if (times.length < STARTS) return
        const because = `${e.client} began anew ${times.length} times within ${span(e.at - times[0]!)}`
        say({
          at: times[0]!,
          until: e.at,
          actor: { mac: e.client, ip: null },
          targets: [],
          because,
          proofs: [proofOf(e, 'DHCP DISCOVER')],
        })
      },
    },
  }
}

export const lifecycleDetections: readonly Detection[] = [
  {
    id: 'device-silent',
    title: 'A device has fallen silent',
    severity: 'medium',
    technique: ['T0814', 'T0826'],
    check: 'Is the device switched off, moved or out of radio range? Ask the ward first.',
    response: 'Look at the bedside: it may still treat without its network.',
    trap: 'Discharged patients: pumps and monitors are switched off. The ward knows.',
    watch: silence,
    confirm: (s, scene) => {
      const asset = scene.assetOf(s.actor, s.at)
      return asset !== null && (scene.isPump(asset) || isMonitor(asset)) && asset.lastSeen <= s.at + 1
    },
  },
  {
    id: 'device-reboot-loop',
    title: 'A device starts again and again',
    severity: 'medium',
    technique: ['T0816'],
    check: 'Power, battery, or packets that it does not bear? See who talked to it before each start.',
    response: 'Replace it at the bedside, then examine it.',
    trap: 'Phones join and leave networks; only devices known to be clinical, building or security devices count.',
    watch: reboots,
    confirm: (s, scene) => {
      const asset = scene.assetOf(s.actor, s.at)
      return (
        isClinicalDevice(asset) ||
        ['building', 'physical-security', 'utility-ot'].includes(categoryOf(asset) ?? '')
      )
    },
  },
]
