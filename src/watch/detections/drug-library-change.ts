/** A pump server sends much to many pumps within an hour: a drug library, or firmware. */
import type { Endpoint } from '../../model/observation.ts'
import type { Detection, Watcher } from '../detection.ts'
import { keyOf, nameOf } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Libraries are hundreds of kilobytes; what servers otherwise send a pump in an hour is a fraction (our choice). */
const LEAST_BYTES = 100_000
/** One pump fetches its library when it is switched on; several at once are a release. */
const PUMPS = 3
const HOUR = 3600
const MOST_SENDERS = 4096
const MOST_RECEIVERS = 256

interface Receiver {
  readonly endpoint: Endpoint
  readonly at: number
  readonly bytes: number
}

interface Sender {
  readonly receivers: Map<string, Receiver>
  /** Receivers when it was said last. */
  told: number
}

function pushes(): Watcher {
  const senders = new RecentMap<string, Sender>(MOST_SENDERS, HOUR)
  return {
    get overloaded() {
      return senders.overloaded
    },
    on: {
      'flow-ended'(e, say) {
        if (e.last - e.first > HOUR) return // a standing connection, in which much adds up
        const [from, to, bytes] =
          e.serverBytes > e.clientBytes
            ? [e.target, e.actor, e.serverBytes]
            : [e.actor, e.target, e.clientBytes]
        if (bytes < LEAST_BYTES) return
        const of = senders.use(keyOf(from), e.last, () => ({ receivers: new Map(), told: 0 }))
        const { receivers } = of
        receivers.delete(keyOf(to))
        receivers.set(keyOf(to), { endpoint: to, at: e.last, bytes })
        for (const [key, { at }] of receivers) {
          if (at > e.last - HOUR && receivers.size <= MOST_RECEIVERS) break
          receivers.delete(key)
        }
        if (receivers.size < PUMPS) of.told = 0
        // Said again where twice as many have got it: servers send much to many all day.
        if (receivers.size < Math.max(PUMPS, 2 * of.told)) return
        of.told = receivers.size
        const all = [...receivers.values()]
        const sum = all.reduce((total, one) => total + one.bytes, 0)
        say({
          at: all[0]!.at,
          until: e.last,
          actor: from,
          targets: all.map(({ endpoint }) => endpoint),
          because: `${nameOf(from)} sent ${Math.round(sum / 1000).toLocaleString('en-US')} kB to ${all.length} devices within an hour, as a drug library or firmware is sent to pumps`,
          proofs: [
            {
              at: e.last,
              file: -1,
              packet: 0,
              observed: `${bytes.toLocaleString('en-US')} bytes to ${nameOf(to)}`,
            },
          ],
        })
      },
    },
  }
}

export const drugLibraryChange: Detection = {
  id: 'drug-library-change',
  title: 'Pumps get a new library or firmware',
  severity: 'medium',
  technique: ['T0836'],
  check: 'Did the pharmacy release a library today? Compare its name and version on a pump with the release.',
  response:
    'Running infusions keep the library they began with. If nobody released one, have nurses check limits against the prescription before each start.',
  trap: 'A pump that is switched on fetches its library alone; three within an hour are asked for.',
  watch: pushes,
  confirm: (s, scene) =>
    !scene.isPump(scene.assetOf(s.actor, s.at)) &&
    s.targets.filter((target) => scene.isPump(scene.assetOf(target, s.at))).length >= PUMPS,
}
