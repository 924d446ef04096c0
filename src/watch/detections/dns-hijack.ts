/** Two servers answer one name with different addresses, of which one is the hospital's and the other is not. */
import type { EventOf } from '../../model/event.ts'
import { isPrivate } from '../../model/prefix.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { keyOf, sighting } from '../say.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Answers of two servers within this long (seconds) contradict each other; later a name may have moved. */
const AT_ONCE = 600
const MOST_NAMES = 65_536

function watcher(): Watcher {
  const names = new RecentMap<number, { server: string; addresses: readonly string[]; at: number }>(
    MOST_NAMES,
    AT_ONCE,
  )

  function answered(e: EventOf<'name-answered'>, say: Say): void {
    if (e.addresses.length === 0) return
    const server = keyOf(e.actor)
    const known = names.get(e.name, e.at)
    if (known === undefined) {
      names.set(e.name, e.at, { server, addresses: e.addresses, at: e.at })
      return
    }
    const within = (addresses: readonly string[]) =>
      addresses.every((ip) => isPrivate(ip as (typeof e.addresses)[number]))
    if (known.server === server || e.at > known.at + AT_ONCE) return
    if (within(e.addresses) === within(known.addresses)) return
    say(
      sighting(
        e,
        `${server} and ${known.server} answered the same name under ${e.zone} with ${e.addresses.join(', ')} and ${known.addresses.join(', ')}`,
        `DNS answer ${e.addresses.join(', ')}`,
      ),
    )
  }

  return {
    get overloaded() {
      return names.overloaded
    },
    on: { 'name-answered': answered },
  }
}

export const dnsHijackAnswer: Detection = {
  id: 'dns-hijack-answer',
  title: 'DNS answers that contradict those of another server',
  severity: 'high',
  technique: ['T1584.002', 'T1557'],
  check: 'Who gave the clients this resolver? Compare its answer with that of the hospital’s resolver.',
  response:
    'Find the switch port of the false resolver and shut it if no clinical device is behind it. Clients find the honest answer again by themselves.',
  trap: 'Content networks give each resolver addresses of their own, all of them public; only a public and a private answer contradict.',
  watch: watcher,
}
