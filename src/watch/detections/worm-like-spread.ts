/** A scanned host scans in its turn, for the same service: a program that spreads by itself. */
import type { EventFrame } from '../../model/event.ts'
import type { Endpoint } from '../../model/observation.ts'
import type { Detection, Watcher } from '../detection.ts'
import { keyOf, nameOf, proofOf } from '../say.ts'
import { DistinctWindow } from '../state/distinct-window.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Both hops within an hour. */
const WINDOW = 3600
/** Hosts tried in vain on one port that make a scanner; a client whose servers are down tries a few (our choice). */
const HOSTS = 10
const MOST_HOSTS = 64
/** Attempts younger than this may still be answered (RFC 6298: the first retransmission comes after a second). */
const ANSWER_SECONDS = 3
const MOST_REACHED = 16_384
const MOST_SCANNERS = 4096

interface Reached {
  readonly by: Endpoint
  readonly at: number
}

function spread(): Watcher {
  /** By source and port: hosts asked that did not accept. */
  const failed = new DistinctWindow<string>(WINDOW, MOST_HOSTS)
  /** By host and port: who had them accept a connection last. */
  const reached = new RecentMap<string, Reached>(MOST_REACHED, WINDOW)
  const scanners = new RecentMap<string, true>(MOST_SCANNERS, WINDOW)
  const key = (endpoint: Endpoint, { port }: EventFrame): string => `${keyOf(endpoint)}:${port}`
  return {
    get overloaded() {
      return failed.overloaded || reached.overloaded
    },
    on: {
      opening(e, say) {
        const source = key(e.actor, e)
        if (failed.add(source, keyOf(e.target), e.at) <= HOSTS) return
        const unanswered = [...failed.of(source, e.at).values()].filter((at) => at <= e.at - ANSWER_SECONDS)
        if (unanswered.length < HOSTS) return
        scanners.set(source, e.at, true)
        const before = reached.get(source, e.at)
        if (before === undefined || before.at < e.at - WINDOW) return
        if (scanners.get(key(before.by, e), e.at) === undefined) return
        reached.delete(source)
        say({
          at: before.at,
          until: e.at,
          actor: before.by,
          targets: [e.actor],
          because: `${nameOf(before.by)} scanned for port ${e.port} and reached ${nameOf(e.actor)}, which now scans for the same port itself`,
          proofs: [proofOf(e, `port ${e.port} of ${HOSTS} hosts or more tried in vain`)],
        })
      },
      accepted(e) {
        failed.remove(key(e.actor, e), keyOf(e.target), e.at)
        reached.set(key(e.target, e), e.at, { by: e.actor, at: e.at })
      },
    },
  }
}

export const wormLikeSpread: Detection = {
  id: 'worm-like-spread',
  title: 'A scanned host scans in its turn',
  severity: 'critical',
  technique: ['T1210', 'T0866'],
  check: 'Which service is it, and which hosts accepted it? The first host of the chain is where it came in.',
  response:
    'Block the port between zones at once. Isolate computers; at the bedside isolate only with the ward, which has another device ready.',
  trap: 'Two management systems that know each other find most of those they ask; both hosts must have failed at ten or more.',
  watch: spread,
}
