/** Data carried in the names that are asked for. */
import type { EventOf } from '../../model/event.ts'
import type { Detection, Say, Watcher } from '../detection.ts'
import { keyOf, nameOf, proofOf, span } from '../say.ts'
import { DistinctWindow } from '../state/distinct-window.ts'
import { RecentMap } from '../state/recent-map.ts'

/** Characters in front of the zone from which on a name carries data: tunnels fill names, people keep them short. */
const LONG = 30
/** In questions for records that carry free data a tunnel that idles says less. */
const LONG_FREE = 16
/** Bits per character: words have about 3, hexadecimal data nearly 4, base 32 up to 5. In 30 characters less shows. */
const ENTROPY = 3.4
const ENTROPY_FREE = 2.9
/** Different such names under one zone: within ten seconds, within ten minutes. */
const BURST = 20
const BURST_SECONDS = 10
const STEADY = 100
const STEADY_SECONDS = 600
/** Zones that are asked in this way on purpose: reputation of files and addresses, by hash. From memory. */
const REPUTATION = [
  'mcafee.com',
  'trendmicro.com',
  'sophosxl.net',
  'cymru.com',
  'spamhaus.org',
  'e5.sk',
  'eset.com',
  'barracudacentral.org',
  'surbl.org',
  'avast.com',
  'avcdn.net',
]

function watcher(): Watcher {
  const burst = new DistinctWindow<number>(BURST_SECONDS, 64)
  const steady = new DistinctWindow<number>(STEADY_SECONDS, 128)
  const told = new RecentMap<string, number>(4096, STEADY_SECONDS)

  function asked(e: EventOf<'name-asked'>, say: Say): void {
    const [long, entropy] = e.freeData ? [LONG_FREE, ENTROPY_FREE] : [LONG, ENTROPY]
    if (e.characters < long || e.entropy < entropy || REPUTATION.includes(e.zone)) return
    const key = `${keyOf(e.actor)} ${e.zone}`
    const fast = burst.add(key, e.name, e.at)
    const slow = steady.add(key, e.name, e.at)
    if (fast < BURST && slow < STEADY) return
    if (e.at < (told.get(key, e.at) ?? Number.NEGATIVE_INFINITY) + BURST_SECONDS) return
    told.set(key, e.at, e.at)
    const [n, names] = fast >= BURST ? [fast, burst.of(key, e.at)] : [slow, steady.of(key, e.at)]
    const first = Math.min(...names.values())
    say({
      at: first,
      until: e.at,
      actor: e.actor,
      targets: [],
      because: `${nameOf(e.actor)} asked for ${n} different long made-up names under ${e.zone} within ${span(e.at - first)}`,
      proofs: [proofOf(e, `${e.characters} characters under ${e.zone}, ${e.entropy.toFixed(1)} bits each`)],
    })
  }

  return {
    get overloaded() {
      return burst.overloaded || steady.overloaded
    },
    on: { 'name-asked': asked },
  }
}

export const dnsTunnelling: Detection = {
  id: 'dns-tunnelling',
  title: 'Data carried out in DNS names',
  severity: 'high',
  technique: ['T1071.004', 'T1572'],
  check: 'Who owns the zone? See what the host talked to before, and how long it has gone on.',
  response:
    'Block the zone at the resolver; that does not touch the device itself. Then look at the device with its owner.',
  trap: 'Antivirus and block lists ask by hash under zones of their own; content networks use few different names.',
  watch: watcher,
}
