/** Connections that are only asked for: floods of SYN, and SYN with a tiny segment size. */
import type { EventOf } from '../../model/event.ts'
import type { Detection, Watcher } from '../detection.ts'
import { keyOf, nameOf, proofOf, sighting } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

/** SYN to one host within a second that only a flood sends; busy servers get some hundred. */
const FLOOD = 500
/** Seconds in a row. */
const SECONDS = 3
/** Share of them that is never accepted. */
const LOST = 0.8
const MOST_TARGETS = 8192

interface Second {
  second: number
  asked: number
  accepted: number
  flooded: number
  told: number
}

function synFlood(): Watcher {
  const targets = new RecentMap<string, Second>(MOST_TARGETS, 60)
  const of = (e: { target: EventOf<'opening'>['target']; at: number }): Second =>
    targets.use(keyOf(e.target), e.at, () => ({ second: 0, asked: 0, accepted: 0, flooded: 0, told: -3600 }))
  return {
    get overloaded() {
      return targets.overloaded
    },
    on: {
      accepted(e) {
        of(e).accepted++
      },
      opening(e, say) {
        const state = of(e)
        const second = Math.floor(e.at)
        if (second !== state.second) {
          const flooded = state.asked >= FLOOD && state.accepted < (1 - LOST) * state.asked
          state.flooded = flooded && second === state.second + 1 ? state.flooded + 1 : flooded ? 1 : 0
          if (state.flooded >= SECONDS && e.at > state.told + 60) {
            state.told = e.at
            const rate = `${state.asked} SYN a second, ${state.accepted} accepted`
            say({
              at: second - state.flooded,
              until: e.at,
              actor: e.actor,
              targets: [e.target],
              because: `${nameOf(e.target)} gets ${rate}, lately from ${nameOf(e.actor)}`,
              proofs: [proofOf(e, rate)],
            })
          }
          Object.assign(state, { second, asked: 0, accepted: 0 })
        }
        state.asked++
      },
    },
  }
}

/** Bytes: below, no path and no stack needs so little (RFC 791: every host takes 576, hence 536). */
const TINY = 500
/** What the published exploit sends (CVE-2019-11479): 48, which leaves 8 bytes for data. */
const EXPLOIT = 88
/** SYN with a size in between that are no accident. */
const SEVERAL = 5

function lowSegmentSize(): Watcher {
  const sources = new RecentMap<string, number>(4096, 3600)
  return {
    get overloaded() {
      return sources.overloaded
    },
    on: {
      opening(e, say) {
        if (e.segmentSize === null || e.segmentSize === 0 || e.segmentSize > TINY || !e.sack) return
        const key = keyOf(e.actor)
        const n = (sources.get(key, e.at) ?? 0) + 1
        sources.set(key, e.at, n)
        if (e.segmentSize > EXPLOIT && n < SEVERAL) return
        const observed = `SYN with a maximum segment size of ${e.segmentSize} and selective acknowledgements`
        say(
          sighting(
            e,
            `${nameOf(e.actor)} opens connections to ${nameOf(e.target)} with ${observed.slice(9)}`,
            observed,
          ),
        )
      },
    },
  }
}

const RESPONSE =
  'Shut the port of the sender, not that of the target; see at the bedside whether the device still works.'

export const handshakeDetections: readonly Detection[] = [
  {
    id: 'syn-flood',
    title: 'A flood of connection attempts',
    severity: 'high',
    technique: ['T1498', 'T1499', 'T0814'],
    check: 'Is the sender alone, or are its addresses forged? Does the target still answer its server?',
    response: RESPONSE,
    trap: 'Busy servers accept what they are asked for; a flood is not accepted.',
    watch: synFlood,
  },
  {
    id: 'tcp-low-mss-sack',
    title: 'Connections with a tiny segment size',
    severity: 'medium',
    technique: ['T1499'],
    check:
      'Is the sender a vulnerability scanner of the house? Does the target run Linux without the patch of June 2019?',
    response: RESPONSE,
    trap: 'Some tiny stacks ask for small segments, but without selective acknowledgements.',
    watch: lowSegmentSize,
  },
]
